"""The HTML that both editions share: golden cases, and well-formed whatever the words."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publisher.html import Hooks, render_blocks, render_inlines
from publisher.model import (
    Alignment,
    Block,
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
    PageWish,
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
)
from publisher.walk import blocks_in, calls_meet
from tests.support.stock_book import note, paragraph, place, row, stanza, stock_book, words

AT = place(3)


def attribute(name: str, value: str) -> Markup:
    return Markup(' {}="{}"').format(Markup(name), value)


HOOKS = Hooks(
    place_note=lambda note: Markup("<b>{}</b>").format(note.name or "*"),
    image_url=lambda source: f"../{source}",
    href=lambda name: f"there.html#{name}",
    reference=lambda reference: f"bkz. {reference.target}",
    label=lambda name: "Tablo 1" if name == "tbl" else None,
    semantics=lambda kind: attribute("data-kind", kind),
    language=lambda tag: attribute("lang", tag),
)


@pytest.mark.parametrize(
    ("inline", "html"),
    [
        (Text("a < b & \"c\" 'd'"), "a &lt; b &amp; &#34;c&#34; &#39;d&#39;"),
        (Emphasis(words("söz")), "<em>söz</em>"),
        (Strong((Emphasis(words("söz")),)), "<strong><em>söz</em></strong>"),
        (Foreign(words("қала"), "kk"), '<span lang="kk">қала</span>'),
        (SmallCaps(words("Hazar")), '<span class="smallcaps">Hazar</span>'),
        (Superscript(words("2")), "<sup>2</sup>"),
        (Subscript(words("2")), "<sub>2</sub>"),
        (Code("x <y>"), "<code>x &lt;y&gt;</code>"),
        (LineBreak(), "<br/>"),
        (Link(words("site"), "https://e.org/?a=1&b=2", AT), '<a href="https://e.org/?a=1&amp;b=2">site</a>'),
        (Link(words("oraya"), "#yol", AT), '<a href="there.html#yol">oraya</a>'),
        (Reference("tbl", AT), '<a class="reference" href="there.html#tbl">bkz. tbl</a>'),
        (InlineImage("i/a.png", 'bir "ad"', AT), '<img class="inline" src="../i/a.png" alt="bir &#34;ad&#34;"/>'),
        (note("x", name="kedi"), "<b>kedi</b>"),
    ],
)
def test_inlines(inline: Inline, html: str) -> None:
    assert render_inlines((inline,), HOOKS) == html


def test_calls_side_by_side_are_parted() -> None:
    assert render_inlines((note("a"), note("b")), HOOKS) == '<b>*</b><sup class="between-notes">,</sup><b>*</b>'
    assert render_inlines((note("a"), Text(" "), note("b")), HOOKS) == "<b>*</b> <b>*</b>"


P = paragraph("söz")
ITEM = ListItem((P,), AT)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (P, "<p>söz</p>"),
        (Paragraph(words("söz"), AT, "yol"), '<p id="yol">söz</p>'),
        (Heading(3, words("Ara"), AT, "ara"), '<h3 id="ara">Ara</h3>'),
        (
            Heading(2, words("Ara"), AT, "ara", (PageWish.NEW_PAGE, PageWish.SPREAD_LONG)),
            '<h2 id="ara" class="new-page spread-long">Ara</h2>',
        ),
        (Paragraph(words("Söz"), AT, None, (PageWish.KEEP_WITH_NEXT,)), '<p class="keep-with-next">Söz</p>'),
        (Quotation((P,), AT, words("Biri")), '<blockquote><p>söz</p>\n<p class="attribution">— Biri</p></blockquote>'),
        (Quotation((P,), AT), "<blockquote><p>söz</p></blockquote>"),
        (Epigraph((P,), AT), '<div class="epigraph" data-kind="epigraph"><p>söz</p></div>'),
        (
            Verse((stanza(words("bir"), words("iki"), indents=(0, 3)), stanza(words("üç"))), AT),
            '<div class="verse"><p class="stanza"><span class="line">bir</span>\n'
            '<span class="line indent-2">iki</span></p>\n'
            '<p class="stanza"><span class="line">üç</span></p></div>',
        ),
        (
            Signature((words("Ad"), words("Yer")), AT),
            '<div class="signature"><p class="name">Ad</p>\n<p class="office">Yer</p></div>',
        ),
        (KeptTogether((P, P), AT), '<div class="keep"><p>söz</p>\n<p>söz</p></div>'),
        (ItemList((ITEM,), AT), '<ul class="tight"><li><p>söz</p></li></ul>'),
        (ItemList((ITEM,), AT, 1, tight=False), "<ol><li><p>söz</p></li></ol>"),
        (ItemList((ITEM,), AT, 4), '<ol class="tight" start="4"><li><p>söz</p></li></ol>'),
        (ItemList((ITEM,), AT, 0), '<ol class="tight" start="0"><li><p>söz</p></li></ol>'),
        (
            DefinitionList((Definition(words("Terim"), ((P,), (P,)), AT),), AT),
            "<dl><dt>Terim</dt>\n<dd><p>söz</p></dd>\n<dd><p>söz</p></dd></dl>",
        ),
        (CodeBlock("a < b\n  c", AT), "<pre><code>a &lt; b\n  c</code></pre>"),
        (CodeBlock("x", AT, 'py"'), '<pre><code class="language-py&#34;">x</code></pre>'),
        (
            Table((Alignment.START, Alignment.END), row("Yıl", "Değer"), (row("1", "2"),), AT, words("Ticaret"), "tbl"),
            '<table id="tbl"><caption><span class="label">Tablo 1.</span> Ticaret</caption>'
            '<thead><tr><th scope="col" class="start">Yıl</th><th scope="col" class="end">Değer</th></tr></thead>'
            '<tbody><tr><td class="start">1</td><td class="end"><span class="number">2</span></td></tr></tbody>'
            "</table>",
        ),
        (
            Figure("i/a.svg", "yol", AT, words("Yol"), "fig"),
            '<figure id="fig" data-kind="figure"><img src="../i/a.svg" alt="yol"/>'
            "<figcaption>Yol</figcaption></figure>",
        ),
        (Figure("i/a.svg", "", AT), '<figure data-kind="figure"><img src="../i/a.svg" alt=""/></figure>'),
        (
            Figure("i/a.svg", "", AT, place=FloatPlace.TURNED),
            '<figure data-kind="figure"><img src="../i/a.svg" alt=""/></figure>',
        ),
        (ThematicBreak(AT), "<hr/>"),
    ],
)
def test_blocks(block: Block, html: str) -> None:
    assert render_blocks((block,), HOOKS) == html


def test_blocks_stand_one_to_a_line() -> None:
    assert render_blocks((P, P), HOOKS) == "<p>söz</p>\n<p>söz</p>"


def test_the_whole_stock_book_is_well_formed() -> None:
    for section in stock_book().sections:
        ElementTree.fromstring(f"<div>{render_blocks(section.blocks, HOOKS)}</div>")


def test_every_block_of_the_model_is_in_the_stock_book() -> None:
    """Else the test before this one would prove less than it says."""
    found = {type(block) for section in stock_book().sections for block in blocks_in(section.blocks)}
    assert found == set(Block.__args__)


# What XML cannot hold is refused when a manuscript is read.
NASTY = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20)


@st.composite
def inlines(draw: st.DrawFn) -> Inlines:
    leaf = st.one_of(
        st.builds(Text, NASTY),
        st.builds(Code, NASTY),
        st.builds(Reference, NASTY, st.just(AT)),
        st.builds(InlineImage, NASTY, NASTY, st.just(AT)),
        st.builds(Note, st.just((P,)), st.just(AT), NASTY),
        st.builds(NoteReference, NASTY, st.just(AT)),
        st.just(LineBreak()),
    )

    def around(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
        run = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(Emphasis, run),
            st.builds(Strong, run),
            st.builds(Foreign, run, NASTY),
            st.builds(SmallCaps, run),
            st.builds(Link, run, NASTY, st.just(AT)),
        )

    return tuple(draw(st.lists(st.recursive(leaf, around, max_leaves=6), max_size=4)))


@given(inlines())
def test_nasty_words_stay_words(run: Inlines) -> None:
    """Whatever stands in texts, targets, languages and alternatives comes out as it went in, as text and attributes."""
    root = ElementTree.fromstring(f"<p>{render_inlines(run, HOOKS)}</p>")
    texts = [text for text in _texts(run) if text]
    assert "".join(root.itertext()) == "".join(texts)


@given(NASTY, inlines())
def test_nasty_blocks_are_well_formed(text: str, run: Inlines) -> None:
    blocks: tuple[Block, ...] = (
        Heading(2, run, AT, text),
        Quotation((Paragraph(run, AT),), AT, run),
        CodeBlock(text, AT, text),
        Figure(text, text, AT, run, text),
        Table((Alignment.START,), row(run), (row(run),), AT, run, text),
    )
    root = ElementTree.fromstring(f"<div>{render_blocks(blocks, HOOKS)}</div>")
    assert root[0].tag == "h2"
    assert "".join(root.find("pre").itertext()) == text  # type: ignore[union-attr]


def _texts(run: Inlines) -> Iterator[str]:
    for before, inline in zip((None, *run), run, strict=False):
        if calls_meet(before, inline):
            yield ","
        match inline:
            case Text(text) | Code(text):
                yield text
            case Reference(target):
                yield f"bkz. {target}"
            case Note(name=name) | NoteReference(name=name):
                yield name or "*"
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Link():
                yield from _texts(inline.inlines)
            case _:
                continue


def test_calls_that_meet_across_emphasis_do_not_read_as_one_number() -> None:
    first, second = Note((), place(1)), Note((), place(2))
    assert calls_meet(Emphasis((Text("word"), first)), second)
    assert calls_meet(first, Strong((second,)))
    assert not calls_meet(Emphasis((first, Text("word"))), second)
    assert not calls_meet(first, Text("word"))
    assert not calls_meet(None, first)
