"""What was read of parts of pages, as bytes: words as JSON, lengths as columns of numbers, which are read at once."""

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice, starmap
from typing import cast

from publisher.pdf.audit.drawings import Drawing
from publisher.pdf.audit.lines import Line, Run
from publisher.pdf.audit.shown import Shown

_LENGTH_BYTES = 8
# All of a run but its words.
_COLUMNS = len(Run._fields) - 1
_run = cast(Callable[[tuple[object, ...]], Run], partial(tuple.__new__, Run))


@dataclass(frozen=True, slots=True)
class PartRead:
    """What is drawn for a part of a page.

    Args:
        width: Of the trimmed page.
        height: The same.
        lines: Of text, in the order in which they are drawn.
        pictures: The top and the bottom of each picture and line.
        lacks_glyphs: Whether a font's sign for characters that it lacks is printed.
        drawings: What the page's streams write, by their hashes (`PageParts.drawings`).
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    pictures: tuple[tuple[float, float], ...]
    lacks_glyphs: bool
    drawings: tuple[tuple[str, Drawing], ...] = ()


def pack(parts: Mapping[str, PartRead]) -> bytes:
    """Write down parts with their names."""
    lines = [line for part in parts.values() for line in part.lines]
    runs = [run for line in lines for run in line.runs]
    told = {
        "order": sys.byteorder,
        "parts": [
            [name, part.width, part.height, len(part.lines), part.pictures, part.lacks_glyphs]
            for name, part in parts.items()
        ],
        "drawings": [[_written(*drawing) for drawing in part.drawings] for part in parts.values()],
        "lines": [[line.dense, line.baseline, len(line.runs)] for line in lines],
        "runs": [run.text for run in runs],
    }
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    columns = array("d", [float(run[1 + column]) for column in range(_COLUMNS) for run in runs])
    return zlib.compress(len(head).to_bytes(_LENGTH_BYTES, "big") + head + columns.tobytes(), 1)


def unpack(data: bytes) -> dict[str, PartRead]:
    """Read what `pack` wrote."""
    written = memoryview(zlib.decompress(data))
    end = _LENGTH_BYTES + int.from_bytes(written[:_LENGTH_BYTES], "big")
    told = json.loads(bytes(written[_LENGTH_BYTES:end]))
    numbers = array("d")
    numbers.frombytes(written[end:])
    if told["order"] != sys.byteorder:
        numbers.byteswap()
    runs = _runs(told["runs"], numbers)
    lines = iter([Line(tuple(islice(runs, count)), dense, baseline) for dense, baseline, count in told["lines"]])
    return {
        name: PartRead(width, height, tuple(islice(lines, count)), tuple(map(tuple, pictures)), lacks_glyphs, drawings)
        for (name, width, height, count, pictures, lacks_glyphs), drawings in zip(
            told["parts"], (tuple(starmap(_drawing, drawings)) for drawings in told["drawings"]), strict=True
        )
    }


def _written(name: str, drawing: Drawing) -> tuple[str, str, bool, tuple[str, ...] | None, tuple[int, ...]]:
    fonts, glyphs = drawing.shown or (None, ())
    return name, drawing.furniture.decode("latin-1"), drawing.may_stamp, fonts, glyphs


def _drawing(
    name: str, furniture: str, may_stamp: bool, fonts: list[str] | None, glyphs: list[int]
) -> tuple[str, Drawing]:
    shown = None if fonts is None else Shown(tuple(fonts), tuple(glyphs))
    return name, Drawing(furniture.encode("latin-1"), may_stamp, shown)


def _runs(texts: list[str], numbers: "array[float]") -> Iterator[Run]:
    count = len(texts)
    columns: list[list[float]] = [numbers[at * count : (at + 1) * count].tolist() for at in range(_COLUMNS)]
    return map(_run, zip(texts, *columns, strict=True))
