"""A folder becomes a book, or a list of everything that is wrong with it."""

import base64
import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Raster
from PIL import ImageCms

from publisher import manuscript
from publisher.errors import ConfigError, Diagnostic
from publisher.model import Book, Figure, Role
from publisher.transform.identifiers import find_duplicates
from publisher.walk import notes_of
from tests.support.command import PROJECT

HEAD = 'format = 1\n[book]\ntitle = "T"\nlanguage = "tr"\ndate = 2025-11-29\n'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">{}</svg>'
)
# Each group shows the one before it ten times: a hundred million rectangles.
COPIES = '<g id="g0"><rect/></g>' + "".join(
    '<g id="g{}">{}</g>'.format(number, f'<use href="#g{number - 1}"/>' * 10) for number in range(1, 9)
)
SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FIGURE = '# T\n\n![c]({}){{alt="x"}}\n'
VARIETIES = PROJECT / ".." / "shared" / "books" / "varieties"


def png(width: int = 3, height: int = 2) -> bytes:
    stream = io.BytesIO()
    Raster.new("RGB", (width, height)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "manuscript"
    made.mkdir()
    (made / "book.toml").write_text(HEAD, encoding="utf-8")
    return made


def book_of(folder: Path) -> Book:
    book, found = manuscript.load(folder)
    assert book, [str(each) for each in found]
    assert not found
    return book


def the_one(folder: Path) -> Diagnostic:
    _, found = manuscript.load(folder)
    (only,) = found
    assert only.hint
    return only


def place(found: Diagnostic) -> str:
    assert found.at
    return f"{Path(found.at.path).name}:{found.at.line}:{found.at.column} {found.code}"


def sections(*files: str) -> str:
    return HEAD + "".join(f'[[section]]\nfile = "{file}"\n' for file in files)


# --- sections ----------------------------------------------------------------------------------------------------


def test_a_note_of_another_file_cannot_be_called(folder: Path) -> None:
    (folder / "01-a.md").write_text("# A\n\nText.[^x]\n\n[^x]: Note.\n")
    (folder / "02-b.md").write_text("# B\n\nText.[^x]\n")
    found = the_one(folder)
    assert place(found) == "02-b.md:3:6 note-undefined"
    assert "the note of this name in 01-a.md can be called in that file only" in (found.hint or "")


def test_without_a_list_every_file_is_a_section_in_the_order_of_names(folder: Path) -> None:
    (folder / "02-b.md").write_text("# B\n\nText.\n")
    (folder / "01-a.md").write_text(
        '+++\nrole = "foreword"\nshort_title = "Fore"\nid = "fore"\nlanguage = "en"\n+++\n# A\n\nT.'
    )
    (folder / "notes.txt").write_text("none of the book")
    (folder / ".03.md").write_text("an editor's file")
    first, second = book_of(folder).sections
    assert (first.file, first.role, first.short_title, first.identifier) == ("01-a.md", Role.FOREWORD, "Fore", "fore")
    assert first.language == "en"
    assert (second.file, second.role, second.language) == ("02-b.md", Role.CHAPTER, None)
    assert first.blocks[0].at.line == 9


def test_book_toml_wins_over_front_matter(folder: Path) -> None:
    (folder / "book.toml").write_text(sections("a.md") + 'role = "preface"\n')
    (folder / "a.md").write_text('+++\nrole = "foreword"\nshort_title = "S"\n+++\n\n# A {#own}\n\nT.')
    (section,) = book_of(folder).sections
    assert (section.role, section.short_title, section.identifier) == (Role.PREFACE, "S", "own")


def test_messages_name_files_as_the_command_line_did(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.md").write_text("# A\n\nText[^x].\n")
    monkeypatch.chdir(folder.parent)
    _, found = manuscript.load(Path("manuscript"))
    assert [str(each).splitlines()[0] for each in found] == [
        "manuscript/a.md:3:5: error[note-undefined]: no note is defined for [^x]"
    ]


def test_marks_of_other_editors_leave_no_trace(folder: Path) -> None:
    (folder / "a.md").write_bytes(b"\xef\xbb\xbf# Ki\xcc\x87tap\r\n\r\nOne\r\ntwo.\r\n")
    (folder / "b.md").write_bytes("# K\u0130tap\n\nOne two.\n".replace("K\u0130", "Ki\u0307").encode())
    first, second = book_of(folder).sections
    assert [type(block) for block in first.blocks] == [type(block) for block in second.blocks]
    assert first.title == second.title
    assert str(first.blocks[0]).count("One two.") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a.md:1:1 section-empty"),
        ("\n\n<!-- nothing -->\n", "a.md:1:1 section-empty"),
        ("# Title only\n", "a.md:1:1 section-empty"),
        ("Text only.\n", "a.md:1:1 section-untitled"),
    ],
)
def test_sections_that_are_not_whole(folder: Path, text: str, expected: str) -> None:
    (folder / "a.md").write_text(text)
    assert place(the_one(folder)) == expected


