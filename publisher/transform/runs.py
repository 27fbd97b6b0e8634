"""Words in another script than those around them carry their language: Kazakh and Russian in a Turkish book."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publisher.language.guessing import USUAL, language_of
from publisher.language.scripts import Script, has_other_script, of_one_script, script_of, script_of_language
from publisher.model import Book, Foreign, Inline, Inlines, Section, Text
from publisher.remembering import remembered
from publisher.transform.addresses import addresses_in, meets
from publisher.transform.rewriting import Passage, rewritten_section
from publisher.transform.strand import Leaf, Strand, strand_of, with_leaves

# Letters and digits, with the marks of Arabic and Hebrew vowels and of accents.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670])*")
_NEUTRAL = re.compile("[0-9]+|[IVXLCDM]+")
# What two runs side by side do not share: the words within are often a translation of those without.
_PARTS = re.compile("[\"'“”„‟«»‹›‘’‚()\\[\\]{}<>|/]")
_SENTENCE_ENDS = re.compile(r"[.:;!?…—–|]|--| - ")


def with_language_runs(book: Book) -> Book:
    """Give a book in which words of another script than those around them are `Foreign`.

    A run goes on over the spaces, signs and numbers between its words, not over those at its ends, and not over
    quotation marks and brackets. What an author marked stays as it was marked. Latin words among others are left
    alone: their language is anybody's guess.
    """
    sections = tuple(_with_language_runs(section, book.metadata.language) for section in book.sections)
    return replace(book, sections=sections)


@remembered
def _with_language_runs(section: Section, language: str) -> Section:
    return rewritten_section(section, tagged, language)


def tagged(passage: Passage, language: str) -> Passage:
    """Give a passage in which words of another script are `Foreign`."""
    strand = strand_of(passage, language)
    spans = tuple(language_spans(strand))
    return with_leaves(passage, lambda leaf: _cut(leaf, spans), strand) if spans else passage


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a strand that are of another language than the author said."""

    begin: int
    end: int
    language: str


def language_spans(strand: Strand) -> Iterator[Span]:
    """Give the runs of a strand that are of another script than those around them, with their languages."""
    if not has_other_script(strand.text):
        return
    words = list(_words(strand))
    for script, group in itertools.groupby(words, key=lambda word: word.group):
        if script is not None:
            yield from _spans(strand.text, list(group))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word; `group` is the same for those of another script that may belong together, `None` for all others."""

    begin: int
    end: int
    script: Script
    group: tuple[Script, str, int | None] | None


def _words(strand: Strand) -> Iterator[_Word]:
    """Give every word that has a script, those that numbers are written with left out."""
    taken_at_their_word = _marks_without_their_script(strand)
    leaves = iter(strand.leaves)
    leaf = next(leaves, None)
    addresses = addresses_in(strand.text)
    for match in _WORD.finditer(strand.text):
        if meets(addresses, match.start(), match.end()):
            yield _Word(match.start(), match.end(), Script.LATIN, None)
            continue
        if _NEUTRAL.fullmatch(match.group()):
            continue
        for begin, end, script in _parts(match):
            while leaf and leaf.end <= begin:
                leaf = next(leaves, None)
            if leaf is None:
                return
            usual = script in (Script.LATIN, script_of_language(leaf.language))
            symbol = script is Script.GREEK and end - begin == 1
            if symbol:
                continue
            ours = usual or (leaf.mark is not None and leaf.mark in taken_at_their_word)
            yield _Word(begin, end, script, None if ours else (script, leaf.language, leaf.mark))


def _marks_without_their_script(strand: Strand) -> frozenset[int]:
    """Give the marks whose words have no letter of the script that the language named is written in."""
    held: dict[int, bool] = {}
    for leaf in strand.leaves:
        if leaf.mark is not None:
            script = script_of_language(leaf.language)
            has = any(script_of(sign) is script for sign in leaf.text.text)
            held[leaf.mark] = held.get(leaf.mark, False) or has
    return frozenset(mark for mark, has in held.items() if not has)


def _parts(word: re.Match[str]) -> Iterator[tuple[int, int, Script]]:
    """Give a word with its script, or its parts where it is of two scripts."""
    script = of_one_script(word.group())
    if script:
        yield word.start(), word.end(), script
        return
    at = word.start()
    for part, signs in itertools.groupby(word.group(), script_of):
        end = at + len(list(signs))
        if part:
            yield at, end, part
        at = end


def _spans(text: str, words: list[_Word]) -> Iterator[Span]:
    units = list(_units(text, words))
    languages = _filled([language_of(words[0].script, text[begin:end]) for begin, end in units], words[0].script)
    span: Span | None = None
    for (begin, end), language in zip(units, languages, strict=True):
        if span and span.language == language and not _PARTS.search(text, span.end, begin):
            span = Span(span.begin, end, language)
            continue
        if span:
            yield span
        span = Span(begin, end, language)
    if span:
        yield span


def _units(text: str, words: Iterable[_Word]) -> Iterator[tuple[int, int]]:
    """Join words up to the ends of sentences, quotations and brackets: each such piece has one language."""
    begin = end = -1
    for word in words:
        if begin >= 0 and (_PARTS.search(text, end, word.begin) or _SENTENCE_ENDS.search(text, end, word.begin)):
            yield begin, end
            begin = -1
        begin = word.begin if begin < 0 else begin
        end = word.end
    if begin >= 0:
        yield begin, end


def _filled(languages: list[str | None], script: Script) -> list[str]:
    """Let a piece that tells nothing of its language have that of the piece before it, or after it."""
    known = next((language for language in languages if language), USUAL[script])
    filled = []
    for language in languages:
        known = language or known
        filled.append(known)
    return filled


def _cut(leaf: Leaf, spans: Iterable[Span]) -> Inlines:
    parts: list[Inline] = []
    at = leaf.begin
    for span in spans:
        begin, end = max(span.begin, leaf.begin), min(span.end, leaf.end)
        if begin < end:
            parts.append(_part(leaf, at, begin))
            parts.append(Foreign((_part(leaf, begin, end),), span.language))
            at = end
    if not parts:
        return (leaf.text,)
    parts.append(_part(leaf, at, leaf.end))
    return tuple(part for part in parts if not isinstance(part, Text) or part.text)


def _part(leaf: Leaf, begin: int, end: int) -> Text:
    return leaf.text.part(begin - leaf.begin, end - leaf.begin)
