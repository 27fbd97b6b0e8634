"""What style sheets say is read rule by rule, and a style sheet that means harm is read as far as it goes."""

import time

import pytest

from publisher.check.ebook import OpenedEbook
from tests.support.ebook_damage import EbookDamage

STYLE = "EPUB/book.css"


def opened(sound: bytes, style: str) -> OpenedEbook:
    file = EbookDamage(sound)
    file.write(STYLE, style.encode())
    return OpenedEbook(file.data())


@pytest.mark.parametrize(
    ("selector", "subjects"),
    [
        ("p", [{"p"}]),
        ("P.note#a", [{"p", ".note", "#a"}]),
        ("h1, .notes p", [{"h1"}, {"p"}]),
        ("section > .note:first-of-type", [{".note"}]),
        ("h1+p , li ~ li", [{"p"}, {"li"}]),
        (".a .b , .c", [{".b"}, {".c"}]),
        ("a[href]::after", [{"a"}]),
        ("*", [set()]),
        ("p /* not .this */ em", [{"em"}]),
    ],
)
def test_a_selector_is_about_what_its_last_part_names(sound: bytes, selector: str, subjects: list[set[str]]) -> None:
    (rule,) = opened(sound, f"{selector} {{ color: red }}").styles.rules
    assert [set(subject) for subject in rule.subjects] == subjects


def test_what_a_rule_says_is_read_with_its_place(sound: bytes) -> None:
    style = (
        '@charset "utf-8";\n/* x */\n@media screen {\n  p { color: RED !important; margin: 0  1em }\n}\n@import "x";'
    )
    (rule,) = opened(sound, style).styles.rules
    assert (rule.says, str(rule.at)) == ({"color": "RED", "margin": "0 1em"}, f"{STYLE}:4:1")


def test_font_faces_are_read_with_their_files(sound: bytes) -> None:
    style = '@font-face { font-family: "A B"; src: local(x), url("fonts/a.ttf#b") format("truetype"), url(../c.woff) }'
    (face,) = opened(sound, style).styles.faces
    assert (face.family, face.paths) == ("a b", ("EPUB/fonts/a.ttf", "c.woff"))


def test_a_number_without_end_ends_its_style_sheet_alone(sound: bytes) -> None:
    ebook = opened(sound, "p { margin: " + "1" * 5000 + " } em { color: red }")
    assert ebook.styles.rules == ()
    assert ebook.pages


@pytest.mark.parametrize("style", ["@media x {", "p:not(", "@media print { p { color: #fff } } "])
def test_a_style_sheet_without_end_is_read_as_far_as_it_goes(sound: bytes, style: str) -> None:
    begun = time.monotonic()
    styles = opened(sound, style * 300_000).styles
    assert len(styles.rules) < 20_000
    assert time.monotonic() - begun < 60
