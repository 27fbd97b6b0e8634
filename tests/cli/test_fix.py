"""`publish check` tells what is found in a manuscript's text, `--fix` mends it, and builds tell nothing of it."""

import json
import re
from pathlib import Path

import pytest

from publisher.model import EditionName
from tests.support.book_test import SETTINGS, BookTest
from tests.support.command import told
from tests.support.epub_file import EpubFile

FAULTY = "\ufeff# Kapı\r\n\r\nAli'nin  s. 45-48 \"sözü\".[^n]  \r\n\r\n[^n]: Kаzak `a'b`\r\n"
MENDED = "\ufeff# Kapı\r\n\r\nAli’nin s.\u00a045–48 “sözü”.[^n]  \r\n\r\n[^n]: Kаzak `a'b`\r\n"
CODES = ["apostrophe-straight", "space-double", "no-break-missing", "range-hyphen", "quote-straight"]


@pytest.fixture
def faulty(book: BookTest) -> BookTest:
    (book.folder / "01-kapi.md").write_bytes(FAULTY.encode())
    return book


def test_findings_are_warnings_with_their_places(faulty: BookTest) -> None:
    done = faulty.publish("check")
    assert done.returncode == 0
    first, hint, *_ = done.stderr.splitlines()
    assert first == "manuscript/01-kapi.md:3:4: warning[apostrophe-straight]: a straight apostrophe: Ali'nin"
    assert hint == "  hint: write Ali’nin"
    assert "manuscript/01-kapi.md:5:8: warning[letter-look-alike]" in done.stderr
    assert "5 of the findings can be mended without a look at the place: publish check --fix manuscript" in done.stdout
    values = told(faulty.publish("check", "--format", "json"))
    assert [item["code"] for item in values["found"]] == [*CODES, "letter-look-alike"]
    assert values["mendable"] == 5


def test_builds_tell_nothing_of_it_and_print_it_right(faulty: BookTest) -> None:
    assert faulty.build(EditionName.EPUB).found == ()
    assert "Ali’nin s.\u00a045–48 “sözü”." in section(faulty)
    faulty.write("book.toml", SETTINGS + "[typography]\nsmart_punctuation = false\n")
    faulty.build(EditionName.EPUB)
    assert 'Ali\'nin s. 45-48 "sözü".' in section(faulty)


def section(book: BookTest) -> str:
    """Give the words of the first section of the e-book."""
    page = next(page for page in EpubFile(book.edition("epub").read_bytes()).spine if "Ali" in page.text)
    return re.sub("[ \n]+", " ", "".join(page.find("//h:p")[0].itertext()))


def test_a_dry_run_writes_nothing(faulty: BookTest) -> None:
    done = faulty.publish("check", "--fix", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "manuscript/01-kapi.md:3:4: apostrophe-straight: ' → ’",
        "manuscript/01-kapi.md:3:8: space-double: ␣␣ → ␣",
        "manuscript/01-kapi.md:3:12: no-break-missing: ␣ → ⍽",
        "manuscript/01-kapi.md:3:15: range-hyphen: - → –",
        'manuscript/01-kapi.md:3:19: quote-straight: " → “, " → ”',
        "5 places in 1 file would be mended; nothing was written.",
    ]
    assert (faulty.folder / "01-kapi.md").read_bytes() == FAULTY.encode()
    assert faulty.publish("check", "--dry-run").returncode == 2


def test_what_is_mended_is_written_and_all_else_stays(faulty: BookTest) -> None:
    file = faulty.folder / "01-kapi.md"
    file.chmod(0o640)
    other = (faulty.folder / "02-bahce.md").stat().st_mtime_ns
    done = faulty.publish("check", "--fix")
    assert done.stdout.splitlines()[-1] == "5 places in 1 file mended."
    assert "letter-look-alike" in done.stderr and "apostrophe-straight" not in done.stderr
    assert file.read_bytes() == MENDED.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert (faulty.folder / "02-bahce.md").stat().st_mtime_ns == other
    assert sorted(each.name for each in faulty.folder.iterdir()) == ["01-kapi.md", "02-bahce.md", "book.toml"]
    again = faulty.publish("check", "--fix")
    assert again.stdout == "There is nothing that can be mended without a look at it.\n"
    assert file.read_bytes() == MENDED.encode()


