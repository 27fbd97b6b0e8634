"""One value a language, with everything that the editions ask for."""

import dataclasses
import string

import pytest

from publisher.language import LANGUAGES, en, is_known, kk, language, ru, tr


def test_the_languages_of_the_first_readers_are_there() -> None:
    assert set(LANGUAGES) == {"tr", "en", "ru", "kk"}
    assert {name: language(name) for name in LANGUAGES} == {
        "tr": tr.LANGUAGE,
        "en": en.LANGUAGE,
        "ru": ru.LANGUAGE,
        "kk": kk.LANGUAGE,
    }


@pytest.mark.parametrize(
    ("tag", "found"),
    [("tr", "tr"), ("TR", "tr"), ("kk-Cyrl-KZ", "kk"), ("en-GB", "en"), ("kk-latn-KZ", "kk-Latn"), ("ru-Latn", "ru")],
)
def test_a_language_is_found_by_its_tag(tag: str, found: str) -> None:
    assert language(tag).tag == found
    assert is_known(tag)


def test_an_unknown_language_does_as_english_does_under_its_own_tag() -> None:
    assert not is_known("tlh")
    assert language("tlh") == dataclasses.replace(en.LANGUAGE, tag="tlh")


@pytest.mark.parametrize(
    ("tag", "outer", "inner"),
    [("tr", "“”", "‘’"), ("en", "“”", "‘’"), ("ru", "«»", "„“"), ("kk", "«»", "„“")],
)
def test_quotations_stand_in_the_marks_of_their_language(tag: str, outer: str, inner: str) -> None:
    quotes = language(tag).quotes
    assert (quotes.outer, quotes.inner, quotes.apostrophe) == (tuple(outer), tuple(inner), "’")


@pytest.mark.parametrize(
    ("tag", "share"), [("tr", "%42"), ("en", "42%"), ("ru", "42\u00a0%"), ("kk", "42\u00a0%"), ("tlh", "42%")]
)
def test_a_share_is_written_as_the_language_writes_it(tag: str, share: str) -> None:
    assert language(tag).spacing.percent.format(number=42) == share


@pytest.mark.parametrize(
    ("tag", "kind", "word"),
    [
        ("tr", "before_number", "s."),
        ("tr", "before_number", "Cilt"),
        ("tr", "after_number", "Ekim"),
        ("ru", "before_number", "№"),
        ("ru", "before_number", "с."),
        ("ru", "after_number", "г."),
        ("ru", "before_word", "в"),
        ("ru", "after_word", "бы"),
        ("kk", "before_number", "№"),
        ("kk", "after_number", "ж."),
        ("en", "before_number", "p."),
        ("en", "before_name", "Dr."),
    ],
)
def test_what_a_space_holds_is_listed(tag: str, kind: str, word: str) -> None:
    assert word in getattr(language(tag).spacing, kind)


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_lists_of_spaces_are_clean(name: str) -> None:
    spacing = language(name).spacing
    for kind in ("before_number", "after_number", "before_name", "before_word", "after_word"):
        assert all(word and not set(word) & set(string.whitespace + "\u00a0") for word in getattr(spacing, kind))
    assert all(" " in phrase and "\u00a0" not in phrase for phrase in spacing.whole)
    # A line may end after a dash that has spaces, never before it.
    assert not spacing.dash.startswith(" ")
    assert spacing.range_dash == "–"
