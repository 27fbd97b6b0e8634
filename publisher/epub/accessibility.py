"""How the e-book can be read, and by whom: the schema.org properties, from what the book holds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.epub.names import Names
from publisher.language import spoken_in, words
from publisher.model import Book, Figure, Image, InlineImage
from publisher.walk import blocks_in, inlines_in, notes_of, reading_order

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""What is claimed if somebody answers for it; the words are those that the specification asks for."""

_MOVING = re.compile(rb"<(?:\w+:)?(?:animate\w*|set)\b|@keyframes")


@dataclass(frozen=True, slots=True)
class Access:
    """What the package says of reading the book.

    Args:
        modes: The senses that it speaks to.
        sufficient: Sets of them that are enough, each in one text.
        features: What makes it easier to read.
        hazards: What may harm a reader; `none`, or what is known of each kind.
        summary: All that in a few sentences.
        summary_language: Theirs.
    """

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    summary_language: str


def access(book: Book, names: Names, *, has_pages: bool, has_formulas: bool = False) -> Access:
    """Say how the book can be read.

    Args:
        book: It.
        names: Of its files.
        has_pages: Whether it tells the print edition's pages.
        has_formulas: Whether its documents hold MathML.
    """
    pictures = bool(names.images)
    described = all(_alternatives(book))
    features = set(_features(book, pictures and described, has_pages))
    if has_formulas:
        features.add("MathML")
    language = spoken_in(None, book.metadata.language)
    return Access(
        modes=("textual", "visual") if pictures else ("textual",),
        sufficient=(*(("textual",) if described else ()), *(("textual,visual",) if pictures else ())),
        features=tuple(sorted(features)),
        hazards=_hazards([book.images[source] for source in names.images]),
        summary=" ".join(_sentences(book, features, language)),
        summary_language=language,
    )


def _features(book: Book, described: bool, has_pages: bool) -> Iterator[str]:
    yield from ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
    if described:
        yield "alternativeText"
    if any(figure.details for figure in figures(book)):
        yield "longDescription"
    if has_pages:
        yield from ("pageBreakMarkers", "pageNavigation")


def _hazards(pictures: Iterable[Image]) -> tuple[str, ...]:
    if any(image.media_type == "image/svg+xml" and _MOVING.search(image.data) for image in pictures):
        return ("noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard")
    return ("none",)


def _sentences(book: Book, features: Iterable[str], language: str) -> Iterator[str]:
    said = words(language)
    yield said.access_text
    if any(True for section in book.sections for _ in notes_of(section)):
        yield said.access_notes
    if "alternativeText" in features:
        yield said.access_pictures
    if "longDescription" in features:
        yield said.access_descriptions
    if "pageNavigation" in features:
        yield said.access_pages


def figures(book: Book) -> Iterator[Figure]:
    """Give the figures of a book, those of its notes too."""
    for section in book.sections:
        for blocks in (section.blocks, *(note.blocks for note in notes_of(section))):
            yield from (block for block in blocks_in(blocks) if isinstance(block, Figure))


def _alternatives(book: Book) -> Iterator[str]:
    """Give the words that stand for each picture."""
    yield from (figure.alt for figure in figures(book))
    for section in book.sections:
        for blocks in (section.blocks, *(note.blocks for note in notes_of(section))):
            for run in (section.title, *reading_order(blocks)):
                yield from (inline.alt for inline in inlines_in(run) if isinstance(inline, InlineImage))
