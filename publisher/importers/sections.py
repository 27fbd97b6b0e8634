"""Which headings open a section, and which name the book."""

from collections.abc import Sequence
from dataclasses import replace

from publisher.importers import headings
from publisher.importers.pages import CALL_OPEN
from publisher.importers.paragraphs import Chunk, Kind


def by_section(chunks: Sequence[Chunk], language: str) -> list[tuple[Chunk | None, list[Chunk]]]:
    """Part chunks at the headings that open a section: at the head of a page, or with a role's name."""
    groups: list[tuple[Chunk | None, list[Chunk]]] = []
    for chunk in chunks:
        names_role = chunk.kind is Kind.HEADING and _names_role(chunk, language)
        empty = bool(groups) and groups[-1][0] is not None and not groups[-1][1]
        if chunk.kind is Kind.HEADING and (names_role or not groups or (chunk.opens_page and not empty)):
            groups.append((chunk, []))
        elif groups:
            groups[-1][1].append(chunk)
        else:
            groups.append((None, [chunk]))
    return _with_text(groups)


def _with_text(groups: Sequence[tuple[Chunk | None, list[Chunk]]]) -> list[tuple[Chunk | None, list[Chunk]]]:
    """Give headings under which nothing stands to the section before them, as paragraphs."""
    settled: list[tuple[Chunk | None, list[Chunk]]] = []
    for opening, group in groups:
        if any(chunk.kind is not Kind.HEADING for chunk in group):
            settled.append((opening, group))
            continue
        problem = ("heading-alone", "nothing stands under this heading, so it became a paragraph")
        lone = [replace(chunk, kind=Kind.PARAGRAPH, problems=[problem]) for chunk in ([opening] if opening else [])]
        lone += [replace(chunk, kind=Kind.PARAGRAPH, problems=[problem]) for chunk in group]
        if settled:
            settled[-1][1].extend(lone)
        else:
            settled.append((None, lone))
    return settled


def _names_role(chunk: Chunk, language: str) -> bool:
    return headings.role_of(plain_text(chunk), language) is not None


def _marked_text(chunk: Chunk) -> str:
    return " ".join(line.text for line in chunk.lines)


def plain_text(chunk: Chunk) -> str:
    """Give the words of a chunk on one line, without the marks of calls."""
    return " ".join(headings.without_calls(_marked_text(chunk)).split())


def title_page(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Give the headings that stand alone on the first page, before another page's heading; often none."""
    count = next((index for index, chunk in enumerate(chunks) if index and chunk.opens_page), 0)
    first = list(chunks[:count])
    alone = all(chunk.kind is Kind.HEADING and CALL_OPEN not in _marked_text(chunk) for chunk in first)
    return first if first and alone and chunks[count].kind is Kind.HEADING else []
