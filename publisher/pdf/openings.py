"""How a section's text begins where the theme asks for a drop cap: a capital that goes down over some lines."""

import re
import unicodedata

from markupsafe import Markup

from publisher.html import Hooks, render_blocks
from publisher.model import Blocks, Epigraph, Paragraph
from publisher.walk import plain_text

# Fewer letters might not fill the lines beside the capital, and one more.
_LETTERS_A_LINE = 75
_FIRST = re.compile(
    r"<p(?P<attributes>[^>]*)>(?P<tags>(?:<(?:em|strong|span lang=[^>]*)>)*)"
    r"(?P<opens>(?:[“”„«‹‘’(\[¿¡]|&#3[49];)*)(?P<capital>[^\W\d_][\u0300-\u036f]*)(?P<space> ?)"
)
# Capitals that reach below their line, as do those with a cedilla or a tail.
_DEEP = frozenset("JQŊЈЏДЦЩҖҘҚҢҪҲҶ")
_TAILS = frozenset("\u0326\u0327\u0328")


def render_text(blocks: Blocks, hooks: Hooks, lines: int) -> Markup:
    """Render the blocks of a section; its first paragraph begins with a drop cap over so many lines, if it is long.

    An epigraph may stand before it. The capital stays where it is in the text, whose first word is one word.
    """
    place = next((place for place, block in enumerate(blocks) if not isinstance(block, Epigraph)), len(blocks))
    first = blocks[place] if lines and place < len(blocks) else None
    if not isinstance(first, Paragraph) or len(plain_text(first.inlines)) < (lines + 1) * _LETTERS_A_LINE:
        return render_blocks(blocks, hooks)
    dropped = Markup(_FIRST.sub(_dropped, render_blocks((first,), hooks), count=1))
    parts = (render_blocks(blocks[:place], hooks), dropped, render_blocks(blocks[place + 1 :], hooks))
    return Markup("\n").join(filter(None, parts))


def _dropped(first: re.Match[str]) -> str:
    capital = first["capital"]
    opens = f'<span class="opens">{first["opens"]}</span>' if first["opens"] else ""
    letters = set(unicodedata.normalize("NFD", capital))
    kind = "drop-cap deep" if letters & (_DEEP | _TAILS) else "drop-cap"
    # The space after a word of one letter would be lost where the line begins beside it.
    paragraph = _with_class(first["attributes"], "opening")
    return f'<p{paragraph}><span class="{kind}">{opens}{capital}{first["space"]}</span>{first["tags"]}'


def _with_class(attributes: str, name: str) -> str:
    if ' class="' in attributes:
        return attributes.replace(' class="', f' class="{name} ', 1)
    return f'{attributes} class="{name}"'
