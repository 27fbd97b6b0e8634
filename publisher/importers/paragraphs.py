"""Which lines make a paragraph, across page breaks too, and what kind of block it is."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publisher.importers.headings import in_capitals, is_heading, without_calls
from publisher.importers.lines import SOFT_HYPHEN
from publisher.importers.pages import Line, Page

_ENDED = re.compile(r"[.!?…:;][”’\"'»)\]]*$")
_INDENT = 2
# Of the usual line: shorter, and a line that ends a sentence ends a paragraph too.
_SHORT = 0.6
_SIGNATURE_LINES = 4
_SIGNATURE_WIDTH = 60
_QUOTES = {"“": "”", "„": "“”", "«": "»", '"': '"', "‟": "”"}


class Kind(enum.StrEnum):
    """What a run of lines is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    SIGNATURE = "signature"


@dataclass(slots=True)
class Chunk:
    """Lines that belong together.

    Args:
        lines: The printed lines.
        opens_page: Whether the first of them is the first of its page.
        kind: What they are.
        indented: Whether all of them are set in from the page's margin.
        problems: What an editor has to look at: pairs of a diagnostic's code and message.
    """

    lines: list[Line]
    opens_page: bool = False
    kind: Kind = Kind.PARAGRAPH
    indented: bool = False
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def last(self) -> str:
        """The last line without the marks of calls."""
        return without_calls(self.lines[-1].text).rstrip()


def chunks_of(pages: Sequence[Page]) -> list[Chunk]:
    """Give headings, paragraphs and quotations of all pages in order, those that a page cut in two made whole."""
    measure = usual_width(pages)
    joined: list[Chunk] = []
    for page in pages:
        for chunk in _chunks_on(page, measure):
            if joined and _goes_on(joined[-1], chunk, measure):
                joined[-1].lines += chunk.lines
                joined[-1].problems += chunk.problems
            else:
                joined.append(chunk)
    _find_quotations(joined)
    return joined


def usual_width(pages: Sequence[Page]) -> int:
    """Give the length of a full line of the text: the median of its lines."""
    lengths = sorted(len(line.text) for page in pages for line in page if not line.blank)
    return lengths[len(lengths) // 2] if lengths else 0


# --- on one page ---------------------------------------------------------------------------------------------


def _chunks_on(page: Page, measure: int) -> Iterator[Chunk]:
    opens_page = True
    for block in _blocks(page):
        for chunk in _parts(block, opens_page, measure):
            chunk.opens_page = opens_page
            opens_page = False
            yield chunk


def _blocks(page: Page) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in page:
        if not line.blank:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parts(block: list[Line], opens_page: bool, measure: int) -> Iterator[Chunk]:
    if is_heading([line.text for line in block]):
        yield Chunk(block, kind=Kind.HEADING)
        return
    heading = _heading_above(block, measure) if opens_page else []
    if heading:
        yield Chunk(heading, kind=Kind.HEADING)
    yield from _paragraphs(block[len(heading) :], measure)


def _heading_above(block: list[Line], measure: int) -> list[Line]:
    """Give the lines of capitals at the head of a page that stand on its first paragraph without an empty line."""
    count = 0
    while count < len(block) and in_capitals(block[count].text):
        count += 1
    lines = block[:count]
    fits = lines and is_heading([line.text for line in lines]) and max(len(line.text) for line in lines) < measure
    return lines if fits and block[count].text[0].isupper() else []


def _paragraphs(lines: list[Line], measure: int) -> Iterator[Chunk]:
    """Cut lines where an indent begins a paragraph, or a short line ends one."""
    indented = all(line.indent >= _INDENT for line in lines)
    start = 0
    problems: list[tuple[str, str]] = []
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        indents = not indented and line.indent >= _INDENT and above.indent < _INDENT and not line.text[0].islower()
        short = _short_end(above, line, measure)
        if indents or short:
            yield Chunk(lines[start:index], indented=indented, problems=problems)
            start = index
            text = "a paragraph was begun here because the line before it is short"
            problems = [("paragraph-unsure", text)] if short and not indents else []
    yield Chunk(lines[start:], indented=indented, problems=problems)


def _short_end(above: Line, line: Line, measure: int) -> bool:
    text = without_calls(above.text)
    return len(text) < _SHORT * measure and bool(_ENDED.search(text)) and line.text[0].isupper()


# --- across pages --------------------------------------------------------------------------------------------


def _goes_on(before: Chunk, chunk: Chunk, measure: int) -> bool:
    """Whether a chunk is the rest of the one before it; adds a problem to it where that is not sure."""
    if before.kind is not Kind.PARAGRAPH or chunk.kind is not Kind.PARAGRAPH:
        return False
    last, first = before.last, without_calls(chunk.lines[0].text).lstrip()
    ended, small = bool(_ENDED.search(last)), first[:1].islower()
    if not chunk.opens_page:
        return small and not ended and before.indented == chunk.indented
    if last.endswith(("-", SOFT_HYPHEN)) or small:
        return True
    short = len(last) < _SHORT * measure
    if not ended:
        if short:
            chunk.problems.append(("paragraph-unsure", "this may be the rest of the paragraph on the page before"))
        return not short
    if len(last) + 1 + len(first.split(" ", 1)[0]) > measure:
        text = "a page ends before this sentence: it may belong to the paragraph before it"
        chunk.problems.append(("paragraph-unsure", text))
    return False


# --- kinds ---------------------------------------------------------------------------------------------------


def _find_quotations(chunks: Sequence[Chunk]) -> None:
    """Mark paragraphs that are one quotation: set in, or in quotation marks after a colon."""
    body_indented = sum(chunk.indented for chunk in chunks) * 2 > len(chunks)
    for before, chunk in zip([None, *chunks], chunks, strict=False):
        if chunk.kind is not Kind.PARAGRAPH:
            continue
        quoted = in_one_pair_of_quotes(without_calls(" ".join(line.text for line in chunk.lines)))
        introduced = before is not None and before.last.endswith(":")
        if (chunk.indented and not body_indented and len(chunk.lines) > 1) or (quoted and introduced):
            chunk.kind = Kind.QUOTATION
        elif quoted and len(chunk.lines) > 2:
            chunk.problems.append(("quotation-unsure", "this paragraph stands in quotation marks: a block quotation?"))


def in_one_pair_of_quotes(text: str) -> bool:
    """Whether the mark that opens a text is closed at its end and not before."""
    text = text.strip().rstrip(".,;")
    closing = _QUOTES.get(text[:1])
    if closing is None or len(text) < 3 or text[-1] not in closing:
        return False
    depth = 0
    for place, letter in enumerate(text):
        if letter in closing and place > 0:
            depth -= 1
        elif letter == text[0]:
            depth += 1
        if depth == 0 and place < len(text) - 1:
            return False
    return depth == 0


def signature_at_end(chunks: Sequence[Chunk]) -> int:
    """Tell how many chunks at the end of a section are its signature: short lines, no sentence, names first."""
    count = lines = 0
    for chunk in reversed(chunks):
        lines += len(chunk.lines)
        if lines > _SIGNATURE_LINES or not all(_signs(line.text) for line in chunk.lines):
            break
        count += 1
    return count if count < len(chunks) and _ENDED.search(chunks[-count - 1].last) else 0


def _signs(text: str) -> bool:
    """Whether a line can stand in a signature: short, its words in capitals at the beginning, no full stop."""
    words = [word for word in without_calls(text).split() if word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    return (
        len(text) <= _SIGNATURE_WIDTH and not text.endswith((".", ",", ":", ";", "!", "?")) and 2 * capital > len(words)
    )
