"""What an author writes lands in the model, at its place."""

import time

import pytest

from publisher import manuscript
from publisher.model import (
    Alignment,
    Block,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    FloatPlace,
    Foreign,
    Heading,
    Inline,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    LineBreak,
    Link,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Reference,
    Signature,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
    VerseLine,
)
from tests.support.positions import NOWHERE as AT
from tests.support.positions import positions_in, without_positions


def t(text: str) -> Inlines:
    return (Text(text),)


def p(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in inlines), AT)


def table(caption: Inlines | None, identifier: str | None, place: FloatPlace | None = None) -> Table:
    head = (Cell(t("a"), AT), Cell(t("b"), AT), Cell(t("c"), AT))
    row = (Cell(t("1|2"), AT), Cell((), AT), Cell((Code("x|y"),), AT))
    return Table((Alignment.START, Alignment.CENTER, Alignment.END), head, (row,), AT, caption, identifier, place)


TABLE = "| a | b | c |\n|:--|:-:|--:|\n| 1\\|2 | | `x\\|y` |\n"

BLOCKS: list[tuple[str, Block]] = [
    ("One\ntwo &amp; three", p("One two & three")),
    ("One\\\ntwo  \nthree", p("One", LineBreak(), "two", LineBreak(), "three")),
    ("One {#id}", Paragraph(t("One"), AT, "id")),
    ("One {id} \\{#id}", p("One {id} {#id}")),
    ("*a* **b** `c *d*`", p(Emphasis(t("a")), " ", Strong(t("b")), " ", Code("c *d*"))),
    ("[a]{lang=kk} [b]{.sup}[c]{.sub}", p(Foreign(t("a"), "kk"), " ", Superscript(t("b")), Subscript(t("c")))),
    ("[a]{lang=kk-Cyrl .smallcaps}", p(Foreign((SmallCaps(t("a")),), "kk-Cyrl"))),
    ("[a]{.emphasis}[b]{.strong}", p(Emphasis(t("a")), Strong(t("b")))),
    ("[*a* b](http://x.org/ü \n)", p(Link((Emphasis(t("a")), Text(" b")), "http://x.org/%C3%BC", AT))),
    ("[](#tbl-a){.page}", p(Reference("tbl-a", AT, page=True))),
    ("A[^n] b[^n].\n\n[^n]: N", p("A", Note((p("N"),), AT, "n"), " b", NoteReference("n", AT), ".")),
    ("[](#tbl-a), [w](#tbl-a)", p(Reference("tbl-a", AT), ", ", Link(t("w"), "#tbl-a", AT))),
    ("In ![a *sign*](s.svg) line", p("In ", InlineImage("s.svg", "a sign", AT), " line")),
    ('![A](s.svg){alt="say \\"x\\""} and', p(InlineImage("s.svg", 'say "x"', AT), " and")),
    ("A^[n *o*].", p("A", Note((p("n ", Emphasis(t("o"))),), AT), ".")),
    ("A[^n].\n\n[^n]: One\n    two\n\n    Three", p("A", Note((p("One two"), p("Three")), AT, "n"), ".")),
    (
        "A[^n].\n\n[^n]:\n    > Q\n    > — N\n\n    - i",
        p("A", Note((Quotation((p("Q"),), AT, t("N")), ItemList((ListItem((p("i"),), AT),), AT)), AT, "n"), "."),
    ),
    ("## H # {#h} ##", Heading(2, t("H #"), AT, "h")),
    ("## *H* {#h}", Heading(2, (Emphasis(t("H")),), AT, "h")),
    ("H\n---", Heading(2, t("H"), AT)),
    ("> A\n>\n> B\n> — N *o*", Quotation((p("A"), p("B")), AT, (Text("N "), Emphasis(t("o"))))),
    ("> A\\\n> — N", Quotation((p("A"),), AT, t("N"))),
    ("> — only", Quotation((p("— only"),), AT)),
    ("> A\n> &mdash; b", Quotation((p("A — b"),), AT)),
    ("::: epigraph\nA\n\n— N\n:::", Epigraph((p("A"),), AT, t("N"))),
    (
        "::: verse\n   - a *b\n1. c*\n\n    # d\\\n> e\n:::",
        Verse(
            (
                (VerseLine((Text("- a "), Emphasis(t("b"))), 3), VerseLine((Emphasis(t("1. c")),))),
                (VerseLine(t("# d"), 4), VerseLine(t("> e"))),
            ),
            AT,
        ),
    ),
    ("::: signature\nA\n\nB\nC\n:::", Signature((t("A"), t("B"), t("C")), AT)),
    (
        "::: keep\n::: verse\na\n:::\n\n```\n:::\n```\n:::",
        KeptTogether((Verse(((VerseLine(t("a")),),), AT), CodeBlock(":::", AT)), AT),
    ),
    ("- a\n- b", ItemList((ListItem((p("a"),), AT), ListItem((p("b"),), AT)), AT)),
    ("3) a\n\n4) b", ItemList((ListItem((p("a"),), AT), ListItem((p("b"),), AT)), AT, 3, False)),
    (
        "T *u*\n: a\n\n  b\n: c\n\nV\n: d",
        DefinitionList(
            (
                Definition((Text("T "), Emphasis(t("u"))), ((p("a"), p("b")), (p("c"),)), AT),
                Definition(t("V"), ((p("d"),),), AT),
            ),
            AT,
        ),
    ),
    ("```python\nx\n\n  y\n```", CodeBlock("x\n\n  y", AT, "python")),
    ("    x\n    y", CodeBlock("x\ny", AT)),
    (TABLE, table(None, None)),
    (TABLE + "Table: C *d* {#tbl-a}", table((Text("C "), Emphasis(t("d"))), "tbl-a")),
    (TABLE + "\nTable: {#tbl-a}", table(None, "tbl-a")),
    (
        '![C *d*](<a b.svg>){#fig alt="x"}',
        Figure("a b.svg", "x", AT, (Text("C "), Emphasis(t("d"))), "fig"),
    ),
    ('<!-- c -->![](./s.svg){alt="x"}', Figure("s.svg", "x", AT)),
    (TABLE + "Table: C {#tbl-a .turned}", table(t("C"), "tbl-a", FloatPlace.TURNED)),
    (TABLE + "Table: {.here}", table(None, None, FloatPlace.HERE)),
    ('![](a.svg){#fig .top alt="x"}', Figure("a.svg", "x", AT, None, "fig", FloatPlace.TOP)),
    ('![](a.svg){alt="x"} {#fig .full-page}', Figure("a.svg", "x", AT, None, "fig", FloatPlace.FULL_PAGE)),
    ('![](a.svg){alt="x" details=long}', Figure("a.svg", "x", AT, details="long")),
    ("* * *", ThematicBreak(AT)),
]


