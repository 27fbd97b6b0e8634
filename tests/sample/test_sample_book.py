"""The sample book: as long as it says, with every source of the report and none of its sentences."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher import walk
from publisher.model import Book, Figure, Note, Paragraph, Quotation, Role, Section, Signature, Table
from publisher.pipeline import loading

ROOT = Path(__file__).parents[2]
MANUSCRIPT = ROOT / "manuscript"
REPORT = ROOT.parent / "shared" / "report" / "stratejik-boyut.txt"

LONGEST_RUN = 7
SOURCES = (
    "nazarbayev-2003",
    "egemenlik-1990",
    "erol-2011",
    "huntington-1996",
    "fisher-1996",
    "ametbek-2016",
    "erol-2018",
    "celik-2014",
    "erol-2050",
    "kara-2011",
    "amreyev-2011",
    "akorda-2018",
    "yenicag-2014",
)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = loading.load(MANUSCRIPT, None)
    assert loaded.found == ()
    return loaded.book


@pytest.fixture(scope="module")
def report() -> str:
    if not REPORT.is_file():
        pytest.skip("the printed report lies beside the project only where it is developed")
    return REPORT.read_text(encoding="utf-8")


def test_sections_stand_in_the_order_of_a_report(book: Book) -> None:
    roles = [section.role for section in book.sections]
    assert roles == [Role.FOREWORD, Role.INTRODUCTION, *[Role.CHAPTER] * 3, Role.CONCLUSION]


def test_running_heads_fit_on_a_line(book: Book) -> None:
    heads = [section.short_title or walk.plain_text(section.title) for section in book.sections]
    assert [head for head in heads if len(head) > 45] == []


def test_book_is_as_long_as_promised(book: Book) -> None:
    text = [word for section in book.sections for word in words(text_of(section))]
    notes = [word for note in all_notes(book) for word in words(without_addresses(note_text(note)))]
    assert len(text) >= 3500
    assert len(text) + len(notes) <= 4500


def test_every_source_is_cited_once_and_in_order(book: Book) -> None:
    assert tuple(note.name for note in all_notes(book)) == SOURCES
    by_section = [len(list(walk.notes_of(section))) for section in book.sections]
    assert by_section == [0, 3, 5, 3, 2, 0]


def test_sources_keep_the_data_of_the_report(book: Book, report: str) -> None:
    cited = list(all_notes(book))
    for note, source in zip(cited, report_sources(report), strict=True):
        assert addresses(note_text(note)) == addresses(source), note.name
        assert source_words(note_text(note)) == source_words(source), note.name


def test_titles_in_other_languages_are_tagged() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(MANUSCRIPT.glob("*.md")))
    assert re.findall(r"\[\w[^]]*\]\{lang=(\S+)\}", without_calls(text)) == [
        *["ru-Latn"] * 2,
        "kk",
        *["en"] * 3,
        "kk",
        "kk",
    ]


def test_tables_and_figures_are_shown_and_named_in_the_text(book: Book) -> None:
    blocks = [block for section in book.sections for block in walk.blocks_in(section.blocks)]
    shown = [block for block in blocks if isinstance(block, Table | Figure)]
    assert any(isinstance(block, Table) for block in shown)
    assert any(isinstance(block, Figure) for block in shown)
    markup = "".join(path.read_text(encoding="utf-8") for path in sorted(MANUSCRIPT.glob("*.md")))
    for block in shown:
        assert block.caption
        assert f"[](#{block.identifier})" in markup


def test_both_quotations_say_that_they_are_summaries(book: Book) -> None:
    blocks = [block for section in book.sections for block in walk.blocks_in(section.blocks)]
    quotations = [block for block in blocks if isinstance(block, Quotation)]
    assert len(quotations) == 2
    for quotation in quotations:
        assert "özet" in walk.plain_text(quotation.attribution or ())


def test_only_the_editors_sign(book: Book) -> None:
    signed = [
        (section.role, walk.plain_text(block.lines[0]))
        for section in book.sections
        for block in walk.blocks_in(section.blocks)
        if isinstance(block, Signature)
    ]
    assert signed == [(Role.FOREWORD, "Yayına hazırlayanlar")]


def test_imprint_says_whose_report_the_facts_come_from(book: Book) -> None:
    assert re.search(r"Ametbek.+2018.+ANKASAM", book.metadata.rights or "")


def test_no_sentence_of_the_report_is_repeated(book: Book, report: str) -> None:
    own = [text_of(section) for section in book.sections]
    own += [section.short_title or "" for section in book.sections]
    own += [picture.data.decode() for picture in book.images.values()]
    settings = tomllib.loads((MANUSCRIPT / "book.toml").read_text(encoding="utf-8"))["book"]
    own += [value for value in settings.values() if isinstance(value, str)]
    printed = words(report)
    theirs = set(runs(printed))
    assert len(theirs) > 3000
    repeated = [" ".join(run) for text in own for run in runs(words(text)) if run in theirs]
    assert repeated == []


def all_notes(book: Book) -> Iterator[Note]:
    for section in book.sections:
        yield from walk.notes_of(section)


def text_of(section: Section) -> str:
    """Give all that a section says, its notes left out, pictures' alternative texts included."""
    alts = [block.alt for block in walk.blocks_in(section.blocks) if isinstance(block, Figure)]
    read = [walk.plain_text(run) for run in walk.reading_order(section.blocks)]
    return "\n".join([walk.plain_text(section.title), *read, *alts])


def note_text(note: Note) -> str:
    return " ".join(walk.plain_text(block.inlines) for block in note.blocks if isinstance(block, Paragraph))


def words(text: str) -> list[str]:
    """Give words as a reader would compare them: Turkish small letters, apostrophes and other signs gone."""
    small = text.replace("İ", "i").replace("I", "ı").casefold()
    return re.findall(r"\w+", re.sub(r"['’]", "", small))


def runs(read: list[str]) -> Iterator[tuple[str, ...]]:
    length = LONGEST_RUN + 1
    return (tuple(read[begin : begin + length]) for begin in range(len(read) - length + 1))


def report_sources(report: str) -> list[str]:
    """Give the notes at the report's page feet: a number in sequence, two spaces, then the source."""
    found = re.findall(r"^(\d{1,2})  (\S.*?)(?=^\d{1,2}  \S|^ |^\n|\Z)", report, re.MULTILINE | re.DOTALL)
    assert [int(number) for number, _ in found] == list(range(1, 14))
    return [rejoined(source) for _, source in found]


def rejoined(source: str) -> str:
    """Join an address that a line end cuts after a hyphen or a slash; other line ends become spaces."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r"(http\S+[-/])\n(?=\S)", r"\1", source)).strip()


def addresses(text: str) -> list[str]:
    return [found.rstrip(",.") for found in re.findall(r"https?://[^\s)>]+", text)]


def without_addresses(text: str) -> str:
    return re.sub(r"https?://\S+", "", text)


def source_words(text: str) -> list[str]:
    """Give a source's words; two editors may be joined by a hyphen or by “ve”, and one spelling is made one."""
    read = words(without_addresses(text).replace("Yayınlanmamış", "Yayımlanmamış"))
    return [word for word in read if word != "ve"]


def without_calls(text: str) -> str:
    return re.sub(r"\[\^[^]]+\]", "", text)
