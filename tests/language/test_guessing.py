"""Kazakh and Russian are told apart by letters, then by words; a language that is neither is not called one of them."""

import pytest

from publisher.language.guessing import language_of
from publisher.language.scripts import Script, has_other_script, of_one_script, script_of, script_of_language


@pytest.mark.parametrize("letter", "әғқңөұүһіӘҒҚҢӨҰҮҺІ")
def test_one_letter_decides_for_kazakh(letter: str) -> None:
    assert language_of(Script.CYRILLIC, f"а{letter}а") == "kk"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Жас Алаш", "kk"),
        ("Абай жолы", "kk"),
        ("Рухани даму", "kk"),
        ("арасында", "kk"),
        ("На пороге", "ru"),
        ("Казахстанская правда", "ru"),
        ("Международные отношения", "ru"),
        ("Евразийский", "ru"),
        ("Алматы", None),
        ("Лидер", None),
        ("Історія України", "und-Cyrl"),
        ("хліб і сіль", "und-Cyrl"),
        ("Љубав", "und-Cyrl"),
        ("Война и миръ", "ru"),
        ("Қазақcтан", "kk"),
    ],
)
def test_cyrillic_words(text: str, language: str | None) -> None:
    assert language_of(Script.CYRILLIC, text) == language


@pytest.mark.parametrize(
    ("sign", "script"),
    [
        ("a", Script.LATIN),
        ("ı", Script.LATIN),
        ("ə", Script.LATIN),
        ("қ", Script.CYRILLIC),
        ("ѣ", Script.CYRILLIC),
        ("ἀ", Script.GREEK),
        ("ب", Script.ARABIC),
        ("\u064e", Script.ARABIC),
        ("ש", Script.HEBREW),
        ("字", Script.EAST_ASIAN),
        ("か", Script.EAST_ASIAN),
        ("한", Script.EAST_ASIAN),
        ("1", None),
        ("،", None),
        ("·", None),
        ("’", None),
        (" ", None),
    ],
)
def test_the_script_of_a_sign(sign: str, script: Script | None) -> None:
    assert script_of(sign) is script
    assert has_other_script(sign) == (script not in (None, Script.LATIN))


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("tr", Script.LATIN),
        ("ru", Script.CYRILLIC),
        ("kk", Script.CYRILLIC),
        ("KK-kz", Script.CYRILLIC),
        ("kk-Latn", Script.LATIN),
        ("kk-Arab-CN", Script.ARABIC),
        ("ru-latn", Script.LATIN),
        ("uz-Cyrl", Script.CYRILLIC),
        ("und-Cyrl", Script.CYRILLIC),
        ("ota", Script.ARABIC),
        ("ota-Latn", Script.LATIN),
        ("zh-Hant-TW", Script.EAST_ASIAN),
        ("tlh", Script.LATIN),
    ],
)
def test_the_script_of_a_language(tag: str, script: Script) -> None:
    assert script_of_language(tag) is script


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("Kаzakistan", Script.LATIN),
        ("Қазакcтан", Script.CYRILLIC),
        ("НАТО", Script.CYRILLIC),
        ("TУ", Script.LATIN),
        ("АВC", Script.CYRILLIC),
        ("Αlfa", Script.LATIN),
        ("Правдаda", None),
        ("αx", None),
        ("12", None),
    ],
)
def test_the_script_that_a_word_is_meant_in(word: str, script: Script | None) -> None:
    assert of_one_script(word) is script
