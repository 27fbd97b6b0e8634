import errno
import hashlib
import os
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

import publisher
from publisher import pipeline
from publisher.errors import ConfigError, Diagnostic, LayoutError, ManuscriptError, PublisherError, Severity
from publisher.model import Book, EditionName, Purpose
from publisher.pipeline import building, glyphs
from publisher.pipeline.page_map import PageMap
from publisher.pipeline.places import CACHE
from publisher.pipeline.run import Run
from publisher.store import Store
from tests.support.book_test import BookTest


def content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def codes(problem: PublisherError) -> list[str]:
    return [item.code for item in problem.found]


def test_a_build_writes_the_edition_and_reports_it(book: BookTest) -> None:
    report = book.build()
    (edition,) = report.editions
    assert edition.file == book.edition("epub").resolve()
    assert (edition.name, edition.notes, edition.pages, edition.fresh) == ("epub", 2, None, False)
    assert edition.bytes == book.edition("epub").stat().st_size
    assert report.exit_code == 0
    assert {step.edition for step in book.steps} == {"book", "epub"}


def test_both_editions_lie_side_by_side_and_then_are_up_to_date(book: BookTest) -> None:
    first = book.build(EditionName.PRINT, EditionName.EPUB)
    again = book.build(EditionName.PRINT, EditionName.EPUB)
    assert [edition.name for edition in first.editions] == ["print", "epub"]
    assert [edition.notes for edition in again.editions] == [2, 2]
    assert [edition.fresh for edition in again.editions] == [True, True]
    assert again.editions[0].pages == first.editions[0].pages


def test_an_edition_is_made_again_when_the_machine_has_another_profile_for_the_press(
    book: BookTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures in inks become a screen's colours by it, in e-books too."""
    book.build()
    assert book.build().editions[0].fresh
    monkeypatch.setattr("publisher.pipeline.run.find_profile", lambda _: None)
    assert not book.build().editions[0].fresh


def test_the_message_to_bookshops_and_the_cover_s_drawing_lie_beside_the_e_book(book: BookTest) -> None:
    book.build()
    message, drawing = book.edition("onix.xml").read_bytes(), book.edition("cover.svg").read_bytes()
    with zipfile.ZipFile(book.edition("epub")) as archive:
        assert archive.read("EPUB/onix.xml") == message
    assert b"<svg" in drawing
    assert book.build().editions[0].fresh
    for name, data in (("onix.xml", message), ("cover.svg", drawing)):
        book.edition(name).write_bytes(b"changed")
        assert not book.build().editions[0].fresh
        assert book.edition(name).read_bytes() == data
        book.edition(name).unlink()
        assert not book.build().editions[0].fresh
        assert book.edition(name).read_bytes() == data


def test_the_print_edition_is_the_press_s_and_others_say_what_they_are_for(book: BookTest) -> None:
    (press,) = book.build(EditionName.PRINT).editions
    (screen,) = book.build(EditionName.PRINT, purpose=Purpose.SCREEN).editions
    (cover,) = book.build(EditionName.PRINT, purpose=Purpose.COVER).editions
    names = [edition.file.name for edition in (press, screen, cover)]
    assert names == ["kisa-kitap.pdf", "kisa-kitap-screen.pdf", "kisa-kitap-cover.pdf"]
    # A cover is held to its printer, and not to the words of the book.
    assert cover.file in pipeline.check_manuscript(book.folder, environ={}).files
    with pikepdf.open(press.file) as file:
        assert file.docinfo["/GTS_PDFXVersion"] == "PDF/X-4"
        assert file.Root.OutputIntents[0].DestOutputProfile.N == 4
    with pikepdf.open(screen.file) as file:
        assert "/GTS_PDFXVersion" not in file.docinfo
        assert "/StructTreeRoot" in file.Root


def test_every_stage_that_begins_is_told_to_end(book: BookTest) -> None:
    book.build(EditionName.PRINT, EditionName.EPUB)
    last = {(step.edition, step.stage): step for step in book.steps}
    assert ("print", "binding") in last
    assert [step for step in last.values() if step.done != step.total] == []


def test_an_unchanged_book_runs_no_step(book: BookTest) -> None:
    book.build()
    stamp = book.edition("epub").stat().st_mtime_ns
    os.utime(book.folder / "01-kapi.md")
    assert book.build().editions[0].fresh
    assert book.steps == []
    assert book.edition("epub").stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("01-kapi.md", "kedi duruyordu", "duruyordu kedi"), ("book.toml", "2026-01-15", "2026-01-16")],
)
def test_a_changed_word_builds_again_and_undone_gives_the_same_bytes(
    book: BookTest, file: str, old: str, new: str
) -> None:
    book.build()
    first = content(book.edition("epub"))
    book.change(file, old, new)
    assert not book.build().editions[0].fresh
    assert content(book.edition("epub")) != first
    book.change(file, new, old)
    assert not book.build().editions[0].fresh
    assert content(book.edition("epub")) == first


