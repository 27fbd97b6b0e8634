"""Words divided by hand after the spelling rules, against the rules in code."""

import itertools
import re
from pathlib import Path

import pyphen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.language import LANGUAGES, Hyphenator, language, marked_divisions, without_marks
from publisher.language.hyphenation import Patterns

DIVIDED = Path(__file__).parent / "divided"
HYPHENATOR = Hyphenator()
SOFT = "\u00ad"
ALPHABETS = {
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîûqwxABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘБГҒЕИЙҚНҢОӨРСТУҰҮЫІЮЯ",
    "kk-Latn": "aäbdefgğhıijklmnñoöpqrsştuūüvyzAÄEIİOÖUŪÜYQŞ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБЕЁИОСТЭЯ",
    "en": "abcdefghijklmnopqrstuvwxyzABCEIOSTİ",
}
SIGNS = "’'ʼ- 9\u2060\u0301"


def by_hand(name: str) -> list[str]:
    lines = (DIVIDED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def cut(word: str, places: tuple[int, ...]) -> str:
    edges = [0, *places, len(word)]
    return "-".join(word[start:end] for start, end in itertools.pairwise(edges))


def syllables(word: str, tag: str) -> str:
    """Divide a word by its language's own rule, every part between apostrophes by itself."""
    rule = language(tag).divide
    assert rule
    return "".join(cut(part, rule(part)) for part in re.split("(['’])", word))


def divided(word: str, tag: str, *exceptions: str) -> str:
    return cut(word, Hyphenator(exceptions).breaks(word, tag))


# --- by hand --------------------------------------------------------------------------------------------------------


def test_there_are_three_hundred_turkish_words() -> None:
    assert len(set(by_hand("tr"))) >= 300


@pytest.mark.parametrize(("tag", "word"), [(tag, word) for tag in ("tr", "kk", "kk-Latn") for word in by_hand(tag)])
def test_words_fall_into_the_syllables_found_by_hand(tag: str, word: str) -> None:
    assert syllables(word.replace("-", ""), tag) == word


@pytest.mark.parametrize("word", by_hand("ru"))
def test_russian_words_are_divided_as_by_hand(word: str) -> None:
    assert divided(word.replace("-", ""), "ru") == word


@pytest.mark.parametrize("word", ["str", "TBMM", "th", "bcd"])
def test_what_has_no_vowel_is_whole(word: str) -> None:
    for tag in LANGUAGES:
        assert HYPHENATOR.breaks(word, tag) == ()


# --- limits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("tr", "araba"),
        ("tr", "uçurtma"),
        ("tr", "mü-da-faa"),
        ("tr", "ki-tap-lık"),
        ("tr", "aile"),
        ("tr", "Tür-ki-ye’nin"),
        ("tr", "Tür-ki-ye'nin"),
        ("tr", "Bur-sa’da"),
        ("tr", "Eu-ra-sia’ya"),
        ("tr", "Ata-türk’ümüz-den"),
        ("tr", "As-ya’da-ki-ler"),
        ("tr", "1996’da-ki-ler"),
        ("tr", "Kur’anʼımız-dan"),
        ("tr", "Kıb-rıs’a"),
        ("tr", "ki-ta\u2060bı\u2060"),
        ("tr", "Lâ-leli"),
        ("tr", "Jo-sé-ler"),
        ("kk", "ар-мия"),
        ("kk", "аю"),
        ("kk", "ауа"),
        ("ru", "до\u0301-ро\u0301-гами"),
        ("en", "ty-po-graphy’s"),
    ],
)
def test_two_letters_stay_and_three_go_and_none_is_alone(tag: str, word: str) -> None:
    assert divided(word.replace("-", ""), tag) == word


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("tr", "Tür|kiye-Ka|za|kis|tan"),
        ("tr", "kül|tür—ta|rihi, G20’ye ve 1923’ten son|ra|ki|ler"),
        ("ru", "не|за|ви|си|мая го|су|дар|ство"),
    ],
)
def test_a_text_is_divided_word_by_word(tag: str, text: str) -> None:
    plain = text.replace("|", "")
    places = (0, *HYPHENATOR.breaks(plain, tag), len(plain))
    assert "|".join(plain[start:end] for start, end in itertools.pairwise(places)) == text


def test_soft_hyphens_say_all() -> None:
    assert HYPHENATOR.breaks(f"Kazak{SOFT}istan’daki kitaplık", "tr") == (19, 22)
    assert marked_divisions(f"Ka{SOFT}zak{SOFT}stan’da ki{SOFT}tap, 5{SOFT}6 -{SOFT}x söz{SOFT}") == (
        "Ka-zak-stan",
        "ki-tap",
    )
    assert without_marks(f"Ka{SOFT}zak{SOFT}stan’da 5{SOFT}6 söz{SOFT}") == f"Kazakstan’da 5{SOFT}6 söz{SOFT}"


def test_exceptions_hold_in_every_language_whatever_the_capitals() -> None:
    for tag in ("tr", "ru", "en", "kk"):
        assert divided("KAZAKİSTAN’daki", tag, "kazaki-stan").startswith("KAZAKİ-STAN’")
        assert divided("Kazakistan", tag, "kazakistan") == "Kazakistan"
    assert divided("Kazakistanlı", "tr", "kazaki-stan") == "Ka-za-kis-tanlı"


