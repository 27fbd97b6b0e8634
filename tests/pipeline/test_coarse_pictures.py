"""Pictures with too few pixels stop the edition for the press, at the line that names them; others warn."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image as Picture

from publisher.check.preflight.marks import Mark, MarkKind, PictureUse
from publisher.check.preflight.origins import shown_pictures
from publisher.check.preflight.spaces import GREY
from publisher.errors import Diagnostic
from publisher.manuscript import load
from publisher.model import EditionName, Purpose
from tests.support.book_test import BookTest

ANKASAM = Path(__file__).parents[2] / "styles" / "ankasam"
# The type area of the theme is 118 mm wide: so many pixels across it.
WIDTH_IN = 118 / 25.4
FIGURE = '# Kapı\n\nKapının önünde.\n\n![]({}){{alt="Bir kapı"}}\n'


def draw(folder: Path, name: str, dpi: float, mode: str = "L", height: float = 0.5) -> None:
    width = round(WIDTH_IN * dpi)
    Picture.new(mode, (width, round(width * height))).save(folder / name)


def coarse(found: Sequence[Diagnostic]) -> list[str]:
    return [str(item).partition("\n")[0] for item in found if item.code == "picture-too-coarse"]


def test_a_photograph_of_a_screen_is_printed_small_rather_than_coarse(book: BookTest) -> None:
    draw(book.folder, "foto.jpg", 72, "RGB", 1.4)
    book.write("01-kapi.md", FIGURE.format("foto.jpg"))
    report = book.build(EditionName.PRINT)
    (told,) = coarse(report.found)
    assert told.startswith(f"{book.folder}/01-kapi.md:5:1: warning[picture-too-coarse]: page ")
    assert told.endswith("“foto.jpg”, a picture of 334 × 468 pixels has 160 dpi, 300 are wanted")
    assert report.exit_code == 0


def test_where_a_theme_blows_it_up_to_the_page_it_stops_the_press_and_no_screen(book: BookTest) -> None:
    theme = shutil.copytree(ANKASAM, book.root / "styles" / "wide")
    with (theme / "print" / "text.css").open("a", encoding="utf-8") as style:
        style.write("figure img { width: 100% }\n")
    draw(book.folder, "foto.jpg", 72, "RGB", 1.1)
    book.write("01-kapi.md", FIGURE.format("foto.jpg"))
    report = book.build(EditionName.PRINT, theme="wide")
    (told,) = coarse(report.found)
    assert told.startswith(f"{book.folder}/01-kapi.md:5:1: error[picture-too-coarse]: page ")
    assert told.endswith("“foto.jpg”, a picture of 334 × 367 pixels has 75 dpi, 300 are wanted")
    assert report.exit_code == 1
    assert not book.edition("pdf").exists()
    screen = book.build(EditionName.PRINT, theme="wide", purpose=Purpose.SCREEN)
    assert (screen.exit_code, coarse(screen.found)) == (0, [])


@pytest.mark.parametrize(("dpi", "mode", "says"), [(220, "L", "300 are wanted"), (700, "1", "1200 are wanted")])
def test_fewer_pixels_than_wanted_are_a_warning(book: BookTest, dpi: float, mode: str, says: str) -> None:
    draw(book.folder, "a.png", dpi, mode)
    book.write("01-kapi.md", FIGURE.format("a.png"))
    report = book.build(EditionName.PRINT)
    (told,) = coarse(report.found)
    assert told.startswith(f"{book.folder}/01-kapi.md:5:1: warning[picture-too-coarse]: page ")
    assert says in told
    assert report.exit_code == 0


def test_each_picture_of_one_size_is_told_at_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('format = 1\n[book]\ntitle = "T"\nlanguage = "tr"\ndate = 2025-01-01\n')
    for name in ("a.png", "b.png"):
        draw(tmp_path, name, 20)
    text = "# Bir\n\nSöz ![i](a.png).^[Not ![i](b.png).]\n\n![i](a.png)\n\n![i](b.png)\n"
    (tmp_path / "1.md").write_text(text, encoding="utf-8")
    book, _ = load(tmp_path)
    assert book
    use = PictureUse(None, (93, 46), (10.0, 5.0), GREY, is_line_art=False)
    marks = [Mark(page, MarkKind.PICTURE, (0, 0, 1, 1), picture=use) for page in range(4)]
    found = shown_pictures(marks, book)
    lines = [found[id(mark)].at for mark in marks]
    assert [(found[id(mark)].source, at and at.line) for mark, at in zip(marks, lines, strict=True)] == [
        ("a.png", 3),
        ("b.png", 3),
        ("a.png", 5),
        ("b.png", 7),
    ]
    # One more than the book names, and nobody knows which.
    assert shown_pictures([*marks, Mark(9, MarkKind.PICTURE, (0, 0, 1, 1), picture=use)], book) == {}
