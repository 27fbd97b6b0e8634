"""What is typed on a keyboard becomes what the language has; words, code, addresses and typographers' work stay."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import manuscript
from publisher.model import Book, Code, CodeBlock, Inlines, Link, Note, Paragraph, Text, Verse
from publisher.transform.punctuation import smart, with_smart_punctuation
from publisher.transform.runs import tagged
from publisher.walk import inlines_in, plain_text, reading_order
from tests.manuscript.test_properties import MARKUP
from tests.support.stock_book import book_of, section_of
from tests.transform.test_runs import told

NO_BREAK = "\u00a0"


def improved(text: str, language: str) -> str:
    """Give a paragraph after smart punctuation; `~` is a space that holds."""
    parsed, found = manuscript.read(text, "01.md")
    assert not found
    (block,) = parsed.blocks
    assert isinstance(block, Paragraph)
    (made,) = smart(tagged((block.inlines,), language), language)
    return told(made).replace(NO_BREAK, "~")


TURKISH = [
    # Quotation marks by their level, apostrophes before suffixes.
    ('"Türkiye\'nin" yolu', "“Türkiye’nin” yolu"),
    ("dedi: \"Bu 'çok' iyi.\"", "dedi: “Bu ‘çok’ iyi.”"),
    ('"dış "iç" dış"', "“dış ‘iç’ dış”"),
    ("'Rapor' adlı", "‘Rapor’ adlı"),
    ("'dış \"iç\" dış'", "‘dış “iç” dış’"),
    ('"Sözcü"nün, "Rapor"\'un', "“Sözcü”nün, “Rapor”’un"),
    ("1990'lar, '90'lar, T.C.'nin, %42'si", "1990’lar, ’90’lar, T.C.’nin, %42’si"),
    ("Türkiye´nin", "Türkiye’nin"),
    ('("söz"), [] ve/"veya"', "(“söz”), [] ve/“veya”"),
    ('"Söz, "iç"."', "“Söz, ‘iç’.”"),
    # Over the edges of elements, notes and lines.
    ('"**Kalın** ve *eğik*"', "“(Kalın) ve (eğik)”"),
    ('*"Eğik"* [ve "bağ"](http://a.b)', "(“Eğik”) (ve “bağ”)"),
    ('"Söz"^[Not] ve "söz"', "“Söz”† ve “söz”"),
    ('"iki\nsatır"', "“iki satır”"),
    ('"a `b` c"', "“a () c”"),
    # What nothing can be made of.
    ("5\" ve 3'", "5\" ve 3'"),
    ('a " b', 'a " b'),
    ("iki ''tek'' tırnak", "iki ''tek'' tırnak"),
    ("'açık kalan", "'açık kalan"),
    # A quotation of several paragraphs.
    ('"Birinci paragraf', "“Birinci paragraf"),
    ('sonuncusu."', "sonuncusu.”"),
    # A typographer's work, and what it leaves open.
    ("“Türkiye’nin ‘iç’ «sözü»” – 12–15…", "“Türkiye’nin ‘iç’ «sözü»” – 12–15…"),
    ("“Ek “Faktörü””", "“Ek “Faktörü””"),
    ('“dış "iç" dış”', "“dış ‘iç’ dış”"),
    ('“açık" ve "kapalı”', "“açık” ve “kapalı”"),
    # Dashes.
    ("söz -- söz, söz--söz", "söz~– söz, söz~– söz"),
    ("söz --- söz", "söz~— söz"),
    ("-- -- söz", "-- -- söz"),
    ("“Ama -- ” dedi", "“Ama~– ” dedi"),
    ('"Ama--" dedi, "Ama -- " dedi', "“Ama–” dedi, “Ama~– ” dedi"),
    ("-- Evet, dedi.", "– Evet, dedi."),
    ('"--Evet"', "“–Evet”"),
    ("yarıda--", "yarıda–"),
    ("Ankara - İstanbul", "Ankara~– İstanbul"),
    ("x - y, 5 - 3, a = - b", "x - y, 5 - 3, a = - b"),
    ("yaz --force, a-- b, ---- <!-- yorum --> ve", "yaz --force, a-- b, ----  ve"),
    ("Türk-İslam, bir-iki", "Türk-İslam, bir-iki"),
    # Ranges.
    ("12-15 ve 1990-2018", "12–15 ve 1990–2018"),
    ("1998-99, 114-7, 114-2", "1998–99, 114–7, 114-2"),
    ("s.12-15", "s.12–15"),
    ("09:00-17:30, 1.5-2.5, 28.05.2018-03.06.2018", "09:00–17:30, 1.5–2.5, 28.05.2018–03.06.2018"),
    ("XIX-XX. yüzyıl, I-V, IV-II", "XIX–XX. yüzyıl, I-V, IV-II"),
    ("12--15", "12–15"),
    ("2018-05-12, 05-2018, 5-2018, 15-12", "2018-05-12, 05-2018, 5-2018, 15-12"),
    ("ISBN 978-605-12-15, ISSN 1300-1399", "ISBN 978-605-12-15, ISSN 1300-1399"),
    ("Tel: 0312 555-1234, +90 312 555-1234, 555-12-34", "Tel: 0312 555-1234, +90 312 555-1234, 555-12-34"),
    ("A12-15, 12-15a, F-16, 657-4/B, #12-15, x_12-15", "A12-15, 12-15a, F-16, 657-4/B, #12-15, x_12-15"),
    ("12-15'te", "12–15’te"),
    # Dots.
    ("Bekleniyor...", "Bekleniyor…"),
    ("[...] .... ..", "[…] .... .."),
    # Spaces that hold.
    ("s. 45, ss. 12, Cilt 9, Sayı: 54, Cilt IX", "s.~45, ss.~12, Cilt~9, Sayı:~54, Cilt~IX"),
    ("s.  45", "s.~45"),
    ("s.\n45", "s.~45"),
    ("10 Eylül 2018, 5 km, 3 bin", "10~Eylül 2018, 5~km, 3~bin"),
    ("Prof. Dr. Mehmet, Dr. ve", "Prof.~Dr.~Mehmet, Dr. ve"),
    ("Samuel P. Huntington, (A. B. Yılmaz)", "Samuel P.~Huntington, (A.~B.~Yılmaz)"),
    ("vitamin C. Sonra", "vitamin C. Sonra"),
    ("% 42 ve %42", "%42 ve %42"),
    ("Ciltler 9, ys. 45", "Ciltler 9, ys. 45"),
    # Neither code nor addresses, in any element.
    ("`\"a\" -- 'b' 12-15`", "()"),
    (
        "www.a.b/c--d?x=12-15&y='z'z ve ankasam.org/a-1--b... 'c'",
        "www.a.b/c--d?x=12-15&y='z'z ve ankasam.org/a-1--b… ‘c’",
    ),
    ("<http://a.b/12-15> doi:10.1000/12-15 a.b@c-d.org", "(http://a.b/12-15) doi:10.1000/12-15 a.b@c-d.org"),
    # Raised and lowered signs are no part of a number.
    ("10[2]{.sup}-15", "10(2)-15"),
    # Other languages have their own rules.
    ('"Қазақстан"', "“<kk Қазақстан>”"),
    ('[Он "да"]{lang=ru} [the "end" -- no]{lang=en}', "<ru Он «да»> <en the “end”—no>"),
    ('[Kazan\' "x" -- y]{lang=ru-Latn}', "<ru-Latn Kazan' “x”~— y>"),
    ('[Das "Buch", s. 12-15 don\'t...]{lang=de}', '<de Das "Buch", s. 12–15 don’t…>'),
]
ENGLISH = [
    ('"I don\'t," he said, "know."', "“I don’t,” he said, “know.”"),
    ("the dogs' bowls, rock 'n' roll, '90s, 'tis", "the dogs’ bowls, rock ’n’ roll, ’90s, ’tis"),
    ("\"'Nested' first\"", "“‘Nested’ first”"),
    ("a -- b, a--b, a --- b", "a—b, a—b, a—b"),
    ("the London - Paris line", "the London~– Paris line"),
    ("pp. 12-15, Mr. Smith, M. P. Sabatier, 5 May", "pp.~12–15, Mr.~Smith, M.~P.~Sabatier, 5~May"),
    ("World War I. The end; 42 %", "World War I. The end; 42%"),
]
RUSSIAN = [
    ('"Слово \'да\' и "нет""', "«Слово „да“ и~„нет“»"),
    ("'Известия'", "«Известия»"),
    ("„Слово“ и «слово»", "„Слово“ и~«слово»"),
    ("слово -- слово, слово - слово", "слово~— слово, слово~— слово"),
    ("2018 г., с. 45, XX в., № 5, 42%, 100%-ный", "2018~г., с.~45, XX~в., №~5, 42~%, 100%-ный"),
    ("И. О. Фамилия и т. д., в Москве, сказал бы", "И.~О.~Фамилия и~т.~д., в~Москве, сказал~бы"),
    ("О'Коннор", "О’Коннор"),
]
KAZAKH_IN_LATIN = [('"Qazaq" el\'i 5 km', "«Qazaq» el’i 5~km")]
KAZAKH = [("\"Қазақ 'тілі'\"", "«Қазақ „тілі“»"), ("2018 ж., 12 б., № 5, т. б.", "2018~ж., 12~б., №~5, т.~б.")]
CASES = [
    (language, *case)
    for language, cases in (
        ("tr", TURKISH),
        ("en", ENGLISH),
        ("ru", RUSSIAN),
        ("kk", KAZAKH),
        ("kk-Latn", KAZAKH_IN_LATIN),
    )
    for case in cases
]


@pytest.mark.parametrize(("language", "typed", "printed"), CASES)
def test_typed_and_printed(language: str, typed: str, printed: str) -> None:
    assert improved(typed, language) == printed


@pytest.mark.parametrize(("language", "typed", "printed"), CASES)
def test_doing_it_again_changes_nothing(language: str, typed: str, printed: str) -> None:
    parsed, _ = manuscript.read(typed, "01.md")
    runs = tuple(reading_order(parsed.blocks))
    once = smart(tagged(runs, language), language)
    assert smart(once, language) == once


def book(text: str, language: str = "tr") -> Book:
    parsed, _ = manuscript.read(text, "01.md")
    made = book_of(section_of(*parsed.blocks))
    return dataclasses.replace(made, metadata=dataclasses.replace(made.metadata, language=language))


def test_quotations_go_over_the_lines_of_verse_and_not_over_paragraphs() -> None:
    made = with_smart_punctuation(book('::: verse\n"Bir\niki"\n\n"üç"\n:::\n\n"Dört\n\nbeş"')).sections[0].blocks
    verse, *paragraphs = made
    assert isinstance(verse, Verse)
    assert [[plain_text(line.inlines) for line in stanza] for stanza in verse.stanzas] == [["“Bir", "iki”"], ["“üç”"]]
    assert [plain_text(run) for run in reading_order(paragraphs)] == ["“Dört", "beş”"]


def test_notes_are_passages_of_their_own() -> None:
    (block,) = with_smart_punctuation(book('"Söz[^1]\n\n[^1]: s. 45, "not"')).sections[0].blocks
    assert isinstance(block, Paragraph)
    (note,) = (inline for inline in block.inlines if isinstance(inline, Note))
    assert [plain_text(run) for run in reading_order(note.blocks)] == [f"s.{NO_BREAK}45, “not”"]


def test_what_book_toml_says_is_punctuated_too() -> None:
    plain = book("Söz.")
    data = dataclasses.replace(plain.metadata, title='Türkiye\'nin "yolu"', subtitle="1990-2018", rights="Ali'nin")
    section = dataclasses.replace(plain.sections[0], short_title="Ali'nin", language="tr")
    made = with_smart_punctuation(dataclasses.replace(plain, metadata=data, sections=(section,)))
    assert (made.metadata.title, made.metadata.subtitle) == ("Türkiye’nin “yolu”", "1990–2018")
    assert (made.metadata.rights, made.sections[0].short_title) == ("Ali’nin", "Ali’nin")
    assert (made.metadata.uuid, made.metadata.authors) == (data.uuid, data.authors)


PIECES = (
    '"', '"', "'", "'", "“", "”", "‘", "’", "«", "»", "„", "-", "--", "---", "...", " ", " ", "\u00a0", "  ", "a", "b.",
    "Ali", "'nin", "12", "15", "-", "2018", "s.", "Cilt", "Dr.", "P.", "%", "г.", "в", "т. е.", ",", ".", "(", ")", "*",
    "http://a.b/", "@", "`", "\n", "[x]{lang=ru}", "[2]{.sup}", "^[n]", "<!-- -->", "XX", "–", "—", "\\", "Қ", "km",
)  # fmt: skip
TYPED = st.one_of(MARKUP, st.lists(st.sampled_from(PIECES), max_size=18).map("".join))
LANGUAGES = st.sampled_from(["tr", "en", "ru", "kk", "de", "kk-Latn"])


def words(runs: list[Inlines]) -> list[str]:
    return [re.sub(r"[\W_]+", "", plain_text(run)) for run in runs]


def literal(runs: list[Inlines]) -> list[str]:
    found = [inline for run in runs for inline in inlines_in(run)]
    return [
        inline.text if isinstance(inline, Code) else inline.target
        for inline in found
        if isinstance(inline, Code | Link)
    ]


@given(TYPED, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_no_word_changes_and_once_is_enough(text: str, language: str) -> None:
    before = book(text, language)
    once = with_smart_punctuation(before)
    assert with_smart_punctuation(once) == once
    runs = [list(reading_order(each.sections[0].blocks)) for each in (before, once)]
    assert words(runs[0]) == words(runs[1])
    assert literal(runs[0]) == literal(runs[1])
    blocks = [[block for block in each.sections[0].blocks if isinstance(block, CodeBlock)] for each in (before, once)]
    assert blocks[0] == blocks[1]


def test_a_book_that_needs_nothing_is_given_back_as_it_is() -> None:
    plain = book("“Söz” ve *söz*.")
    assert with_smart_punctuation(plain).sections[0].blocks[0] is plain.sections[0].blocks[0]


def test_a_text_alone_is_a_passage() -> None:
    assert smart(((Text('"a"'),),), "ru") == ((Text("«a»"),),)
