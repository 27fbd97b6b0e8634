"""Words divided by hand after the spelling rules, against the rules in code."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language import kk, tr

# Türk Dil Kurumu, Yazım Kılavuzu: a consonant between two vowels goes with the second; of two, the second; of
# three or more, the last. Words of one or two letters before or after are left to the typesetter's limits.
TURKISH = """
a-ra-ba bi-çi-min-de in-sa-nın ka-ra-ca al-dı bir-lik kur-tul-mak sev-mek alt-lık Türk-çe kork-mak sert-leş-mek
ki-tap ki-tap-lık e-rik a-ğaç o-kul o-kul-da sa-at şi-ir şu-ur a-i-le ma-a-le-sef te-lâ-şe e-dâ-lı dip-lo-mat
prog-ram stra-te-ji spor kont-rol ül-ke ül-ke-ler dev-let dev-let-le-ri-nin ta-rih ta-ri-hî i-liş-ki
i-liş-ki-le-ri iş bir-li-ği an-laş-ma an-laş-ma-sı e-ko-no-mi ü-re-tim tü-ke-tim ih-ra-cat it-ha-lât ti-ca-ret
Tür-ki-ye Ka-za-kis-tan İs-tan-bul An-ka-ra Av-ras-ya As-ya I-rak I-lı-ca İ-ran Öz-be-kis-tan Kır-gı-zis-tan
Tür-ki-ye’nin Ka-za-kis-tan’ın As-ta-na’da Av-ru-pa’ya kül-tür kül-tü-rel je-o-po-li-tik müs-lü-man
yol-cu-luk ker-van ker-van-sa-ray boz-kır de-niz de-niz-ci-lik gü-ver-cin ka-ran-fil do-ğal-gaz pet-rol ra-por
KÜL-TÜR İS-TAN-BUL I-RAK
"""
KAZAKH = """
мем-ле-кет ба-ла-лар Қа-зақс-тан о-қу-шы ке-ле-ді қа-ла ау-дар-ма тә-уел-сіз-дік е-лі-міз жұ-мыс-шы дос-тық
хал-қы-ның ә-лем-дік о-рын-бор тау-лар
"""


def divided(word: str, places: tuple[int, ...]) -> str:
    edges = [0, *places, len(word)]
    return "-".join(word[start:end] for start, end in itertools.pairwise(edges))


@pytest.mark.parametrize("word", TURKISH.split())
def test_turkish_words_are_divided_as_by_hand(word: str) -> None:
    whole = word.replace("-", "")
    assert divided(whole, tr.syllable_breaks(whole)) == word


@pytest.mark.parametrize("word", KAZAKH.split())
def test_kazakh_words_are_divided_as_by_hand(word: str) -> None:
    whole = word.replace("-", "")
    assert divided(whole, kk.syllable_breaks(whole)) == word


@pytest.mark.parametrize("word", ["", "a", "str", "1923", "TBMM", "’", "a’", "й", "ң"])
def test_what_has_one_vowel_or_none_is_whole(word: str) -> None:
    assert tr.syllable_breaks(word) == kk.syllable_breaks(word) == ()


@pytest.mark.parametrize("word", ["Türkiye’nin", "Kazakistan’ın", "Avrupa’ya", "Türkiye-Kazakistan", "ABD’nin"])
def test_nothing_is_divided_beside_an_apostrophe_or_a_hyphen(word: str) -> None:
    for place in tr.syllable_breaks(word):
        assert word[place - 1].isalpha()
        assert word[place].isalpha()


@given(st.text(alphabet="abcçdeğıiîöşüzİIŞ’- 9áж"))
def test_breaks_lie_inside_and_ascend(word: str) -> None:
    for rule in (tr.syllable_breaks, kk.syllable_breaks):
        places = rule(word)
        assert list(places) == sorted(set(places))
        assert all(0 < place < len(word) for place in places)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=12))
def test_every_part_of_a_turkish_word_has_one_vowel(word: str) -> None:
    parts = divided(word, tr.syllable_breaks(word)).split("-")
    assert len(parts) == 1 or all(sum(letter in "aeıioöuü" for letter in part) == 1 for part in parts)
