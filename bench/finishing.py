"""What tags and finishing cost: `python -m bench.finishing [FOLDER]`.

A book is made for each purpose, and once bare: the same pages with neither tags nor colours for the press nor claims.
All are made from nothing, and once more with every section kept, which leaves what a build does at least. Each is made
in a process of its own and on one processor, in turns; seconds are those of the processor, ratios are to the bare one
of the same round. Pinned fonts are kept throughout.
"""

import argparse
import importlib
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf

from bench.run import PROJECT, VARIETIES, complete
from publisher.cli.console import columns
from publisher.model import Purpose
from publisher.store import Store

_FONTS = PROJECT / "build" / ".cache" / "bench"
_BARE = "bare"
_PURPOSES: dict[str, Purpose | None] = {
    "tagged": None,
    "press": Purpose.PRESS,
    "archive": Purpose.ARCHIVE,
    "screen": Purpose.SCREEN,
}


def main() -> None:
    """Print seconds, bytes and ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.finishing", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--one", choices=[_BARE, *_PURPOSES], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.folder, asked.one)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = complete(asked.folder, Path(temporary)).resolve()
        _run(_BARE, folder)
        rounds = [{kind: _run(kind, folder) for kind in (_BARE, *_PURPOSES)} for _ in range(asked.repeats)]
    print(table(rounds))


def table(rounds: Sequence[dict[str, dict[str, float]]]) -> str:
    """Give medians, and the medians of ratios to the bare edition of the same round."""
    rows: list[tuple[str, ...]] = [
        ("", "from nothing", "ratio", "all kept", "ratio", "bytes", "ratio", "of them fonts")
    ]
    for kind in rounds[0]:
        cells = [kind]
        for key, unit in (("cold", " s"), ("warm", " s"), ("bytes", "")):
            value = statistics.median(each[kind][key] for each in rounds)
            ratio = statistics.median(each[kind][key] / each[_BARE][key] for each in rounds)
            cells += [f"{value:,.{2 if unit else 0}f}{unit}", f"{ratio:.3f}"]
        rows.append((*cells, f"{rounds[0][kind]['fonts']:,.0f}"))
    return columns(rows, right=range(1, 8))


def measure(folder: Path, kind: str) -> dict[str, float]:
    """Make a book of a kind, from nothing and with all sections kept."""
    from publisher import pipeline, theme

    render = importlib.import_module("publisher.pdf.render").render
    importlib.import_module("publisher.pdf.engine.typecase").weasyprint()
    if kind == _BARE:
        _leave_bare()
    book, look = pipeline.load_book(folder, environ={}), theme.load(PROJECT / "styles" / "ankasam")
    seconds = []
    with tempfile.TemporaryDirectory() as units:
        for _ in range(2):
            began = time.process_time()
            purpose = _PURPOSES.get(kind)
            data: bytes = render(book, look, store=Store(_FONTS), units=Store(Path(units)), purpose=purpose).data
            seconds.append(time.process_time() - began)
    return {"cold": seconds[0], "warm": seconds[1], "bytes": len(data), "fonts": _font_bytes(data)}


def _leave_bare() -> None:
    """Let pages be drawn and bound without tags, and finished for nothing; no edition is made so."""
    drawing, workshop, binding = (
        importlib.import_module(f"publisher.pdf.{name}") for name in ("engine.drawing", "workshop", "binding")
    )
    draw_pages, bind = drawing.draw_pages, binding.bind

    def draw_bare(laid_out: Any, **_: Any) -> Any:
        return draw_pages(laid_out, tagged=False)

    def bind_bare(*arguments: Any) -> Any:
        *others, _, _ = arguments
        return bind(*others, None, lambda book: None)

    for owner, name, function in (
        (drawing, "draw_pages", draw_bare),
        (workshop, "draw_pages", draw_bare),
        (binding, "bind", bind_bare),
    ):
        setattr(owner, name, function)


def _font_bytes(data: bytes) -> int:

    with pikepdf.open(io.BytesIO(data)) as book:
        streams = [item for item in book.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
        return sum(len(stream.read_raw_bytes()) for stream in streams)


def _run(kind: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.finishing", str(folder), "--one", kind]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{kind} of {folder} failed:\n{done.stderr}")
    told: dict[str, float] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    main()
