"""Lines that go on where the one before them ends, and can be nothing else: as most lines of a book do."""

from collections.abc import Container, Iterable

from publisher.pdf.audit.letters import first_key
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import LONGEST_MARKER, looks_like_marker
from publisher.pdf.audit.page_lines import Kind
from publisher.pdf.audit.walking import TELLING


def plain_ends(
    lines: Iterable[tuple[Line, Kind]], text: str, at: int, limit: int, *, strange: Container[str], beside: bool
) -> list[int]:
    """Give how far each of some lines goes in a text, up to the first that calls for a closer look.

    Args:
        lines: Of a page, from one on.
        text: That the line before them is of.
        at: Where in it that ends.
        limit: The next place where pages decide what is printed, or another section begins.
        strange: What lines begin with that may be of another text (`first_key`).
        beside: Whether text stands in the column of notes.
    """
    ends: list[int] = []
    for line, kind in lines:
        words = line.dense
        if kind is not Kind.TEXT or line.beside is not beside or len(words) < TELLING:
            break
        if text.startswith(words, at):
            at += len(words)
        elif words[-1] == "-" and text.startswith(words[:-1], at):
            # The typesetter's.
            at += len(words) - 1
        else:
            break
        if at > limit or (strange and first_key(words) in strange):
            break
        if len(words) <= LONGEST_MARKER and looks_like_marker(words):
            break
        ends.append(at)
    return ends
