"""Quotation marks and apostrophes: which belong together, and what each becomes in its language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from publisher.language import is_known, language, primary
from publisher.language.punctuation import Quotes
from publisher.language.scripts import script_of_language
from publisher.transform.addresses import Spans, meets
from publisher.transform.punctuation.changes import Change, Fault, language_at
from publisher.transform.strand import OBJECT, Strand

DOUBLE, SINGLE = '"', "'"
# Typed for an apostrophe where the keyboard has no better one near.
_ACUTE = "´"
_CLOSES = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‘": "’", "‚": "‘’", "‹": "›"}
_OPENS = {"”": "“", "»": "«", "’": "‘", "›": "‹"}
_MARKS = frozenset(_CLOSES) | frozenset("”»’›") | {DOUBLE, SINGLE, _ACUTE}
_MARK = re.compile("[" + "".join(sorted(_MARKS)) + "]")
_SINGLES = frozenset("‘’‚‹›'´")
# Where letters or the century are left out at a word's beginning, English words by name.
_SHORT_YEAR = re.compile(r"[0-9]{2}(?![0-9]|['’](?![^\W\d_]))")
_SHORT_WORD = re.compile(r"(?:tis|twas|twere|twill|em|til|cause|bout|round|neath|n)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{<¿¡/")
_DASHES = frozenset("-–—")
_SPACES = " \u00a0"
_WORDY = re.compile(r"[^\W_]")
# Nobody quotes so deep; marks that nothing closes must not be gone through again and again.
_DEEPEST = 16


@dataclass(slots=True, eq=False)
class Pair:
    """Two quotation marks that belong together; `close` is `None` where the quotation goes on elsewhere.

    Args:
        open: Where the first stands in the strand; `None` where the quotation began elsewhere.
        close: Where the second stands.
        parent: The pair around it.
        signs: What they become, once that is known.
    """

    open: int | None
    close: int | None
    parent: "Pair | None" = None
    signs: tuple[str, str] | None = None


@dataclass(slots=True)
class Marks:
    """The marks of a strand: pairs, apostrophes, and straight marks that nothing can be made of."""

    pairs: list[Pair] = field(default_factory=list)
    apostrophes: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)


def has_straight(text: str) -> bool:
    """Say whether a text has marks that quote_changes may change."""
    return DOUBLE in text or SINGLE in text or _ACUTE in text


def marks_in(strand: Strand, addresses: Spans) -> Marks:
    """Say what each mark of a strand is, those in its addresses left out."""
    reading = _Reading(strand)
    for match in _MARK.finditer(strand.text):
        if not meets(addresses, match.start(), match.end()):
            reading.read(match.start(), match.group())
    return reading.finished()


class _Reading:
    """Reads the marks of a strand from its beginning to its end."""

    def __init__(self, strand: Strand) -> None:
        self._strand = strand
        self._text = strand.text
        self._open: list[Pair] = []
        self._roles: dict[int, str] = {}
        self._marks = Marks()
        first = _WORDY.search(strand.text)
        self._first_word = first.start() if first else len(strand.text)

    def read(self, index: int, sign: str) -> None:
        if sign == DOUBLE:
            self._double(index)
        elif sign in (SINGLE, _ACUTE):
            self._single(index, sign)
        else:
            self._curved(index, sign)

    def finished(self) -> Marks:
        while self._open:
            self._drop(self._open.pop())
        self._marks.pairs.sort(key=lambda pair: pair.open if pair.open is not None else -1)
        return self._marks

    # --- what stands beside a mark ---

    def _before(self, index: int) -> str:
        """Give what stands before a mark: the dash, if only spaces are between them."""
        at = index - 1
        while at >= 0 and self._text[at] in _SPACES:
            at -= 1
        if at < index - 1 and (at < 0 or self._text[at] not in _DASHES):
            return " "
        return self._text[at] if at >= 0 else "\n"

    def _after(self, index: int) -> str:
        """Give the first character after a mark that is no mark itself."""
        rest = index + 1
        while rest < len(self._text) and self._text[rest] in _MARKS:
            rest += 1
        return self._text[rest] if rest < len(self._text) else "\n"

    def _may_open(self, index: int) -> bool:
        before, after = self._before(index), self._after(index)
        if after.isspace():
            return False
        if before in _DASHES:
            return after.isalnum() or after in _BEFORE_OPENING or after == OBJECT
        return before.isspace() or before in _BEFORE_OPENING or self._roles.get(index - 1) == "opens"

    def _may_close(self, index: int) -> bool:
        before = self._before(index)
        return not (before.isspace() or before in _BEFORE_OPENING or self._roles.get(index - 1) == "opens")

    # --- straight marks ---

    def _double(self, index: int) -> None:
        top = self._top(lambda sign: sign not in _SINGLES)
        if self._may_open(index):
            self._push(index)
        elif top and self._may_close(index):
            self._close(top, index)
        elif self._may_close(index) and self._ends_passage(index) and not self._before(index).isdigit():
            self._marks.pairs.append(Pair(None, index))
            self._roles[index] = "closes"
        else:
            self._marks.alone.append(index)

    def _single(self, index: int, sign: str) -> None:
        before, after = self._before(index), self._text[index + 1 : index + 2]
        top = self._open[-1] if self._open else None
        if SINGLE in (before, after):
            # Two of them are nobody's quotation mark.
            self._marks.alone.append(index)
        elif self._may_close(index) and after.isalnum():
            self._marks.apostrophes.append(index)
        elif sign == _ACUTE:
            pass
        elif self._leaves_out(index):
            self._marks.apostrophes.append(index)
        elif self._may_open(index):
            self._push(index)
        elif top and self._sign(top) in _SINGLES and self._may_close(index):
            self._close(top, index)
        elif before.isalpha():
            self._marks.apostrophes.append(index)
        else:
            self._marks.alone.append(index)

    def _leaves_out(self, index: int) -> bool:
        english = primary(language_at(self._strand, index)) == "en"
        short = _SHORT_YEAR.match(self._text, index + 1) or (english and _SHORT_WORD.match(self._text, index + 1))
        return bool(short) and self._may_open(index)

    def _ends_passage(self, index: int) -> bool:
        return _WORDY.search(self._text, index) is None

    # --- curved marks, which stay what the author made them ---

    def _curved(self, index: int, sign: str) -> None:
        is_apostrophe = sign == "’" and self._text[index + 1 : index + 2].isalnum()
        closing = None if is_apostrophe else self._closed_by(sign)
        if closing and self._may_close(index):
            self._close(closing, index)
        elif sign in _CLOSES:
            self._push(index)
        elif not is_apostrophe:
            self._roles[index] = "closes"

    def _closed_by(self, sign: str) -> Pair | None:
        """Give the open mark that a curved one closes; of one that may be something else, it must be the last."""
        pair = next((pair for pair in reversed(self._open) if sign in self._closers(pair)), None)
        if pair is None:
            return None
        above = [self._sign(each) for each in self._open[self._open.index(pair) + 1 :]]
        if sign == "’":
            return None if above else pair
        return None if sign in _CLOSES and any(each != SINGLE for each in above) else pair

    def _closers(self, pair: Pair) -> str:
        sign = self._sign(pair)
        if sign == DOUBLE:
            return "”»"
        return "’›" if sign == SINGLE else _CLOSES[sign]

    def _sign(self, pair: Pair) -> str:
        assert pair.open is not None
        return self._text[pair.open]

    # --- the marks that are open ---

    def _top(self, wanted: Callable[[str], bool]) -> Pair | None:
        return next((pair for pair in reversed(self._open) if wanted(self._sign(pair))), None)

    def _push(self, index: int) -> None:
        self._roles[index] = "opens"
        if len(self._open) == _DEEPEST:
            self._drop(self._open.pop(0))
        self._open.append(Pair(index, None, self._open[-1] if self._open else None))

    def _close(self, pair: Pair, index: int) -> None:
        while self._open[-1] is not pair:
            self._drop(self._open.pop())
        self._open.pop()
        pair.close = index
        self._roles[index] = "closes"
        self._marks.pairs.append(pair)

    def _drop(self, pair: Pair) -> None:
        """Take leave of a mark that opens and is never closed."""
        assert pair.open is not None
        sign = self._sign(pair)
        if sign == DOUBLE and pair.open < self._first_word:
            self._marks.pairs.append(pair)
        elif sign in (DOUBLE, SINGLE):
            self._marks.alone.append(pair.open)


# --- what they become ---


def quote_changes(strand: Strand, marks: Marks) -> Iterator[Change]:
    """Give what straight marks become: quotation marks by their level, and apostrophes."""
    for pair in marks.pairs:
        yield from _of_pair(strand, pair, marks.alone)
    for index in marks.apostrophes:
        tag = language_at(strand, index)
        if not is_transliteration(tag):
            yield Change(index, index + 1, language(tag).quotes.apostrophe, Fault.APOSTROPHE_STRAIGHT)


def _of_pair(strand: Strand, pair: Pair, alone: list[int]) -> Iterator[Change]:
    signs = _signs(strand, pair)
    straight = [place for place, sign in signs if sign in (DOUBLE, SINGLE)]
    tag = _language_of(strand, pair)
    pair.signs = _partner(signs) or (_wanted(strand, pair, language(tag).quotes) if is_known(tag) else None)
    if _would_close(strand, pair, alone):
        pair.signs = None
    if pair.signs is None:
        return
    mixed = 0 < len(straight) < len(signs)
    fault = Fault.QUOTES_MIXED if mixed else Fault.QUOTE_STRAIGHT
    for place in straight:
        yield Change(place, place + 1, pair.signs[0 if place == pair.open else 1], fault)


def _would_close(strand: Strand, pair: Pair, alone: list[int]) -> bool:
    """Say whether single marks would become such as a straight mark between them could close."""
    if pair.open is None or pair.close is None or strand.text[pair.open] != SINGLE or pair.signs == ("‘", "’"):
        return False
    return any(pair.open < index < pair.close and strand.text[index] == DOUBLE for index in alone)


def _signs(strand: Strand, pair: Pair) -> list[tuple[int, str]]:
    return [(place, strand.text[place]) for place in (pair.open, pair.close) if place is not None]


def _partner(signs: list[tuple[int, str]]) -> tuple[str, str] | None:
    """Give the marks of a pair of which one is curved already."""
    for _, sign in signs:
        if sign in _OPENS:
            return _OPENS[sign], sign
    (_, first), *rest = signs
    if first in _CLOSES:
        return first, rest[0][1] if rest and rest[0][1] in _CLOSES[first] else _CLOSES[first][0]
    return None


def _language_of(strand: Strand, pair: Pair) -> str:
    """Give the language that both marks stand in; that of the passage where they do not agree."""
    tags = {language_at(strand, place) for place, _ in _signs(strand, pair)}
    tag = tags.pop() if len(tags) == 1 else strand.language
    return strand.language if is_transliteration(tag) else tag


def _wanted(strand: Strand, pair: Pair, quotes: Quotes) -> tuple[str, str]:
    around = pair.parent.signs if pair.parent else None
    if around is None:
        single = all(sign == SINGLE for _, sign in _signs(strand, pair))
        return quotes.inner if single and quotes.inner[0] == "‘" else quotes.outer
    return quotes.outer if around == quotes.inner else quotes.inner


def is_transliteration(tag: str) -> bool:
    """Say whether a tag names a language in letters that are not its own, where an apostrophe is one of them."""
    usual = language(tag).script if is_known(tag) else script_of_language(primary(tag))
    return script_of_language(tag) != usual