def test_a_new_section_file_builds_again(book: BookTest) -> None:
    book.build()
    book.write("03-son.md", "# Bahçede\n\nKedinin eski bahçesi.\n")
    assert not book.build().editions[0].fresh


def test_an_edition_that_somebody_changed_is_made_again(book: BookTest) -> None:
    book.build()
    first = content(book.edition("epub"))
    book.edition("epub").write_bytes(b"half")
    assert not book.build().editions[0].fresh
    assert content(book.edition("epub")) == first


def test_another_source_date_or_force_builds_again(book: BookTest) -> None:
    book.build()
    assert not book.build(environ={"SOURCE_DATE_EPOCH": "1735689600"}).editions[0].fresh
    assert book.build(environ={"SOURCE_DATE_EPOCH": "1735689600"}).editions[0].fresh
    assert not book.build(environ={"SOURCE_DATE_EPOCH": "1735689600"}, force=True).editions[0].fresh


def test_a_changed_theme_builds_again(book: BookTest) -> None:
    shipped = Path(publisher.__file__).parent.parent / "styles" / "ankasam"
    shutil.copytree(shipped, book.root / "styles" / "ankasam")
    book.build()
    assert book.build().editions[0].fresh
    style = book.root / "styles" / "ankasam" / "common.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n/* changed */\n", encoding="utf-8")
    assert not book.build().editions[0].fresh


def test_damaged_records_cost_a_build_and_nothing_else(book: BookTest) -> None:
    book.build()
    for record in (book.output / CACHE / "made").iterdir():
        record.write_bytes(b'{"found": 7}')
    assert not book.build().editions[0].fresh
    assert book.build().editions[0].fresh


def test_mistakes_are_told_together_and_the_last_edition_stays(book: BookTest) -> None:
    book.build()
    first = content(book.edition("epub"))
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    book.change("02-bahce.md", "vardı.", "vardı 𓆏. [Bak](#nerede) şuraya.")
    with pytest.raises(ManuscriptError) as caught:
        book.build()
    assert codes(caught.value) == ["note-undefined", "note-unused", "glyph-missing", "link-broken"]
    assert content(book.edition("epub")) == first
    book.change("01-kapi.md", "[^kedo]:", "[^kedi]:")
    book.change("02-bahce.md", " 𓆏. [Bak](#nerede) şuraya.", ".")
    assert book.build().editions[0].fresh


def test_a_missing_glyph_is_named_with_its_place(book: BookTest) -> None:
    book.change("02-bahce.md", "bir ağaç", "bir 𓆏 ağaç")
    with pytest.raises(ManuscriptError) as caught:
        book.build()
    (found,) = caught.value.found
    assert found.code == "glyph-missing"
    assert "U+1318F" in found.message
    assert "EGYPTIAN HIEROGLYPH I007" in found.message
    assert str(found.at) == f"{book.folder}/02-bahce.md:3:13"


def test_a_missing_glyph_in_a_note_is_found(book: BookTest) -> None:
    book.change("01-kapi.md", "bilinmiyor", "bilinmiyor 𓆏")
    with pytest.raises(ManuscriptError) as caught:
        book.build()
    assert [str(item.at) for item in caught.value.found] == [f"{book.folder}/01-kapi.md:5:33"]


def test_symbols_that_call_notes_are_in_the_fonts(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "SYMBOLS", "*†𓆏")
    book.change("book.toml", "date = 2026-01-15\n", 'date = 2026-01-15\n[print]\nnote_marks = "symbols"\n')
    with pytest.raises(ManuscriptError) as caught:
        book.build(EditionName.PRINT)
    (found,) = caught.value.found
    assert (found.code, str(found.at)) == ("glyph-missing", f"{book.folder}/book.toml:1:1")


def failing(*found: Diagnostic) -> object:
    def render(book: Book, run: Run, store: Store, pages: PageMap) -> object:
        raise LayoutError(*found)

    return render


