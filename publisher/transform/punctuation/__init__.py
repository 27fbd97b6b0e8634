"""Smart punctuation: what is typed on a keyboard becomes what the language has, at build time.

What an author typed as a typographer would stays as it is, and so do code, addresses and numbers that only look like
ranges. No word is changed and none is lost.
"""

from collections.abc import Iterator
from dataclasses import replace

from publisher.model import Book, Metadata, Section, Text
from publisher.remembering import remembered
from publisher.transform.addresses import Spans, addresses_in, meets
from publisher.transform.punctuation.changes import Change, Fault, changed, inside, without_overlaps
from publisher.transform.punctuation.dashes import dash_changes, ellipsis_changes, range_changes
from publisher.transform.punctuation.quotes import has_straight, marks_in, quote_changes
from publisher.transform.punctuation.spaces import space_changes
from publisher.transform.rewriting import Passage, rewritten_section
from publisher.transform.strand import Strand, strand_of, with_leaves

__all__ = ["Change", "Fault", "improvements", "smart", "with_smart_punctuation"]


def with_smart_punctuation(book: Book) -> Book:
    """Give a book whose punctuation is that of its languages, what book.toml says of it included."""
    sections = tuple(_with_smart_punctuation(section, book.metadata.language) for section in book.sections)
    return replace(book, metadata=_metadata(book.metadata), sections=sections)


@remembered
def _with_smart_punctuation(section: Section, language: str) -> Section:
    made = rewritten_section(section, smart, language)
    if made.short_title is None:
        return made
    return replace(made, short_title=_words(made.short_title, made.language or language))


def smart(passage: Passage, language: str) -> Passage:
    """Give a passage whose punctuation is that of its languages."""
    strand = strand_of(passage, language)
    changes = improvements(strand)
    return with_leaves(passage, lambda leaf: changed(leaf, changes), strand) if changes else passage


def improvements(strand: Strand) -> tuple[Change, ...]:
    """Give all that smart punctuation changes in a strand, in the order of its text; each lies in one leaf."""
    addresses = addresses_in(strand.text)
    changes = without_overlaps(_found(strand, addresses), strand.text)
    free = tuple(change for change in changes if not meets(addresses, change.begin, change.end))
    return tuple(change for leaf in strand.leaves for change in inside(free, leaf))


def _found(strand: Strand, addresses: Spans) -> Iterator[Change]:
    if has_straight(strand.text):
        yield from quote_changes(strand, marks_in(strand, addresses))
    yield from dash_changes(strand)
    yield from range_changes(strand)
    yield from ellipsis_changes(strand)
    yield from space_changes(strand)


def _metadata(metadata: Metadata) -> Metadata:
    def made(text: str | None) -> str | None:
        return _words(text, metadata.language) if text else text

    return replace(
        metadata,
        title=_words(metadata.title, metadata.language),
        subtitle=made(metadata.subtitle),
        series=made(metadata.series),
        rights=made(metadata.rights),
        description=made(metadata.description),
    )


def _words(text: str, language: str) -> str:
    ((made,),) = smart(((Text(text),),), language)
    assert isinstance(made, Text)
    return made.text
