"""Structure tags, read back: all of the text, in the manuscript's order, each thing as what it is.

After a change that is meant to change the sample's tree, read the new one and accept it:

    ACCEPT_PAGE_MAPS=1 pytest tests/pdf/test_tags.py && git diff tests/golden/sample-tags.txt
"""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import pikepdf
import pytest

from publisher.model import (
    Alignment,
    Block,
    Cell,
    Definition,
    DefinitionList,
    Foreign,
    Heading,
    InlineImage,
    Inlines,
    ItemList,
    ListItem,
    Note,
    NotePlace,
    NoteReference,
    Paragraph,
    Quotation,
    Reference,
    Section,
    Table,
    Text,
)
from publisher.walk import inlines_in, notes_in, plain_text, reading_order
from tests.support.floating_book import floating_book
from tests.support.printed_editions import Edition
from tests.support.printed_pages import PROJECT
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, words
from tests.support.tag_tree import Tag, TagTree

GOLDEN = PROJECT / "tests" / "golden" / "sample-tags.txt"
AT = place(3)


def tags_of(edition: Edition) -> TagTree:
    return TagTree(edition.printed.data)


def tagged_section(edition: Edition) -> Tag:
    """Give the last section of a book: the only one of small books."""
    return list(tags_of(edition).root.all("Sect"))[-1]


def kinds(tag: Tag) -> list[str]:
    return [part.kind for part in tag.inside if isinstance(part, Tag)]


# --- whole books -------------------------------------------------------------------------------------------------


