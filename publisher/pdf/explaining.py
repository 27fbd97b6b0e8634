"""Says in plain words why a page ends where it does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.model import Block
from publisher.pdf.makeup import Area, End, Floats, Hindrance, Items, PagePlan, choice
from publisher.pdf.units import MadeUp
from publisher.source import Position

_MOST_LETTERS = 40
_FAULTS = {
    "empty": "white at its foot",
    "stretch": "white added around its headings and blocks",
    "split_note": "notes that go on on the next page",
    "stub": "a single line of a note left for the next page",
    "hyphen_at_turn": "a leaf turned within a word",
    "hyphen_at_spread": "a word divided between facing pages",
    "heading_at_foot": "a heading near its foot",
    "short_last_page": "fewer than five lines on it",
    "uneven_spread": "a last line at another height than that of the page beside it",
    "float_beside": "figures or tables left for the facing page",
    "float_overleaf": "figures or tables left for the page overleaf",
    "float_far": "figures or tables carried on from an earlier page",
    "float_overtaken": "a figure or table in its text before one with a lower number",
    "broken_rule": "a rule broken, for nothing better can be done",
    "break_cost": "a table cut",
}
_HINDRANCES = {
    Hindrance.NO_ROOM: "no room",
    Hindrance.NOTES: "no room for the notes called there",
    Hindrance.KEPT: "what stands there is kept together",
    Hindrance.MUST_BEGIN: "what follows must begin a page",
    Hindrance.FAR: "far too much white",
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of a section after its pages were drawn.

    Args:
        items: Of its galley.
        notes: The lines of each note.
        plans: Its pages.
        area: What they were made with.
        floats: Of the section.
        captions: The first words of each float.
        words: Of each item.
        blocks: The place of each item's block among the children of the section's element.
    """

    items: Items
    notes: tuple[Items, ...]
    plans: tuple[PagePlan, ...]
    area: Area
    floats: Floats
    captions: tuple[str, ...]
    words: tuple[str, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """What was asked for to set a section.

    Args:
        at: Where it begins in the manuscript.
        blocks: Of its text.
        labels: Of its notes.
        html: From which its pages were made.
    """

    at: Position | None
    blocks: Sequence[Block]
    labels: Sequence[str]
    html: str

    def block_at(self, block: int) -> Position | None:
        """Say where the children of the section's element stand in the manuscript."""
        return self.at if block == 0 else self.blocks[block - 1].at if block <= len(self.blocks) else None


def remember(made: MadeUp, area: Area) -> Remembered:
    """Take down what explaining a section's pages needs, before they are drawn."""
    text = made.galley.text
    count = range(len(text.items))
    return Remembered(
        text.items,
        tuple(note.items for note in made.galley.notes),
        made.plans,
        replace(area, longer=made.longer),
        made.floats,
        tuple(each.text() for each in made.galley.floats),
        tuple(map(text.text, count)),
        tuple(map(text.block_of, count)),
    )


def explain(
    section: Remembered, page: int, folio: int, labels: Sequence[str], at: Callable[[int], Position | None]
) -> Iterator[str]:
    """Give the lines of an explanation.

    Args:
        section: That the page belongs to.
        page: Its index in the section.
        folio: What is printed on it.
        labels: Of the section's notes.
        at: From a block's place among the children of the section's element to the manuscript.
    """
    plan = section.plans[page]
    made = choice(section.items, section.notes, section.area, section.plans, page, section.floats)
    if made.chosen is None:
        yield f"page {folio} holds no text: " + _without_text(section, plan)
        return
    yield f"page {folio} ends with {_quoted(section, plan.last - 1, at, end=True)}"
    for number, top_pt in plan.floats:
        yield f"{'above' if top_pt < plan.tops_pt[0] else 'below'} its text stands {_caption(section, number)}"
    if longer := section.area.longer.get(page, 0):
        yield f"it is run {_counted(abs(longer), 'line')} {'longer' if longer > 0 else 'shorter'} than the others"
    if plan.last == len(section.items):
        yield "the section's text ends there"
    else:
        yield f"next comes {_quoted(section, plan.last, at)}"
        if made.by_force:
            yield "which must begin a page"
    yield f"what this end costs: {_faults(section, made.chosen, labels)}"
    for other in made.others:
        yield _other(section, made.chosen, other, labels)


def _without_text(section: Remembered, plan: PagePlan) -> str:
    if plan.floats:
        return "it is taken by " + ", ".join(_caption(section, number) for number, _ in plan.floats)
    return "notes go on there" if plan.notes else "what follows asks for a recto"


def _other(section: Remembered, chosen: End, other: End, labels: Sequence[str]) -> str:
    count = other.last - chosen.last
    lines = f"{_counted(abs(count), 'line')} {'more' if count > 0 else 'fewer'}"
    head = f"{lines}, to {_words(section, other.last - 1, end=True)}{_moved(section, chosen, other)}"
    if other.hindrance is not None:
        return f"{head}: impossible, {_HINDRANCES[other.hindrance]}"
    if other.total is None or chosen.total is None:
        return f"{head}: the pages after it could not be made"
    more = other.total - chosen.total
    worth = f"costs {more:.1f} more" if more > 0.05 else "costs as much" if more > -0.05 else f"costs {-more:.1f} less"
    return f"{head}: {worth} with the pages after it; here {_faults(section, other, labels)}"


def _moved(section: Remembered, chosen: End, other: End) -> str:
    """Say which figures and tables another end brings to the page, or leaves for the next."""
    if other.hindrance is not None:
        return ""
    brought = [number for number in other.floats if number not in chosen.floats]
    left = [number for number in chosen.floats if number not in other.floats]
    parts = [f", with {_caption(section, number)}" for number in brought]
    return "".join(parts + [f", without {_caption(section, number)}" for number in left])


def _faults(section: Remembered, end: End, labels: Sequence[str]) -> str:
    parts = [f"{_FAULTS[fault.kind]} {fault.cost:.1f}" for fault in end.faults]
    going_on = [labels[piece.note] for piece in end.pieces if piece.last < len(section.notes[piece.note])]
    if going_on:
        parts.append(f"(going on: note {', '.join(going_on)})")
    return ", ".join(parts).replace(", (", " (") or "nothing"


def _quoted(section: Remembered, item: int, at: Callable[[int], Position | None], *, end: bool = False) -> str:
    place = at(section.blocks[item])
    return _words(section, item, end=end) + (f" ({place.path}:{place.line})" if place else "")


def _caption(section: Remembered, number: int) -> str:
    return _shortened(section.captions[number], end=False)


def _words(section: Remembered, item: int, *, end: bool = False) -> str:
    return _shortened(section.words[item], end=end)


def _shortened(text: str, *, end: bool) -> str:
    words = " ".join(text.replace("\u2060", "").replace("\u200b", "").split())
    if len(words) > _MOST_LETTERS:
        words = "…" + words[-_MOST_LETTERS:] if end else words[:_MOST_LETTERS] + "…"
    return f"“{words}”" if words else "something without words"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
