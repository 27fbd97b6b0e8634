"""The first user's own report: real input, with all that a printer leaves in a text layer."""

import pytest

from publisher.importers import Imported, read_text
from publisher.model import Quotation, Role, Signature
from publisher.walk import blocks_in, notes_of, plain_text
from tests.importers.reading import REPORT, called_at, codes, needs_report, notes, paragraphs
from tests.support.word_count import words_in, words_of

pytestmark = needs_report


@pytest.fixture(scope="module")
def report() -> Imported:
    return read_text(REPORT.read_text(encoding="utf-8"), path="report.txt")


def test_six_sections_have_their_roles(report: Imported) -> None:
    chapters = [Role.CHAPTER] * 3
    assert [s.role for s in report.sections] == [Role.FOREWORD, Role.INTRODUCTION, *chapters, Role.CONCLUSION]


def test_headings_are_rejoined_and_lose_their_capitals(report: Imported) -> None:
    titles = [plain_text(section.title) for section in report.sections]
    assert titles[:3] == ["Takdim", "Giriş", "Türkiye-Kazakistan İlişkilerinin Jeokültürel Boyutu"]
    assert titles[5] == "Sonuç: Tespitler, Öngörüler, Öneriler"
    assert codes(report).count("title-case") == 4


def test_running_head_names_series_and_title(report: Imported) -> None:
    assert (report.series, report.title) == ("e-Rapor", "Türkiye-Kazakistan İlişkilerinin Stratejik Boyutu")
    assert report.language == "tr"


def test_each_note_is_called_at_its_word(report: Imported) -> None:
    assert called_at(report) == {
        "1": "gerçekleşmiştir.",
        "2": "sunmuştur.",
        "3": "etmiştir.",
        "4": "aktarmaktadır.",
        "5": "vurgulamaktadır.",
        "6": "edilebilir.",
        "7": "oynamaktadır.",
        "8": "anlaşılmaktadır.",
        "9": "görülmektedir.",
        "10": "çekmektedir:",
        "11": "yapmıştır:",
        "12": "çekicidir:",
        "13": "etmesi",
    }
    assert [len(list(notes_of(section))) for section in report.sections] == [0, 3, 5, 3, 2, 0]
    assert not [code for code in codes(report) if code.startswith(("note", "call"))]


def test_broken_addresses_are_whole(report: Imported) -> None:
    found = notes(report)
    assert "/khronika-nezavisimogo-kazakhstana/12-material-orys/650-" in found["2"]
    assert ".com.tr/avrasya-birligi-kuruldu" in found["13"]
    assert "turki-tildes-memleketterdin" in found["12"]


def test_three_block_quotations_follow_their_calls(report: Imported) -> None:
    quotations = [
        (section.role, block)
        for section in report.sections
        for block in blocks_in(section.blocks)
        if isinstance(block, Quotation)
    ]
    assert len(quotations) == 3
    for _, quotation in quotations:
        text = plain_text(quotation.blocks[0].inlines)  # type: ignore[union-attr]
        assert text[0] == "“" and text[-1] == "”"


def test_foreword_is_signed_with_name_and_office(report: Imported) -> None:
    signed = [block for section in report.sections for block in section.blocks if isinstance(block, Signature)]
    assert len(signed) == 1
    assert signed[0] is report.sections[0].blocks[-1]
    name, office = map(plain_text, signed[0].lines)
    assert name.split()[-1] == "EROL" and office.split()[0] == "ANKASAM"


def test_hyphens_of_compounds_stay(report: Imported) -> None:
    text = " ".join(paragraphs(report))
    assert "Türkiye- " not in text and "TürkiyeKazakistan" not in text
    assert "Avrasya-Türk" in text and "Kuşak-Yol" in text


def test_paragraphs_go_on_across_pages(report: Imported) -> None:
    assert not [text for text in paragraphs(report) if text[0].islower()]
    assert [len(section.blocks) for section in report.sections] == [5, 3, 10, 13, 8, 8]


def test_what_is_not_sure_is_listed(report: Imported) -> None:
    unsure = [item.at.line for item in report.found if item.at and item.code == "import-paragraph-unsure"]
    assert unsure == [42, 310]


def test_furniture_and_left_over_addresses_are_gone(report: Imported) -> None:
    printed = [(item.line, item.reason) for item in report.dropped if not item.reason.startswith("note")]
    assert printed == [(113, "running-head"), (115, "folio"), (501, "repeated-url"), (502, "repeated-url")]


def test_no_word_is_lost(report: Imported) -> None:
    source = words_of(REPORT.read_text(encoding="utf-8"))
    dropped = words_of(" ".join(item.text for item in report.dropped))
    assert source - dropped == words_in(report.sections)


def test_reading_twice_gives_the_same(report: Imported) -> None:
    assert read_text(REPORT.read_text(encoding="utf-8"), path="report.txt") == report
