import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from publisher import pipeline
from publisher.model import EditionName
from tests.support.book_test import BookTest
from tests.support.command import publish, told
from tests.support.damage import BrokenFile
from tests.support.plain_weasyprint import print_plainly


def test_a_sound_edition_is_said_to_be_read(book: BookTest) -> None:
    book.build(EditionName.PRINT)
    done = book.publish("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "read build/kisa-kitap.pdf: 10 pages\n"
        "Each word and each of 2 notes was looked for.\n"
        "build/kisa-kitap.pdf was held to PDF/X-4 and what “generic” wants.\n"
        "build/kisa-kitap.pdf claims to be PDF/A-2u; there is no verapdf on the PATH to prove it.\n"
        "It has no justified text whose word spaces, line ends and page ends could be measured.\n"
    )
    assert book.publish("check", "--quiet").stdout == ""


def test_a_fault_is_told_with_its_place(book: BookTest) -> None:
    book.build(EditionName.PRINT)
    file = BrokenFile(book.edition("pdf").read_bytes())
    file.remove(7, ["1. Kedinin adı bilinmiyor."])
    (book.root / "broken.pdf").write_bytes(file.data())
    done = book.publish("check", "broken.pdf", "--manuscript", "manuscript")
    assert done.returncode == 1
    assert done.stderr.startswith("manuscript/01-kapi.md:3:35: error[note-lost]: note 1: is called on page 7")
    values = told(book.publish("check", "broken.pdf", "--manuscript", "manuscript", "--format", "json"))
    assert [found["code"] for found in values["found"]] == ["note-lost"]
    assert (values["exit_code"], values["pages"], values["notes"], values["left_out"]) == (1, 10, 2, [])


NOTE = ["1. Kedinin adı bilinmiyor."]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ({"do": "remove", "page": 7, "lines": NOTE}, "note-lost"),
        ({"do": "move", "page": 7, "lines": NOTE, "to": 9, "down": -40.0}, "note-displaced"),
        ({"do": "double", "page": 7, "lines": NOTE, "to": 7, "down": -40.0}, "note-doubled"),
        ({"do": "shift", "page": 7, "lines": NOTE, "down": 200.0}, "text-outside-trim"),
    ],
)
def test_what_became_of_a_note_is_told(book: BookTest, damage: Mapping[str, Any], code: str) -> None:
    book.build(EditionName.PRINT)
    file = BrokenFile(book.edition("pdf").read_bytes())
    file.do(damage)
    (book.root / "broken.pdf").write_bytes(file.data())
    done = book.publish("check", "broken.pdf", "--manuscript", "manuscript")
    assert done.returncode == 1
    assert re.findall(r"error\[([a-z-]+)\]", done.stderr) == [code]


def test_footnotes_that_another_program_set_late_are_told(book: BookTest) -> None:
    sizes = (30, 30, 120, 30, 150, 30, 30, 110)
    notes = (" ".join(f"not{index}x{number}" for number in range(size)) for index, size in enumerate(sizes))
    words = " ".join(f"söz{number}" for number in range(90))
    text = "\n\n".join(f"Paragraf {index} {words}.^[{note}] Sonra {words}" for index, note in enumerate(notes))
    for file in book.folder.glob("*.md"):
        file.unlink()
    book.write("01-uzun.md", f"# Uzun\n\n{text}\n")
    (book.root / "plain.pdf").write_bytes(print_plainly(pipeline.load_book(book.folder, environ={})))
    done = book.publish("check", "plain.pdf", "--manuscript", "manuscript")
    assert done.returncode == 1
    found = re.findall(r"error\[([a-z-]+)\]", done.stderr)
    assert "note-displaced" in found
    assert set(found) <= {"note-displaced", "note-disordered", "page-count-wrong"}


def test_a_file_alone_says_what_it_cannot_show(book: BookTest) -> None:
    book.build(EditionName.PRINT)
    done = book.publish("check", "build/kisa-kitap.pdf")
    assert done.returncode == 0
    assert "the file alone cannot show:" in done.stdout
    assert "note-displaced" in done.stdout
    assert "text-outside-trim" not in done.stdout
    assert "--manuscript FOLDER" in done.stdout
    left_out = told(book.publish("check", "build/kisa-kitap.pdf", "--format", "json"))["left_out"]
    assert "note-displaced" in left_out