def test_an_edition_that_cannot_be_made_does_not_keep_the_other(
    book: BookTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Diagnostic(code="page-too-small", message="nothing fits")
    monkeypatch.setattr(building, "_RENDERERS", {**building._RENDERERS, EditionName.PRINT: failing(problem)})
    book.edition("pdf").write_bytes(b"the last good one")
    report = book.build(EditionName.PRINT, EditionName.EPUB)
    assert [edition.name for edition in report.editions] == ["epub"]
    assert problem in report.found
    assert report.exit_code == 1
    assert book.edition("pdf").read_bytes() == b"the last good one"


def test_errors_found_in_a_finished_edition_keep_it_from_being_written(
    book: BookTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Diagnostic(code="note-lost", message="a note is gone")

    def render(book: Book, run: Run, store: Store, pages: PageMap) -> building._Rendered:
        return building._Rendered(b"new", 1, None, (problem,))

    monkeypatch.setattr(building, "_RENDERERS", {EditionName.EPUB: render})
    report = book.build()
    assert (report.editions, report.exit_code) == ((), 1)
    assert not book.edition("epub").exists()


def test_warnings_are_told_again_while_the_edition_is_up_to_date(
    book: BookTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = Diagnostic(code="line-loose", message="a loose line", severity=Severity.WARNING)

    def render(book: Book, run: Run, store: Store, pages: PageMap) -> building._Rendered:
        return building._Rendered(b"new", 1, None, (warning,))

    monkeypatch.setattr(building, "_RENDERERS", {EditionName.EPUB: render})
    first, again = book.build(), book.build()
    assert again.editions[0].fresh
    assert first.found == again.found == (warning,)
    assert again.exit_code == 0


def test_an_edit_made_during_the_build_is_not_taken_for_built(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(_: Book, run: Run, store: Store, pages: PageMap) -> building._Rendered:
        book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
        return building._Rendered(b"new", 1, None, ())

    monkeypatch.setattr(building, "_RENDERERS", {EditionName.EPUB: render})
    book.build()
    book.change("01-kapi.md", "olmuş Sabah", "Sabah olmuş")
    assert not book.build().editions[0].fresh


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"output": Path("manuscript/book.toml")}, "output-in-manuscript"),
        ({"output_dir": Path("manuscript/build")}, "output-in-manuscript"),
        ({"output": Path("build")}, "output-is-a-folder"),
        ({"output": Path("new"), "output_dir": Path("new")}, "output-is-a-folder"),
        ({"theme": "no-such-theme"}, "theme-unknown"),
        ({"environ": {"SOURCE_DATE_EPOCH": "yesterday"}}, "source-date-invalid"),
    ],
)
def test_what_cannot_be_used_is_refused(
    book: BookTest, monkeypatch: pytest.MonkeyPatch, options: dict[str, object], code: str
) -> None:
    monkeypatch.chdir(book.root)
    before = content(book.folder / "book.toml")
    with pytest.raises(ConfigError) as caught:
        book.build(**options)  # type: ignore[arg-type]
    assert codes(caught.value) == [code]
    assert content(book.folder / "book.toml") == before


def test_one_file_does_not_hold_two_editions(book: BookTest) -> None:
    with pytest.raises(ConfigError) as caught:
        book.build(EditionName.PRINT, EditionName.EPUB, output=book.root / "both")
    assert codes(caught.value) == ["output-for-many"]


def test_a_place_that_cannot_be_written_is_named_before_the_work_begins(book: BookTest) -> None:
    (book.root / "taken").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        book.build(output_dir=book.root / "taken" / "build")
    assert codes(caught.value) == ["output-unwritable"]
    assert str(book.root / "taken" / "build") in str(caught.value)
    assert book.steps == []


def test_a_disk_that_fills_up_leaves_the_last_edition(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    book.build()
    first = content(book.edition("epub"))

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(building, "write_atomically", full)
    report = book.build(force=True)
    assert [item.code for item in report.found] == ["output-unwritable"]
    assert "No space left" in report.found[0].message
    assert (report.exit_code, content(book.edition("epub"))) == (2, first)


def test_a_pipe_or_a_device_is_no_place_for_an_edition(book: BookTest) -> None:
    pipe = book.root / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ConfigError) as caught:
        book.build(EditionName.EPUB, output=pipe)
    assert codes(caught.value) == ["output-not-a-file"]
    assert pipe.is_fifo()


def test_a_read_only_build_folder_is_named(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing is read-only for root, who may be running this.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ConfigError) as caught:
        book.build()
    assert codes(caught.value) == ["output-unwritable"]
    assert "Permission denied" in caught.value.found[0].message


def test_the_book_alone_can_be_loaded(book: BookTest) -> None:
    loaded = pipeline.load_book(book.folder, environ={})
    assert loaded.metadata.title == "Kısa Kitap"
    assert [section.identifier for section in loaded.sections] == ["kapi", "bahce"]


def test_files_are_hashed_before_they_are_read_once_they_are_read_and_when_an_edition_is_made(
    book: BookTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    files = Run.files

    def counted(build: Run) -> dict[str, str]:
        hashed.append(str(build.folder))
        return files(build)

    monkeypatch.setattr(Run, "files", counted)
    book.build()
    assert len(hashed) == 3
    # Nothing is to be made: once is enough.
    book.build()
    assert len(hashed) == 4
