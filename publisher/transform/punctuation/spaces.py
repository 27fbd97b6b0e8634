"""Spaces at which no line may end, and those of the percent sign."""

import functools
import re
from collections.abc import Iterable, Iterator

from publisher.language import is_known, language
from publisher.language.punctuation import Spacing
from publisher.transform.punctuation.changes import Change, Fault
from publisher.transform.punctuation.numerals import roman
from publisher.transform.punctuation.quotes import is_transliteration
from publisher.transform.strand import Strand

NO_BREAK = "\u00a0"

# Each pattern begins with the space, which is found much faster than the words beside it; those that may stand before
# it are looked for in Python (`_gaps`), which is faster than a repetition.
_BEFORE_NUMBER = re.compile(r" (?=[0-9]|[IVXLCDM]+\b)")
_AFTER_NUMBER = re.compile(r" (?<=[0-9IVXLC] ) *(?=\S)")
_BEFORE_CAPITAL = re.compile(r" (?=[^\W\d_a-zçğıöşüа-яё])")
_BEFORE_WORD = re.compile(r" (?=[^\s–—-])")
_OPENING = "([{“‘«„\"'"
# What ends a word that stands before a space, if it is no longer than that.
_LONGEST_WORD = 40


def space_changes(strand: Strand) -> Iterator[Change]:
    """Give the spaces that hold."""
    for tag in sorted({leaf.language for leaf in strand.leaves}):
        if is_known(tag) and not is_transliteration(tag):
            yield from _in_language(strand, tag)


def _in_language(strand: Strand, tag: str) -> Iterator[Change]:
    own = [(leaf.begin, leaf.end) for leaf in strand.leaves if leaf.language == tag]

    def is_own(index: int) -> bool:
        return any(begin <= index < end for begin, end in own)

    for change in _changes(strand.text, tag):
        if is_own(max(change.begin - 1, 0)) and is_own(min(change.end, len(strand.text) - 1)):
            yield change


def _changes(text: str, tag: str) -> Iterator[Change]:
    known = language(tag)
    spacing = known.spacing
    for begin, end in _beside_numbers(text, spacing):
        yield Change(begin, end, NO_BREAK, Fault.NO_BREAK_MISSING)
    for begin, end in _between_words(text, known.tag, spacing):
        yield Change(begin, end, NO_BREAK, None)
    if "%" in text:
        yield from _percent(text, spacing)


def _beside_numbers(text: str, spacing: Spacing) -> Iterator[tuple[int, int]]:
    ends = _ends(spacing.before_number)
    for begin, end in _gaps(_BEFORE_NUMBER, text):
        if _may_end(text, begin, ends):
            word = _word_before(text, begin)
            if word in spacing.before_number or word.removesuffix(":") in spacing.before_number:
                yield begin, end
    after_number = _any_of(spacing.after_number)
    for match in _AFTER_NUMBER.finditer(text):
        if after_number.match(text, match.end()) and _is_number(_word_before(text, match.start())):
            yield match.span()


def _between_words(text: str, tag: str, spacing: Spacing) -> Iterator[tuple[int, int]]:
    ends = _ends(spacing.before_name)
    for begin, end in _gaps(_BEFORE_CAPITAL, text):
        if _may_end(text, begin, ends) and text[end].isupper() and _belongs_to_name(text, begin, end, tag, spacing):
            yield begin, end
    if spacing.before_word:
        for begin, end in _gaps(_BEFORE_WORD, text):
            if _word_before(text, begin) in spacing.before_word:
                yield begin, end
    if spacing.after_word:
        for match in _behind_a_word(spacing.after_word).finditer(text):
            yield match.span(1)
    for phrase in sorted(spacing.whole):
        for match in _phrase(phrase).finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                yield from (match.span(group) for group in range(1, len(match.groups()) + 1))


def _gaps(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Give where spaces begin and end of which the last one is what a pattern finds."""
    for match in pattern.finditer(text):
        begin = end = match.end()
        while begin and text[begin - 1] == " ":
            begin -= 1
        yield begin, end


def _word_before(text: str, end: int) -> str:
    """Give the word that ends at a space, without what opens a quotation or a bracket before it."""
    word = text[max(end - _LONGEST_WORD, 0) : end].split()[-1:]
    return word[0].lstrip(_OPENING) if word else ""


@functools.lru_cache(maxsize=16)
def _ends(words: frozenset[str]) -> frozenset[str]:
    """Give the last signs of words, of the same with a colon, and of initials."""
    return frozenset((*(word[-1:] for word in words), ":", "."))


def _may_end(text: str, end: int, ends: frozenset[str]) -> bool:
    """Say whether one of some words may stand before a space; looking at a single sign spares most of the search."""
    return end > 0 and (text[end - 1] in ends or text[end - 1].isspace())


def _is_number(word: str) -> bool:
    return word[-1:].isdigit() or (len(word) > 1 and roman(word) is not None)


def _belongs_to_name(text: str, begin: int, end: int, tag: str, spacing: Spacing) -> bool:
    """Say whether a title or an initial stands before a gap and a capital.

    An initial may be the last word of a sentence instead, unless another follows or a name precedes it.
    """
    word = _word_before(text, begin)
    if word in spacing.before_name:
        return True
    if not (spacing.initials and len(word) == 2 and word[1] == "." and word[0].isupper()) or (word, tag) == (
        "I.",
        "en",
    ):
        return False
    before = _word_before(text, begin - len(word) - 1)
    return text[end + 1 : end + 2] == "." or not before or before[0].isupper() or not before[-1].isalnum()


@functools.lru_cache(maxsize=16)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Make a pattern of a list of words, the longer ones first."""
    return re.compile(rf"(?:{_choice(words)})(?!\w)")


@functools.lru_cache(maxsize=16)
def _behind_a_word(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"( (?<=\w ) *)(?:{_choice(words)})(?!\w)")


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@functools.lru_cache(maxsize=64)
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(f"([ {NO_BREAK}]+)".join(map(re.escape, phrase.split())) + r"(?![\w.])")


def _percent(text: str, spacing: Spacing) -> Iterator[Change]:
    before, after = spacing.percent.split("{number}")
    pattern = r"(?<![0-9])%( +)(?=[0-9])" if before else r"(?<=[0-9])([ \u00a0]*)%(?!\w|-\w)"
    for match in re.finditer(pattern, text):
        yield Change(*match.span(1), "" if before else after.removesuffix("%"), Fault.PERCENT_SPACED)