def test_no_section_at_all(folder: Path) -> None:
    assert place(the_one(folder)) == "book.toml:1:1 section-missing"


def test_section_file_missing_names_the_nearest(folder: Path) -> None:
    (folder / "book.toml").write_text(sections("01-girisş.md"))
    (folder / "01-giris.md").write_text("# T\n\nT.")
    found = the_one(folder)
    assert place(found) == "book.toml:7:1 section-file-missing"
    assert "nearest: 01-giris.md" in str(found.hint)


def test_a_folder_is_no_section(folder: Path) -> None:
    (folder / "book.toml").write_text(sections("part.md"))
    (folder / "part.md").mkdir()
    assert place(the_one(folder)) == "book.toml:7:1 section-file-missing"


def test_section_duplicate(folder: Path) -> None:
    (folder / "book.toml").write_text(sections("a.md", "./a.md"))
    (folder / "a.md").write_text("# T\n\nT.")
    assert place(the_one(folder)) == "book.toml:9:1 section-duplicate"


@pytest.mark.parametrize("file", ["../a.md", "/etc/passwd", "parts/../../a.md", "link.md"])
def test_section_outside(folder: Path, file: str) -> None:
    (folder.parent / "a.md").write_text("# T\n\nSecret.")
    (folder / "link.md").symlink_to(folder.parent / "a.md")
    (folder / "book.toml").write_text(sections(file))
    assert place(the_one(folder)) == "book.toml:7:1 section-outside"


def test_mistakes_of_all_files_come_together(folder: Path) -> None:
    (folder / "book.toml").write_text(sections("a.md", "b.md", "c.md") + 'role = "x"\n')
    (folder / "a.md").write_text("# T\n\nT[^1].")
    (folder / "b.md").write_text("# T\n\n<b>")
    book, found = manuscript.load(folder)
    assert book is None
    assert [each.code for each in found] == ["note-undefined", "raw-html", "section-file-missing", "role-unknown"]


def test_what_is_no_toml_names_no_sections(folder: Path) -> None:
    (folder / "book.toml").write_text("[book")
    (folder / "a.md").write_text("# T\n\nT[^1].")
    assert place(the_one(folder)).endswith("toml-broken")


# --- files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"# T\n\nAn\xfe \n", "a.md:3:3 encoding-not-utf8"),
        ("# T\n\nÇığ ".encode() + b"\xe7", "a.md:3:5 encoding-not-utf8"),
        ("# T\n\nText.".encode("utf-16"), "a.md:1:1 encoding-not-utf8"),
        ("# T\r\n\r\nÇ".encode() + b"\0 x", "a.md:3:2 nul-byte"),
    ],
)
def test_files_that_are_no_text(folder: Path, data: bytes, expected: str) -> None:
    (folder / "a.md").write_bytes(data)
    assert place(the_one(folder)) == expected


@pytest.mark.parametrize("name", ["a.md", "book.toml"])
def test_a_large_file_is_refused_before_it_is_read(folder: Path, name: str) -> None:
    (folder / "a.md").write_text("# T\n\nT.")
    with (folder / name).open("wb") as stream:
        stream.truncate(50_000_000)
    begin = time.perf_counter()
    found = the_one(folder)
    assert place(found) == f"{name}:1:1 file-too-large"
    assert "50 MB" in found.message
    assert time.perf_counter() - begin < 0.5


@pytest.mark.parametrize("missing", ["nowhere", "manuscript"])
def test_no_folder_or_no_book_toml(folder: Path, missing: str) -> None:
    (folder / "book.toml").unlink()
    with pytest.raises(ConfigError, match="manuscript-missing") as error:
        manuscript.load(folder.parent / missing)
    assert error.value.exit_code == 2


def test_book_toml_outside(folder: Path) -> None:
    (folder / "book.toml").rename(folder.parent / "book.toml")
    (folder / "book.toml").symlink_to(folder.parent / "book.toml")
    with pytest.raises(ConfigError):
        manuscript.load(folder)


# --- pictures ----------------------------------------------------------------------------------------------------