def test_json_tells_every_edit(faulty: BookTest) -> None:
    values = told(faulty.publish("check", "--fix", "--format", "json"))
    assert [item["code"] for item in values["mended"]] == CODES
    assert values["mended"][-1]["edits"] == [
        {"line": 3, "column": 19, "old": '"', "new": "“"},
        {"line": 3, "column": 24, "old": '"', "new": "”"},
    ]
    assert values["written"] is True
    assert [Path(file).name for file in values["files"]] == ["01-kapi.md"]
    assert [item["code"] for item in values["found"]] == ["letter-look-alike"]


def test_a_section_that_is_a_link_stays_one(faulty: BookTest) -> None:
    (faulty.folder / "01-kapi.md").rename(faulty.folder / "text.txt")
    (faulty.folder / "01-kapi.md").symlink_to("text.txt")
    faulty.publish("check", "--fix")
    assert (faulty.folder / "01-kapi.md").is_symlink()
    assert (faulty.folder / "text.txt").read_bytes() == MENDED.encode()


def test_nothing_is_mended_while_there_are_mistakes(faulty: BookTest) -> None:
    faulty.write("02-bahce.md", "# Bahçe\n\nSöz.[^x]\n")
    done = faulty.publish("check", "--fix")
    assert done.returncode == 1
    assert "error[note-undefined]" in done.stderr
    assert done.stdout == "Nothing is mended while the manuscript has mistakes.\n"
    assert (faulty.folder / "01-kapi.md").read_bytes() == FAULTY.encode()


def test_a_file_that_cannot_be_written_is_told(faulty: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    from publisher import pipeline
    from publisher.errors import ConfigError
    from publisher.pipeline import linting

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(linting, "write_atomically", refuse)
    with pytest.raises(ConfigError) as told_of:
        pipeline.fix(faulty.folder, environ={})
    (found,) = told_of.value.found
    assert found.code == "file-unwritable"


def test_findings_are_passed_over_by_code_and_place(faulty: BookTest) -> None:
    entries = [
        '{ code = "range-hyphen", file = "01-kapi.md", words = "s. 45-48" }',
        '{ code = "apostrophe-straight" }',
        '{ code = "space-double", file = "02-bahce.md" }',
        '{ code = "quote-straight", words = "başka" }',
        '{ code = "letter-lok-alike" }',
    ]
    faulty.write("book.toml", SETTINGS + "[typography]\nignore = [\n" + ",\n".join(entries) + "\n]\n")
    values = told(faulty.publish("check", "--format", "json"))
    assert [(item["code"], Path(item["file"]).name, item["line"]) for item in values["found"]] == [
        ("space-double", "01-kapi.md", 3),
        ("no-break-missing", "01-kapi.md", 3),
        ("quote-straight", "01-kapi.md", 3),
        ("letter-look-alike", "01-kapi.md", 5),
        ("ignore-unused", "book.toml", 11),
        ("ignore-unused", "book.toml", 12),
        ("ignore-unused", "book.toml", 13),
    ]
    assert values["found"][-1]["hint"] == "nearest: letter-look-alike"
    faulty.publish("check", "--fix")
    text = (faulty.folder / "01-kapi.md").read_bytes().decode()
    assert "Ali'nin s.\u00a045-48 “sözü”" in text


def test_the_report_keeps_json_valid(faulty: BookTest) -> None:
    done = faulty.publish("check", "--fix", "--dry-run", "--format", "json")
    assert json.loads(done.stdout)["written"] is False
