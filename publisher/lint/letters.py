"""Letters that look like others: of another script, and the four letters i of Turkish."""

import re
import unicodedata
from collections.abc import Iterator

from publisher.language import primary
from publisher.language.scripts import LATIN_OF, Script, of_one_script, script_of
from publisher.lint.dotless import doubt
from publisher.lint.findings import Finding, Passage, finds
from publisher.transform.addresses import meets

_WORD = re.compile("[^\\W\\d_](?:[^\\W_]|[\u0300-\u036f])*")
_DOTTED = frozenset({"tr", "az"})
_NAMES = {Script.LATIN: "Latin", Script.CYRILLIC: "Cyrillic", Script.GREEK: "Greek"}


def _written_as(script: Script) -> dict[str, str]:
    """Map Latin letters to those of another script that look like them, the commonest if there are several."""
    pairs = [(latin, sign) for sign, latin in LATIN_OF.items() if script_of(sign) is script]
    return dict(reversed(pairs))


_OTHERS = {script: _written_as(script) for script in (Script.CYRILLIC, Script.GREEK)}


@finds(letter_look_alike="a letter of another script in a word: a Cyrillic а in a Latin word")
def look_alike(passage: Passage) -> Iterator[Finding]:
    """Find letters that only look like those of the word they stand in."""
    text = passage.strand.text
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        if match.group().isascii() or meets(passage.addresses, *match.span()):
            continue
        script = of_one_script(match.group())
        if script in _NAMES and any(script_of(sign) not in (script, None) for sign in match.group()):
            yield _slipped_in(match, script)
    for span in passage.guessed:
        sign = text[span.begin : span.end]
        if len(sign) == 1 and sign.islower() and sign in LATIN_OF:
            yield _alone(sign, span.begin)


def _slipped_in(match: re.Match[str], script: Script) -> Finding:
    word = match.group()
    index, sign = next((i, sign) for i, sign in enumerate(word) if script_of(sign) not in (script, None))
    meant = "".join(_meant(each, script) for each in word)
    other = _NAMES[script_of(sign) or Script.LATIN]
    return Finding(
        "letter-look-alike",
        f"a {other} {sign} (U+{ord(sign):04X}) stands in the {_NAMES[script]} word “{word}”",
        f"write “{meant}”, typed on the keyboard of its own language",
        match.start() + index,
        match.start() + index + 1,
    )


def _meant(sign: str, script: Script) -> str:
    if script_of(sign) in (script, None):
        return sign
    return LATIN_OF.get(sign, sign) if script is Script.LATIN else _OTHERS[script].get(sign, sign)


def _alone(sign: str, index: int) -> Finding:
    name = unicodedata.name(sign).capitalize()
    return Finding(
        "letter-look-alike",
        f"{sign} (U+{ord(sign):04X}, {name}) stands alone among words of another script",
        f"write “{LATIN_OF[sign]}”, or mark its language: [{sign}]{{lang=ru}}",
        index,
        index + 1,
    )


@finds(dotless_i_doubtful="i, ı, İ or I that a change of case made, or would make wrong: `Istanbul`")
def dotless(passage: Passage) -> Iterator[Finding]:
    """Find words of a Turkish text whose i cannot be right, or would not be in capitals."""
    strand = passage.strand
    for leaf in strand.leaves:
        if primary(leaf.language) not in _DOTTED:
            continue
        for match in _WORD.finditer(strand.text, leaf.begin, leaf.end):
            told = doubt(match.group(), in_capitals=leaf.capitals or passage.is_title)
            if told and not meets(passage.addresses, *match.span()):
                yield Finding("dotless-i-doubtful", *told, match.start(), match.end())
