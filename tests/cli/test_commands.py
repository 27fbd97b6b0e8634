import os
import tomllib
from pathlib import Path

import pytest

from publisher import __version__
from tests.support.book_test import BookTest, use_store
from tests.support.command import publish, told


def test_version() -> None:
    done = publish("--version", cwd=Path.cwd())
    assert (done.returncode, done.stdout) == (0, f"publish {__version__}\n")


def test_help_lists_every_command_and_imports_nothing_slow() -> None:
    done = publish("--help", cwd=Path.cwd(), PYTHONPROFILEIMPORTTIME="1")
    for command in ("pdf", "epub", "build", "watch", "preview", "check", "diff", "new", "import", "doctor", "clean"):
        assert f"\n  {command} " in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "publisher.cli.main" in imported
    slow = {"weasyprint", "fontTools", "jinja2", "lxml", "rich", "markdown_it", "publisher.model", "publisher.pipeline"}
    assert not imported & slow


def test_a_build_tells_its_stages_and_ends_with_a_table(book: BookTest) -> None:
    done = book.publish("epub")
    assert done.returncode == 0
    assert done.stderr.startswith("book: manuscript\n")
    assert "epub: " in done.stderr
    head, row = done.stdout.splitlines()
    assert head.split() == ["edition", "file", "pages", "notes", "size", "seconds"]
    assert row.split()[:4] == ["epub", "build/kisa-kitap.epub", "–", "2"]


def test_a_second_run_says_that_all_is_up_to_date(book: BookTest) -> None:
    book.publish("build")
    done = book.publish("build")
    assert done.returncode == 0
    assert done.stdout.count("up to date") == 3
    assert done.stdout.endswith("Both editions are up to date.\n")
    assert done.stderr == ""


# What makes editions, reads manuscripts, or looks up what only some books ask for.
LIBRARIES = "weasyprint pikepdf pypdfium2 PIL lxml jinja2 tinycss2 fontTools uharfbuzz markdown_it ebooklib langcodes"
PARTS = "pdf epub check lint html manuscript"
SLOW = {*LIBRARIES.split(), *(f"publisher.{part}" for part in PARTS.split())}


def test_an_up_to_date_run_imports_nothing_slow(book: BookTest) -> None:
    book.publish("build")
    done = publish("build", cwd=book.root, PYTHONPROFILEIMPORTTIME="1")
    assert "Both editions are up to date." in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "publisher.pipeline" in imported
    assert not imported & SLOW


def test_quiet_says_nothing_and_verbose_every_step(book: BookTest) -> None:
    quiet = book.publish("epub", "--quiet")
    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert "book: manuscript 1/1\n" in book.publish("epub", "--force", "--verbose").stderr


def test_json_is_one_object_on_standard_output(book: BookTest) -> None:
    done = book.publish("epub", "--format", "json")
    assert done.stderr == ""
    values = told(done)
    assert (values["exit_code"], values["found"]) == (0, [])
    (edition,) = values["editions"]
    assert (edition["edition"], edition["notes"], edition["up_to_date"]) == ("epub", 2, False)


