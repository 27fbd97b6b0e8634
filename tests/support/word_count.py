"""The words of a text and of sections, counted the same way."""

import re
from collections import Counter
from collections.abc import Iterable

from publisher.model import Block, Section
from publisher.walk import notes_in, notes_of, plain_text, reading_order

# A hyphen may stand at a line end or not, and a title may lose its capitals: neither makes another word.
_HYPHEN = re.compile(r"[-\u00ad\u2010\u2011]\s*")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def words_of(text: str) -> Counter[str]:
    folded = text.translate(_RAISED).replace("İ", "i").replace("I", "i").replace("ı", "i").lower()
    return Counter(_WORD.findall(_HYPHEN.sub("", folded)))


def words_in(sections: Iterable[Section]) -> Counter[str]:
    """Count the words of titles, texts and notes."""
    count: Counter[str] = Counter()
    for section in sections:
        count += words_of(plain_text(section.title)) + _words_in_blocks(section.blocks)
        for note in notes_of(section):
            count += _words_in_blocks(note.blocks)
            assert not list(notes_in(note.blocks))
    return count


def _words_in_blocks(blocks: Iterable[Block]) -> Counter[str]:
    return sum((words_of(plain_text(run)) for run in reading_order(blocks)), Counter())
