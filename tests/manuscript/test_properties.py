"""What holds for every text, whatever an author, an importer or an attacker writes."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import manuscript
from publisher.model import Section, Role
from tests.support.positions import positions_in, without_positions

PATH = "book/01.md"

PIECES = [
    "word",
    "Türkiye",
    "e\u0301",
    "ı",
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\t",
    "\r\n",
    "\u00a0",
    "\ufeff",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "> ",
    "- ",
    "* ",
    "1. ",
    "3) ",
    "# ",
    "## ",
    "### ",
    "---",
    "===",
    "***",
    "|",
    "| a | b |\n|---|:-:|\n| c | d |\n",
    "Table: t {#tbl}",
    "\\",
    "\\\n",
    "&amp;",
    "&#32;",
    "&NewLine;",
    "&mdash;",
    "&",
    "!",
    "^",
    ":",
    "::: verse\n",
    "::: keep\n",
    "::: epigraph\n",
    "::: signature\n",
    ":::\n",
    "— ",
    "[^a]",
    "[^b]",
    "[^a]: ",
    "[^b]: ",
    "^[note]",
    "^[",
    "    ",
    "{#id}",
    "{.smallcaps}",
    "{lang=kk}",
    "{.emphasis}",
    "[x](#id)",
    "[](#id)",
    "[x](http://a.b)",
    '![c](a.svg){alt="x"}',
    "![c](a.svg)",
    "<b>",
    "<!-- c -->",
    "http://a.b/c_d",
    "2_000",
    "Term\n: meaning\n",
    ": ",
    "+++",
    'role = "x"',
    "\x0c",
    "\u2028",
    "\U0001d4d0",
    "=",
    "-",
    "+",
    "~",
    "#",
    ".",
    '"',
    "'",
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
ANYTHING = st.one_of(MARKUP, st.text(st.characters(exclude_categories=["Cs"]), max_size=80))


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_reading_never_raises_and_stays_inside_the_file(text: str) -> None:
    parsed, found = manuscript.read(text, PATH)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at in [*positions_in((parsed.title, parsed.blocks)), *(each.at for each in found if each.at)]:
        assert at.path == PATH
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_what_is_written_reads_back_the_same(text: str) -> None:
    parsed, _ = manuscript.read(text, PATH)
    written = manuscript.write_blocks(parsed.blocks)
    again, _ = manuscript.read("# T\n\n" + written, PATH)
    assert without_positions(again.blocks) == without_positions(parsed.blocks), written
    assert manuscript.write_blocks(again.blocks) == written


@given(MARKUP)
@settings(max_examples=200, deadline=None)
def test_a_title_is_written_and_read_back(text: str) -> None:
    parsed, _ = manuscript.read("# " + text, PATH)
    section = Section("01.md", Role.CHAPTER, parsed.title, parsed.blocks, parsed.at, identifier=parsed.identifier)
    again, _ = manuscript.read(manuscript.write_section(section), PATH)
    if parsed.title:
        assert without_positions(again.title) == without_positions(parsed.title)
        assert again.identifier == parsed.identifier


@given(MARKUP)
@settings(max_examples=200, deadline=None)
def test_decomposed_letters_leave_no_trace(text: str) -> None:
    parsed, _ = manuscript.read(unicodedata.normalize("NFD", text), PATH)
    written = manuscript.write_blocks(parsed.blocks)
    assert unicodedata.is_normalized("NFC", written)
