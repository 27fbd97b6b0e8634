"""Pages of lines put down by hand, for measures that need no PDF."""

from publisher.pdf.audit.setting import SetLine, SetPage, Word

SIZE, LEADING, SPACE, LEFT, RIGHT = 10.0, 14.0, 2.5, 60.0, 360.0
LETTER = 5.0


def line(text: str, number: int, *, space: float | None = None, left: float = LEFT, right: float = RIGHT) -> SetLine:
    """Give a line with the given word space; spread to the right edge if that is left out."""
    words = text.split()
    ink = sum(len(word) * LETTER for word in words)
    if space is None:
        space = (right - left - ink) / (len(words) - 1)
    found, x = [], left
    for word in words:
        found.append(Word(word, x, x + len(word) * LETTER))
        x += len(word) * LETTER + space
    return SetLine(tuple(found), 100.0 + LEADING * number, SIZE, "Text", SPACE)


def page(number: int, *lines: SetLine, pictures: tuple[float, ...] = ()) -> SetPage:
    return SetPage(number, 420.0, 600.0, lines, pictures)