def test_pictures_come_with_their_size_and_bytes(folder: Path) -> None:
    (folder / "img").mkdir()
    (folder / "img" / "görsel 1.PNG").write_bytes(png())
    (folder / "a.svg").write_text(SVG.format('<rect width="1" height="1" fill="url(#g)"/>'))
    (folder / "a.md").write_text(
        '# T\n\n![c](<img/görsel 1.PNG>){alt="x"}\n\nIn ![a](./a.svg) line[^n].\n\n[^n]: ![in a note](b.svg) too.\n'
    )
    (folder / "b.svg").write_text(SVG.replace('width="40" height="20"', 'viewBox="0 0 30 10"').format(""))
    (folder / "book.toml").write_text(HEAD + 'logo = "./c.svg"\n')
    (folder / "c.svg").write_text(SVG.replace('width="40" height="20"', 'width="1in" height="2.54cm"').format(""))
    book = book_of(folder)
    sizes = {name: (image.media_type, image.width_px, image.height_px) for name, image in book.images.items()}
    assert sizes == {
        "img/görsel 1.PNG": ("image/png", 3, 2),
        "a.svg": ("image/svg+xml", 40, 20),
        "b.svg": ("image/svg+xml", 30, 10),
        "c.svg": ("image/svg+xml", 96, 96),
    }
    assert book.images["a.svg"].data == (folder / "a.svg").read_bytes()
    figure = book.sections[0].blocks[0]
    assert isinstance(figure, Figure) and figure.source in book.images
    assert book.metadata.logo == "c.svg"


def picture(folder: Path, name: str, data: bytes) -> Diagnostic:
    (folder / name).write_bytes(data)
    (folder / "a.md").write_text(FIGURE.format(name))
    return the_one(folder)


def test_image_missing_names_the_nearest(folder: Path) -> None:
    (folder / "harita.svg").write_text(SVG.format(""))
    (folder / "a.md").write_text(FIGURE.format("haritta.svg"))
    found = the_one(folder)
    assert place(found) == "a.md:3:1 image-missing"
    assert "nearest: harita.svg" in str(found.hint)


def test_image_outside_through_a_link(folder: Path) -> None:
    (folder.parent / "x.png").write_bytes(png())
    (folder / "x.png").symlink_to(folder.parent / "x.png")
    (folder / "a.md").write_text(FIGURE.format("x.png"))
    assert place(the_one(folder)) == "a.md:3:1 image-outside"


def test_logo_outside(folder: Path) -> None:
    (folder / "book.toml").write_text(HEAD + 'logo = "../x.png"\n')
    (folder / "a.md").write_text("# T\n\nT.")
    assert place(the_one(folder)) == "book.toml:6:1 image-outside"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.gif", b"GIF89a", "image-type-unknown"),
        ("a", b"x", "image-type-unknown"),
        ("a.png", b"no picture", "image-broken"),
        ("b.png", png()[:-20], "image-broken"),
        ("a.jpg", png(), "image-broken"),
        ("a.svg", b"<svg", "image-broken"),
        ("b.svg", b"<html/>", "image-broken"),
        ("c.svg", b"", "image-broken"),
    ],
)
def test_pictures_that_no_edition_can_show(folder: Path, name: str, data: bytes, code: str) -> None:
    assert place(picture(folder, name, data)) == f"a.md:3:1 {code}"


@pytest.mark.parametrize("megabytes", [41, 200])
def test_a_picture_of_many_bytes_is_not_read(folder: Path, megabytes: int) -> None:
    (folder / "a.png").touch()
    os.truncate(folder / "a.png", megabytes * 1_000_000)
    (folder / "a.md").write_text(FIGURE.format("a.png"))
    assert place(the_one(folder)) == "a.md:3:1 image-too-large"


def test_a_picture_of_many_pixels_is_not_decoded(folder: Path) -> None:
    data = bytearray(png())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    assert place(picture(folder, "a.png", bytes(data))) == "a.md:3:1 image-too-large"


def test_an_id_that_two_files_give_is_found_where_it_is_given_again(folder: Path) -> None:
    (folder / "a.md").write_text("# T {#yol}\n\nText.\n", encoding="utf-8")
    (folder / "b.md").write_text("# U\n\n## Heading {#yol}\n\nText.\n", encoding="utf-8")
    (found,) = find_duplicates(book_of(folder))
    assert (found.code, place(found)) == ("id-duplicate", "b.md:3:1 id-duplicate")
    assert "a.md:1" in found.message


# --- the e-book's cover ---


def with_cover(folder: Path, name: str, data: bytes) -> None:
    (folder / "book.toml").write_text(f'{HEAD}[epub]\ncover = "./{name}"\n', encoding="utf-8")
    (folder / "a.md").write_text("# T\n\nText.\n", encoding="utf-8")
    (folder / name).write_bytes(data)


