"""What the finished file holds, held against the book: every word in its place, every note linked both ways."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from lxml import etree

from publisher.epub.documents import Setting
from publisher.epub.names import FOLDER
from publisher.epub.resources import clean
from publisher.epub.soft_hyphens import SOFT_HYPHEN
from publisher.epub.trees import take_out
from publisher.errors import AuditError, Diagnostic
from publisher.model import (
    Block,
    Blocks,
    Book,
    Code,
    CodeBlock,
    DefinitionList,
    Epigraph,
    Figure,
    InlineImage,
    Inlines,
    LineBreak,
    Quotation,
    Reference,
    Section,
    Text,
)
from publisher.source import Position
from publisher.transform.numbering import Numbering
from publisher.walk import calls_of, inlines_in, inner_blocks, notes_of, runs_of

_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
# Each word of a section stands in exactly one of these; a stanza's words stand in its lines.
_RUNS = tuple(
    _XHTML + name
    for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "caption", "figcaption", "pre", "span")
)


def require_whole(data: bytes, book: Book, setting: Setting) -> None:
    """Make sure that nothing of a book is missing from its finished e-book.

    Raises:
        AuditError: `words-lost`, `notes-lost`, `link-dangling`; all that was found.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = {name: _parse(name, archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}
    found = tuple(find_lost(pages, book, setting))
    if found:
        raise AuditError(*found)


def find_lost(pages: Mapping[str, Any], book: Book, setting: Setting) -> Iterator[Diagnostic]:
    """Give what of a book is missing from its e-book.

    Args:
        pages: The roots of its documents by their paths in the container; those of all sections are there. They are
            taken apart.
        book: It.
        setting: How its documents were made.
    """
    yield from _find_dangling(pages)
    for section in book.sections:
        page = pages[FOLDER + setting.names.path(section)]
        yield from _find_lost_notes(section, page, setting)
        yield from _find_lost_words(section, page, setting.numbering)


def _parse(name: str, data: bytes) -> Any:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as problem:
        raise AuditError(_finding("words-lost", f"{name} is no XML: {problem.msg}", None)) from problem


# --- links ---------------------------------------------------------------------------------------------------


def _find_dangling(pages: Mapping[str, Any]) -> Iterator[Diagnostic]:
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        for href in page.xpath("//@href[not(contains(., ':'))]"):
            path, _, fragment = str(href).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if target in ids and fragment and fragment not in ids[target]:
                yield _finding("link-dangling", f"{name}: nothing has the id “{fragment}” that a link names", None)


# --- notes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Link:
    """A link between a call and its note: what both ends say, and the ids of the call and of the note."""

    number: str
    call: str
    note: str


def _find_lost_notes(section: Section, page: Any, setting: Setting) -> Iterator[Diagnostic]:
    names, numbers, note_of = setting.names.notes, setting.numbering.notes, setting.numbering.note_of
    called = list(calls_of(section))
    expected = [_Link(numbers[note_of(call)], setting.call_id(call), names[note_of(call)].note) for call in called]
    notes = list(notes_of(section))
    begun = [_Link(numbers[note], names[note].calls[0], names[note].note) for note in notes]
    again = Counter((call, names[note].note) for note in notes for call in names[note].calls[1:])
    calls = [_Link(a.text, a.get("id"), _place(a)) for a in _all(page, "a") if a.get(_OPS_TYPE) == "noteref"]
    backs = list(_back_links(page, "number"))
    if len(calls) != len(expected) or len(backs) != len(begun):
        counts = f"{len(notes)} notes called {len(expected)} times, {len(calls)} calls, {len(backs)} links back"
        yield _finding("notes-lost", f"{section.file}: {counts}", notes[0].at if notes else section.at)
        return
    wrong = [call.at for call, *pair in zip(called, expected, calls, strict=True) if pair[0] != pair[1]]
    wrong += [note.at for note, *pair in zip(notes, begun, backs, strict=True) if pair[0] != pair[1]]
    if again != Counter((link.call, link.note) for link in _back_links(page, "again")):
        wrong.append(section.at)
    for at in dict.fromkeys(wrong):
        yield _finding("notes-lost", "a note and its call do not lead to each other", at)


def _back_links(page: Any, kind: str) -> Iterator[_Link]:
    for note in _notes(page):
        for link in _all(note, "a"):
            if link.get("role") == "doc-backlink" and link.get("class") == kind:
                yield _Link(link.text, _place(link), note.get("id"))


def _place(link: Any) -> str:
    """Give the id that a link within its document leads to."""
    return str((link.get("href") or "")[1:])


def _notes(page: Any) -> list[Any]:
    return [div for div in _all(page, "div") if div.get(_OPS_TYPE) == "footnote"]


def _all(element: Any, name: str) -> Iterator[Any]:
    return iter(element.iter(_XHTML + name))


# --- words ---------------------------------------------------------------------------------------------------


def _find_lost_words(section: Section, page: Any, numbering: Numbering) -> Iterator[Diagnostic]:
    notes = [(note, _shown_words(shown)) for note, shown in zip(notes_of(section), _cut_notes(page), strict=False)]
    text = [_words(section.title, numbering), *_said(section.blocks, numbering)]
    yield from _compare(text, _shown_words(page), section.file, section.at)
    for note, shown in notes:
        yield from _compare(_said(note.blocks, numbering), shown, f"{section.file}: a note", note.at)


def _compare(said: Iterable[str], shown: list[str], what: str, at: Position) -> Iterator[Diagnostic]:
    expected = [word for text in said for word in _split(clean(text))]
    if expected != shown:
        place = next(n for n, pair in enumerate(zip_longest(expected, shown)) if pair[0] != pair[1])
        near = " ".join(expected[max(0, place - 3) : place + 4]) or "the beginning"
        yield _finding("words-lost", f"{what}: {len(expected)} words said, {len(shown)} shown; first near “{near}”", at)


def _said(blocks: Blocks, numbering: Numbering) -> Iterator[str]:
    for block in blocks:
        yield from _said_by(block, numbering)


def _said_by(block: Block, numbering: Numbering) -> Iterator[str]:
    own = [_words(run, numbering) for run in runs_of(block)]
    match block:
        case CodeBlock():
            yield block.text
        case Figure():
            yield from (block.alt, *own)
        case Quotation() | Epigraph():
            yield from (*_said(block.blocks, numbering), *own)
        case DefinitionList():
            for entry in block.definitions:
                yield _words(entry.term, numbering)
                for meaning in entry.meanings:
                    yield from _said(meaning, numbering)
        case _:
            yield from (*own, *_said(inner_blocks(block), numbering))


def _words(inlines: Inlines, numbering: Numbering) -> str:
    parts: list[str] = []
    for inline in inlines_in(inlines):
        match inline:
            case Text() | Code():
                parts.append(inline.text)
            case Reference():
                parts.append(numbering.words_of(inline))
            case InlineImage():
                parts.append(inline.alt)
            case LineBreak():
                parts.append(" ")
            case _:
                continue
    return "".join(parts)


def _cut_notes(page: Any) -> list[Any]:
    """Take the notes out of a page, so that text and notes are read apart."""
    notes = _notes(page)
    for group in [section for section in _all(page, "section") if section.get(_OPS_TYPE) == "footnotes"]:
        group.getparent().remove(group)
    return notes


def _shown_words(element: Any) -> list[str]:
    _write_out(element)
    words: list[str] = []
    for run in element.iter(*_RUNS, _XHTML + "figure"):
        if run.tag == _XHTML + "figure":
            words += _split(" ".join(image.get("alt") or "" for image in run.findall(_XHTML + "img")))
        elif _is_line(run) or (run.tag != _XHTML + "span" and run.get("class") != "stanza"):
            words += _split("".join(run.itertext()))
    return words


def _is_line(run: Any) -> bool:
    """Say whether a span is a line of verse."""
    return "line" in (run.get("class") or "").split()


def _split(text: str) -> list[str]:
    """Give the words of a text; soft hyphens make no other word."""
    return text.replace(SOFT_HYPHEN, "").split()


def _write_out(element: Any) -> None:
    """Turn what stands for words into words, and take away what the edition added."""
    for marker in [span for span in _all(element, "span") if span.get(_OPS_TYPE) == "pagebreak"]:
        take_out(marker)
    for call in [a for a in _all(element, "a") if a.get(_OPS_TYPE) == "noteref"]:
        call.text = ""
    for comma in [sup for sup in _all(element, "sup") if sup.get("class") == "between-notes"]:
        comma.text = ""
    for back in [a for a in _all(element, "a") if a.get("role") == "doc-backlink"]:
        back.text, back.tail = "", (back.tail or "").removeprefix(".")
    for image in [image for image in _all(element, "img") if image.getparent().tag != _XHTML + "figure"]:
        image.tail = (image.get("alt") or "") + (image.tail or "")
    for end in _all(element, "br"):
        end.tail = " " + (end.tail or "")
    for label in [span for span in _all(element, "span") if span.get("class") == "label"]:
        label.text = ""
    for run in _all(element, "p"):
        if run.get("class") == "attribution":
            run.text = (run.text or "").removeprefix("— ")


def _finding(code: str, message: str, at: Position | None) -> Diagnostic:
    return Diagnostic(code=code, message=message, at=at, hint="this is a mistake of the program: please report it")
