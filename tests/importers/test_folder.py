"""The folder that an import writes: it loads, it is marked, and it replaces nothing unasked."""

import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from publisher import manuscript
from publisher.errors import ConfigError, ManuscriptError, Severity
from publisher.importers import ImportReport, import_file
from publisher.model import Book
from publisher.walk import notes_of
from tests.importers.reading import REPORT, TEXTS, needs_report
from tests.importers.test_properties import BOOKS
from tests.support.word_count import words_in, words_of

TODAY = datetime.date(2024, 5, 6)


def import_into(folder: Path, source: Path, *, force: bool = False, language: str | None = None) -> ImportReport:
    return import_file(source, folder, force=force, today=TODAY, language=language)


def load(folder: Path) -> Book:
    book, found = manuscript.load(folder)
    assert book is not None and not found, "\n".join(map(str, found))
    return book


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", ["restarting.txt", "running-on.txt", "russian.txt"])
def test_what_is_written_loads_and_holds_every_word(name: str, tmp_path: Path) -> None:
    report = import_into(tmp_path / "book", TEXTS / name)
    book = load(tmp_path / "book")
    source = words_of((TEXTS / name).read_text(encoding="utf-8"))
    assert words_in(book.sections) == source - words_of(" ".join(item.text for item in report.dropped))
    assert report.sections == len(book.sections)
    assert report.notes == sum(1 for section in book.sections for _ in notes_of(section))


@needs_report
def test_the_report_loads_with_its_notes(tmp_path: Path) -> None:
    report = import_into(tmp_path / "book", REPORT)
    book = load(tmp_path / "book")
    notes = [[note.name for note in notes_of(section)] for section in book.sections]
    assert notes == [[], ["1", "2", "3"], ["4", "5", "6", "7", "8"], ["9", "10", "11"], ["12", "13"], []]
    assert (report.sections, report.notes, report.language) == (6, 13, "tr")


def test_book_toml_says_what_is_known(tmp_path: Path) -> None:
    import_into(tmp_path / "book", TEXTS / "restarting.txt")
    book = tomllib.loads((tmp_path / "book/book.toml").read_text(encoding="utf-8"))
    assert book["book"]["title"] == "Suyun Hafızası"
    assert book["book"]["series"] == "Defterler 4"
    assert book["book"]["language"] == "tr"
    assert book["book"]["date"] == TODAY
    assert [section["role"] for section in book["section"]] == ["preface", "chapter", "conclusion"]


@pytest.mark.parametrize(
    ("names", "isbn"),
    [
        ("ISBN: 978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISBN 978-3-16-148410-0, ISBN-13: 9783161484100", "9783161484100"),
        ("ISBN 978-3-16-148410-1", None),
        ("ISBN 978-3-16-148410-0, ISBN 0-306-40615-2", None),
        ("978-3-16-148410-0", None),
    ],
)
def test_the_isbn_is_taken_over_if_there_is_one(tmp_path: Path, names: str, isbn: str | None) -> None:
    source = tmp_path / "a.txt"
    text = (TEXTS / "restarting.txt").read_text(encoding="utf-8")
    # In a paragraph of the text, as an imprint has it.
    first = max(text.splitlines(), key=len)
    source.write_text(text.replace(first, f"{first} {names}", 1), encoding="utf-8")
    import_into(tmp_path / "book", source)
    book = tomllib.loads((tmp_path / "book/book.toml").read_text(encoding="utf-8"))
    assert book.get("print", {}).get("isbn") == isbn


def test_a_cover_is_ready_to_be_filled_in(tmp_path: Path) -> None:
    import_into(tmp_path / "book", TEXTS / "restarting.txt")
    file = tmp_path / "book/book.toml"
    text = file.read_text(encoding="utf-8")
    assert "cover" not in tomllib.loads(text)
    head, stub = text.split("# [cover]")
    file.write_text(f"{head}[cover]{stub.replace('# ', '')}", encoding="utf-8")
    assert load(tmp_path / "book").cover_options.paper_gsm == 80


def test_every_doubt_is_marked_on_its_line(tmp_path: Path) -> None:
    report = import_into(tmp_path / "book", TEXTS / "running-on.txt")
    marked = [item for item in report.found if item.code not in {"import-authors", "import-book-title"}]
    assert [item.code for item in marked] == ["import-title-case", "import-hyphen-unsure", "import-title-case"]
    for item in marked:
        assert item.severity is Severity.WARNING and item.at
        lines = Path(item.at.path).read_text(encoding="utf-8").splitlines()
        assert lines[item.at.line - 3].startswith(f"<!-- check {item.code}: {item.message}")
        assert lines[item.at.line - 1]


