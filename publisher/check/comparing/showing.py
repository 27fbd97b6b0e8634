"""A report of two files for people: one HTML file that needs no other, pages side by side, differences marked."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import jinja2

from publisher.check.comparing.bounded import draw_pages
from publisher.check.comparing.comparison import Comparison
from publisher.check.comparing.drawing import Picture
from publisher.check.comparing.looking import PageLook
from publisher.check.comparing.marking import Region, regions
from publisher.check.comparing.pairing import Kind, Pair
from publisher.check.comparing.telling import told

# A page takes about 50 kB; a browser takes longer for more than it is worth.
_MOST_DRAWN = 150
_FIRST_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page as it is shown: its address, what is said of it to those who do not see it, and what differs."""

    address: str
    width: int
    height: int
    says: str
    regions: tuple[Region, ...]
    number: int


def show(old: tuple[str, bytes], new: tuple[str, bytes], found: Comparison) -> str:
    """Give the report.

    Args:
        old: The name of the old file, and its bytes.
        new: The same of the new one.
        found: Their comparison.
    """
    drawn = [pair for pair in found.pairs if pair.kind in (Kind.CHANGED, Kind.NEW, Kind.GONE)]
    shown = drawn[:_MOST_DRAWN]
    numbers = [tuple(page.number for page in _pages(shown, side)) for side in ("old", "new")]
    before, after = draw_pages(((old[1], numbers[0]), (new[1], numbers[1])))
    template = _templates().get_template("report.html")
    return template.render(
        old=old[0],
        new=new[0],
        summary=told(found),
        spreads=list(
            _spreads(shown, dict(zip(numbers[0], before, strict=True)), dict(zip(numbers[1], after, strict=True)))
        ),
        left_out=len(drawn) - len(shown),
        differs=found.differs,
    )


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _pages(pairs: Sequence[Pair], side: str) -> Iterator[PageLook]:
    for pair in pairs:
        page = pair.old if side == "old" else pair.new
        if page is not None:
            yield page


def _spreads(
    pairs: Sequence[Pair], before: dict[int, Picture], after: dict[int, Picture]
) -> Iterator[tuple[str, _Shown | None, _Shown | None]]:
    for pair in pairs:
        old = before[pair.old.number] if pair.old else None
        new = after[pair.new.number] if pair.new else None
        marks = regions(old, new) if old and new else ()
        yield (
            str(pair.kind),
            _shown(old, pair.old, "before", marks, pair.new) if old and pair.old else None,
            _shown(new, pair.new, "now", marks, pair.old) if new and pair.new else None,
        )


def _shown(picture: Picture, page: PageLook, when: str, marks: tuple[Region, ...], other: PageLook | None) -> _Shown:
    address = "data:image/png;base64," + base64.b64encode(picture.png).decode()
    return _Shown(address, picture.width, picture.height, _says(page, when, other), marks, page.number)


def _says(page: PageLook, when: str, other: PageLook | None) -> str:
    words = page.text.split()
    if other is None:
        return f"Page {page.number} {when}: {' '.join(words[:_FIRST_WORDS]) or 'nothing but pictures, or blank'}"
    differing = (
        mine.text
        for mine, its in zip_longest(page.lines, other.lines)
        if mine is not None and (its is None or mine.text != its.text)
    )
    first = next(differing, None)
    return f"Page {page.number} {when}" + (f"; the first line that differs: {first}" if first else "")
