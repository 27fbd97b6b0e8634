"""The theme's fonts as an e-book carries them: subsets of what the book shows, and the rules that name them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher import fonts
from publisher.epub.resources import Resource
from publisher.fonts import Font
from publisher.slug import slug
from publisher.store import Store


@dataclass(frozen=True, slots=True)
class Faces:
    """Embedded fonts: their files and the `@font-face` rules for them."""

    resources: tuple[Resource, ...]
    rules: str


def embed(loaded: Iterable[Font], characters: Iterable[str], store: Store) -> Faces:
    """Make the subsets of a book's fonts.

    Args:
        loaded: The theme's fonts for this edition.
        characters: Everything that the book shows.
        store: Keeps subsets from one run to the next.
    """
    needed = frozenset(characters)
    fonts_of_theme = tuple(loaded)
    common = frozenset[int]().union(*(font.characters for font in fonts_of_theme if not font.face.fallback))
    rare = frozenset(char for char in needed if ord(char) not in common)
    wanted = [(font, rare if font.face.fallback else needed) for font in fonts_of_theme]
    pairs = [
        (font, _resource(font, "".join(sorted(shown)), store))
        for font, shown in wanted
        if any(ord(char) in font.characters for char in shown)
    ]
    rules = "\n".join(_rule(font, resource.path) for font, resource in pairs)
    return Faces(tuple(resource for _, resource in pairs), rules)


def _resource(font: Font, characters: str, store: Store) -> Resource:
    name = f"{slug(font.face.family)}-{font.face.weight}-{font.face.style}"
    key = store.key("epub-face", font.data, characters, fonts.MADE_BY)
    data = store.get_or_make(key, lambda: fonts.subset(font, characters))
    return Resource(f"font-{name}", f"fonts/{name}.ttf", "font/ttf", data)


def _rule(font: Font, path: str) -> str:
    return "\n".join(("@font-face {", *_descriptors(font, path), "}"))


def _descriptors(font: Font, path: str) -> Iterator[str]:
    yield f'  font-family: "{font.face.family}";'
    yield f"  font-weight: {font.face.weight};"
    yield f"  font-style: {font.face.style};"
    yield f'  src: url("{path}") format("truetype");'
