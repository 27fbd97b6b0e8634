"""Rules on what an e-book's style sheets take from its readers: their colours, their size of type, enough contrast."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from tinycss2.color3 import RGBA, parse_color

from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.check.ebook.styles import StyleRule, values_of
from publisher.errors import Diagnostic

_PAGE = frozenset({"html", "body", ":root", "*"})
_TEXTLESS = frozenset({"hr", "img", "br", "col", "colgroup", "svg"})
_MOST_OF_VALUE = 300
_FIXED = re.compile(r"(?i)[+-]?[\d.]+(px|pt|pc|cm|mm|in|q)\b")
# WCAG 2.2, 1.4.3: of text against what is behind it.
_LEAST_CONTRAST = 4.5
_NO_COLOUR = frozenset({"inherit", "initial", "unset", "revert", "transparent", "currentcolor", "none"})
_Colour: TypeAlias = tuple[float, float, float]
_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)


@ebook_rule("colour-on-page")
def colour_on_page(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find colours of text or page that hold for the whole book: a reader's night stays as bright as day."""
    for rule in ebook.styles.rules:
        selectors = {part.strip() for part in rule.selector.split(",")}
        said = [name for name in ("color", "background-color", "background") if _colour(rule, name)]
        if selectors & _PAGE and said and not rule.by_night:
            message = f"{rule.selector} sets {' and '.join(said)} for the whole page"
            hint = "leave the colours of text and page to the reader"
            yield warning("colour-on-page", message, rule.at, hint)


@ebook_rule("style-inline")
def style_inline(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find documents whose elements carry their own styles, which no reader's settings get the better of."""
    own = [rule for rule in ebook.styles.rules if rule.is_own]
    firsts = {rule.at.path: rule for rule in reversed(own)}
    for path, count in Counter(rule.at.path for rule in own).items():
        first = firsts[path]
        more = f", and {count - 1} more in this document" if count > 1 else ""
        message = f"the element {first.selector} has a style of its own{more}"
        yield warning("style-inline", message, first.at, "give it a class, and the style sheet a rule for it")


@ebook_rule("size-fixed")
def size_fixed(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find sizes of type that some readers cannot make larger."""
    for rule in ebook.styles.rules:
        size = next((found for name in ("font-size", "font") if (found := _FIXED.search(_short(rule, name)))), None)
        if size:
            message = f"{rule.selector} sets the size of type to {size[0]}"
            yield warning("size-fixed", message, rule.at, "say it in em or %: 1em is the reader's own size")


@ebook_rule("contrast-low")
def contrast_low(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find colours of text that are hard to read on their background, or on a reader's page if they have none."""
    for rule in ebook.styles.rules:
        ink = _colour(rule, "color")
        paper = _colour(rule, "background-color") or _colour(rule, "background")
        if rule.by_night or not (ink or paper) or not _is_used(ebook, rule):
            continue
        ratio = _contrast(ink or _BLACK, paper or _WHITE)
        if ratio < _LEAST_CONTRAST:
            behind = "its background" if paper else "a white page"
            what = "its colour" if ink else "black text"
            message = f"{rule.selector}: {what} on {behind} has a contrast of {ratio:.1f}:1"
            hint = f"{_LEAST_CONTRAST}:1 is the least that people with weak sight can read"
            yield error("contrast-low", message, rule.at, hint)


def _short(rule: StyleRule, name: str) -> str:
    """Give a value as far as anybody writes one."""
    return rule.says.get(name, "")[:_MOST_OF_VALUE]


def _is_used(ebook: OpenedEbook, rule: StyleRule) -> bool:
    """Say whether elements that hold text may be what a rule is about."""
    return any(subject <= ebook.named and not subject & _TEXTLESS for subject in rule.subjects)


def _colour(rule: StyleRule, name: str) -> _Colour | None:
    """Give a colour that a rule sets; `None` if it sets none, or one that lets others through."""
    said = _short(rule, name)
    if not said or said.lower() in _NO_COLOUR:
        return None
    for part in values_of(said):
        colour = parse_color(part)
        if isinstance(colour, RGBA) and colour.alpha == 1:
            return colour.red, colour.green, colour.blue
    return None


def _contrast(one: _Colour, other: _Colour) -> float:
    """Give the ratio of two colours, by WCAG's definition."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: _Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