def test_a_cover_of_the_author_is_a_picture_of_the_book(folder: Path) -> None:
    with_cover(folder, "cover.png", png(1400, 1900))
    book = book_of(folder)
    assert book.epub_options.cover == "cover.png"
    assert book.images["cover.png"].width_px == 1400


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cover.png", png(1399, 2560), "cover-unfit"),
        ("cover.png", png(2560, 1399), "cover-unfit"),
        ("cover.svg", SVG.format("").encode(), "cover-unfit"),
        ("cover.png", b"Ceci n'est pas un PNG", "image-broken"),
        ("cover.pdf", b"%PDF-1.7", "image-type-unknown"),
    ],
)
def test_a_cover_that_bookshops_would_refuse(folder: Path, name: str, data: bytes, code: str) -> None:
    with_cover(folder, name, data)
    assert place(the_one(folder)) == f"book.toml:7:1 {code}"


def test_a_cover_that_is_not_there(folder: Path) -> None:
    with_cover(folder, "cover.png", b"")
    (folder / "cover.png").unlink()
    assert place(the_one(folder)) == "book.toml:7:1 image-missing"


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + SVG.format("<text>&b;</text>")
FILE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>")


@pytest.mark.parametrize(
    "svg",
    [
        SVG.format("<script>x</script>"),
        SVG.format("<foreignObject/>"),
        SVG.format('<rect onclick="x"/>'),
        SVG.format('<image href="http://example.org/a.png"/>'),
        SVG.format('<image xlink:href="file:///etc/passwd"/>'),
        SVG.format('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
        SVG.format('<use href="other.svg#a"/>'),
        SVG.format('<a href="javascript:x"><rect/></a>'),
        SVG.format('<rect fill="url(http://example.org/a)"/>'),
        SVG.format("<rect style=\"fill: URL( '//example.org/a' )\"/>"),
        SVG.format("<style>@import 'a.css';</style>"),
        SVG.format("<style>rect { background: image-set('http://example.org/a.png' 1x) }</style>"),
        SVG.format('<g id="a"><use href="#a"/></g>'),
        SVG.format('<mask id="a"><rect mask="url(#b)"/></mask><mask id="b"><rect style="mask: url(\'#a\')"/></mask>'),
        SVG.format(COPIES),
        SVG.format("<style>rect { background: url(a.png) }</style>"),
        SVG.format("<style>rect { background: u\\72l(a.png) }</style>"),
        SVG.format('<a><set attributeName="href" to="javascript:x"/></a>'),
        SVG.format('<g xml:base="http://example.org/"/>'),
        '<?xml-stylesheet href="http://example.org/a.css"?>' + SVG.format(""),
        BOMB,
        FILE,
    ],
)
def test_drawings_that_run_or_fetch_something(folder: Path, svg: str) -> None:
    assert place(picture(folder, "a.svg", svg.encode())) == "a.md:3:1 svg-unsafe"


def test_drawings_may_hold_what_is_their_own(folder: Path) -> None:
    inside = base64.b64encode(png()).decode()
    drawing = (
        "<!-- made by hand --><defs><linearGradient id='g'/></defs><style>rect { fill: url(#g) }</style>"
        f'<use href="#g"/><image href="data:image/png;base64,{inside}"/><rect style="fill: url(\'#g\')"/>'
    )
    (folder / "a.svg").write_text(SVG.format(drawing))
    (folder / "a.md").write_text(FIGURE.format("a.svg"))
    assert "a.svg" in book_of(folder).images


# --- a whole book ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not VARIETIES.exists(), reason="the stock of large books is not beside the project")
def test_a_large_book_is_read_with_all_its_notes(folder: Path) -> None:
    for file in VARIETIES.glob("*.md"):
        (folder / file.name).write_bytes(file.read_bytes())
    begin = time.process_time()
    book = book_of(folder)
    assert time.process_time() - begin < 1.5
    assert len(book.sections) == 16
    assert sum(1 for section in book.sections for _ in notes_of(section)) == 363


# --- the profile of a press --------------------------------------------------------------------------------------

CMYK_PROFILE = (200).to_bytes(4, "big") + bytes(8) + b"prtrCMYK" + bytes(16) + b"acsp" + bytes(160)


def test_a_profile_is_read_from_the_folder(folder: Path) -> None:
    (folder / "book.toml").write_text(HEAD + '[print]\nprofile = "own.icc"\n')
    (folder / "own.icc").write_bytes(CMYK_PROFILE)
    (folder / "a.md").write_text("# T\n\nText.\n")
    profile = book_of(folder).press_profile
    assert profile
    assert (profile.source, profile.data) == ("own.icc", CMYK_PROFILE)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("own.icc", None, "profile-file-missing"),
        ("../own.icc", CMYK_PROFILE, "profile-outside"),
        ("/etc/passwd", None, "profile-outside"),
        ("own.icc", b"", "profile-unusable"),
        ("own.icc", CMYK_PROFILE[:150], "profile-unusable"),
        ("own.icc", CMYK_PROFILE.replace(b"CMYK", b"RGB "), "profile-unusable"),
        ("own.icc", CMYK_PROFILE.replace(b"prtr", b"link"), "profile-unusable"),
    ],
)
def test_what_is_no_profile_of_a_press_is_named(folder: Path, name: str, data: bytes | None, code: str) -> None:
    (folder / "book.toml").write_text(HEAD + f'[print]\nprofile = "{name}"\n')
    (folder / "a.md").write_text("# T\n\nText.\n")
    if data is not None:
        (folder / name).write_bytes(data)
    assert place(the_one(folder)) == f"book.toml:7:1 {code}"