def test_how_well_it_is_set_is_told(book: BookTest) -> None:
    words = " ".join(f"kelime{number}" for number in range(400))
    book.write("02-uzun.md", f"# Uzun\n\n{words}.\n\n{words}.\n")
    book.build(EditionName.PRINT)
    done = book.publish("check")
    figures = dict(re.split(r"\s{2,}", line) for line in done.stdout.partition("\n\n")[2].splitlines())
    assert figures["size/leading, pt"] == "10.75/14"
    assert figures["measure, mm"] == "113.0"
    assert int(figures["lines justified"]) > 100
    assert "faults at its ends" not in done.stdout
    by_page = book.publish("check", "--by-page").stdout.rpartition("\n\n")[2].splitlines()
    assert by_page[0].split()[:4] == ["page", "lines", "justified", "wide"]
    values = told(book.publish("check", "--format", "json"))["typography"]
    assert [page["page"] for page in values["pages"]] == [int(row.split()[0]) for row in by_page[1:]]
    assert f"{sum(page['wide'] for page in values['pages'])} (" in figures["wide lines (over 1.6)"]
    assert values["in_all"]["justified"] == int(figures["lines justified"])


def test_a_file_that_is_not_there(book: BookTest) -> None:
    done = book.publish("check", "no.pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[file-missing]" in done.stderr


def test_a_file_for_the_press_is_held_to_its_printer(book: BookTest) -> None:
    assert book.publish("pdf", "--for", "press").returncode == 0
    done = book.publish("check", "build/kisa-kitap.pdf", "--manuscript", "manuscript")
    assert (done.returncode, done.stderr) == (0, "")
    assert "build/kisa-kitap.pdf was held to PDF/X-4 and what “generic” wants.\n" in done.stdout
    done = book.publish("check", "--printer", "kdp")
    assert done.returncode == 1
    assert "error[page-count-refused]: 10 pages; kdp binds 24 to 828" in done.stderr
    done = book.publish("check", "--printer", "nobody")
    assert (done.returncode, "printer-unknown" in done.stderr) == (2, True)


def test_a_cover_is_held_to_the_printer_and_not_to_the_words(book: BookTest) -> None:
    book.write("book.toml", (book.folder / "book.toml").read_text(encoding="utf-8") + "\n[cover]\nspine_mm = 4\n")
    assert book.publish("pdf", "--cover").returncode == 0
    done = book.publish("check", "--printer", "turkish-press")
    assert (done.returncode, done.stderr) == (0, "")
    assert "build/kisa-kitap-cover.pdf was held to PDF/X-4 and what “turkish-press” wants.\n" in done.stdout


def test_a_manuscript_names_its_printer_which_may_lie_beside_it(book: BookTest) -> None:
    book.write("book.toml", (book.folder / "book.toml").read_text(encoding="utf-8") + '\n[print]\nprinter = "ev"\n')
    book.write("ev.toml", "least_pages = 100\n")
    assert book.publish("pdf", "--for", "press").returncode == 0
    values = told(book.publish("check", "--format", "json"))
    assert [found["message"] for found in values["found"]] == ["10 pages; ev binds 100 to 100000"]
    assert list(values["held_to"].values()) == [["ev", "PDF/X-4"]]


def test_claims_are_proved_if_there_is_verapdf_and_else_said_to_be_unproved(book: BookTest, tmp_path: Path) -> None:
    assert book.publish("pdf", "--for", "archive").returncode == 0
    file = "build/kisa-kitap-archive.pdf"
    done = publish("check", file, cwd=book.root, PATH=str(tmp_path))
    assert done.returncode == 0
    assert "claims to be PDF/A-3a and PDF/UA-1; there is no verapdf on the PATH to prove it." in done.stdout
    program = tmp_path / "verapdf"
    program.write_text("#!/bin/sh\necho '<report><validationReport isCompliant=\"true\"/></report>'\n")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = publish("check", file, cwd=book.root, PATH=path)
    assert "claims to be PDF/A-3a and PDF/UA-1; veraPDF has looked at that." in done.stdout
    program.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 1\n")
    done = publish("check", file, cwd=book.root, PATH=path)
    assert done.returncode == 1
    assert "error[verapdf-failed]: veraPDF wrote no report: out of memory" in done.stderr
