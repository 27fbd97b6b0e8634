"""Two texts made for these tests: notes that begin again on each page, and notes that run on."""

import pytest

from publisher.importers import Imported
from publisher.model import Quotation, Role, Signature
from publisher.walk import plain_text
from tests.importers.reading import called_at, codes, notes, paragraphs, read
from tests.support.word_count import words_in, words_of


@pytest.mark.parametrize("name", ["restarting.txt", "running-on.txt", "russian.txt"])
def test_no_word_is_lost(name: str) -> None:
    source, imported = read(name)
    dropped = words_of(" ".join(item.text for item in imported.dropped))
    assert words_of(source) - dropped == words_in(imported.sections)


@pytest.mark.parametrize("name", ["restarting.txt", "running-on.txt", "russian.txt"])
def test_what_was_dropped_stands_in_the_source(name: str) -> None:
    source, imported = read(name)
    lines = source.replace("\f", "").split("\n")
    assert all(item.text in lines[item.line - 1] for item in imported.dropped)


def test_notes_that_begin_again_on_each_page() -> None:
    _, imported = read("restarting.txt")
    assert called_at(imported) == {
        "1": "susar.",
        "2": "denir.",
        "3": "açısındadır.",
        "4": "yazar:",
        "5": "düzdür.",
        "6": "saattir.",
        "7": "içiliyor.",
    }
    assert notes(imported)["3"] == "Aynı yer."
    assert notes(imported)["4"].split()[2].endswith("/degirmen-levhasi-3.html,")
    assert codes(imported) == ["title-case"]


def test_sections_of_the_first() -> None:
    _, imported = read("restarting.txt")
    assert [section.role for section in imported.sections] == [Role.PREFACE, Role.CHAPTER, Role.CONCLUSION]
    assert [section.file for section in imported.sections] == ["01-onsoz.md", "02-tasin-sesi.md", "03-sonuc.md"]
    assert isinstance(imported.sections[0].blocks[-1], Signature)
    assert isinstance(imported.sections[1].blocks[1], Quotation)
    assert (imported.series, imported.title, imported.language) == ("Defterler 4", "Suyun Hafızası", "tr")


def test_words_cut_at_a_line_end_are_whole() -> None:
    text = " ".join(paragraphs(read("restarting.txt")[1]))
    assert "istediği" in text and "büyüğü" in text and "Kuzey-Batı" in text


def test_a_note_that_runs_on() -> None:
    _, imported = read("running-on.txt")
    assert notes(imported)["2"].endswith(
        "compare the list of clerks in the appendix to the tide book, which gives no fish."
    )
    assert notes(imported)["3"].endswith("see also www.example.org/outer-chain/reds-and-lanterns.html for a facsimile.")
    assert called_at(imported) == {"1": "later.", "2": "1814.", "3": "red.", "4": '"calm".'}


def test_sections_of_the_second() -> None:
    _, imported = read("running-on.txt")
    roles = [Role.FOREWORD, Role.CHAPTER, Role.CHAPTER, Role.CONCLUSION]
    assert [section.role for section in imported.sections] == roles
    assert plain_text(imported.sections[1].title) == "The North Light"
    assert (imported.title, imported.series, imported.language) == ("The Outer Chain", None, "en")
    assert codes(imported) == ["title-case", "hyphen-unsure", "title-case"]


def test_a_note_that_runs_on_under_a_page_without_notes_of_its_own() -> None:
    _, imported = read("russian.txt")
    assert called_at(imported) == {"1": "молчит.", "2": "хлебом»."}
    assert notes(imported)["1"].endswith("о чём сама тетрадь не говорит ни слова.")
    assert [section.role for section in imported.sections] == [Role.INTRODUCTION, Role.CHAPTER, Role.CONCLUSION]
    assert plain_text(imported.sections[1].title) == "Мост и его сторож"
    assert imported.language == "ru"


def both() -> list[Imported]:
    return [read(name)[1] for name in ("restarting.txt", "running-on.txt", "russian.txt")]


def test_reading_twice_gives_the_same() -> None:
    assert both() == both()
