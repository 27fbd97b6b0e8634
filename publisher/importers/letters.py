"""Which language a text is written in, told by its letters."""

import re
from collections import Counter

_TURKISH = "ğışİĞŞ"
_KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str:
    """Guess `tr`, `ru`, `kk` or `en` from the letters that are most frequent; `en` where nothing tells.

    A few quoted words in another alphabet do not count: a language's own letters must be at least one in two
    hundred of the text's main alphabet.
    """
    count = Counter(text)
    cyrillic, latin = (sum(n for letter, n in count.items() if kind.match(letter)) for kind in (_CYRILLIC, _LATIN))
    if cyrillic > latin:
        return "kk" if _often(count, _KAZAKH, cyrillic) else "ru"
    return "tr" if _often(count, _TURKISH, latin) else "en"


def _often(count: Counter[str], letters: str, of: int) -> bool:
    return sum(count[letter] for letter in letters) * 200 > of
