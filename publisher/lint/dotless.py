"""Whether the letters i of a word in a Turkish text can be right."""

import itertools
import re

from publisher.language import language
from publisher.language.lists import word_set
from publisher.transform.punctuation.numerals import roman

# Words that begin with İ although harmony would allow I, by their beginnings in small letters.
_BEGIN_WITH_DOT = tuple(
    sorted(
        word_set(
            "istanbul iran italya ispanya islam israil ismail ibrahim insan ihracat ithalat iktisat iktidar imkan "
            "imkân ilan ilân ifade idare iade inanç inan imza ilaç inşa ittifak ittihat iman imar ibadet icat icra "
            "iddia ihale ihtiyaç ihtilaf ikna imtihan inkar israf ispat iptal irade irtibat isyan itibar itiraz işaret "
            "işbirliğ iskan"
        )
    )
)
_CANNOT_BEGIN_WITH_DOT = ("ısla", "ırak", "ısrar", "ıspart")
_VOWELS = "aeıioöuü"
_FRONT = frozenset("eiöü")
# Words made of two keep the vowels of each: `yüzyıl`.
_COMPOUNDS = ("yıl", "dış", "kız", "kıt", "kır", "sınır", "ışı", "ısı", "ırk")
_SHORTEST_IN_CAPITALS = 5

_ENGLISH_ENDING = r"(?:[ts][iı]on|[ts][iı]onal|sh[iı]p|[iı]ty|[iı]t[iı]es|[iı]cs|[iı]ve)s?"
_FOREIGN = re.compile(rf"[^\W\d_]*(?:[qwx][^\W\d_]*|[^\W\d_]{{2}}{_ENGLISH_ENDING})", re.IGNORECASE)
_FOREIGN_WORDS = word_set(
    "international institute university policy political security studies study history religion science british "
    "american pacific russia china india times mind minds this that's office service bulletin digest edition editor "
    "library institution civil military africa islamic middle britain foreign diplomacy crisis society which"
)


def doubt(word: str, *, in_capitals: bool) -> tuple[str, str] | None:
    """Give what is doubtful in a word of a Turkish text, and what to do; `None` if nothing is.

    Args:
        word: Letters alone.
        in_capitals: Whether the page sets it in capitals or small capitals.
    """
    if "i\u0307" in word or "ı\u0307" in word:
        return f"“{word}” has a dot above its i that a change of case left over", "write i, without the dot (U+0307)"
    if roman(word) is not None:
        return None
    if _is_foreign(word):
        return _of_foreign(word, in_capitals=in_capitals)
    dotted = _with_dots(word)
    if dotted is None:
        return None
    foreign = (
        ""
        if dotted.replace("İ", "i").lower().startswith(_BEGIN_WITH_DOT)
        else f", or mark its language: [{word}]{{lang=en}}"
    )
    return f"“{word}” has I for İ", f"write “{dotted}”{foreign}"


def _is_foreign(word: str) -> bool:
    plain = word.replace("İ", "i").replace("I", "i").replace("ı", "i").lower()
    return plain in _FOREIGN_WORDS or _FOREIGN.fullmatch(word) is not None


def _of_foreign(word: str, *, in_capitals: bool) -> tuple[str, str] | None:
    mark = "mark its language: [{}]{{lang=en}}"
    if "ı" in word or "İ" in word:
        meant = word.replace("ı", "i").replace("İ", "I")
        return f"“{word}” is no Turkish word, and has a Turkish ı or İ", f"write “{meant}”, and {mark.format(meant)}"
    if "i" in word and in_capitals:
        upper = language("tr").case.upper(word)
        return f"“{word}” is set in Turkish capitals: {upper}", mark.format(word)
    return None


def _with_dots(word: str) -> str | None:
    """Give a word with İ where it has I, if it can only be meant so."""
    small = language("tr").case.lower(word)
    dotted = small.replace("ı", "i")
    if "I" not in word or small.startswith(_CANNOT_BEGIN_WITH_DOT):
        return None
    known = word[0] == "I" and dotted.startswith(_BEGIN_WITH_DOT)
    if word.isupper() and len(word) > 1:
        long = len(word) >= _SHORTEST_IN_CAPITALS and not any(each in small for each in _COMPOUNDS)
        if known:
            return language("tr").case.upper(dotted)
        return language("tr").case.upper(_harmonious(small)) if long and _breaks_harmony(small) else None
    begins_wrong = word[0] == "I" and len(word) > 1 and _breaks_harmony(small[: _second_vowel(small) + 1])
    return "İ" + word[1:] if known or begins_wrong else None


def _second_vowel(word: str) -> int:
    return next((index for index, sign in enumerate(word) if index and sign in _VOWELS), len(word))


def _breaks_harmony(word: str) -> bool:
    """Say whether a dotless ı stands beside a vowel that no Turkish stem has beside it."""
    vowels = [sign for sign in word if sign in _VOWELS]
    return any({one, other} & _FRONT and "ı" in (one, other) for one, other in itertools.pairwise(vowels))


def _harmonious(word: str) -> str:
    """Give a word with a dot on each ı beside a front vowel, and beside those that so get theirs."""
    made = list(word)
    beside = list(itertools.pairwise(index for index, sign in enumerate(made) if sign in _VOWELS))
    for one, other in (*beside, *reversed(beside)):
        if {made[one], made[other]} & _FRONT:
            for index in (one, other):
                made[index] = made[index].replace("ı", "i")
    return "".join(made)
