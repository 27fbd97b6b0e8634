"""One trap of printed pages a test."""

import pytest

from publisher.importers import read_text
from publisher.model import Heading, Paragraph, Quotation, Role, Signature
from publisher.walk import plain_text
from tests.importers.reading import called_at, codes, notes, paragraphs, read_pages

LONG = "and the line goes on to the far edge of the page it is on"


# --- pages ---------------------------------------------------------------------------------------------------


def test_a_space_after_an_empty_line_is_an_indent() -> None:
    found = read_text(
        " ONE\n\nHe said:\n\n “Set in by a space,\nand closed here.”\n TWO\n\nText.", path="x", language="en"
    )
    assert [plain_text(section.title) for section in found.sections] == ["One", "Two"]
    assert isinstance(found.sections[0].blocks[1], Quotation)


def test_a_space_after_a_folio_begins_a_page() -> None:
    text = " ONE\n\nText of this page.\nMore.\nMore.\n\n12\n\n “More” of it.\nMore.\nMore.\n\n13\n"
    found = read_text(text, path="x", language="en")
    assert [item.text for item in found.dropped] == ["12", "13"]


def test_line_ends_and_marks_of_order_leave_no_trace() -> None:
    plain = read_text("ONE\n\nCafé on the\nquay.", path="x", language="en")
    assert read_text("\ufeffONE\r\n\r\nCafe\u0301 on the\r\nquay.", path="x", language="en") == plain


@pytest.mark.parametrize("text", ["", " ", "\f\f", "\n \n\f", "\x00\x07"])
def test_a_text_without_print_has_no_sections(text: str) -> None:
    assert read_text(text, path="x").sections == ()


# --- furniture -----------------------------------------------------------------------------------------------


def test_a_first_line_that_three_headings_share_is_no_running_head() -> None:
    found = read_pages(*(f"THE LIGHTS\nOF THE {side}\n\nText here." for side in ("NORTH", "SOUTH", "EAST")))
    titles = [plain_text(section.title) for section in found.sections]
    assert titles == ["The Lights of the North", "The Lights of the South", "The Lights of the East"]
    assert not found.dropped


def test_folio_and_head_on_one_line_change_sides() -> None:
    found = read_pages("ONE\n\nText of one.", "12 The Lights\n\nTWO\n\nMore.", "THREE\n\nText.\n\nThe Lights 13")
    assert [(item.text, item.reason) for item in found.dropped] == [
        ("12 The Lights", "running-head"),
        ("The Lights 13", "running-head"),
    ]
    assert found.title == "The Lights"


def test_a_running_head_like_the_chapter_leaves_its_heading() -> None:
    rest = [f"ONE\n\n{word} and so on." for word in ("This", "That")]
    found = read_pages("ONE\n\nText.", *rest)
    assert len(found.sections) == 1
    assert [item.line for item in found.dropped] == [3, 5]


def test_a_year_at_the_end_of_a_paragraph_is_no_folio() -> None:
    found = read_pages("ONE\n\nThe lamp was lit in the year\n1811", "and put out in the year\n1907.")
    assert paragraphs(found) == ["The lamp was lit in the year 1811 and put out in the year 1907."]


def test_an_address_that_stands_nowhere_else_stays() -> None:
    found = read_pages("ONE\n\nText.\n\nhttp://www.example.org/lamps")
    assert paragraphs(found)[-1] == "http://www.example.org/lamps"


# --- notes ---------------------------------------------------------------------------------------------------


def test_years_dates_and_decimals_are_no_calls() -> None:
    body = "In 1811. A lamp, 2.1 tall, of the 1. order, cost 1,1 crowns on 1 May.\nIt was lit.1 Then 1 more."
    found = read_pages(f"ONE\n\n{body}\n\n1 The only note.")
    assert called_at(found) == {"1": "lit."}
    assert notes(found) == {"1": "The only note."}


def test_a_date_that_opens_a_line_is_no_note() -> None:
    found = read_pages("ONE\n\nIt was lit on the\n1 May of a dark year, by hand.1 It burns.\n\n1 Kept in the tower.")
    assert notes(found) == {"1": "Kept in the tower."}
    assert paragraphs(found) == ["It was lit on the 1 May of a dark year, by hand. It burns."]


