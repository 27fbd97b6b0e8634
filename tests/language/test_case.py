"""Capitals and small letters by language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.language import language

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ ’-9"


@pytest.mark.parametrize(
    ("tag", "small", "capitals"),
    [
        ("tr", "ılık iğde", "ILIK İĞDE"),
        ("tr-TR", "iş birliği", "İŞ BİRLİĞİ"),
        ("az", "iki işıq", "İKİ İŞIQ"),
        ("en", "inside", "INSIDE"),
        ("ru", "ёлка объезд", "ЁЛКА ОБЪЕЗД"),
        ("kk", "әлем үміт ғылым қазақ өңір ұйым һәм іс", "ӘЛЕМ ҮМІТ ҒЫЛЫМ ҚАЗАҚ ӨҢІР ҰЙЫМ ҺӘМ ІС"),
    ],
)
def test_capitals_and_small_letters_answer_each_other(tag: str, small: str, capitals: str) -> None:
    case = language(tag).case
    assert (case.upper(small), case.lower(capitals)) == (capitals, small)


@pytest.mark.parametrize(
    ("tag", "text", "title"),
    [
        ("tr", "TÜRKİYE VE KAZAKİSTAN İLİŞKİLERİ", "Türkiye ve Kazakistan İlişkileri"),
        ("tr", "ısı ile ışık: ve ötesi", "Isı ile Işık: Ve Ötesi"),
        ("tr", "türkiye’nin yolu", "Türkiye’nin Yolu"),
        ("en", "a history of the road", "A History of the Road"),
        ("ru", "ИСТОРИЯ ВЕЛИКОЙ ДОРОГИ. ЧАСТЬ ПЕРВАЯ", "История великой дороги. Часть первая"),
        ("kk", "ұлы дала елі", "Ұлы дала елі"),
    ],
)
def test_titles_take_the_capitals_of_their_language(tag: str, text: str, title: str) -> None:
    assert language(tag).case.title(text) == title


@given(st.text(alphabet=TURKISH))
@settings(deadline=None)
def test_turkish_keeps_the_two_letters_i_apart(text: str) -> None:
    case = language("tr").case
    assert case.upper(case.lower(text)) == case.upper(text)
    assert case.lower(case.upper(text)) == case.lower(text)
    assert len(case.lower(text)) == len(case.upper(text)) == len(text)
    for i in "iıİI":
        assert case.lower(case.upper(i)) == case.lower(i) != case.upper(i)


def test_a_decomposed_capital_i_becomes_one_letter() -> None:
    assert language("tr").case.lower("I\u0307STANBUL") == "istanbul"