def test_a_capital_that_has_no_small_letter_of_its_own_moves_no_break() -> None:
    assert divided("İstanbulian", "en").replace("İ", "I") == divided("Istanbulian", "en")
    assert divided("İSTANBUL", "ru") == "İSTANBUL"


def test_variants_of_a_language_have_their_own_patterns() -> None:
    assert divided("typographically", "en-GB") != divided("typographically", "en-US")
    assert divided("Donaudampfschifffahrt", "de-AT").count("-") > 2
    assert divided("typographically", "tlh") == "typographically"


# --- whatever the word ----------------------------------------------------------------------------------------------


@st.composite
def words_of(draw: st.DrawFn) -> tuple[str, str]:
    tag = draw(st.sampled_from(sorted(ALPHABETS)))
    return tag, draw(st.text(alphabet=ALPHABETS[tag] + SIGNS, max_size=24))


@given(words_of())
@settings(deadline=None)
def test_breaks_lie_inside_words_and_beside_letters_alone(case: tuple[str, str]) -> None:
    tag, text = case
    places = HYPHENATOR.breaks(text, tag)
    assert list(places) == sorted(set(places))
    for place in places:
        before = text[:place].rstrip("\u0301\u2060")
        assert before[-1].isalpha()
        assert before[-1] != "ʼ"
        assert text[place].isalpha()
        assert text[place] != "ʼ"


@given(words_of())
@settings(deadline=None)
def test_two_letters_before_and_three_after(case: tuple[str, str]) -> None:
    tag, text = case
    places = HYPHENATOR.breaks(text, tag)
    for word in re.finditer(r"(?:(?!ʼ)[^\W\d_]|['’ʼ\u0301\u2060])+", text):
        letters = [at for at in range(*word.span()) if text[at].isalpha() and text[at] != "ʼ"]
        for place in places:
            if word.start() < place < word.end():
                assert sum(at < place for at in letters) >= language(tag).least_before
                assert sum(at >= place for at in letters) >= language(tag).least_after


@given(words_of())
@settings(deadline=None)
def test_nothing_is_divided_before_the_first_vowel_or_behind_the_last(case: tuple[str, str]) -> None:
    tag, word = case
    rule = language(tag).divide
    if rule is None:
        return
    vowels = set("aeıioöuüâîûAEIİOÖUÜÂÎÛäūyÄŪYаәеёиоөұүыіэюяуАӘЕИОӨҰҮЫІЮЯУ")
    for part in re.findall("[^\\W\\d_]+", word):
        for place in rule(part):
            assert set(part[:place]) & vowels
            assert set(part[place:]) & vowels


@given(words_of())
@settings(deadline=None)
def test_capitals_change_nothing(case: tuple[str, str]) -> None:
    tag, text = case
    mapping = language("tr" if tag == "kk-Latn" else tag).case
    small, capitals = mapping.lower(text), mapping.upper(text)
    if len(small) == len(capitals) == len(text):
        assert HYPHENATOR.breaks(small, tag) == HYPHENATOR.breaks(capitals, tag)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=12))
@settings(deadline=None)
def test_every_part_of_a_turkish_word_has_one_vowel(word: str) -> None:
    parts = syllables(word, "tr").split("-")
    assert len(parts) == 1 or all(sum(letter in "aeıioöuü" for letter in part) == 1 for part in parts)


@given(words_of())
@settings(deadline=None)
def test_a_word_is_divided_alone_as_in_its_text(case: tuple[str, str]) -> None:
    tag, word = case
    text = f"Önce {word}, sonra {word}."
    places = HYPHENATOR.breaks(word, tag)
    own = [place for place in HYPHENATOR.breaks(text, tag) if 5 <= place < 5 + len(word)]
    assert own == [5 + place for place in places]


def test_a_word_of_any_length_takes_no_longer_than_its_length() -> None:
    word = "ab" * 100_000
    assert len(HYPHENATOR.breaks(word, "tr")) == 99_998
    assert marked_divisions(f"{word} so{SOFT}n") == ("so-n",)
    assert without_marks(f"{word} so{SOFT}n") == f"{word} son"


@pytest.mark.parametrize("name", ["en_US", "de_DE", "hu_HU", "nl_NL"])
def test_patterns_divide_as_pyphen_does(name: str) -> None:
    """Every other pattern as a word, alone and between others; some of Hungarian change letters."""
    path = pyphen.LANGUAGES[name]
    theirs, ours = pyphen.HyphDict(path), Patterns(path)
    words = [pattern.strip(".") for pattern in list(theirs.patterns)[::2][:4000]]
    divided = 0
    for word in (*words, *map("".join, itertools.pairwise(words))):
        expected = [place for place in theirs.positions(word) if place.data is None]
        assert ours.places(word) == expected
        divided += len(expected)
    assert divided > len(words)


def test_a_thousand_variants_of_a_language_are_read_once() -> None:
    for number in range(1000):
        assert HYPHENATOR.breaks("typographical", f"en-x{number:04}")