@pytest.mark.parametrize(("text", "block"), BLOCKS, ids=[text.split("\n")[0] for text, _ in BLOCKS])
def test_markup_lands_in_the_model(text: str, block: Block) -> None:
    parsed, found = manuscript.read(f"# T\n\n{text}\n", "a.md")
    assert not found, [str(each) for each in found]
    assert without_positions(parsed.blocks) == (block,)


def test_title_and_its_note() -> None:
    parsed, found = manuscript.read("<!-- c -->\n# A *b*[^n] {#id}\n\n[^n]: N\n\nText", "a.md")
    assert not found
    note = Note((p("N"),), AT, "n")
    assert without_positions(parsed.title) == (Text("A "), Emphasis(t("b")), note)
    assert parsed.identifier == "id"


def test_blocks_after_a_definition_list_are_not_its_terms() -> None:
    parsed, found = manuscript.read("# T\n\nT\n: a\n\n```\n: code\n```\n\n::: verse\n: line\n:::\n", "a.md")
    assert not found
    assert [type(block) for block in parsed.blocks] == [DefinitionList, CodeBlock, Verse]


def test_places_are_those_of_the_file_in_characters() -> None:
    text = "# T\n\n> Ki\u0307tap [](#a)\n>\n> 1. [w](#b) ![x](s.svg)\n>    - in[^n]\n\n[^n]: > deep [](#c)\n"
    parsed, _ = manuscript.read(text, "a.md")
    places = sorted({(at.line, at.column) for at in positions_in(parsed.blocks)})
    assert places == [
        (3, 1),
        (3, 3),
        (3, 10),
        (5, 3),
        (5, 6),
        (5, 14),
        (6, 6),
        (6, 8),
        (6, 10),
        (8, 7),
        (8, 9),
        (8, 14),
    ]


HOSTILE = {
    "brackets": "[" * 20_000,
    "quotations": ">" * 20_000,
    "quotation lines": "> " * 50 + "\n" + "a\n" * 3_000,
    "stars": "*a " * 20_000,
    "calls": "[^" * 10_000,
    "undefined notes": "".join(f"[^n{i}] " for i in range(3_000)) + "\n\n[^x]: y",
    "pictures in pictures": "![a" * 5_000 + "](b)" * 5_000,
    "nested lists": "".join(" " * (2 * i) + "- a\n" for i in range(500)),
    "a wide table": "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n" + "|b" * 20_000 + "|\n",
    "a ragged table": "|a|b|\n|-|-|\n" + "|a|\n" * 10_000,
    "open divs": "::: keep\n" * 3_000,
    "open comments": "<!--" * 5_000,
    "open attributes": "[a]{" * 5_000,
    "open front matter": "+++\na=" + "[" * 5_000 + "\n+++\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_longer_than_its_size_asks(text: str) -> None:
    begin = time.process_time()
    parsed, _ = manuscript.read(text, "a.md")
    manuscript.write_blocks(parsed.blocks)
    assert time.process_time() - begin < 4
