"""Quotation marks that do not go together, or stand alone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.language import is_known, language
from publisher.lint.findings import Finding, Passage, finds
from publisher.lint.typed import found_by
from publisher.transform.punctuation import Change, Fault
from publisher.transform.punctuation.changes import language_at
from publisher.transform.punctuation.quotes import DOUBLE, SINGLE, Pair
from publisher.transform.strand import Strand

_MOST_SHOWN = 30


@finds(quote_unpaired="a straight quotation mark, or an apostrophe like one, that has no partner")
def unpaired(passage: Passage) -> Iterator[Finding]:
    """Find straight marks of which nobody knows what they are."""
    for index in passage.marks.alone:
        sign = passage.strand.text[index]
        yield Finding(
            "quote-unpaired",
            f"this {sign} opens nothing and closes nothing",
            "write its partner, or the sign that is meant: ″ for inches, ′ for feet, ’ for an apostrophe",
            index,
            index + 1,
        )


@finds(quotes_mixed="quotation marks of two kinds in one pair or one book, or of one kind within each other")
def nested_alike(passage: Passage) -> Iterator[Finding]:
    """Find a quotation in the marks of the quotation around it, as builds would print them."""
    strand = passage.strand
    for pair in passage.marks.pairs:
        tag = language_at(strand, pair.open or 0)
        is_alike = pair.parent is not None and pair.signs is not None and pair.signs == pair.parent.signs
        if not is_alike or not is_known(tag) or pair.open is None or pair.close is None:
            continue
        quotes = language(tag).quotes
        if pair.signs in (quotes.outer, quotes.inner):
            yield _exchanged(strand, pair, quotes.inner if pair.signs == quotes.outer else quotes.outer)


def of_two_kinds(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Finding]]:
    """Find quotations in other marks than the language's, in a book that has those of the language too."""
    others: list[tuple[Passage, Pair, str]] = []
    own: Counter[str] = Counter()
    for passage in passages:
        for pair in _pairs(passage):
            tag = language(language_at(passage.strand, pair.open or 0)).tag
            if not is_known(tag):
                continue
            quotes = language(tag).quotes
            if _signs(passage.strand, pair) in (quotes.outer, quotes.inner):
                own[tag] += 1
            else:
                others.append((passage, pair, tag))
    for passage, pair, tag in others:
        if own[tag]:
            yield passage, _other_kind(passage.strand, pair, tag)


def _pairs(passage: Passage) -> Iterator[Pair]:
    """Give the pairs of curved marks."""
    for pair in passage.marks.pairs:
        whole = pair.open is not None and pair.close is not None
        if whole and not {DOUBLE, SINGLE} & set(_signs(passage.strand, pair)):
            yield pair


def _signs(strand: Strand, pair: Pair) -> tuple[str, str]:
    return (
        strand.text[pair.open] if pair.open is not None else "",
        strand.text[pair.close] if pair.close is not None else "",
    )


def _exchanged(strand: Strand, pair: Pair, wanted: tuple[str, str]) -> Finding:
    assert pair.open is not None and pair.close is not None
    changes = tuple(
        Change(index, index + 1, sign, Fault.QUOTES_MIXED)
        for index, sign in zip((pair.open, pair.close), wanted, strict=True)
    )
    found = found_by(changes, strand.text)
    return replace(found, message=f"a quotation in the marks of the quotation around it: {_shown(strand, pair)}")


def _other_kind(strand: Strand, pair: Pair, tag: str) -> Finding:
    opens, closes = language(tag).quotes.outer
    assert pair.open is not None and pair.close is not None
    return Finding(
        "quotes-mixed",
        f"other quotation marks than elsewhere in the book: {_shown(strand, pair)}",
        f"write {opens} and {closes}, or mark the words if they are of another language: [words]{{lang=…}}",
        pair.open,
        pair.close + 1,
    )


def _shown(strand: Strand, pair: Pair) -> str:
    assert pair.open is not None and pair.close is not None
    words = strand.text[pair.open : pair.close + 1]
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
