"""Names made from titles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.slug import digest, identifier, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Türkiye-Kazakistan İlişkilerinin Stratejik Boyutu", "turkiye-kazakistan-iliskilerinin-stratejik-boyutu"),
        ("Işık ve Ağaç", "isik-ve-agac"),
        ("Каспийское море", "kaspiyskoe-more"),
        ("  Two   words! ", "two-words"),
        ("Türkiye'nin yolu", "turkiyenin-yolu"),
        ("2018", "2018"),
        ("…", "book"),
        ("", "book"),
    ],
)
def test_titles_become_plain_names(title: str, name: str) -> None:
    assert slug(title) == name


def test_composed_and_decomposed_letters_give_one_name() -> None:
    assert slug("Şiir") == slug("S\u0327iir")


def test_long_titles_are_cut_between_words() -> None:
    assert slug("kelime " * 30) == "-".join(["kelime"] * 8)
    assert len(slug("k" * 100)) == 60


@given(st.text())
def test_names_are_safe_on_every_machine(title: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= 60


@given(st.text())
def test_ids_begin_with_a_letter(text: str) -> None:
    assert re.fullmatch("[a-z][a-z0-9-]*", identifier(text, "section"))


def test_a_digest_stands_for_its_text() -> None:
    assert re.fullmatch("[0-9a-f]{8}", digest("söz"))
    assert digest("söz") != digest("sözü")
