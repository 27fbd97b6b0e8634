"""The book in the text layer of a printed one.

From the outside in: pages, then what the printer added to them, then the notes at their feet, then paragraphs,
then sections. Each step has a module of its own and goes by what stands where on the page, never by the words of
one book; the only words that count are those that name a part of any book (“Foreword”), from a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from publisher.errors import Diagnostic, Severity, in_reading_order
from publisher.importers import furniture, headings, notes
from publisher.importers.letters import language_of
from publisher.importers.lines import Vocabulary, unwrap, vocabulary_of
from publisher.importers.pages import CALL_CLOSE, CALL_OPEN, Dropped, Line, clean, pages_of
from publisher.importers.paragraphs import Chunk, Kind, chunks_of, signature_at_end
from publisher.importers.sections import by_section, plain_text, title_page
from publisher.model import (
    Block,
    Division,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Quotation,
    Role,
    Section,
    Signature,
    Text,
)
from publisher.slug import slug
from publisher.source import Position

_BAR = re.compile(r"\s[|•·]\s")
_CALL = re.compile(f"{CALL_OPEN}(\\d+){CALL_CLOSE}")
_HINTS = {
    "title-case": "compare names and abbreviations with the printed title",
    "paragraph-unsure": "join it to the paragraph before it, or leave it",
    "hyphen-unsure": "take the hyphen away, or put it back, as the word has it",
    "quotation-unsure": 'put "> " before it if it is one',
    "note-not-called": "move the call to its word",
    "note-call-unsure": "move the call if it stands at the wrong word",
    "note-tail": "move to the text what is not of the note",
    "note-run-on": "compare with the printed page",
    "call-unanswered": "remove the number if it called a note, or write the note",
    "heading-alone": "make it the title of what follows, or delete it",
    "section-unsure": "make it a heading of level 2 in the file before if it is one",
    "section-unnamed": "give it a title",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a text layer holds.

    Args:
        sections: In reading order; positions are those of the source.
        title: As the running heads have it; `None` without running heads.
        series: What stands before a bar in the running heads.
        language: Given, or guessed.
        found: What an editor has to look at, each at the position of a section or of a block.
        dropped: What was on the pages and is in no section, in the order of its lines.
    """

    sections: tuple[Section, ...]
    title: str | None
    series: str | None
    language: str
    found: tuple[Diagnostic, ...]
    dropped: tuple[Dropped, ...]


def read_text(text: str, *, path: str, language: str | None = None) -> Imported:
    """Read the text layer of a printed book.

    Args:
        text: The pages one after the other, each ended by a form feed or begun by a space (see `pages`).
        path: The name that positions give.
        language: A BCP 47 tag; guessed from the letters if `None`.
    """
    whole = clean(text)
    language = language or language_of(whole)
    cleared = furniture.clear(pages_of(whole))
    lifted = notes.lift(cleared.pages)
    vocabulary = vocabulary_of(line for page in cleared.pages for line in page)
    title, series = _title_of(cleared.heads)
    chunks = chunks_of(lifted.pages)
    cover = title_page(chunks)
    if cover and title is None:
        title = headings.in_title_case(" ".join(map(plain_text, cover)), language, vocabulary)
    editor = _Editor(path, language, vocabulary, lifted)
    sections = tuple(editor.sections(chunks[len(cover) :], title))
    printed = (Dropped(line.number, line.text, "title-page") for chunk in cover for line in chunk.lines)
    dropped = sorted((*cleared.dropped, *lifted.dropped, *printed), key=lambda item: item.line)
    return Imported(sections, title, series, language, in_reading_order(editor.found), tuple(dropped))


def _title_of(heads: Sequence[str]) -> tuple[str | None, str | None]:
    """Give title and series of the book as its running heads have them."""
    barred = next((head for head in heads if _BAR.search(head)), None)
    if barred is None:
        return (heads[0] if heads else None), None
    series, title = _BAR.split(barred, maxsplit=1)
    return title.strip() or None, series.strip() or None


