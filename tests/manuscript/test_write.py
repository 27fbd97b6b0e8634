"""What an importer writes is what an author would have written."""

import pytest

from publisher import manuscript
from publisher.model import Paragraph, Role, Section, Text
from publisher.source import Position

AT = Position("a.md", 1)

PLAIN = [
    "Words (in brackets), 3 * 4 = 12, a_b_c, AT&T, 5 < 6 > 4, C# and #5 – “quoted” 'single'!",
    "See [2] and [Yılmaz, 2019]: the first.",
    "Türkiye-Kazakistan, 100% - 50%; https://example.org/a_b?c=d&e=f#g",
    "Why? {Because} ~ ^ = + | $ @ / : ; done.",
]

MARKED = [
    ("*stars*", "\\*stars\\*"),
    ("[a](b)", "\\[a\\](b)"),
    ("[^1]", "\\[^1\\]"),
    ("<b>", "\\<b>"),
    ("&amp;", "\\&amp;"),
    ("a\\*b", "a\\\\\\*b"),
    ("`code`", "\\`code\\`"),
    ("1. one", "1\\. one"),
    ("- one", "\\- one"),
    ("# one", "\\# one"),
    ("> one", "\\> one"),
    (": one", "\\: one"),
    ("::: keep", "\\::: keep"),
    ("Table: one", "Table\\: one"),
    ("+++", "\\+++"),
    ("_a_ b_c", "\\_a\\_ b_c"),
    ("[a]: b", "[a]\\: b"),
    ("end {#id}", "end \\{#id}"),
]


def paragraph(text: str) -> str:
    return manuscript.write_blocks((Paragraph((Text(text),), AT),))


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_are_written_as_they_are(text: str) -> None:
    assert paragraph(text) == f"{text}\n"


@pytest.mark.parametrize(("text", "written"), MARKED)
def test_signs_are_escaped_where_they_would_be_markup(text: str, written: str) -> None:
    assert paragraph(text) == f"{written}\n"


PLEASANT = """# Title {#intro}

One line a paragraph, with *emphasis*, **strong**, ***both***, a note[^source] and one^[In place.] beside it.

[^source]: First paragraph.

    > Quoted.
    >
    > — Somebody

    - one
    - two

## Heading

> Quoted[^second]
>
> — Name

[^second]: Below the quotation.

1. first
2. second

   more

| Left | Right |
| --- | --: |
| a | b |

Table: Caption {#tbl-a}

![Caption](map.svg){#fig-a alt="What it shows"}

::: verse
- line
1. line

stanza
:::

Term
: Meaning
"""


def test_a_file_in_its_own_style_is_written_as_it_was() -> None:
    parsed, found = manuscript.read(PLEASANT, "a.md")
    assert not found
    section = Section("a.md", Role.CHAPTER, parsed.title, parsed.blocks, parsed.at, identifier=parsed.identifier)
    assert manuscript.write_section(section) == PLEASANT.replace("1. first\n2. second", "1. first\n\n2. second")
