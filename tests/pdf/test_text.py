"""Nothing that the book says is missing on its pages, nothing stands twice, and all of it is in order."""

from tests.support.printed_editions import (
    Edition,
    calls_at_line_starts,
    displaced_notes,
    lost_notes,
    lost_words,
    outside_trim,
)


def test_every_word_is_printed_in_order(edition: Edition) -> None:
    assert list(lost_words(edition)) == []


def test_every_note_is_printed_in_full(edition: Edition) -> None:
    assert list(lost_notes(edition)) == []


def test_every_note_begins_on_the_page_that_calls_it(edition: Edition) -> None:
    assert list(displaced_notes(edition)) == []


def test_no_call_begins_a_line(edition: Edition) -> None:
    assert list(calls_at_line_starts(edition)) == []


def test_nothing_stands_outside_the_trimmed_page(edition: Edition) -> None:
    assert list(outside_trim(edition)) == []


def test_the_typesetter_had_nothing_to_say(edition: Edition) -> None:
    assert edition.printed.found == ()
