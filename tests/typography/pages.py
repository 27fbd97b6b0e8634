"""Pages of lines as a reader of PDFs gives them, for measures that need no file."""

from publisher.pdf.audit.setting import SetLine, SetPage, Word

SIZE, LEADING, SPACE, LEFT, RIGHT = 10.0, 14.0, 2.5, 60.0, 360.0
LETTER = 5.0


def line(
    text: str,
    number: float,
    *,
    space: float | None = None,
    left: float = LEFT,
    right: float = RIGHT,
    drawn: float = SPACE,
) -> SetLine:
    """Give a line, spread to the right edge if its word space is left out; `drawn` is that of its font."""
    words = text.split()
    ink = sum(len(word) * LETTER for word in words)
    if space is None:
        space = (right - left - ink) / (len(words) - 1)
    found, x = [], left
    for word in words:
        found.append(Word(word, x, x + len(word) * LETTER))
        x += len(word) * LETTER + space
    return SetLine(tuple(found), 100.0 + LEADING * number, SIZE, "Text", drawn)


def page(number: int, *lines: SetLine) -> SetPage:
    return SetPage(number, 420.0, 600.0, lines, ())
