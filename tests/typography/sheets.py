"""Finished pages whose every line is put in its place by hand, so that each fault stands there once.

A page has lines 0 to 19, 290 pt long, on a grid of 14 pt; the left edge is at 60 pt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher import fonts
from publisher.pdf.engine import TypeCase, Typesetter
from publisher.store import Store
from publisher.theme import Theme

LINES = 20
_PAGE = "@page { size: 420pt 420pt; margin: 0 }"
_CSS = """
html, body { margin: 0; font: 10.75pt/14pt "Book Serif" }
section { position: relative; height: 419pt; break-after: page }
p { position: absolute; margin: 0; width: 290pt; left: 60pt; white-space: nowrap; hyphens: none }
.justified { text-align: justify; text-align-last: justify }
.note { font: 8.5pt/11pt "Book Serif Small" }
.head { font: 600 10.75pt/14pt "Book Sans"; letter-spacing: 0.04em }
"""
# No two begin or end alike, and none of their spaces meet through many lines.
_WORDS = (
    "Rain had fallen since dawn upon the old harbour road,",
    "so every roof of slate was shining like a new silver coin",
    "while carts came slowly down with apples, casks, oils,",
    "and gulls went circling over masts that barely moved.",
    "Nobody asked whose ship it was; its flag hung wet and",
    "grey, an old one, patched with canvas by some careful",
    "hand. Two boys sat fishing from the steps below, their",
    "line quite slack, a tin of worms between them, till one",
    "cried out, pulled hard, fell, and laughed at what came",
    "up: a boot, half full of sand, with barnacles inside. Its",
    "laces were still tied. They set it on the wall to dry, as if",
    "somebody might come for it, then baited their hooks.",
)


@dataclass(frozen=True)
class Put:
    """A line: its words, the line of the grid that it stands on, and how it is set."""

    text: str
    at: float
    look: str = "justified"
    css: str = ""


def text(first: int = 0, lines: int = LINES, at: int = 0) -> list[Put]:
    """Give justified lines without faults, the last of them of full length too.

    Args:
        first: Which words they begin with.
        lines: How many they are.
        at: Where the first stands.
    """
    return [Put(_WORDS[(first + number) % len(_WORDS)], at + number) for number in range(lines)]


def ragged(words: str, at: float, **css: str) -> Put:
    """Give a line as wide as its words are."""
    return Put(words, at, "", "; ".join(f"{name.replace('_', '-')}: {value}" for name, value in css.items()))


def instead(lines: Sequence[Put], *others: Put) -> list[Put]:
    """Put lines in the places of others."""
    places = {put.at for put in others}
    return [*(put for put in lines if put.at not in places), *others]


class Sheets:
    """Prints pages of such lines."""

    def __init__(self, theme: Theme, store: Store) -> None:
        self._typesetter = Typesetter(TypeCase(fonts.load(theme, "print", store), _CSS), {})

    def print(self, *pages: Sequence[Put], css: str = "") -> bytes:
        """Give the PDF of pages, the first being a recto."""
        sections = Markup("").join(
            Markup("<section>{}</section>").format(Markup("").join(map(_line, sorted(page, key=lambda put: put.at))))
            for page in pages
        )
        html = Markup("<html><head><style>{}</style></head><body>{}</body></html>").format(Markup(css), sections)
        data = self._typesetter.lay_out(html, _PAGE).document.write_pdf()
        assert isinstance(data, bytes)
        return data


def _line(put: Put) -> Markup:
    style = f"top: {60 + 14 * put.at}pt; {put.css}"
    # A word of several fonts or sizes is written as markup.
    words = Markup(put.text) if "<" in put.text else escape(put.text)
    return Markup('<p class="{}" style="{}">{}</p>').format(put.look, style, words)
