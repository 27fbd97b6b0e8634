"""Who can read the e-book, and what the package says of it: no more than is so."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from publisher import epub, theme
from publisher.epub import Ebook
from publisher.html.page_starts import PageStart
from publisher.model import (
    Book,
    EpubOptions,
    Figure,
    Foreign,
    Heading,
    Image,
    Note,
    Person,
    Role,
    SubjectCode,
    SubjectScheme,
)
from publisher.store import Store
from publisher.theme import Theme
from tests.epub.conftest import ROOT
from tests.epub.test_metadata import properties, refined
from tests.support.epub_file import OPS_TYPE, XML_LANG, EpubFile
from tests.support.stock_book import book_of, note, paragraph, place, section_of, words

AT = place(3)
MOVING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"><animate/></rect></svg>'


def described() -> Book:
    """Give a book whose picture is described at length in its section."""
    says = replace(paragraph("Çizgi Aktau’dan çıkar, denizi aşar, Bakü’de karaya varır."), identifier="uzun")
    figure = Figure("images/route.svg", "Aktau–Bakü hattı", AT, words("Yol"), "fig-yol", details="uzun")
    return book_of(section_of(figure, says))


def test_no_conformance_is_claimed_unless_somebody_answers_for_it(make: Callable[[Book], Ebook]) -> None:
    silent = EpubFile(make(book_of(section_of(paragraph("Söz.")))).data)
    assert not [name for name in silent.meta("//opf:meta/@property") if "certif" in name or "conform" in name]
    options = EpubOptions(
        certified_by="Erişim Derneği",
        certifier_credential="Denetim belgesi 7",
        certifier_report="https://example.org/rapor",
    )
    ebook = EpubFile(make(replace(book_of(section_of(paragraph("Söz."))), epub_options=options)).data)
    (claim,) = ebook.meta("//opf:meta[@property='dcterms:conformsTo']")
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    (certifier,) = ebook.meta(f"//opf:meta[@refines='#{claim.get('id')}']")
    assert (certifier.get("property"), certifier.text) == ("a11y:certifiedBy", "Erişim Derneği")
    assert refined(ebook, certifier.get("id")) == {"a11y:certifierCredential": "Denetim belgesi 7"}
    (report,) = ebook.meta("//opf:link[@rel='a11y:certifierReport']/@href")
    assert report == "https://example.org/rapor"


def test_properties_follow_the_content(make: Callable[[Book], Ebook], stock: EpubFile) -> None:
    bare = EpubFile(make(replace(book_of(section_of(paragraph("Söz."))), images={})).data)
    assert properties(bare, "schema:accessMode") == properties(bare, "schema:accessModeSufficient") == ["textual"]
    assert "Resim" not in properties(bare, "schema:accessibilitySummary")[0]
    assert "Not" not in properties(bare, "schema:accessibilitySummary")[0]
    assert properties(stock, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    said = properties(stock, "schema:accessibilitySummary")[0]
    assert "Notlar metne iki yönlü bağlıdır. Resimlerin metin karşılığı vardır." in said
    assert "Basılı" not in said


def test_pictures_without_words_are_not_said_to_have_them(make: Callable[[Book], Ebook]) -> None:
    ebook = EpubFile(make(book_of(section_of(Figure("images/route.svg", "", AT), paragraph("Söz.")))).data)
    assert "alternativeText" not in properties(ebook, "schema:accessibilityFeature")
    assert properties(ebook, "schema:accessModeSufficient") == ["textual,visual"]
    assert "metin karşılığı" not in properties(ebook, "schema:accessibilitySummary")[0]


def test_drawings_that_move_may_be_a_hazard(make: Callable[[Book], Ebook]) -> None:
    book = book_of(section_of(Figure("m.svg", "Bir kare", AT)))
    moving = replace(book, images={"m.svg": Image("m.svg", "image/svg+xml", MOVING, 9, 9)})
    assert properties(EpubFile(make(moving).data), "schema:accessibilityHazard") == [
        "noSoundHazard",
        "unknownFlashingHazard",
        "unknownMotionSimulationHazard",
    ]


def test_the_summary_says_which_language_it_is_in(make: Callable[[Book], Ebook]) -> None:
    for book_language, spoken in (("kk", "kk"), ("fr", "en")):
        ebook = EpubFile(make(book_of(section_of(paragraph("Söz.")), language=book_language)).data)
        (summary,) = ebook.meta("//opf:meta[@property='schema:accessibilitySummary']")
        assert summary.get(XML_LANG) == spoken


def test_a_long_description_belongs_to_its_picture(make: Callable[[Book], Ebook]) -> None:
    ebook = EpubFile(make(described()).data)
    page = ebook.spine[-1]
    (picture,) = page.find("//h:figure/h:img")
    assert "Aktau’dan çıkar" in "".join(page.by_id(picture.get("aria-details")).itertext())
    assert "longDescription" in properties(ebook, "schema:accessibilityFeature")
    assert "açıklama" in properties(ebook, "schema:accessibilitySummary")[0]


def test_headings_leave_no_level_out(stock: EpubFile) -> None:
    for page in (*stock.spine, stock.nav):
        levels = [int(head.tag[-1]) for head in page.root.iter() if re.fullmatch(r"\{.*\}h[1-6]", str(head.tag))]
        assert page.path == "cover.xhtml" or levels[0] == 1
        assert levels.count(1) == (page.path != "cover.xhtml")
        assert all(after - before <= 1 for before, after in pairwise(levels)), page.path


def test_every_section_has_a_type_and_a_role(make: Callable[[Book], Ebook]) -> None:
    every = [section_of(paragraph("Söz.", note(f"{role}.")), title=f"Bölüm: {role}", role=role) for role in Role]
    pages = EpubFile(make(book_of(*every)).data).spine[-len(every) :]
    for role, page in zip(Role, pages, strict=True):
        sections = [(section.get(OPS_TYPE), section.get("role")) for section in page.find("//h:section")]
        assert sections == [(str(role), f"doc-{role}"), ("footnotes", "doc-endnotes")]


def test_language_is_told_to_html_and_xml_alike(stock: EpubFile) -> None:
    for page in (*stock.spine, stock.nav):
        assert all(element.get("lang") == element.get(XML_LANG) for element in page.root.iter())


def test_words_from_right_to_left_say_so(make: Callable[[Book], Ebook]) -> None:
    page = EpubFile(make(book_of(section_of(paragraph("Bir ", Foreign(words("كتاب"), "ar"), ".")))).data).spine[-1]
    (run,) = page.find("//h:p/h:span")
    assert (run.get("lang"), run.get("dir")) == ("ar", "rtl")
    assert page.root.get("dir") is None
    hebrew = EpubFile(make(book_of(section_of(paragraph("ספר")), language="he")).data)
    assert {page.root.get("dir") for page in (*hebrew.spine, hebrew.nav)} == {"rtl"}
    assert hebrew.meta("//opf:spine/@page-progression-direction") == ["rtl"]


# --- colours -------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour. Source: WCAG 2.2."""
    digits = colour.lstrip("#")
    full = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_has_it() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_cover_can_be_read(ankasam: Theme) -> None:
    colours = ankasam.options["cover"]
    assert all(contrast(colours[ink], colours["background"]) >= 4.5 for ink in ("ink", "accent"))