def test_a_date_that_opens_a_paragraph_is_no_note() -> None:
    found = read_pages("ONE\n\nIt was lit.1 Then\n\n1 May came, and it went.2 So\n\n1 First.\n2 Second.")
    assert notes(found) == {"1": "First.", "2": "Second."}


def test_a_date_that_opens_a_line_of_a_note_is_no_note() -> None:
    found = read_pages("ONE\n\nIt was lit.1 Then it went.2 So\n\n1  First, from\n2 May to\n3 June.\n2  Second.")
    assert notes(found) == {"1": "First, from 2 May to 3 June.", "2": "Second."}


def test_a_version_is_no_call() -> None:
    assert called_at(read_pages("ONE\n\nLamp v1.5 was lit1 there.\n\n1 Note.")) == {"1": "lit"}


def test_a_numbered_list_under_another_call_stays_in_the_text() -> None:
    found = read_pages("ONE\n\nBring these.7 Now:\n\n1. Rope\n2. Oil")
    assert not notes(found)


def test_a_numbered_list_that_nothing_calls_stays_in_the_text() -> None:
    found = read_pages("ONE\n\nBring these:\n\n1. Rope\n2. Oil\n3. Wick")
    assert not notes(found)
    assert "2. Oil" in " ".join(paragraphs(found))


@pytest.mark.parametrize(
    "call", ["word1 goes", "word.1 Goes", "word[1] goes", "word¹ goes", "word.” 1", "(word)1 goes"]
)
def test_calls_in_their_shapes(call: str) -> None:
    found = read_pages(f"ONE\n\nA {call}\n\n1 Note.")
    assert notes(found) == {"1": "Note."}
    assert "1" not in " ".join(paragraphs(found)) and "¹" not in " ".join(paragraphs(found))


@pytest.mark.parametrize("foot", ["1 Note.", "1. Note.", "[1] Note.", "1) Note.", "¹ Note.", "¹Note.", "1\tNote."])
def test_feet_in_their_shapes(foot: str) -> None:
    assert notes(read_pages(f"ONE\n\nA word.1 Goes on.\n\n{foot}")) == {"1": "Note."}


def test_a_note_that_nothing_calls_is_kept_and_told() -> None:
    found = read_pages("ONE\n\nA word.1 Another word.\n\n1 First.\n2 Second.")
    assert notes(found) == {"1": "First.", "2": "Second."}
    assert codes(found) == ["note-not-called"]


def test_a_call_that_no_note_answers_is_told() -> None:
    found = read_pages("ONE\n\nA word.1 Another.2 More.\n\n1 First.")
    assert codes(found) == ["call-unanswered"]
    assert "Another.2" in paragraphs(found)[0]


def test_a_call_in_a_heading() -> None:
    found = read_pages("ONE LIGHT1\n\nText.\n\n1 Of the title.")
    assert plain_text(found.sections[0].title) == "One Light"
    assert called_at(found) == {"1": "Light"}


def test_an_abbreviation_with_a_number_gives_way_to_a_call() -> None:
    found = read_pages("ONE\n\nThe G1 engine was sold.1 It runs.\n\n1 For scrap.")
    assert called_at(found) == {"1": "sold."}


def test_a_sentence_may_end_with_a_year_and_a_call() -> None:
    assert called_at(read_pages("ONE\n\nIt was lit in 1811.1 It burns.\n\n1 Note.")) == {"1": "1811."}


def test_a_page_whose_notes_have_no_end_keeps_its_text() -> None:
    page = "ONE\n\nText of the page.1 It ends.\n\n1 A note without a stop, p. 45"
    found = read_pages(page, "Another paragraph of text stands here.\n\nAnd this is the last of them.")
    assert notes(found) == {"1": "A note without a stop, p. 45"}


# --- paragraphs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("over the win-\ndow, a window", "over the window, a window"),
        ("the North-\nEast wind", "the North-East wind"),
        ("a half-\nlight; the half-light", "a half-light; the half-light"),
        ("pages 12-\n15 of it", "pages 12-15 of it"),
        ("years 1811–\n1907 of it", "years 1811–1907 of it"),
        ("it went –\nor so", "it went – or so"),
        ("soft\u00ad\nware and soft\u00adware", "software and software"),
        ("http://a.example/b-\nc/d and so on", "http://a.example/b-c/d and so on"),
        ("http://a.example/\nb.html, it says", "http://a.example/b.html, it says"),
        ("http://a.example/\nlamps, it says", "http://a.example/lamps, it says"),
        ("http://a.example/ab\ncd/ef.html, it says", "http://a.example/abcd/ef.html, it says"),
        ("http://a.example/b\nThen more", "http://a.example/b Then more"),
        ("two  spaces\tand tabs", "two spaces and tabs"),
    ],
)
def test_lines_are_joined(lines: str, expected: str) -> None:
    assert paragraphs(read_pages(f"ONE\n\n{lines}.")) == [f"{expected}."]


