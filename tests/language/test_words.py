"""The words that editions add, in every language that they know."""

import re
import string
from dataclasses import fields

import pytest

from publisher.language import LANGUAGES, en, primary, words
from publisher.language.words import Words

PLACEHOLDERS = {
    "back_to_note": {"number"},
    "back_to_call": {"call", "number"},
    "cover_alt": {"title"},
    "page_reference": {"page"},
    "table": {"number"},
    "figure": {"number"},
    "part": {"number"},
    "chapter": {"number"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [field.name for field in fields(Words)])
def test_every_word_is_there_with_its_placeholders(language: str, name: str) -> None:
    text = getattr(words(language), name)
    assert text == text.strip() != ""
    found = {part for _, part, _, _ in string.Formatter().parse(text) if part}
    assert found == PLACEHOLDERS.get(name, set())


@pytest.mark.parametrize("language", (*LANGUAGES, "kk-Latn"))
@pytest.mark.parametrize("name", ["table", "figure", "part", "chapter", "page_reference"])
def test_no_line_ends_in_a_label(language: str, name: str) -> None:
    label = getattr(words(language), name).format(number=12, page=12)
    assert " " not in label
    assert re.search("-(?!\u2060)", label) is None


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_cyrillic_languages_have_no_latin_letter(language: str) -> None:
    for field in fields(Words):
        text = getattr(words(language), field.name)
        plain = "".join(part for part, _, _, _ in string.Formatter().parse(text))
        assert not set(plain) & set(string.ascii_letters), (field.name, text)


def test_kazakh_in_latin_letters_has_no_cyrillic_one() -> None:
    for field in fields(Words):
        assert not re.search("[\u0400-\u04ff]", getattr(words("kk-Latn-KZ"), field.name)), field.name
    assert words("kk-Latn").contents == "Mazmūny"


def test_no_language_borrows_another_ones_sentences() -> None:
    summaries = {words(language).access_text for language in LANGUAGES}
    assert len(summaries) == len(LANGUAGES)


@pytest.mark.parametrize(("tag", "language"), [("tr", "tr"), ("TR", "tr"), ("kk-Cyrl-KZ", "kk"), ("ru-Latn", "ru")])
def test_a_language_is_found_by_its_primary_subtag(tag: str, language: str) -> None:
    assert primary(tag) == language
    assert words(tag) is words(language)


def test_an_unknown_language_speaks_english() -> None:
    assert words("tlh") is en.WORDS
