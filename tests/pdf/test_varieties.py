"""A long book of prose, 185,000 words and 363 notes, some longer than a page: the stress case."""

from collections.abc import Callable

from tests.support.printed_editions import (
    Edition,
    calls_at_line_starts,
    displaced_notes,
    lost_notes,
    lost_words,
    outside_trim,
)

NOTES = 363
AT_LEAST_IN_PLACE = 360


def test_a_long_book_loses_nothing(edition_of: Callable[[str], Edition]) -> None:
    """One test, so that the book is rendered and read once, whatever the number of workers."""
    edition = edition_of("varieties")
    assert edition.printed.found == ()
    assert edition.printed.notes == NOTES
    assert sum(len(page.note_numbers) for page in edition.pages) == NOTES
    assert list(lost_words(edition)) == []
    assert list(lost_notes(edition)) == []
    assert len(list(displaced_notes(edition))) <= NOTES - AT_LEAST_IN_PLACE
    assert list(outside_trim(edition)) == []
    assert list(calls_at_line_starts(edition)) == []
    for section in edition.book.sections:
        assert edition.pages_of(section)[0].number % 2 == 1
    for page in edition.pages:
        assert page.bare == (page.number == 2 or page.folio is None) or page.number < 5
