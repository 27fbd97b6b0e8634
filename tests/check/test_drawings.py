"""What streams write is told once: what was told before changes no hash, and what was told wrongly comes to light."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from publisher.pdf.audit import Memory, ink, parts, read
from publisher.pdf.audit.drawings import Drawing, drawing_of
from publisher.pdf.audit.parts import PageParts, PartsOf
from publisher.pdf.audit.shown import Shown, shown, together
from publisher.store import Store
from tests.support.printed_editions import Edition


def parts_of(data: bytes, known: dict[str, Drawing]) -> list[PageParts]:
    with pikepdf.open(io.BytesIO(data)) as file:
        told = PartsOf(file, "", known)
        return [told.of(page.obj) for page in file.pages]


def test_hashes_are_the_same_with_what_was_told_before(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    found = parts_of(edition.printed.data, {})
    known = {name: drawing for page in found for name, drawing in page.drawings}
    assert known
    told: list[int] = []

    def counted(written: bytes) -> Drawing:
        told.append(len(written))
        return drawing_of(written)

    monkeypatch.setattr(parts, "drawing_of", counted)
    assert parts_of(edition.printed.data, known) == found
    without = len(told)
    assert parts_of(edition.printed.data, {}) == found
    assert len(told) - without == without + sum(len(page.drawings) for page in found)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"BT /F1 9 Tf [<00410042>-20<0041>] TJ ET", Shown(("F1",), (0x41, 0x42))),
        (b"/P <</MCID 0>> BDC BT /F2 9 Tf /F1 9.5 Tf <0043> Tj ET EMC", Shown(("F1", "F2"), (0x43,))),
        (b"/P <</E <0041>>> BDC BT /F1 9 Tf <0043> Tj ET EMC", Shown(("F1",), (0x41, 0x43))),
        (b"/P <</A <</B 1>> >> BDC BT /F1 9 Tf <00 43\n0044> Tj ET EMC", Shown(("F1",), (0x43, 0x44))),
        (b"q 1 0 0 1 8.5 8.5 cm", Shown((), ())),
        # Strings of signs, pictures in the stream, odd numbers of digits.
        (b"BT /F1 9 Tf (A) Tj ET", None),
        (b"BI /W 1 ID x EI", None),
        (b"BT /F1 9 Tf <004> Tj ET", None),
        (b"BT /F1 9 Tf <00> Tj ET", None),
        # A sign in a comment: nobody knows any more what is a string.
        (b"% <\nBT /F1 9 Tf [<0041> 50 <0042>] TJ ET", None),
    ],
)
def test_what_a_drawing_shows(written: bytes, told: Shown | None) -> None:
    assert shown(written) == told


def test_drawings_show_together_what_each_does() -> None:
    one, other, nothing = Shown(("F1",), (1, 3)), Shown(("F0", "F1"), (2, 3)), Shown((), ())
    assert together([one, nothing, other]) == Shown(("F0", "F1"), (1, 2, 3))
    assert together([nothing, one]) == one
    assert together([one, None]) is None
    assert together([nothing]) == together([]) == nothing


FURNITURE = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq 1 0 0 1 9.5 20 cm /Stamp-0a Do Q\nEMC\n"


@pytest.mark.parametrize(
    ("written", "furniture", "may_stamp"),
    [
        (FURNITURE, FURNITURE, True),
        (FURNITURE + b"0 0 9 9 re f\n", b"", True),
        (b"q /Stamp-0a Do Q", b"", True),
        (b"q /St#61mp-0a Do Q", b"", True),
        (b"0 0 9 9 re f\n", b"", False),
    ],
)
def test_whether_a_drawing_is_furniture(written: bytes, furniture: bytes, may_stamp: bool) -> None:
    assert drawing_of(written)[:2] == (furniture, may_stamp)


@pytest.mark.parametrize(
    "wrong",
    [lambda said: said._replace(may_stamp=True), lambda said: said._replace(shown=Shown((), ()))],
    ids=["may stamp", "shows nothing"],
)
def test_what_was_told_wrongly_is_not_kept_once_it_comes_to_light(
    wrong: Callable[[Drawing], Drawing], stock: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(stock.printed.data)
    right = parts_of(stock.printed.data, {})
    known = {name: wrong(drawing) for page in right for name, drawing in page.drawings}
    misled = parts_of(stock.printed.data, known)
    assert misled != right
    store = Store(tmp_path / "kept")
    # Somebody keeps false readings under the names that the wrong words lead to.
    memory = Memory(store)
    monkeypatch.setattr(Memory, "drawings", lambda self: known)
    read(stock.printed.data, memory)
    memory._bodies = {
        name: memory._bodies[other] for name, other in zip(memory._bodies, reversed(memory._bodies), strict=True)
    }
    memory.keep()
    again = Memory(store)
    monkeypatch.setattr(ink, "_ONE_IN", 1)
    assert read(stock.printed.data, again) == found
    again.keep()
    monkeypatch.undo()
    last = Memory(store)
    last.foresee()
    assert last.drawings() == {name: drawing for page in right for name, drawing in page.drawings}