def test_the_tree_of_the_sample_is_as_accepted(edition_of: Callable[[str], Edition]) -> None:
    found = "\n".join(tags_of(edition_of("sample")).root.told()) + "\n"
    if os.environ.get("ACCEPT_PAGE_MAPS"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_all_that_is_drawn_is_in_the_tree_once_or_an_artifact(edition: Edition) -> None:
    held = list(tags_of(edition).numbers_in_tree())
    assert len(held) == len(set(held))
    with pikepdf.open(io.BytesIO(edition.printed.data)) as file:
        for number, page in enumerate(file.pages):
            for mark in _marks_of_text(page):
                assert mark == "Artifact" or (number, mark) in set(held), f"page {number + 1}: {mark}"


def test_words_stand_in_the_order_of_the_manuscript_notes_behind_their_calls(edition: Edition) -> None:
    assert_in_order(edition)


def test_floats_are_told_where_the_author_has_them(press: SmallPress) -> None:
    edition = press.book(floating_book())
    assert len({tag.kind for tag in tags_of(edition).root.all()} & {"Table", "Figure"}) == 2
    assert_in_order(edition)


def assert_in_order(edition: Edition) -> None:
    document = tags_of(edition).root
    titles = {_dense(plain_text(section.title)) for section in edition.book.sections}
    sections = [
        tag for tag in document.all("Sect") if (head := next(tag.all("H1"), None)) and _dense(_spoken(head)) in titles
    ]
    assert len(sections) == len(edition.book.sections)
    for section, tag in zip(edition.book.sections, sections, strict=True):
        expected = [_dense(said) for said in _said(section)]
        found = _dense(_spoken(tag))
        at = 0
        for said in expected:
            assert said in found[at:], said
            at = found.index(said, at) + len(said)


def test_links_say_where_they_lead(edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(edition.printed.data)) as file:
        said = [str(link.Contents) for page in file.pages for link in page.obj.get("/Annots", [])]
    assert said
    assert not [words for words in said if not words.strip() or "xref:" in words or "\u200b" in words]


def _marks_of_text(page: pikepdf.Page) -> Iterator[int | str]:
    """Give the innermost mark around each piece of text on a page: a number, or a name."""
    around: list[int | str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "BDC":
            name, properties = instruction.operands
            number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
            around.append(int(number) if number is not None else str(name)[1:])
        elif operator == "BMC":
            around.append(str(instruction.operands[0])[1:])
        elif operator == "EMC":
            around.pop()
        elif operator in ("Tj", "TJ", "Do"):
            assert around, f"{operator} stands in no marked content"
            # What says how a hyphen is read stands inside the mark of its line.
            numbers = [mark for mark in around if isinstance(mark, int)]
            yield numbers[-1] if numbers and "Artifact" not in around else around[-1]


def _said(section: Section) -> Iterator[str]:
    """Give the runs of a section in the order in which they are to be read: notes behind the run that calls them."""
    yield plain_text(section.title)
    for run in reading_order(section.blocks):
        yield from _authors_words(run)
        for inline in inlines_in(run):
            if isinstance(inline, Note):
                for inner in reading_order(inline.blocks):
                    yield from _authors_words(inner)


def _authors_words(run: Inlines) -> Iterator[str]:
    """Give the words of a run in pieces, without those that references stand for, and without pictures."""
    for isolated, inlines in groupby(run, lambda inline: isinstance(inline, Reference | InlineImage)):
        if not isolated:
            yield plain_text(tuple(inlines))


def _spoken(tag: Tag) -> str:
    """Give a tag's words without the numbers of notes and lists, and without the words in drawings."""
    if tag.kind in ("Lbl", "Figure") or (tag.kind == "Reference" and _calls(tag)):
        return "" if tag.kind != "Lbl" or not tag.words.strip(" .0123456789–*†‡") else tag.words
    return "".join(part if isinstance(part, str) else _spoken(part) for part in tag.inside)


def _calls(reference: Tag) -> bool:
    return reference.words.strip().isdigit() or not _dense(reference.words)


def _dense(text: str) -> str:
    """Leave letters and digits, in one case; a title's capitals and hyphens at line ends are the typesetter's."""
    folded = text.replace("İ", "i").replace("I", "i").replace("ı", "i").casefold()
    return "".join(letter for letter in folded if letter.isalnum())


# --- one thing at a time -----------------------------------------------------------------------------------------


def test_a_paragraph_that_pages_cut_is_one(press: SmallPress) -> None:
    section = tagged_section(press.edition(Paragraph(words("kelime " * 300), AT)))
    assert kinds(section) == ["H1", "P"]


def test_a_note_that_goes_on_overleaf_is_one_and_stands_behind_the_paragraph_that_calls_it(press: SmallPress) -> None:
    long = Note((Paragraph(words("kelime " * 200), AT), Paragraph(words("kelime " * 20), AT)), AT)
    section = tagged_section(press.edition(Paragraph((*words("kelime " * 10), long), AT), paragraph("kelime " * 60)))
    assert kinds(section) == ["H1", "P", "Note", "P"]
    (found,) = section.all("Note")
    assert kinds(found) == ["Lbl", "P", "P"]
    assert found.says["id"]


@pytest.mark.parametrize("place_of_notes", [NotePlace.SECTION, NotePlace.END])
def test_notes_after_the_text_are_told_under_their_heading(press: SmallPress, place_of_notes: NotePlace) -> None:
    book = book_of(
        section_of(Paragraph((*words("kelime " * 9), note("sözcük " * 6)), AT), paragraph("kelime " * 9)),
        section_of(Paragraph((*words("kelime " * 9), note("sözcük " * 6)), AT), title="Öbür", file="02-obur.md"),
    )
    options = replace(book.print_options, notes=place_of_notes)
    edition = press.book(replace(book, print_options=options))
    notes = [tag for tag in tags_of(edition).root.all("Div") if "Note" in kinds(tag)]
    assert [kinds(tag) for tag in notes] == [["Note"], ["Note"]]
    (*_, last) = tags_of(edition).root.all("Sect")
    told = ["H1", "P", "H2", "Div"] if place_of_notes is NotePlace.SECTION else ["H1", "H2", "Div", "H2", "Div"]
    assert kinds(last) == told


def test_headings_are_as_deep_as_they_stand_under_others(press: SmallPress) -> None:
    levels = [3, 5, 5, 2, 4]
    section = tagged_section(press.edition(*(Heading(level, words("kelime"), AT) for level in levels)))
    assert kinds(section) == ["H1", "H2", "H3", "H3", "H2", "H3"]


def test_a_figure_and_its_caption_stand_together(press: SmallPress) -> None:
    edition = press.book(floating_book())
    held = [kinds(tag) for tag in tags_of(edition).root.all("Sect") if "Figure" in kinds(tag)]
    assert held
    assert set(map(tuple, held)) == {("Figure", "Caption")}


def test_a_note_says_its_number_and_leads_back(press: SmallPress) -> None:
    (found,) = tagged_section(press.edition(Paragraph((*words("kelime " * 10), note("sözcük " * 12)), AT))).all("Note")
    (label,) = found.all("Lbl")
    assert label.words.strip() == "1."
    (back,) = label.all("Link")
    assert back.says["link"] == "1. nota dön"


def test_a_call_is_a_reference_that_names_its_note(press: SmallPress) -> None:
    section = tagged_section(press.edition(Paragraph((*words("kelime " * 10), note("sözcük " * 12)), AT)))
    (call,) = section.all("Reference")
    assert [link.says["link"] for link in call.all("Link")] == ["Not 1"]


def test_a_note_called_again_is_told_once(press: SmallPress) -> None:
    named = Note((Paragraph(words("kelime " * 12), AT),), AT, "twice")
    again = NoteReference("twice", place(9))
    section = tagged_section(
        press.edition(Paragraph((*words("kelime " * 9), named), AT), Paragraph((*words("kelime " * 9), again), AT))
    )
    assert kinds(section) == ["H1", "P", "Note", "P"]
    assert len(list(section.all("Reference"))) == 2


@pytest.mark.parametrize(
    "blocks",
    [
        (ItemList((ListItem((Paragraph((*words("kelime " * 4), note("sözcük " * 9)), AT),), AT),), AT),),
        (Quotation((Paragraph((*words("kelime " * 4), note("sözcük " * 9)), AT),), AT),),
        (Heading(2, (*words("kelime " * 2), note("sözcük " * 9)), AT), paragraph("kelime " * 30)),
        (
            DefinitionList(
                (Definition((*words("kelime " * 2), note("sözcük " * 9)), ((paragraph("kelime " * 9),),), AT),), AT
            ),
        ),
    ],
    ids=["list", "quotation", "heading", "term"],
)
def test_a_note_is_told_wherever_it_is_called(press: SmallPress, blocks: tuple[Block, ...]) -> None:
    assert next(notes_in(blocks))
    assert len(list(tagged_section(press.edition(*blocks)).all("Note"))) == 1


def table(rows: int, *, called: bool = False) -> Table:
    cell = Cell((*words("kelime " * 2), note("sözcük " * 6)) if called else words("kelime " * 2), AT)
    body = tuple(
        (cell if not index else Cell(words("kelime " * 2), AT), Cell(words("kelime " * 1), AT)) for index in range(rows)
    )
    return Table((Alignment.START, Alignment.END), row("Neresi", "Kaç"), body, AT)


def test_a_head_that_a_table_repeats_is_told_once(press: SmallPress) -> None:
    edition = press.edition(table(30))
    assert sum("Neresi" in line.text for page in edition.pages for line in page.body) > 1
    (found,) = tagged_section(edition).all("Table")
    assert kinds(found) == ["THead", "TBody"]
    assert [cell.words.strip() for cell in found.all("TH")] == ["Neresi", "Kaç"]
    assert [cell.says["scope"] for cell in found.all("TH")] == ["Column", "Column"]


def test_cells_name_the_head_of_their_column(press: SmallPress) -> None:
    (found,) = tagged_section(press.edition(table(2))).all("Table")
    heads = [cell.says["id"] for cell in found.all("TH")]
    assert [[cell.says["headers"] for cell in line.all("TD")] for line in found.all("TR")][1:] == [heads, heads]


def test_a_note_of_a_cell_stands_in_the_cell(press: SmallPress) -> None:
    (found,) = tagged_section(press.edition(table(2, called=True))).all("Table")
    assert next(kinds(cell) for cell in found.all("TD")) == ["Reference", "Note"]


def test_words_of_another_language_say_so(press: SmallPress) -> None:
    section = tagged_section(press.edition(Paragraph((*words("kelime " * 3), Foreign((Text("Қазақстан"),), "kk")), AT)))
    assert [(span.says["lang"], _dense(span.words)) for span in section.all("Span")] == [("kk", "қазақстан")]


def test_words_of_another_language_say_so_wherever_they_stand(press: SmallPress) -> None:
    spoken = Foreign((Text("Қазақстан"),), "kk")
    noted = Note((Paragraph((*words("kelime " * 2), spoken), AT),), AT)
    blocks = (
        Heading(2, (*words("kelime "), spoken), AT),
        Paragraph((*words("kelime " * 3), noted), AT),
        ItemList((ListItem((Paragraph((spoken,), AT),), AT),), AT),
        Quotation((Paragraph((spoken,), AT),), AT),
        Table((Alignment.START,), row("Neresi"), ((Cell((spoken,), AT),),), AT),
    )
    section = tagged_section(press.edition(*blocks))
    for kind in ("H2", "Note", "LI", "BlockQuote", "TD"):
        (tag,) = section.all(kind)
        assert [_dense(span.words) for span in tag.all() if span.says.get("lang") == "kk"] == ["қазақстан"], kind


# --- the file ----------------------------------------------------------------------------------------------------


def test_pictures_say_what_they_show_and_where_they_stand(stock: Edition) -> None:
    with pikepdf.open(io.BytesIO(stock.printed.data)) as file:
        figures = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
        assert figures
        for figure in figures:
            assert str(figure.Alt).strip()
            left, bottom, right, top = (float(value) for value in figure.A.BBox)
            page = [float(value) for value in figure.Pg.TrimBox]
            assert page[0] < left < right < page[2]
            assert page[1] < bottom < top < page[3]


def test_links_are_gone_through_in_the_order_of_the_tree(stock: Edition) -> None:
    with pikepdf.open(io.BytesIO(stock.printed.data)) as file:
        linked = [page for page in file.pages if "/Annots" in page.obj]
        assert linked
        assert {str(page.obj.Tabs) for page in linked} == {"/S"}
        labels: list[Any] = [page.label for page in file.pages]
        assert labels == [str(folio) for folio in range(1, len(labels) + 1)]


def test_heads_and_folios_are_no_part_of_the_text(stock: Edition) -> None:
    with pikepdf.open(io.BytesIO(stock.printed.data)) as file:
        for page, carried in zip(file.pages, stock.printed.page_map, strict=True):
            artifacts = [
                (str(properties.Type), str(properties.Subtype))
                for name, properties in (each.operands for each in pikepdf.parse_content_stream(page, "BDC"))
                if name == "/Artifact"
            ]
            expected = [("/Pagination", "/Header")] * bool(carried.head)
            expected += [("/Pagination", "/Footer")] * carried.shows_folio
            assert artifacts == expected
