"""Which language a text is written in, told by its letters."""

import re
from collections import Counter

from publisher.language import LANGUAGES, language

_SCRIPTS = {"Cyrl": re.compile("[\u0400-\u04ff]"), "Latn": re.compile("[A-Za-z\u00c0-\u024f]")}


def language_of(text: str) -> str:
    """Guess a language that is known from the letters that are most frequent; `en` where nothing tells.

    A few quoted words in another alphabet do not count: a language's own letters must be at least one in two
    hundred of the text's main alphabet.
    """
    count = Counter(text)
    letters = {name: sum(n for letter, n in count.items() if kind.match(letter)) for name, kind in _SCRIPTS.items()}
    script = "Cyrl" if letters["Cyrl"] > letters["Latn"] else "Latn"
    known = [speech for speech in map(language, LANGUAGES) if speech.script == script]
    told = (speech for speech in known if _often(count, speech.own_letters, letters[script]))
    plain = next(speech for speech in known if not speech.own_letters)
    return next(told, plain).tag


def _often(count: Counter[str], letters: str, of: int) -> bool:
    return sum(count[letter] for letter in letters) * 200 > of