def test_a_hyphen_between_two_known_words_is_kept_and_told() -> None:
    found = read_pages("ONE\n\nThe light of the house was a light-\nhouse of its own.")
    assert "light-house" in paragraphs(found)[0]
    assert codes(found) == ["hyphen-unsure"]


def test_a_full_last_line_before_a_capital_is_told() -> None:
    found = read_pages(f"ONE\n\nFirst, {LONG}\nand again {LONG}.", f"Second, {LONG}\nand again {LONG}.")
    assert codes(found) == ["paragraph-unsure"]
    assert len(paragraphs(found)) == 2


def test_a_short_last_line_ends_its_paragraph() -> None:
    found = read_pages(f"ONE\n\nFirst, {LONG}\nand no more.", f"Second, {LONG}.")
    assert not found.found and len(paragraphs(found)) == 2


def test_a_sentence_goes_on_with_a_name_on_the_next_page() -> None:
    found = read_pages(f"ONE\n\nFirst, {LONG} of", f"Marchbank, {LONG}.")
    assert len(paragraphs(found)) == 1 and not found.found


def test_a_compound_goes_on_on_the_next_page() -> None:
    found = read_pages(f"ONE\n\nFirst, {LONG}\nfrom the North-", f"East, {LONG}.")
    assert "North-East" in paragraphs(found)[0]


def test_indents_begin_paragraphs() -> None:
    found = read_pages(f"ONE\n\n    First, {LONG}\nto its end there.\n    Second, {LONG}\nto its end.")
    assert [text.split(",")[0] for text in paragraphs(found)] == ["First", "Second"]


def test_a_block_that_is_set_in_is_a_quotation() -> None:
    found = read_pages(f"ONE\n\nHe wrote\n\n    Set in, {LONG}\n    to its end.\n\nAnd so {LONG}.")
    assert [type(block) for block in found.sections[0].blocks] == [Paragraph, Quotation, Paragraph]


def test_two_quotations_in_one_paragraph_are_no_block() -> None:
    found = read_pages("ONE\n\nThey said:\n\n“No,” and then, after\na while of silence that was long, “yes.”")
    assert [type(block) for block in found.sections[0].blocks] == [Paragraph, Paragraph]


def test_a_quotation_that_nothing_introduces_is_told() -> None:
    found = read_pages(f"ONE\n\nThey spoke.\n\n“First, {LONG}\nand then, {LONG}\nto its end.”")
    assert [type(block) for block in found.sections[0].blocks] == [Paragraph, Paragraph]
    assert codes(found) == ["quotation-unsure"]


def test_a_quotation_over_two_pages_is_one() -> None:
    found = read_pages(f"ONE\n\nHe said:\n\n“First, {LONG}", f"and then, {LONG}.”")
    assert [type(block) for block in found.sections[0].blocks] == [Paragraph, Quotation]


# --- headings and sections -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "language", "role", "title"),
    [
        ("ÖNSÖZ", "tr", Role.PREFACE, "Önsöz"),
        ("GİRİŞ", "tr", Role.INTRODUCTION, "Giriş"),
        ("1. GİRİŞ", "tr", Role.INTRODUCTION, "1. Giriş"),
        ("KAYNAKÇA", "tr", Role.BIBLIOGRAPHY, "Kaynakça"),
        ("SONUÇ: ÖNERİLER VE ILIMAN İKLİM", "tr", Role.CONCLUSION, "Sonuç: Öneriler ve Ilıman İklim"),
        ("TÜRKİYE’NİN YOLU", "tr", Role.CHAPTER, "Türkiye’nin Yolu"),
        ("CONCLUSION", "en", Role.CONCLUSION, "Conclusion"),
        ("A TALE OF THE SEA", "en", Role.CHAPTER, "A Tale of the Sea"),
        ("NATO AND THE LAMP", "en", Role.CHAPTER, "NATO and the Lamp"),
        ("PART II", "en", Role.CHAPTER, "Part II"),
        ("АЛҒЫ СӨЗ", "kk", Role.FOREWORD, "Алғы сөз"),
        ("ҚОРЫТЫНДЫ", "kk", Role.CONCLUSION, "Қорытынды"),
        ("ПРЕДИСЛОВИЕ", "ru", Role.FOREWORD, "Предисловие"),
        ("ВВЕДЕНИЕ", "tr", Role.INTRODUCTION, "Введение"),
    ],
)
def test_headings(heading: str, language: str, role: Role, title: str) -> None:
    section = read_pages(f"{heading}\n\nText that says NATO once.", language=language).sections[0]
    assert (section.role, plain_text(section.title)) == (role, title)


