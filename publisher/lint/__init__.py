"""Looks through the text of a manuscript for what no reader should see in print: `publish check`."""

from collections.abc import Iterable, Iterator

from publisher.lint import letters, quotes, typed
from publisher.lint.findings import CODES, Edit, Examine, Finding, Passage, Told, told
from publisher.lint.ignoring import passed_over
from publisher.model import Book
from publisher.transform.addresses import addresses_in
from publisher.transform.punctuation.quotes import marks_in, quote_changes
from publisher.transform.rewriting import passages_of
from publisher.transform.runs import language_spans, tagged
from publisher.transform.strand import strand_of

__all__ = ["CODES", "Edit", "Told", "letters", "look_through", "passed_over", "quotes", "typed"]

_RULES: tuple[Examine, ...] = (
    quotes.nested_alike,
    typed.typed,
    typed.doubled,
    quotes.unpaired,
    letters.look_alike,
    letters.dotless,
)
"""In their order: what an earlier one mends, a later one does not tell."""


def look_through(book: Book) -> list[Told]:
    """Give all that is found in a book's text, in the order of its passages.

    What stands over the end of a line cannot be mended in the file, and is told only where builds do not print it
    right.

    Args:
        book: As its author wrote it.
    """
    found: list[Told] = []
    passages = list(_passages(book))
    by_passage = [(passage, _without_overlaps(_examined(passage))) for passage in passages]
    for passage, findings in (*by_passage, *((passage, [each]) for passage, each in quotes.of_two_kinds(passages))):
        for finding in findings:
            item = told(finding, passage.strand)
            if item and (item.edits or not finding.harmless):
                found.append(item)
    return found


def _passages(book: Book) -> Iterator[Passage]:
    titles = {id(section.title) for section in book.sections}
    for runs, language in passages_of(book):
        spans = tuple(language_spans(strand_of(runs, language)))
        strand = strand_of(tagged(runs, language), language)
        addresses = addresses_in(strand.text)
        marks = marks_in(strand, addresses)
        # Tells each pair of marks what it becomes.
        list(quote_changes(strand, marks))
        yield Passage(strand, addresses, marks, spans, id(runs[0]) in titles, book.smart_punctuation)


def _examined(passage: Passage) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule(passage)


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out what is mended together with something that an earlier rule found."""
    kept: list[Finding] = []
    taken: set[int] = set()
    for finding in findings:
        places = {
            place for change in finding.changes for place in range(change.begin, max(change.end, change.begin + 1))
        }
        if taken.isdisjoint(places):
            taken |= places
            kept.append(finding)
    return kept