class _Editor:
    """Makes the model of chunks and keeps what has to be looked at."""

    def __init__(self, path: str, language: str, vocabulary: Vocabulary, lifted: notes.Lifted) -> None:
        """Take what is known of the text."""
        self.found: list[Diagnostic] = []
        self._path = path
        self._stem = PurePath(path).stem
        self._language = language
        self._vocabulary = vocabulary
        self._notes = lifted.notes
        self._loose = dict(lifted.loose)

    def sections(self, chunks: Sequence[Chunk], title: str | None) -> Iterator[Section]:
        """Give the sections, and report what is not sure in them."""
        groups = by_section(chunks, self._language)
        inner = any(chunk.kind is Kind.HEADING for _, group in groups for chunk in group)
        for number, (opening, group) in enumerate(groups, start=1):
            at = self._at((opening or group[0]).lines[0])
            inlines = self._title(opening, at) if opening else (Text(title or self._stem or str(number)),)
            role = headings.role_of(plain_text(opening), self._language) if opening else None
            if opening is None:
                self._doubt("section-unnamed", "nothing in the source names this section", at)
            elif inner and role is None:
                self._doubt("section-unsure", "this heading at the head of a page was taken for a section's", at)
            role = role or Role.CHAPTER
            name = slug(_words(inlines), fallback=str(role))
            yield Section(f"{number:02}-{name}.md", role, inlines, tuple(self._blocks(group, role)), at)

    def _title(self, chunk: Chunk, at: Position) -> Inlines:
        text, _ = unwrap(chunk.lines, self._vocabulary)
        title = headings.in_title_case(text, self._language, self._vocabulary) if headings.in_capitals(text) else text
        if title != text and " " in title:
            self._doubt("title-case", f"the title was in capitals: {headings.without_calls(text)}", at)
        return self._inlines(title, chunk, at)

    def _blocks(self, group: Sequence[Chunk], role: Role) -> Iterator[Block]:
        signed = signature_at_end(group) if role.division is Division.FRONT else 0
        for chunk in group[: len(group) - signed]:
            yield self._block(chunk)
        if signed:
            lines = [line for chunk in group[-signed:] for line in chunk.lines]
            at = self._at(lines[0])
            yield Signature(tuple(self._inlines(line.text, Chunk([line]), at) for line in lines), at)

    def _block(self, chunk: Chunk) -> Block:
        at = self._at(chunk.lines[0])
        if chunk.kind is Kind.HEADING:
            return Heading(2, self._title(chunk, at), at)
        for code, message in chunk.problems:
            self._doubt(code, message, at)
        text, unsure = unwrap(chunk.lines, self._vocabulary)
        for hyphen in unsure:
            self._doubt("hyphen-unsure", f"a hyphen stood at a line end in “{hyphen.word}”", at)
        paragraph = Paragraph(self._inlines(text, chunk, at), at)
        return Quotation((paragraph,), at) if chunk.kind is Kind.QUOTATION else paragraph

    def _inlines(self, text: str, chunk: Chunk, at: Position) -> Inlines:
        """Give a text with its notes in the place of their marks."""
        for line in chunk.lines:
            if call := self._loose.get(line.number):
                self._doubt("call-unanswered", f"“{call}” looks like the call of a note, and no note answers", at)
        inlines: list[Inline] = []
        for place, piece in enumerate(_CALL.split(text)):
            if place % 2:
                inlines.append(self._note(int(piece), at))
            elif piece:
                inlines.append(Text(piece))
        return tuple(inlines)

    def _note(self, index: int, at: Position) -> Note:
        note = self._notes[index]
        for code, message in note.problems:
            self._doubt(code, message, at)
        text, unsure = unwrap(note.lines, self._vocabulary)
        for hyphen in unsure:
            self._doubt("hyphen-unsure", f"a hyphen stood at a line end in “{hyphen.word}”, note {note.number}", at)
        first = self._at(note.lines[0])
        return Note((Paragraph((Text(text),), first),), first, name=str(index + 1))

    def _at(self, line: Line) -> Position:
        return Position(self._path, line.number)

    def _doubt(self, code: str, message: str, at: Position) -> None:
        self.found.append(
            Diagnostic(code=f"import-{code}", message=message, at=at, hint=_HINTS[code], severity=Severity.WARNING),
        )


def _words(inlines: Inlines) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text))