# --- pictures that print cannot take as they are -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "name", "options"),
    [
        ("RGB", "a.png", {"icc_profile": b"no profile at all " * 10}),
        ("RGB", "a.jpg", {"icc_profile": SCREEN[:200]}),
        ("L", "a.png", {"icc_profile": SCREEN[:16] + b"CMYK" + SCREEN[20:]}),
        ("CMYK", "a.jpg", {"icc_profile": SCREEN}),
        ("CMYK", "a.jpg", {}),
    ],
)
def test_colours_that_nobody_can_know_are_told_of(folder: Path, mode: str, name: str, options: dict[str, Any]) -> None:
    Raster.new(mode, (8, 8)).save(folder / name, **options)
    (folder / "a.md").write_text(FIGURE.format(name))
    found = the_one(folder)
    assert (place(found), str(found.severity)) == ("a.md:3:1 image-colours-unsaid", "warning")


@pytest.mark.parametrize(
    ("mode", "profile"), [("RGB", SCREEN), ("RGBA", SCREEN), ("P", SCREEN), ("L", SCREEN), ("L", None), ("RGB", None)]
)
def test_colours_that_are_told_are_no_finding(folder: Path, mode: str, profile: bytes | None) -> None:
    Raster.new(mode, (8, 8)).save(folder / "a.png", icc_profile=profile)
    (folder / "a.md").write_text(FIGURE.format("a.png"))
    book_of(folder)


def embedded(data: bytes, kind: str = "png") -> bytes:
    return SVG.format(f'<image href="data:image/{kind};base64,{base64.b64encode(data).decode()}"/>').encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (embedded(b"no picture"), "image-broken"),
        (embedded(png(), "jpeg"), "image-broken"),
        (SVG.format('<image href="data:image/png;base64,a*b"/>').encode(), "image-broken"),
        (embedded(png().replace(b"\0\0\0\3\0\0\0\2", b"\0\1\0\0\0\1\0\0", 1)), "image-broken"),
    ],
)
def test_pictures_in_drawings_are_checked_as_others_are(folder: Path, data: bytes, code: str) -> None:
    assert place(picture(folder, "a.svg", data)) == f"a.md:3:1 {code}"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('isbn = "978-3-16-148410-1"', "isbn-wrong"),
        ("trim_mm = [0, 0]", "value-wrong"),
        ("trim_mm = [165, -240]", "value-wrong"),
        ("bleed_mm = -3", "value-wrong"),
        ('marks = ["corp"]', "value-wrong"),
        ('condition = "FOGRA93"', "value-wrong"),
        ('profile = "press/none.icc"', "profile-file-missing"),
    ],
)
def test_what_no_press_can_print_is_told_at_its_line(folder: Path, line: str, code: str) -> None:
    text = (folder / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text(f"{text}\n[print]\n{line}\n", encoding="utf-8")
    (folder / "a.md").write_text("# Bir\n\nSöz.\n", encoding="utf-8")
    found = the_one(folder)
    assert (found.code, found.at and found.at.line) == (code, len(text.splitlines()) + 3)
    assert found.hint


@pytest.mark.parametrize(
    "drawing",
    ['<filter id="f"><feGaussianBlur stdDeviation="5"/></filter>', '<rect style="mix-blend-mode: multiply"/>'],
)
def test_effects_that_print_leaves_out_are_told_of(folder: Path, drawing: str) -> None:
    (folder / "a.svg").write_text(SVG.format(drawing))
    (folder / "a.md").write_text(FIGURE.format("a.svg"))
    found = the_one(folder)
    assert (place(found), str(found.severity)) == ("a.md:3:1 svg-effect-lost", "warning")
