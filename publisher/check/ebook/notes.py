"""Rules on the notes of an e-book: every call leads to its note, and every note back to its call."""

import re
from collections.abc import Iterator
from typing import Any

from publisher.check.ebook.elements import Page, is_external, shortened, types, words_in
from publisher.check.ebook.noted import Call, note_of
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic

_LINK, _SUP = f"{XHTML_NAMESPACE}a", f"{XHTML_NAMESPACE}sup"
_CALL = re.compile(r"[\[(]?(\d{1,4}|[*†‡§¶]{1,3})[\])]?")
_SAID = frozenset({"noteref", "backlink", "biblioref", "glossref"})


@ebook_rule("noteref-dead")
def noteref_dead(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find calls that do not lead to a note."""
    for call in ebook.notes.calls:
        if call.fault:
            message = f"the call “{shortened(words_in(call.link))}” {call.fault}"
            hint = "let its href name the id of its note, which is a footnote by epub:type or role"
            yield error("noteref-dead", message, call.page.at(call.link), hint)


@ebook_rule("noteref-unmarked")
def noteref_unmarked(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find calls that no reading system takes for calls: their notes do not pop up."""
    for page in ebook.texts:
        for link in page.elements("a"):
            href = link.get("href") or ""
            if "#" in href and not is_external(href) and _looks_like_a_call(link) and note_of(link) is None:
                message = f"the raised link “{shortened(words_in(link))}” does not say that it calls a note"
                hint = "give it epub:type noteref and role doc-noteref, and its note footnote and doc-footnote"
                yield warning("noteref-unmarked", message, page.at(link), hint)


def _looks_like_a_call(link: Any) -> bool:
    outer = link.getparent()
    is_raised = (outer is not None and outer.tag == _SUP) or next(link.iter(_SUP), None) is not None
    return is_raised and not _SAID & types(link) and bool(_CALL.fullmatch(words_in(link)))


@ebook_rule("note-uncalled")
def note_uncalled(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find notes that nothing in the text leads to."""
    called = {call.note for call in ebook.notes.calls if call.note is not None}
    linked = called | ebook.notes.linked
    for page, note in ebook.notes.notes:
        if note not in linked:
            message = f"no call leads to the note “{shortened(words_in(note))}”"
            hint = "a call is a link to the note's id, with epub:type noteref"
            yield error("note-uncalled", message, page.at(note), hint)


@ebook_rule("backlink-wrong")
def backlink_wrong(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find notes without a way back, or with one that leads to the call of another note."""
    calls: dict[Any, list[Call]] = {}
    for call in ebook.notes.calls:
        if call.note is not None:
            calls.setdefault(call.note, []).append(call)
    of_calls = {element for each in calls.values() for call in each for element in call.around()}
    for page, note in ebook.notes.notes:
        own = {element for call in calls.get(note, ()) for element in call.around()}
        if own:
            yield from _wrong_ways_back(ebook, page, note, own, of_calls)


def _wrong_ways_back(
    ebook: OpenedEbook, page: Page, note: Any, own: set[Any], of_calls: set[Any]
) -> Iterator[Diagnostic]:
    links = [link for link in note.iter(_LINK) if link.get("href") and not is_external(link.get("href"))]
    said = [link for link in links if "backlink" in types(link)]
    back = said or [link for link in links if ebook.target(link, page) in of_calls]
    hint = "a note's link with the role doc-backlink leads to the id of its call"
    if not back:
        message = f"the note “{shortened(words_in(note))}” has no link back to its call"
        yield error("backlink-wrong", message, page.at(note), hint)
    wrong = [link for link in back if ebook.target(link, page) not in own]
    # A note may name others; only a link that says it goes back must.
    if wrong and (said or len(wrong) == len(back)):
        message = f"the link back of the note “{shortened(words_in(note))}” does not lead to its call"
        yield error("backlink-wrong", message, page.at(wrong[0]), hint)


@ebook_rule("note-number-doubled")
def note_number_doubled(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find notes that stand together and are called by the same number."""
    first: dict[tuple[Any, str], Any] = {}
    for call in ebook.notes.calls:
        number = words_in(call.link)
        if call.note is None or not number:
            continue
        other = first.setdefault((call.note.getparent(), number), call.note)
        if other is not call.note:
            message = f"two notes are called by “{shortened(number)}”"
            hint = "number the notes that stand together each by its own"
            yield error("note-number-doubled", message, call.page.at(call.link), hint)


@ebook_rule("note-hidden")
def note_hidden(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find notes in elements that widespread readers hide, or call lists wrongly."""
    hint = "a div with epub:type footnote in a section with epub:type footnotes is shown, and pops up, everywhere"
    for page, note in ebook.notes.notes:
        if note.tag == f"{XHTML_NAMESPACE}aside":
            message = (
                "a note in an aside is hidden by Apple Books and Thorium: it pops up, and cannot be read on its page"
            )
            yield warning("note-hidden", message, page.at(note), hint)
        elif note.tag == f"{XHTML_NAMESPACE}li" and "doc-footnote" in (note.get("role") or ""):
            message = "a list's item with the role doc-footnote is no item any more for screen readers"
            yield warning("note-hidden", message, page.at(note), hint)
