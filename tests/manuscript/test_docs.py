"""The page on manuscripts says what the code does."""

import re

import pytest

from publisher import manuscript
from publisher.config.keys import KEYS
from publisher.model import PageWish, Role
from tests.support.command import PROJECT

PAGE = (PROJECT / "docs" / "manuscript.md").read_text(encoding="utf-8")
SOURCES = [
    file.read_text(encoding="utf-8")
    for folder in ("manuscript", "config", "transform")
    for file in (PROJECT / "publisher" / folder).glob("*.py")
]
CODES = {code for text in SOURCES for code in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', text)} - {"utf-8"}
CASES = "".join(
    file.read_text(encoding="utf-8")
    for folder in ("manuscript", "transform")
    for file in sorted((PROJECT / "tests" / folder).rglob("*.*"))
    if file.suffix in (".md", ".py")
)
# Too slow to bring about in a test: sixty megabytes of text, two thousand files.
WITHOUT_CASE = {"book-too-large", "section-limit"}


def section(heading: str) -> str:
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_every_code_has_its_next_step() -> None:
    assert re.findall(r"^\| `([a-z0-9-]+)` \|", section("Mistakes"), re.MULTILINE) == sorted(CODES)


@pytest.mark.parametrize("code", sorted(CODES - WITHOUT_CASE))
def test_every_code_has_a_case(code: str) -> None:
    assert re.search(rf"\b{code}\b", CASES)


def test_every_key_is_described() -> None:
    described = set(re.findall(r"`([a-z_]+)`", section("book.toml")))
    keys = {
        key
        for kind in ("book", "section", "print", "cover", "epub", "hyphenation", "typography", "ignore")
        for key in KEYS[kind]
    }
    assert keys | {"format", "editions"} <= described


def test_everything_that_can_be_asked_of_pages_is_described() -> None:
    assert [f".{wish}" for wish in PageWish] == re.findall(r"^\| `(\.[a-z-]+)` \|", section("The last hour"), re.M)


def test_every_role_is_described() -> None:
    assert {str(role) for role in Role} <= set(re.findall(r"`([a-z]+)`", section("book.toml")))


def test_markup_of_the_page_is_read_without_mistakes() -> None:
    text = (
        "# T {#intro}\n\n## Heading {#id}\n\nA \\\nb *text* **text** [text]{.emphasis} [text]{.smallcaps} [2]{.sup} "
        "[Қазақстан]{lang=kk} `text` [words](https://example.org) <https://example.org> [words](#id) [](#tbl-trade)"
        "[^name] and ^[The note.] {#par}\n\n[^name]: The note.\n\n    > Quoted\n    > — Name\n\n"
        "::: epigraph\nText\n\n— Name\n:::\n\n::: verse\nLine\n- line\n\nline\n:::\n\n::: signature\nName\n:::\n\n"
        "::: keep\nText\n:::\n\n- item\n\n1. item\n\nTerm\n: Meaning\n\n```python\nx\n```\n\n"
        "| a | b |\n|---|--:|\n| c | \\| |\nTable: The caption {#tbl-trade}\n\n"
        '![The caption](map.svg){#fig-route alt="What it shows"}\n\nIn ![what](sign.svg) line.\n\n***\n'
    )
    parsed, found = manuscript.read(text, "a.md")
    assert not found, [str(each) for each in found]
    names = [type(block).__name__ for block in parsed.blocks]
    assert names == [
        "Heading", "Paragraph", "Epigraph", "Verse", "Signature", "KeptTogether", "ItemList", "ItemList",
        "DefinitionList", "CodeBlock", "Table", "Figure", "Paragraph", "ThematicBreak",
    ]  # fmt: skip
