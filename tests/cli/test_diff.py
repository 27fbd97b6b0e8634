"""`publish diff`, run as a person runs it."""

import contextlib
import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from publisher.cli.main import app
from publisher.external.git import export
from tests.check.comparing.test_comparing import BOOK, page
from tests.support.book_test import BookTest
from tests.support.command import told
from tests.support.typed_pdf import typed_pdf


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    done = subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def diff(folder: Path, *arguments: str) -> Result:
    """Run the command in this process, which has everything imported."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(app, ["diff", *arguments])


def test_two_files_and_a_report(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(typed_pdf(BOOK))
    (tmp_path / "new.pdf").write_bytes(typed_pdf([*BOOK[:5], page(20), *BOOK[6:]]))
    same = diff(tmp_path, "old.pdf", "old.pdf")
    assert (same.exit_code, same.stderr) == (0, "")
    assert "nothing is to be printed again" in same.stdout
    done = diff(tmp_path, "old.pdf", "new.pdf", "--signature", "4", "--html", "report.html")
    assert (done.exit_code, done.stderr) == (1, "")
    rows = [re.split("  +", line) for line in done.stdout.splitlines()]
    assert rows == [
        ["the same", "11 pages"],
        ["new", "1 page: 6"],
        ["gone", "1 page: 6"],
        ["signatures of 4", "2 of 3 to be printed again"],
        ["report: report.html"],
    ]
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert report.count("<img ") == 2
    assert re.findall('alt="([^"]*)', report)[1].startswith("Page 6 now: p20w0 ")
    # It needs nothing but itself.
    assert not re.findall("""(?:src|href)=["'](?!data:image/png;base64,)""", report)


def test_a_revision_is_compared_with_the_manuscript_as_it_is(book: BookTest) -> None:
    git(book.root, "init", "--quiet")
    git(book.root, "add", "manuscript")
    git(book.root, "commit", "--quiet", "--message", "as it was")
    book.change("02-bahce.md", "ağaç vardı", "kuyu vardı")
    before = {path: path.read_bytes() for path in book.folder.iterdir()}
    done = book.publish("diff", "HEAD", "--json")
    values = told(done)
    assert (done.returncode, done.stderr, values["old"], values["new"]) == (1, "", "HEAD", "manuscript")
    assert [found["kind"] for found in values["pages"]] == ["changed"]
    assert {path: path.read_bytes() for path in book.folder.iterdir()} == before
    assert git(book.root, "status", "--porcelain", "--", "manuscript") == " M manuscript/02-bahce.md\n"
    assert not book.edition("pdf").exists()


def test_what_cannot_be_compared_is_not_said_to_differ(book: BookTest) -> None:
    git(book.root, "init", "--quiet")
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    (book.root / "old.pdf").write_bytes(b"no PDF")
    for arguments, code in (
        (("gone.pdf",), "file-missing"),
        (("old.pdf", "--manuscript", "gone"), "manuscript-missing"),
        (("HEAD", "--manuscript", "gone"), "manuscript-missing"),
        (("HEAD",), "revision-unknown"),
        (("--", "--output=x"), "revision-unknown"),
        (("old.pdf", "old.pdf"), "file-unreadable"),
        (("old.pdf", "manuscript"), "note-undefined"),
    ):
        done = diff(book.root, "--quiet", *arguments)
        assert (done.exit_code, f"error[{code}]" in done.stderr) == (2, True), done.stderr
    assert not (book.root / "x").exists()


def test_a_mistake_in_a_revision_is_told_where_git_has_it(book: BookTest) -> None:
    git(book.root, "init", "--quiet")
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    git(book.root, "add", "manuscript")
    git(book.root, "commit", "--quiet", "--message", "a mistake")
    done = diff(book.root, "--quiet", "HEAD")
    assert done.stderr.startswith("HEAD:manuscript/01-kapi.md:3:35: error[note-undefined]"), done.stderr
    assert "publish-diff-" not in done.stderr


def test_the_one_file_of_two_that_is_no_pdf_is_named(tmp_path: Path) -> None:
    (tmp_path / "sound.pdf").write_bytes(typed_pdf(BOOK))
    (tmp_path / "book.epub").write_bytes(b"PK")
    done = diff(tmp_path, "sound.pdf", "book.epub")
    assert (done.exit_code, done.stderr.startswith("error[file-unreadable]: book.epub cannot be read as PDF")) == (
        2,
        True,
    )


def test_a_report_that_cannot_be_written_asks_for_another_file(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(typed_pdf(BOOK))
    done = diff(tmp_path, "book.pdf", "book.pdf", "--html", "book.pdf/report.html")
    assert (done.exit_code, "error[output-unwritable]" in done.stderr, "--html FILE" in done.stderr) == (2, True, True)


@pytest.mark.parametrize("name", ["plain", "with=sign"])
@pytest.mark.parametrize("key", ["smudge", "process"])
def test_no_program_is_run_that_a_repository_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    folder, trace = tmp_path / "book", tmp_path / "it-ran"
    folder.mkdir()
    (folder / "01.md").write_text("A cat.\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "book")
    git(tmp_path, "commit", "--quiet", "--message", "as it was")
    git(tmp_path, "config", f"filter.{name}.{key}", f"touch {trace}; cat")
    git(tmp_path, "config", f"filter.{name}.required", "true")
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "attributes").write_text(f"*.md filter={name}\n", encoding="utf-8")
    # As in a hook of another repository.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another"))
    there = export("HEAD", folder, (), tmp_path / "out")
    assert (there / "01.md").read_text(encoding="utf-8") == "A cat.\n"
    assert not trace.exists()
