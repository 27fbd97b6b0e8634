"""`--explain` says why something was made, `--timings` what it took."""

import re
from uuid import uuid4

import pytest

from publisher.cli.timings import Timings
from publisher.model import EditionName
from publisher.pipeline.reasons import what_was_made, why_made
from publisher.pipeline.records import Record, UnitRecord
from publisher.progress import Step, silent
from tests.support.book_test import SETTINGS, BookTest
from tests.support.command import told

INPUTS = {"01-kapi.md": "a", "02-bahce.md": "b", "publish itself, or a library": "c"}


def unit(name: str, *, kept: bool = False, kit: str = "k", text: str = "t", wording: str = "w") -> UnitRecord:
    return UnitRecord(name, name.title(), kept, kit, text, wording)


def record(book: BookTest, *units: UnitRecord) -> Record:
    return Record(
        file=book.edition("pdf"),
        edition="print",
        manuscript=str(book.folder),
        fingerprint="f",
        sha256="s",
        before=None,
        pages=1,
        notes=0,
        found=(),
        inputs=INPUTS,
        units=units,
        beside={},
    )


@pytest.mark.parametrize(
    ("inputs", "on_disk", "force", "reason"),
    [
        (INPUTS | {"01-kapi.md": "x"}, "s", False, "01-kapi.md has changed"),
        (INPUTS | {"03-yol.md": "x"}, "s", False, "03-yol.md is new"),
        ({"01-kapi.md": "a"}, "s", False, "02-bahce.md is gone, publish itself, or a library is gone"),
        (
            {name: "x" for name in "abcdefg"} | INPUTS,
            "s",
            False,
            "a is new, b is new, c is new, d is new, e is new and 2",
        ),
        (INPUTS, "", False, "its file is gone"),
        (INPUTS, "x", False, "its file is not the one that was written"),
        (INPUTS, "s", True, "asked for"),
    ],
)
def test_an_edition_says_why_it_is_made(
    book: BookTest, inputs: dict[str, str], on_disk: str, force: bool, reason: str
) -> None:
    assert why_made(inputs, record(book), on_disk, force=force).startswith(reason)


def test_an_edition_that_nobody_knows_says_so(book: BookTest) -> None:
    assert why_made(INPUTS, None, "s", force=False) == "nothing is known of an earlier build"


def test_a_section_says_why_it_is_set(book: BookTest) -> None:
    before = record(book, *(unit(name) for name in ("theme", "words", "numbers", "lost", "kept")))
    now = [
        unit("theme", kit="x", text="x", wording="x"),
        unit("words", text="x", wording="x"),
        unit("numbers", text="x"),
        unit("lost"),
        unit("added"),
        unit("kept", kept=True),
    ]
    assert list(what_was_made(EditionName.PRINT, now, before)) == [
        "set: Theme (style sheets, fonts, the page, word divisions or the program have changed)",
        "set: Words (its text has changed)",
        "set: Numbers (numbers in it have changed: of notes, pages, figures or tables)",
        "set: Lost (it was not kept)",
        "set: Added (it is new)",
        "kept: 1 part",
    ]


def test_the_command_explains_an_edit(book: BookTest) -> None:
    # Fonts are kept between runs of the tests, and with them sections that were set before.
    book.change("02-bahce.md", "bir ağaç", f"bir ağaç ({uuid4()})")
    book.publish("pdf", "--quiet")
    book.change("01-kapi.md", "kedi duruyordu.[^kedi]", f"kedi ({uuid4()}) duruyordu.^[Bir not.] Biri daha.[^kedi]")
    done = book.publish("pdf", "--explain", "--quiet", "--timings")
    assert done.stdout.splitlines() == [
        "print: 01-kapi.md has changed",
        "  set: Kapı (its text has changed)",
        "  set: Bahçe (numbers in it have changed: of notes, pages, figures or tables)",
        "  kept: 2 parts",
    ]
    stages = re.findall(r"^(\w+(?:: \w+)?) +\d+\.\d\d s$", done.stderr, re.MULTILINE)
    assert stages[:2] == ["start", "book: manuscript"]
    assert stages[-2:] == ["print: audit", "all"]
    again = told(book.publish("pdf", "--force", "--format", "json"))["editions"][0]["reasons"]
    assert again[0] == "asked for"
    assert again[-1] == "kept: 0 parts"


def test_the_command_explains_an_edit_of_the_ebook(book: BookTest) -> None:
    book.change("02-bahce.md", "bir ağaç", f"bir ağaç ({uuid4()})")
    book.publish("epub", "--quiet", "--no-page-list")
    book.change("01-kapi.md", "kedi duruyordu.[^kedi]", f"kedi ({uuid4()}) duruyordu.^[Bir not.] Biri daha.[^kedi]")
    done = book.publish("epub", "--explain", "--quiet", "--no-page-list")
    assert done.stdout.splitlines() == [
        "epub: 01-kapi.md has changed",
        "  made: Kapı (its text has changed)",
        "  made: Bahçe (numbers in it have changed: of notes, pages, figures or tables)",
        "  kept: 2 documents",
    ]
    book.write("book.toml", f"{SETTINGS}\n[epub]\nsoft_hyphens = true\n")
    book.publish("epub", "--quiet", "--no-page-list")
    book.write("book.toml", f"{SETTINGS}\n[epub]\nsoft_hyphens = false\n")
    again = book.publish("epub", "--explain", "--quiet", "--no-page-list")
    assert again.stdout.splitlines() == ["epub: book.toml has changed", "  kept: 4 documents"]


def test_stages_last_until_the_next_one_begins() -> None:
    times = iter([0.0, 1.0, 1.5, 4.0, 6.0])
    timings = Timings(silent, lambda: next(times))
    for stage, done in (("manuscript", 0), ("manuscript", 1), ("fonts", 0)):
        timings(Step("book", stage, done, 1))
    assert [line.split("  ")[-1].strip() for line in timings.told().splitlines()] == [
        "1.00 s",
        "3.00 s",
        "2.00 s",
        "6.00 s",
    ]
