"""What the style sheets of an e-book say, rule by rule, as far as its rules ask: nothing is cascaded."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2

from publisher.check.ebook.elements import Page
from publisher.epub.reading import EbookRead, UnreadableError
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.source import Position

# Far longer than the style sheet of any book; rules within rules deeper than anybody writes them.
_MOST_LENGTH, _MOST_DEPTH, _MOST_SHEETS = 500_000, 4, 50
# Of tinycss2: brackets in brackets, and numbers longer than Python reads.
_TOO_MUCH = (RecursionError, ValueError)
_GROUPS = frozenset({"media", "supports", "layer", "container"})


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A rule of a style sheet, of a document's own, or of one element.

    Args:
        selector: As it is written, in one line; of an element's own style, the element's name.
        subjects: For each selector of the list, the names, classes (`.note`) and ids (`#map`) of the elements that it
            is about; empty for one about any element.
        says: Values by properties, as they are written, without `!important`.
        at: Its place.
        is_own: Whether it stands in an element.
        by_night: Whether it holds for dark screens alone.
    """

    selector: str
    subjects: tuple[frozenset[str], ...]
    says: Mapping[str, str]
    at: Position
    is_own: bool = False
    by_night: bool = False


@dataclass(frozen=True, slots=True)
class FontFace:
    """An `@font-face` rule: its family in small letters, and the paths in the container of the files it names."""

    family: str
    paths: tuple[str, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Styles:
    """All that the style sheets of an e-book say."""

    rules: tuple[StyleRule, ...]
    faces: tuple[FontFace, ...]


def read_styles(ebook: EbookRead, pages: Sequence[Page]) -> Styles:
    """Give what the style sheets, the documents' own and those of single elements say.

    What cannot be read, is longer than any style sheet or nested deeper is left out.
    """
    sheets = list(_sheets(ebook, pages))
    found = [part for path, line, text in sheets for part in _rules(text, path, line)]
    rules = [part for part in found if isinstance(part, StyleRule)]
    return Styles(rules=(*rules, *_own(pages)), faces=tuple(part for part in found if isinstance(part, FontFace)))


def values_of(text: str) -> tuple[Any, ...]:
    """Give the parts of a value, spaces and comments left out."""
    try:
        parts = tinycss2.parse_component_value_list(text[:_MOST_LENGTH], skip_comments=True)
    except _TOO_MUCH:
        return ()
    return tuple(part for part in parts if part.type not in ("whitespace", "comment"))


def _sheets(ebook: EbookRead, pages: Sequence[Page]) -> Iterator[tuple[str, int, str]]:
    items = [item for item in ebook.manifest.values() if item.media_type == "text/css"]
    for item in items[:_MOST_SHEETS]:
        try:
            yield item.path, 1, ebook.archive.read(item.path)[:_MOST_LENGTH].decode("utf-8", "replace")
        except UnreadableError:
            continue
    for page in pages[:_MOST_SHEETS]:
        for style in page.elements("style"):
            yield page.path, style.sourceline or 1, (style.text or "")[:_MOST_LENGTH]


def _rules(text: str, path: str, line: int) -> Iterator[StyleRule | FontFace]:
    try:
        parsed = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        yield from _in(parsed, path, line - 1, by_night=False, depth=0)
    except _TOO_MUCH:
        return


def _in(parsed: Sequence[Any], path: str, before: int, *, by_night: bool, depth: int) -> Iterator[StyleRule | FontFace]:
    for rule in parsed:
        at = Position(path, before + rule.source_line)
        if rule.type == "qualified-rule":
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            yield StyleRule(selector, tuple(_subjects(rule.prelude)), _said(rule.content), at, by_night=by_night)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "font-face" and rule.content is not None:
            yield _face(rule.content, at)
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content and depth < _MOST_DEPTH:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            night = by_night or "prefers-color-scheme" in tinycss2.serialize(rule.prelude)
            yield from _in(inner, path, before, by_night=night, depth=depth + 1)


def _said(content: Any) -> dict[str, str]:
    declarations = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {
        declaration.lower_name: " ".join(tinycss2.serialize(declaration.value).split())
        for declaration in declarations
        if declaration.type == "declaration"
    }


def _face(content: Any, at: Position) -> FontFace:
    said = _said(content)
    urls = [url for part in values_of(said.get("src", "")) if (url := _url(part))]
    folder = posixpath.dirname(at.path)
    return FontFace(
        family=said.get("font-family", "").strip("\"' ").casefold(),
        paths=tuple(posixpath.normpath(posixpath.join(folder, url.partition("#")[0])) for url in urls),
        at=at,
    )


def _url(part: Any) -> str | None:
    """Give the address that a part of a value is; `None` if it is none. Quoted, it is a function to tinycss2."""
    if part.type == "function" and part.lower_name == "url":
        return next((str(inner.value) for inner in part.arguments if inner.type == "string"), None)
    return str(part.value) if part.type == "url" else None


def _subjects(prelude: Sequence[Any]) -> Iterator[frozenset[str]]:
    """Give what the last part of each selector of a list names."""
    names: set[str] = set()
    mark = ""
    ended = False
    for token in prelude:
        # A space ends a part, unless a combinator or another one follows.
        if ended and token.type != "whitespace" and not (token.type == "literal" and token.value == ","):
            names, ended = set(), False
        match token.type:
            case "literal" if token.value == ",":
                yield frozenset(names)
                names, ended = set(), False
            case "literal" if token.value in (">", "+", "~"):
                names = set()
            case "whitespace":
                ended = bool(names)
            case "ident" if mark != ":":
                names.add(f".{token.value}" if mark == "." else token.value.lower())
            case "hash":
                names.add(f"#{token.value}")
            case _:
                pass
        mark = token.value if token.type == "literal" else ""
    yield frozenset(names)


def _own(pages: Sequence[Page]) -> Iterator[StyleRule]:
    for page in pages:
        for element in page.elements():
            style = element.get("style")
            if style:
                name = element.tag.removeprefix(XHTML_NAMESPACE)
                yield StyleRule(name, (frozenset({name}),), _said_by(style), page.at(element), is_own=True)


def _said_by(style: str) -> dict[str, str]:
    try:
        return _said(style[:_MOST_LENGTH])
    except _TOO_MUCH:
        return {}
