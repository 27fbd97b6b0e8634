"""The order of words in indexes and bibliographies."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.language import LANGUAGES, language

TAGS = (*LANGUAGES, "kk-Latn", "tlh")

ORDERS = {
    "tr": """
    7. yüzyıl|10. yüzyıl|1923|ağ|ağaç|Asya|cam|çilek|dağ|ev|fil|gün|ğ|hava|ılık|Işık|irmik|İzmir|jale|kar|kâr|kara|
    lale|Muş|nar|Œuvre|ordu|öğe|pas|quo|rey|su|şiir|taş|uzun|ülke|var|wat|xero|yeni yol|yenilik|zil|Ёлка
    """,
    "en": "2nd|10th|Abe|abbey’s|a-bomb|able|Ångström|Ankara|naive|naïve|Naïve|navy|œdema|over|Zürich|Ankara’da|яма",
    "ru": "5-й|19-й|ежели|ёлка|ель|ива|Ива|йод|Йота|небо|нёбо|объект|яма|Latin",
    "kk": """
    аға|әке|бас|вагон|гүл|ғалым|дала|ел|ёлка|жол|за|ием|йога|кесе|қала|лас|мал|нан|ңа|отан|өмір|пана|рас|сан|тау|ус|
    ұлт|үміт|фото|хат|һаһ|цирк|чек|шал|щи|ыс|іс|эра|юбка|яр|Latin
    """,
    "kk-Latn": """
    ana|äke|bas|cent|dala|el|fizik|gül|ğalym|hat|ırı|is|jol|kese|lala|mal|nan|ñan|on|öner|para|qala|ras|sen|şal|tau|
    ult|ūlt|üş|vagon|xa|yn|zat|Ёлка
    """,
}


def order(tag: str) -> list[str]:
    return [word.strip() for word in ORDERS[tag].split("|")]


@pytest.mark.parametrize("tag", ["tr", "ru", "kk", "kk-Latn"])
def test_words_stand_in_the_order_of_their_alphabet(tag: str) -> None:
    expected = order(tag)
    shuffled = random.Random(1).sample(expected, len(expected))
    assert sorted(shuffled, key=language(tag).collation.key) == expected


@pytest.mark.parametrize(
    ("tag", "first", "second"),
    [
        ("tr", "ılık", "ince"),
        ("tr", "kar", "kâr"),
        ("tr", "kâr", "kara"),
        ("tr", "çay", "dağ"),
        ("tr", "cuma", "çay"),
        ("tr", "yeni zaman", "yenice"),
        ("tr", "Yeni-zaman", "yenice"),
        ("tr", "“Zaman”", "zaman 2"),
        ("tr", "Bölüm 9", "Bölüm 10"),
        ("en", "co-op", "coin"),
        ("en", "resume", "résumé"),
        ("en", "résumé", "Résumé"),
        ("en", "Łódź", "London"),
        ("ru", "нёбо", "небоскрёб"),
    ],
)
def test_one_stands_before_the_other(tag: str, first: str, second: str) -> None:
    key = language(tag).collation.key
    assert key(first) < key(second)


TEXTS = st.text(alphabet="aâbcçıiIİoöäæłßåÅёеЁйиқкңәı’ -–1٣²09ʼ漢", max_size=8)


@given(st.sampled_from(TAGS), TEXTS, TEXTS, TEXTS)
@settings(deadline=None)
def test_the_order_is_total(tag: str, one: str, two: str, three: str) -> None:
    key = language(tag).collation.key
    keys = sorted(map(key, (one, two, three)))
    assert keys[0] <= keys[1] <= keys[2]
    assert keys[0] <= keys[2]
    assert (key(one) == key(two)) == (one == two)
    assert (key(one) < key(two)) != (key(two) <= key(one))


@given(st.sampled_from(TAGS), TEXTS)
@settings(deadline=None)
def test_capitals_and_marks_never_move_a_word_past_another_letter(tag: str, text: str) -> None:
    speech = language(tag)
    assert speech.collation.key(text + "a") < speech.collation.key(text + "b")
    if tag != "tr":
        assert (
            speech.collation.key(text.replace("İ", "") + "a")[0] == speech.collation.key(text.replace("İ", "") + "A")[0]
        )


def test_a_number_of_any_length_has_its_place() -> None:
    key = language("tr").collation.key
    assert key("9" * 5000) < key("1" + "0" * 5000)
    assert key("007") < key("8")