def test_mistakes_end_with_1_and_are_told_on_standard_error(book: BookTest) -> None:
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    done = book.publish("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "manuscript/01-kapi.md:3:35: error[note-undefined]:" in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not book.edition("epub").exists()


def test_mistakes_in_json(book: BookTest) -> None:
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    done = book.publish("build", "--format", "json")
    values = told(done)
    assert done.returncode == values["exit_code"] == 1
    first = values["found"][0]
    assert (first["code"], first["file"], first["line"]) == ("note-undefined", "manuscript/01-kapi.md", 3)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "manuscript/01-kapi.md"), ("manuscript-not-a-folder", "publish build manuscript")),
        (("build", "nowhere"), ("manuscript-missing", "publish build manuscript")),
        (("build", "."), ("book-toml-missing", "publish build manuscript")),
        (("pdf", "nowhere"), ("manuscript-missing", "publish pdf manuscript")),
        (("epub", "."), ("book-toml-missing", "publish epub manuscript")),
        (("watch", "nowhere"), ("manuscript-missing", "publish watch manuscript")),
        (("preview", "."), ("book-toml-missing", "publish preview manuscript")),
        (("build", "--theme", "no-such"), ("theme-unknown", "ankasam")),
        (("epub", "-o", "manuscript/x.epub"), ("output-in-manuscript",)),
        (("epub", "-o", "x.PDF"), ("output-misnamed", "ends in .epub")),
        (("pdf", "-o", "x.epub"), ("output-misnamed", "ends in .pdf")),
        (("pdf", "--for", "archive", "--cover"), ("--for with --cover", "a cover is for the press")),
        (("frobnicate",), ("No such command",)),
        (("build", "--format", "xml"), ("'human', 'json'",)),
        (("clean", "nowhere"), ("manuscript-missing", "publish clean manuscript")),
        (("new",), ("Missing argument 'FOLDER'",)),
        (("new", "manuscript"), ("folder-exists",)),
        (("new", "other", "--language", "xx"), ("'tr', 'en', 'ru', 'kk'",)),
        (("doctor", "--theme", "no-such", "--bad"), ("No such option",)),
    ],
)
def test_wrong_usage_ends_with_2_and_a_way_out(
    book: BookTest, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = book.publish(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_typed_inside_the_manuscript_the_way_out_is_named(book: BookTest) -> None:
    done = publish("build", cwd=book.folder)
    assert done.returncode == 2
    assert "publish build .\n" in done.stderr


def test_with_no_manuscript_near_the_way_out_is_a_new_one(tmp_path: Path) -> None:
    done = publish("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "publish new manuscript" in done.stderr


def test_output_file_and_folder(book: BookTest) -> None:
    assert book.publish("epub", "-o", "out/mine.epub").returncode == 0
    assert book.store
    use_store(book.root / "there", book.store)
    assert book.publish("epub", "--output-dir", "there").returncode == 0
    assert (book.root / "out" / "mine.epub").read_bytes() == (book.root / "there" / "kisa-kitap.epub").read_bytes()


def test_clean(book: BookTest) -> None:
    book.publish("epub")
    done = book.publish("clean")
    assert done.returncode == 0
    assert "removed build/kisa-kitap.epub\n" in done.stdout
    assert list(book.output.iterdir()) == []
    assert book.publish("clean").stdout == "nothing to remove\n"


@pytest.mark.parametrize("language", ["tr", "en", "ru", "kk"])
def test_a_new_manuscript_builds_clean_at_once(tmp_path: Path, warm_store: Path, language: str) -> None:
    use_store(tmp_path / "build", warm_store)
    done = publish("new", "my-book", "--language", language, "--title", 'The "first" \\ book', cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Next: publish build my-book\n")
    settings = tomllib.loads((tmp_path / "my-book" / "book.toml").read_text(encoding="utf-8"))
    assert settings["book"]["title"] == 'The "first" \\ book'
    assert settings["book"]["language"] == language
    built = publish("build", "my-book", "--format", "json", cwd=tmp_path)
    values = told(built)
    assert (built.returncode, values["found"]) == (0, [])
    assert [edition["edition"] for edition in values["editions"]] == ["print", "epub"]
    assert values["editions"][0]["notes"] == values["editions"][1]["notes"] > 0


def test_import_makes_a_manuscript_and_never_overwrites_one(tmp_path: Path) -> None:
    report = Path(__file__).parents[3] / "shared" / "report" / "stratejik-boyut.txt"
    if not report.exists():
        pytest.skip("the report's text layer is not on this machine")
    done = publish("import", str(report), "imported", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.endswith("Next: publish build imported\n")
    first = (tmp_path / "imported" / "book.toml").read_bytes()
    again = publish("import", str(report), "imported", cwd=tmp_path)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert (tmp_path / "imported" / "book.toml").read_bytes() == first
    assert publish("import", str(report), "imported", "--force", cwd=tmp_path).returncode == 0


def test_import_of_one_sentence_is_counted_as_one(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("A line of text.\n", encoding="utf-8")
    done = publish("import", "line.txt", "one line", cwd=tmp_path)
    assert "line: 1 section, 0 notes\n3 places to look at; those in the text are marked there\n" in done.stdout
    assert done.stdout.endswith("Next: publish build 'one line'\n")


def test_what_is_to_be_typed_next_can_be_typed(tmp_path: Path) -> None:
    done = publish("new", "my book", cwd=tmp_path)
    assert done.stdout.endswith("Next: publish build 'my book'\n")
    assert "publish build 'my book'\n" in publish("build", cwd=tmp_path).stderr


def test_import_of_nothing(tmp_path: Path) -> None:
    done = publish("import", "no-such.txt", "imported", cwd=tmp_path)
    assert done.returncode == 2
    assert "no-such.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_is_explained_and_nothing_is_written(book: BookTest) -> None:
    done = book.publish("pdf", "--explain-page", "7", "--quiet")
    assert done.returncode == 0
    assert done.stdout.startswith("page 7 ends with “")
    assert "what this end costs: " in done.stdout
    assert not list(book.root.glob("build/*.pdf"))
    wrong = book.publish("pdf", "--explain-page", "999", "--quiet")
    assert wrong.returncode == 1
    assert "page-unknown" in wrong.stderr


def test_a_folder_whose_name_is_no_text_has_a_book_all_the_same(tmp_path: Path, warm_store: Path) -> None:
    folder = os.fsdecode(b"kit\xe7ap")
    assert publish("new", folder, "--language", "tr", cwd=tmp_path).returncode == 0
    assert tomllib.loads((tmp_path / folder / "book.toml").read_text(encoding="utf-8"))["book"]["title"] == "kitap"
    use_store(tmp_path, warm_store)
    done = publish("epub", folder, "--no-page-list", "-o", f"{folder}.epub", cwd=tmp_path)
    assert (done.returncode, (tmp_path / f"{folder}.epub").is_file()) == (0, True), done.stderr


def test_a_name_that_the_system_does_not_look_up_is_no_traceback(tmp_path: Path) -> None:
    done = publish("check", f"{'a' * 300}.pdf", cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("error[path-out-of-reach]: cannot reach aaa")) == (2, True), (
        done.stderr
    )