def test_capitals_between_paragraphs_are_a_heading_inside() -> None:
    found = read_pages("ONE\n\nText.\n\nOF LAMPS\n\nMore text.")
    assert isinstance(found.sections[0].blocks[1], Heading)
    assert len(found.sections) == 1


def test_a_role_opens_a_section_wherever_it_stands() -> None:
    found = read_pages("ONE\n\nText.\n\nCONCLUSION\n\nMore text.")
    assert [section.role for section in found.sections] == [Role.CHAPTER, Role.CONCLUSION]


def test_capitals_at_the_head_of_a_page_are_told_where_there_are_headings_inside() -> None:
    found = read_pages("ONE\n\nText.\n\nOF LAMPS\n\nMore text.", "TWO\n\nText.")
    assert codes(found).count("section-unsure") == 2


def test_a_heading_on_its_paragraph_without_an_empty_line() -> None:
    found = read_pages(f"OF LAMPS\nText, {LONG}.")
    assert plain_text(found.sections[0].title) == "Of Lamps"


def test_text_before_any_heading_is_a_section_and_told() -> None:
    found = read_pages("Text without a heading.", "ONE\n\nText.")
    assert [section.file for section in found.sections] == ["01-x.md", "02-one.md"]
    assert codes(found) == ["section-unnamed"]


def test_a_heading_without_text_is_text_and_told() -> None:
    found = read_pages("ONE\n\nText.", "THE END")
    assert paragraphs(found) == ["Text.", "THE END"]
    assert (len(found.sections), codes(found)) == (1, ["heading-alone"])


def test_a_role_under_a_lone_heading_opens_its_own_section() -> None:
    found = read_pages("ONE\n\nText.", "FIRST PART", "CONCLUSION\n\nText.")
    assert [section.role for section in found.sections] == [Role.CHAPTER, Role.CONCLUSION]
    assert codes(found) == ["heading-alone"]


def test_the_heading_of_a_part_takes_the_chapter_under_it() -> None:
    section = read_pages("ONE\n\nText.", "FIRST PART", "TWO\n\nText.").sections[1]
    assert plain_text(section.title) == "First Part"
    assert isinstance(section.blocks[0], Heading)


def test_a_title_page_names_the_book() -> None:
    found = read_pages("THE OUTER\tCHAIN", "ONE\n\nText.")
    assert (found.title, len(found.sections)) == ("The Outer Chain", 1)
    assert [(item.text, item.reason) for item in found.dropped] == [("THE OUTER\tCHAIN", "title-page")]


def test_a_signature_needs_front_matter() -> None:
    signed = "\n\nText of it.\n\nOdile Marchbank\nKeeper of Papers"
    assert isinstance(read_pages(f"FOREWORD{signed}").sections[0].blocks[-1], Signature)
    assert isinstance(read_pages(f"LAMPS{signed}").sections[0].blocks[-1], Paragraph)


def test_a_last_sentence_is_no_signature() -> None:
    found = read_pages("FOREWORD\n\nText of it.\n\nNothing more can be said here")
    assert isinstance(found.sections[0].blocks[-1], Paragraph)


# --- language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Değirmenin ışığı söndü.", "tr"),
        ("The light went out (ışık).  " + "It was dark and it stayed so. " * 60, "en"),
        ("Свет погас.", "ru"),
        ("Шырақ сөнді, түн қараңғы.", "kk"),
        ("1234", "en"),
    ],
)
def test_language_is_told_by_letters(text: str, language: str) -> None:
    assert read_text(text, path="x").language == language
