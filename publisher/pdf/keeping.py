"""What comes of setting HTML, as bytes: for the store, and between processes.

JSON and PDF; a cache is a file like any other, so nothing in it may run.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from publisher.errors import Diagnostic, Severity
from publisher.pdf.audit.unit import UnitFault
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.makeup import NotePiece, PagePlan, PlacedFloat
from publisher.pdf.requests import Failed, Leaves, Result, ShapedLines
from publisher.pdf.structure import Element
from publisher.pdf.structure.elements import Content, Kid, LinkArea
from publisher.pdf.units import Unit

_LENGTH_BYTES = 8


def pack(result: Result) -> bytes:
    """Write down a result."""
    match result:
        case Unit():
            told = _drawn(result.drawn) | {
                "plans": [[list(part) if isinstance(part, tuple) else part for part in _plan(p)] for p in result.plans],
                "calls": result.calls,
                "calling": result.calling,
                "longer": sorted(result.longer.items()),
                "unsettled": result.unsettled,
                "found": _found(result.found),
            }
            return _joined("unit", told, result.drawn.data, result.drawn.elements)
        case Failed():
            faults = [[fault.code, fault.page, fault.says, fault.note] for fault in result.faults]
            return _joined("failed", {"note": result.note, "floats": result.floats, "faults": faults}, b"")
        case Leaves():
            told = _drawn(result.drawn) | {"fits": result.fits, "found": _found(result.found)}
            return _joined("leaves", told, result.drawn.data, result.drawn.elements)
        case ShapedLines():
            told = {"measures": result.measures_pt, "found": _found(result.found)}
            return _joined("lines", told, result.data)


def unpack(data: bytes) -> Result:
    """Read what `pack` wrote."""
    head, elements, pdf = _parts(data)
    told = json.loads(zlib.decompress(head))
    match told["kind"]:
        case "unit":
            return Unit(
                _read_drawn(told, pdf, elements),
                tuple(map(_read_plan, told["plans"])),
                tuple(told["calls"]),
                tuple(told["calling"]),
                dict(told["longer"]),
                tuple(told["unsettled"]),
                _read_found(told["found"]),
            )
        case "failed":
            faults = tuple(UnitFault(*fault) for fault in told["faults"])
            return Failed(told["note"], tuple(told["floats"]), faults)
        case "leaves":
            return Leaves(_read_drawn(told, pdf, elements), told["fits"], _read_found(told["found"]))
        case _:
            return ShapedLines(pdf, tuple(map(tuple, told["measures"])), _read_found(told["found"]))


def _joined(kind: str, told: Mapping[str, object], pdf: bytes, elements: Sequence[Element] = ()) -> bytes:
    head = _packed({"kind": kind, **told})
    tree = _packed(list(map(_kid, elements)))
    return b"".join(
        (len(head).to_bytes(_LENGTH_BYTES, "big"), len(tree).to_bytes(_LENGTH_BYTES, "big"), head, tree, pdf)
    )


def _packed(told: object) -> bytes:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode(), 1)


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Give what was said of a result, its elements, and its PDF."""
    starts = [2 * _LENGTH_BYTES]
    for at in (0, _LENGTH_BYTES):
        starts.append(starts[-1] + int.from_bytes(data[at : at + _LENGTH_BYTES], "big"))
    begins, tree, pdf = starts
    return data[begins:tree], data[tree:pdf], data[pdf:]


def _drawn(drawn: DrawnPages) -> dict[str, object]:
    return {"pages": drawn.pages, "anchors": [[name, *place] for name, place in drawn.anchors.items()]}


def _read_drawn(told: Mapping[str, Any], pdf: bytes, elements: bytes) -> DrawnPages:
    anchors = {name: (page, x, y) for name, page, x, y in told["anchors"]}
    return DrawnPages(pdf, told["pages"], anchors, KeptElements(elements))


class KeptElements(Sequence[Element]):
    """Elements that are read when somebody asks for one: a book for the press needs none.

    Args:
        packed: As `pack` wrote them.
    """

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    @cached_property
    def _read(self) -> tuple[Element, ...]:
        return tuple(map(_read_element, json.loads(zlib.decompress(self._packed))))

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, index: int) -> Element: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Element]: ...

    def __getitem__(self, index: int | slice) -> Element | Sequence[Element]:
        return self._read[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def _kid(kid: Kid) -> object:
    """Write an element as a list of two, its kids last; what else is in it stands under the names of its fields."""
    if isinstance(kid, Content):
        return [kid.page, kid.number]
    if isinstance(kid, LinkArea):
        return [kid.page, kid.index, kid.words]
    fields = {name: value for name in _FIELDS if (value := getattr(kid, name)) not in (None, ())}
    return {**fields, "kids": list(map(_kid, kid.kids))}


def _read_kid(told: Any) -> Kid:
    if isinstance(told, dict):
        return _read_element(told)
    return Content(*told) if len(told) == 2 else LinkArea(*told)


def _read_element(told: dict[str, Any]) -> Element:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    values["kids"] = tuple(map(_read_kid, values["kids"]))
    return Element(**values)


_FIELDS = tuple(name for name in Element.__dataclass_fields__ if name != "kids")


def _plan(plan: PagePlan) -> tuple[object, ...]:
    return plan.first, plan.last, plan.tops_pt, plan.notes, plan.note_tops_pt, plan.floats


def _read_plan(told: Any) -> PagePlan:
    first, last, tops, notes, note_tops, floats = told
    pieces = tuple(NotePiece(*piece) for piece in notes)
    placed = tuple(PlacedFloat(*each) for each in floats)
    return PagePlan(first, last, tuple(tops), pieces, tuple(note_tops), placed)


def _found(found: tuple[Diagnostic, ...]) -> list[list[object]]:
    """Write what the typesetter said, which is of no place in the manuscript."""
    return [[item.code, item.message, item.hint, item.severity] for item in found]


def _read_found(told: Any) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(code=code, message=message, hint=hint, severity=Severity(severity))
        for code, message, hint, severity in told
    )
