"""Which script a character and a language are written in."""

import enum
import functools
import re


class Script(enum.StrEnum):
    """Scripts that are told apart, by their ISO 15924 codes; those that write Chinese, Japanese and Korean are one."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    GREEK = "Grek"
    ARABIC = "Arab"
    HEBREW = "Hebr"
    ARMENIAN = "Armn"
    GEORGIAN = "Geor"
    EAST_ASIAN = "Hani"


KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_RANGES = {
    Script.CYRILLIC: "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    Script.GREEK: "\u0370-\u0373\u0376-\u037d\u037f-\u03ff\u1f00-\u1fff",
    Script.ARABIC: "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff"
    "\ufb50-\ufdff\ufe70-\ufefc",
    Script.HEBREW: "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05d0-\u05f4\ufb1d-\ufb4f",
    Script.ARMENIAN: "\u0531-\u0556\u0559\u0561-\u0587",
    Script.GEORGIAN: "\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    Script.EAST_ASIAN: f"{KANA}{HANGUL}\u3005-\u3007\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f",
}
_LETTERS = {script: re.compile(f"[{ranges}]") for script, ranges in _RANGES.items()}
_ANY = re.compile("[" + "".join(_RANGES.values()) + "]")

# Of the languages whose script is not Latin where their tag names none.
_USUAL = {
    Script.CYRILLIC: "ru kk ky uk be bg mk sr tg tt ba mn ce av os cv",
    Script.GREEK: "el grc",
    Script.ARABIC: "ar fa ur ps ckb ug ota sd",
    Script.HEBREW: "he yi",
    Script.ARMENIAN: "hy",
    Script.GEORGIAN: "ka",
    Script.EAST_ASIAN: "zh ja ko",
}
_USUAL_OF = {tag: script for script, tags in _USUAL.items() for tag in tags.split()}
_OTHER_CODES = {code: Script.EAST_ASIAN for code in ("Hans", "Hant", "Jpan", "Kore", "Hang", "Hira", "Kana")}

LATIN_OF = dict(
    zip(
        "аеорсухіјѕһԁԛԝёїАВЕКМНОРСТУХІЈЅЁЇ" + "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwëïABEKMHOPCTYXIJSËÏ" + "ovABEZHIKMNOPTYX",
        strict=True,
    )
)
"""The Latin letter that a Cyrillic or a Greek one cannot be told from."""

# The Latin letters that slip into words of another script.
_LATIN_AMONG = {
    Script.CYRILLIC: frozenset("aeopcyxihëïABEKMHOPCTYXIËÏ"),
    Script.GREEK: frozenset("ovABEZHIKMNOPTYX"),
}


def script_of(sign: str) -> Script | None:
    """Give the script of a letter or of a mark on letters; `None` for what no script has to itself."""
    if not _ANY.match(sign):
        return Script.LATIN if sign.isalpha() else None
    return next(script for script, letters in _LETTERS.items() if letters.match(sign))


def has_other_script(text: str) -> bool:
    """Say whether a text holds anything of another script than Latin."""
    return not text.isascii() and _ANY.search(text) is not None


@functools.lru_cache(maxsize=64)
def script_of_language(tag: str) -> Script:
    """Give the script that a BCP 47 tag names, or the usual one of its language; Latin if neither is known."""
    primary, *others = tag.split("-")
    named = {str(script): script for script in Script} | _OTHER_CODES
    for part in others:
        if part.title() in named:
            return named[part.title()]
    return _USUAL_OF.get(primary.lower(), Script.LATIN)


def of_one_script(word: str) -> Script | None:
    """Give the script that a word is meant in although it may hold look-alikes of another.

    Returns:
        `None` if letters of two scripts stand in it that cannot be taken for one another, or it has no letters.
    """
    found = {script for sign in word if (script := script_of(sign))}
    if len(found) < 2:
        return found.pop() if found else None
    other = next((script for script in _LATIN_AMONG if found == {Script.LATIN, script}), None)
    if other is None:
        return None
    latin = [sign for sign in word if script_of(sign) is Script.LATIN]
    others = [sign for sign in word if script_of(sign) is other]
    could_be_latin = all(sign in LATIN_OF for sign in others)
    could_be_other = all(sign in _LATIN_AMONG[other] for sign in latin)
    if could_be_latin and could_be_other:
        return Script.LATIN if len(latin) >= len(others) else other
    if could_be_latin:
        return Script.LATIN
    return other if could_be_other else None
