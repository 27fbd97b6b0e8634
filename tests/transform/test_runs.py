"""Words of another script carry their language, wherever they stand, and the author's word is the last."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import manuscript
from publisher.language.scripts import Script, script_of, script_of_language
from publisher.model import Book, Foreign, Inlines, Metadata, Note, Section, Text
from publisher.transform.runs import tagged, with_language_runs
from publisher.walk import inlines_in, inner_inlines, plain_text, reading_order
from tests.manuscript.test_properties import MARKUP
from tests.support.stock_book import book_of, section_of


def section(text: str) -> Section:
    parsed, _ = manuscript.read("# Başlık\n\n" + text, "01.md")
    return dataclasses.replace(section_of(), title=parsed.title, blocks=parsed.blocks)


def told(inlines: Inlines) -> str:
    """Give a run with each language in pointed brackets, and other elements in round ones."""
    parts = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case Foreign(inner, language):
                parts.append(f"<{language} {told(inner)}>")
            case Note():
                parts.append("†")
            case _:
                parts.append(f"({told(inner_inlines(inline))})")
    return "".join(parts)


def read(text: str, language: str = "tr") -> list[str]:
    """Give every run of a section of one language, as told."""
    book = dataclasses.replace(book_of(section(text)), metadata=metadata(language))
    made = with_language_runs(book).sections[0]
    return [told(run) for run in every_run(made)]


def metadata(language: str) -> Metadata:
    return dataclasses.replace(book_of().metadata, language=language)


def every_run(section: Section) -> Iterator[Inlines]:
    for run in reading_order(section.blocks):
        yield run
        for inline in inlines_in(run):
            if isinstance(inline, Note):
                yield from reading_order(inline.blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Letters that only Kazakh has, in a run that goes on over Roman numbers and ends before signs.
        ("“Түркі кеңесінің VI саммиті”, Akorda", "“<kk Түркі кеңесінің VI саммиті>”, Akorda"),
        ("Атамекен, 12 сөз, 2018.", "<kk Атамекен, 12 сөз>, 2018."),
        # Words, where the letters do not tell.
        ("(Жас Алаш)", "(<kk Жас Алаш>)"),
        ("Н. Назарбаев, На пороге века.", "<ru Н. Назарбаев, На пороге века>."),
        ("Алматы: Атамекен", "<kk Алматы: Атамекен>"),
        # Neither: Russian.
        ("Алматы", "<ru Алматы>"),
        # A translation beside its original.
        ("Ана тілі («На пороге века»)", "<kk Ана тілі> («<ru На пороге века>»)"),
        ("Сөз. На пороге", "<kk Сөз>. <ru На пороге>"),
        ("«Правда», «Известия»", "«<ru Правда>», «<ru Известия>»"),
        ("«Правда»nın ve Правда’nın", "«<ru Правда>»nın ve <ru Правда>’nın"),
        # Over the edges of elements.
        ("*Ана* тілі, **Алматы**", "(<kk Ана>)<kk  тілі, >(<kk Алматы>)"),
        ("Ана\\\nтілі", "<kk Ана>()<kk тілі>"),
        ("[2]{.sup}Сөз", "(2)<kk Сөз>"),
        # The author's word.
        ("[Na Paroge XXI veka]{lang=ru-Latn}", "<ru-Latn Na Paroge XXI veka>"),
        ("[Правда]{lang=uk} [Правда]{lang=en}", "<uk Правда> <en Правда>"),
        ("[A paper, Правда]{lang=en}", "<en A paper, <ru Правда>>"),
        # Neither code nor addresses.
        ("`Сөз` <http://сөз.kz/тіл>, www.сөз.kz", "() (http://сөз.kz/тіл), www.сөз.kz"),
        ("Правда www.сөз.kz Известия", "<ru Правда> www.сөз.kz <ru Известия>"),
        # Look-alikes make no word of another language.
        ("Kаzakistan, Қазакcтан", "Kаzakistan, <kk Қазакcтан>"),
        ("Правдаda", "<ru Правда>da"),
        # Other languages in Cyrillic letters are not called Russian.
        ("Ўзбекистон, Київ", "<und-Cyrl Ўзбекистон, Київ>"),
        ("Мiръ, Россія и мѣра", "<ru Мiръ, Россія и мѣра>"),
        # Other scripts.
        ("λόγος, α = 2", "<el λόγος>, α = 2"),
        ("الكتاب المقدس", "<ar الكتاب المقدس>"),
        ("دولت پادشاهی", "<und-Arab دولت پادشاهی>"),
        ("שָׁלוֹם", "<he שָׁלוֹם>"),
        ("中国, 日本の本, 한국", "<ja 中国, 日本の本, 한국>"),
        ("中国", "<zh 中国>"),
        ("Հայաստան, საქართველო", "<hy Հայաստան>, <ka საქართველო>"),
    ],
)
def test_a_run_carries_its_language(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_every_kind_of_run_is_looked_through() -> None:
    text = (
        "Söz.[^n] ^[Тіл]\n\n[^n]: Сөз\n\n## Сөз\n\n> Сөз\n> — Тіл\n\n::: verse\nСөз\nАлматы\n:::\n\n- Сөз\n\n"
        "Сөз\n: Тіл\n\n| Сөз | |\n|---|---|\n| Тіл | |\n\nTable: Сөз\n\n"
        '![Тіл](a.svg){alt="x"}\n\n::: signature\nСөз\n:::\n'
    )
    found = [run for run in read(text) if run]
    assert len(found) == 16
    assert all("<kk " in run for run in found if not run.startswith("Söz"))


def test_a_title_and_the_lines_of_a_verse_are_one_passage() -> None:
    parsed, _ = manuscript.read("# Рухани жаңғыру\n\nSöz.", "01.md")
    book = book_of(dataclasses.replace(section("Söz."), title=parsed.title))
    assert told(with_language_runs(book).sections[0].title) == "<kk Рухани жаңғыру>"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_latin_words_and_the_other_language_are_not_guessed_in_a_cyrillic_book(language: str) -> None:
    assert read("НАТО, NATO и Сөз, The World", language) == ["НАТО, NATO и Сөз, The World"]


def test_a_section_has_the_language_that_it_says() -> None:
    russian = dataclasses.replace(section("На пороге"), language="ru")
    assert with_language_runs(book_of(russian)).sections[0].blocks == russian.blocks


def test_parts_of_a_text_keep_their_places() -> None:
    inlines = section("Bir Сөз iki.").blocks[0].inlines  # type: ignore[union-attr]
    (made,) = tagged((inlines,), "tr")
    texts = [inline for inline in inlines_in(made) if isinstance(inline, Text)]
    assert [(text.text, text.origin[0].at.column) for text in texts] == [("Bir ", 1), ("Сөз", 5), (" iki.", 8)]


WORDS = ["Сөз", "на", "Алматы", "Türk", "VI", "12", "λόγος", "שלום", " ", ", ", "(", ")", "“", "”", "*", "`", "ʼ", "а"]
MIXED = st.one_of(MARKUP, st.lists(st.sampled_from(WORDS), max_size=14).map("".join))


@given(MIXED, st.sampled_from(["tr", "kk", "ru-Latn"]))
def test_no_word_is_changed_and_doing_it_again_changes_nothing(text: str, language: str) -> None:
    before = dataclasses.replace(book_of(section(text)), metadata=metadata(language))
    once = with_language_runs(before)
    assert with_language_runs(once) == once
    assert [plain_text(run) for run in every_run(once.sections[0])] == [
        plain_text(run) for run in every_run(before.sections[0])
    ]


@given(MIXED)
def test_no_letter_is_said_to_be_of_a_language_of_another_script(text: str) -> None:
    made = with_language_runs(book_of(section(text)))
    for run in every_run(made.sections[0]):
        for inline in inlines_in(run):
            if isinstance(inline, Foreign) and inline.language != "kk":
                scripts = {script_of(sign) for sign in plain_text(inline.inlines)}
                assert script_of_language(inline.language) in scripts


def test_a_book_without_other_scripts_is_given_back_as_it_is() -> None:
    book = book_of(section("Yalnız *Latin* harfleri."))
    assert with_language_runs(book).sections[0].blocks[0] is book.sections[0].blocks[0]


def test_every_cyrillic_letter_of_the_sample_is_of_kazakh_or_russian() -> None:
    book = load(Path(__file__).parents[2] / "manuscript")
    for made in with_language_runs(book).sections:
        for run in every_run(made):
            for inline in run:
                if isinstance(inline, Text):
                    assert not any(script_of(sign) is Script.CYRILLIC for sign in inline.text)


def load(folder: Path) -> Book:
    book, _ = manuscript.load(folder)
    assert book
    return book
