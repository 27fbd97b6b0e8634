"""What holds for every text, whatever an author, an importer or an attacker writes."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher import manuscript
from publisher.manuscript.texts import plain
from publisher.model import (
    Alignment,
    Cell,
    Code,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Reference,
    Role,
    Section,
    SmallCaps,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    VerseLine,
)
from publisher.source import Position
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
    "{.new-page}",
    "{#id .keep-with-next .spread-long}",
    "{#id .top}",
    "{.turned}",
    "{.smallcaps}",
    "{lang=kk}",
    "{.emphasis}",
    "[x](#id)",
    "[](#id)",
    "[x](http://a.b)",
    '![c](a.svg){alt="x"}',
    "![c](a.svg)",
    '![c](a.svg){.foot alt="x"}',
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
@example("[^a][^a]::: verse\n[^a]: ")
@example("One^[see [^a]], two[^a].\n\n[^a]: Three.")
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


def canonical(parts: Iterable[Inline]) -> Inlines:
    """Inlines as reading makes them: no two texts side by side, nothing empty."""
    joined: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and joined and isinstance(last := joined[-1], Text):
            joined[-1] = Text(plain(last.text + part.text))
        else:
            joined.append(part)
    return tuple(joined) or (Text("x"),)


SIGNS = st.text(st.sampled_from("ab1ğ .,:;!?()[]{}<>*_`~^#|\\&-+=/\"'—\u00a0\u0301$%@"), max_size=14)
WORDS = st.one_of(SIGNS, MARKUP, st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), max_size=10))
TEXTS = WORDS.map(lambda words: Text(plain(words.replace("\n", " ")).strip(" \ufeff") or "x"))
INLINES = st.recursive(
    st.one_of(TEXTS, st.just(LineBreak()), SIGNS.map(lambda sign: Code(plain(sign) or "x"))),
    lambda inner: st.one_of(
        *(
            st.lists(inner, min_size=1, max_size=3).map(canonical).map(kind)
            for kind in (Emphasis, Strong, SmallCaps, Superscript)
        ),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Foreign(canonical(parts), "kk")),
    ),
    max_leaves=5,
)


def framed(parts: list[Inline]) -> Inlines:
    """A run that begins and ends with a letter, or with what is no text and no line break."""
    ends = (Text, LineBreak)
    first = [Text("a")] if isinstance(parts[0], ends) else []
    last = [Text("z")] if isinstance(parts[-1], ends) else []
    return canonical([*first, *parts, *last])


@given(st.lists(INLINES, min_size=1, max_size=6).map(framed))
@settings(max_examples=200, deadline=None)
def test_inlines_of_any_maker_are_written_and_read_back(inlines: Inlines) -> None:
    cell = canonical(inline for inline in inlines if not isinstance(inline, Figure))
    at = Position(PATH, 1)
    blocks = (
        Paragraph(inlines, at),
        Table((Alignment.START, Alignment.END), (Cell(cell, at), Cell((), at)), ((Cell((), at), Cell(cell, at)),), at),
        Verse(((VerseLine(verse_of(inlines), 2), VerseLine(verse_of(inlines))),), at),
        Quotation((Paragraph(inlines, at),), at, inlines),
        Paragraph((Text("call"), Note((Paragraph(inlines, at),), at)), at),
        Paragraph((Text("call"), Note((Paragraph(inlines, at), Paragraph(inlines, at)), at, "two")), at),
        Paragraph((Text("call"), Note((Paragraph(inlines, at),), at, "n"), *inlines, NoteReference("n", at)), at),
        Paragraph((Text("see"), Reference("there", at, page=True), *inlines), at),
    )
    for block in blocks:
        written = manuscript.write_blocks((block,))
        again, found = manuscript.read("# T\n\n" + written, PATH)
        assert not found, (written, [str(each) for each in found])
        assert without_positions(again.blocks) == without_positions((block,)), written


def verse_of(inlines: Inlines) -> Inlines:
    """The same run without its line breaks, which would make several lines of it."""
    return canonical(broken for broken in map(_unbroken, inlines))


def _unbroken(inline: Inline) -> Inline:
    if isinstance(inline, LineBreak):
        return Text(" ")
    if isinstance(inline, Emphasis | Strong | SmallCaps | Superscript | Foreign):
        return replace(inline, inlines=canonical(map(_unbroken, inline.inlines)))
    return inline


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_words_of_any_kind_stay_words(words: str) -> None:
    text = plain(words.replace("\n", " ")).strip(" \ufeff")
    blocks = (Paragraph((Text(text),), Position(PATH, 1)),) if text else ()
    written = manuscript.write_blocks(blocks)
    again, found = manuscript.read("# T\n\n" + written, PATH)
    assert not found, (written, [str(each) for each in found])
    assert without_positions(again.blocks) == without_positions(blocks), written