def test_two_doubts_about_one_block_stand_above_it(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("ONE\n\nThe light of the house: light-\nhouse --> it is.1 And.2\n\n1 Note.\n", encoding="utf-8")
    report = import_into(tmp_path / "book", source)
    lines = {item.at.line for item in report.found if item.at and item.at.path.endswith("01-one.md")}
    assert lines == {7}
    assert "--&gt;" not in (tmp_path / "book/01-one.md").read_text(encoding="utf-8")
    load(tmp_path / "book")


def test_a_doubt_cannot_end_its_comment(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("ONE --> TWO -- THREE\n\nText.\n", encoding="utf-8")
    import_into(tmp_path / "book", source)
    comment = (tmp_path / "book/01-one-two-three.md").read_text(encoding="utf-8").split("\n")[0]
    assert comment.count("--") == 2 and comment.endswith(" -->")
    load(tmp_path / "book")


def test_a_book_without_running_heads_is_called_after_its_file(tmp_path: Path) -> None:
    report = import_into(tmp_path / "book", TEXTS / "russian.txt", language="ru-RU")
    assert (report.title, report.language) == ("russian", "ru-RU")
    assert "import-book-title" in [item.code for item in report.found]


def test_importing_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        import_into(tmp_path / name, TEXTS / "restarting.txt")
    assert files(tmp_path / "one") == files(tmp_path / "two")


# --- folders -------------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book/mine.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        import_into(tmp_path / "book", TEXTS / "restarting.txt")
    assert raised.value.found[0].code == "folder-exists" and raised.value.exit_code == 2
    assert files(tmp_path / "book") == {"mine.md": b"mine"}


def test_force_replaces_files_of_the_same_names_alone(tmp_path: Path) -> None:
    import_into(tmp_path / "book", TEXTS / "restarting.txt")
    (tmp_path / "book/mine.md").write_text("mine", encoding="utf-8")
    (tmp_path / "book/03-sonuc.md").write_text("edited", encoding="utf-8")
    report = import_into(tmp_path / "book", TEXTS / "restarting.txt", force=True)
    assert (tmp_path / "book/mine.md").read_text(encoding="utf-8") == "mine"
    assert [item.at.path for item in report.found if item.code == "import-left-over" and item.at] == [
        f"{(tmp_path / 'book').as_posix()}/mine.md"
    ]
    load(tmp_path / "book")


def test_force_does_not_write_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("outside", encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book/03-sonuc.md").symlink_to(outside)
    import_into(tmp_path / "book", TEXTS / "restarting.txt", force=True)
    assert outside.read_text(encoding="utf-8") == "outside"


def test_an_empty_folder_is_filled_and_a_missing_one_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    import_into(tmp_path / "empty", TEXTS / "restarting.txt")
    import_into(tmp_path / "a/b", TEXTS / "restarting.txt")
    assert files(tmp_path / "empty") == files(tmp_path / "a/b")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="folder-is-file"):
        import_into(tmp_path / "book", TEXTS / "restarting.txt")


def test_nothing_is_left_beside_the_folder(tmp_path: Path) -> None:
    import_into(tmp_path / "book", TEXTS / "restarting.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["book"]


def test_what_cannot_be_read_again_is_not_put_in_place(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("ONE\n\n" + ("A long line of text that never ends. " * 40 + "\n") * 7_000, encoding="utf-8")
    with pytest.raises(ManuscriptError) as raised:
        import_into(tmp_path / "book", source)
    assert raised.value.found[0].at
    assert raised.value.found[0].at.path == f"{(tmp_path / 'book').as_posix()}/01-one.md"
    assert not (tmp_path / "book").exists()


# --- sources -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "source-not-text"),
        (b"PK\x03\x04\x14\x00", "source-not-text"),
        (b"{\\rtf1 text}", "source-not-text"),
        ("Işık".encode("utf-16"), "source-not-text"),
        ("ONE\n\nIşık.".encode("iso-8859-9"), "source-not-utf8"),
        (b"ONE\n\nText\x00.", "source-holds-nul"),
        (b" \n\f\n", "source-empty"),
        (b"", "source-empty"),
        (None, "source-missing"),
    ],
)
def test_what_is_no_text_is_told_with_the_next_step(data: bytes | None, code: str, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    if data is not None:
        source.write_bytes(data)
    with pytest.raises(ConfigError) as raised:
        import_into(tmp_path / "book", source)
    assert [item.code for item in raised.value.found] == [code]
    assert raised.value.found[0].hint
    assert not (tmp_path / "book").exists()


def test_a_wrong_byte_is_placed(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes("ONE\n\nIşık ".encode() + b"\xfd.")
    with pytest.raises(ConfigError) as raised:
        import_into(tmp_path / "book", source)
    assert raised.value.found[0].at
    assert (raised.value.found[0].at.line, raised.value.found[0].at.column) == (3, 6)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    with source.open("wb") as stream:
        stream.truncate(50_000_001)
    with pytest.raises(ConfigError, match="source-too-large"):
        import_into(tmp_path / "book", source)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=BOOKS)
def test_whatever_is_imported_loads_again(text: str, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"ONE\n\nText.\n\n{text}", encoding="utf-8")
    report = import_into(tmp_path / "book", source, force=True)
    book = load(tmp_path / "book")
    expected = words_of(source.read_text(encoding="utf-8"))
    assert words_in(book.sections) == expected - words_of(" ".join(item.text for item in report.dropped))