def test_the_style_sheet_leaves_contrast_to_the_reader(ankasam: Theme) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", ankasam.style("epub/book.css"), flags=re.DOTALL)
    colours = [
        (selector.strip(), value.strip())
        for selector, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
        for name, value in re.findall(r"([-\w]+)\s*:\s*([^;]+)", rules)
        if "color" in name or "background" in name or re.search("#[0-9a-f]{3}|rgb|hsl", value)
    ]
    # What lies behind a picture is no text.
    assert colours == [("a", "inherit"), ("img", "#fff")]
    assert "opacity" not in sheet


# --- everything at once --------------------------------------------------------------------------------------


def with_everything() -> Book:
    """Give a book that has all that the package can say."""
    book = described()
    title = (*words("Yol "), Note((paragraph("Başlığın notu."),), place(1)))
    foreign = section_of(
        Heading(2, title, place(7), "yol"),
        paragraph("Söz ", Foreign(words("كتاب"), "ar"), note("Bir.", "İki.", line=9)),
        title="Başka",
        file="02.md",
    )
    return replace(
        book,
        metadata=replace(
            book.metadata,
            title="كتاب الطريق",
            series_number=3.5,
            authors=(Person("نجيب", "نجيب", "aut"), Person("Ayşe Yılmaz", role="trl"), Person("Ad", role="wfw")),
            subject_codes=(
                SubjectCode(SubjectScheme.THEMA, "JPSL", "Geopolitics"),
                SubjectCode(SubjectScheme.LCSH, "Kazakhstan--Relations", "Kazakhstan--Relations"),
                SubjectCode(SubjectScheme.UDC, "327(574)", "Kazakistan’ın dış ilişkileri"),
            ),
        ),
        sections=(*book.sections, replace(foreign, identifier="baska")),
        epub_options=EpubOptions(
            isbn="0-306-40615-2",
            certified_by="Erişim Derneği",
            certifier_credential="https://example.org/belge",
            certifier_report="https://example.org/rapor",
            accessibility_contact="kitap@example.org",
        ),
    )


def test_all_that_can_be_said_is_valid(
    ankasam: Theme, store: Store, complaints: Callable[[bytes], list[str]], tmp_path: Path
) -> None:
    folder = tmp_path / "styles" / "ankasam"
    shutil.copytree(ROOT / "styles" / "ankasam", folder)
    section = folder / "templates" / "epub" / "section.xhtml.jinja"
    formula = '<p><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math></p>'
    section.write_text(section.read_text("utf-8").replace("</h1>", "</h1>" + formula, 1), "utf-8")
    pages = (PageStart(1, "baska", 0), PageStart(2, "baska", 4))
    with pytest.MonkeyPatch.context() as patched:
        # The formula is the theme's, and so no word of the book.
        patched.setattr("publisher.epub.audit.require_whole", lambda *_: None)
        data = epub.render(with_everything(), theme.load(folder), store=store, pages=pages).data
    assert complaints(data) == []
    ebook = EpubFile(data)
    assert "mathml" in ebook.manifest["section-baska"].get("properties")
    assert {"MathML", "longDescription", "pageNavigation"} <= set(properties(ebook, "schema:accessibilityFeature"))
