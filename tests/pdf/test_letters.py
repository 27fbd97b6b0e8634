"""Which glyphs stand for letters and figures: ligatures, small capitals, capitals, figures, forms of a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest

from publisher import fonts
from publisher.fonts import Font
from publisher.model import Alignment, Block, Emphasis, Foreign, Heading, Inline, SmallCaps, Strong, Table, Text
from publisher.store import Store
from publisher.theme import Theme
from tests.support.glyphs import chosen_glyphs, drawn_glyphs, holds
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, words

AT = place(3)
TEXT = {"onum": True, "pnum": True}
SMALL_CAPITALS = TEXT | {"smcp": True}
LINING = {"lnum": True, "pnum": True}
TABULAR = {"lnum": True, "tnum": True}
# What the file calls each face of the theme.
FACES = {
    "Book-Serif": ("Book Serif", 400, "normal"),
    "Book-Serif-Italic": ("Book Serif", 400, "italic"),
    "Book-Serif-Bold": ("Book Serif", 700, "normal"),
    "Book-Serif-Small": ("Book Serif Small", 400, "normal"),
    "Book-Sans": ("Book Sans", 400, "normal"),
    "Book-Sans-Semi-Bold": ("Book Sans", 600, "normal"),
}


@dataclass(frozen=True)
class Proof:
    """The first page of a section, and the theme's fonts."""

    data: bytes
    page: int
    fonts: Mapping[tuple[str, int, str], Font]

    def glyphs(self, text: str, language: str, features: Mapping[str, bool], face: str = "Book-Serif") -> bool:
        """Say whether a text stands on the page in the glyphs that its language and these features call for."""
        wanted = chosen_glyphs(self.fonts[FACES[face]], text, language, features)
        return holds(drawn_glyphs(self.data, self.page, face), wanted)

    def count(self, text: str, language: str) -> int:
        """Count the glyphs that stand for a text, which must be on the page."""
        assert self.glyphs(text, language, TEXT)
        return len(chosen_glyphs(self.fonts[FACES["Book-Serif"]], text, language, TEXT))


@pytest.fixture
def proof(press: SmallPress, theme: Theme, store: Store) -> Callable[..., Proof]:
    loaded = {(f.face.family, f.face.weight, f.face.style): f for f in fonts.load(theme, "print", store)}

    def pull(*blocks: Block, language: str) -> Proof:
        edition = press.edition(*blocks, language=language)
        (page, *_) = edition.pages_of(edition.book.sections[0])
        return Proof(edition.printed.data, page.number, loaded)

    return pull


# --- ligatures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "glyphs"), [("en", 1), ("ru", 1), ("tr", 2), ("az", 2), ("kk-Latn", 2)])
def test_fi_is_two_letters_where_i_has_a_brother_without_dot(
    proof: Callable[..., Proof], language: str, glyphs: int
) -> None:
    page = proof(paragraph(Foreign((Text("fi fı afiş"),), language)), language="en")
    shaped = "tr" if language == "kk-Latn" else language
    assert page.count("fi", shaped) == glyphs
    assert page.count("fı", shaped) == 2


def test_other_ligatures_stay(proof: Callable[..., Proof]) -> None:
    page = proof(paragraph("affı fjord flama"), language="tr")
    assert page.count("affı", "tr") == 3
    assert page.count("fj", "tr") == page.count("fl", "tr") == 1


def test_a_language_within_another_has_its_own_ligatures(proof: Callable[..., Proof]) -> None:
    page = proof(paragraph(Foreign((Text("fi "), Foreign((Text("office"),), "en")), "kk-Latn")), language="tr")
    assert page.count("office", "en") == 4


# --- small capitals and capitals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [("tr", "ilişki ığı"), ("ru", "ссср и снг"), ("kk", "қазақ ғылымы"), ("en", "nato is it"), ("kk-Latn", "ilim")],
)
@pytest.mark.parametrize(
    ("wrap", "face"), [(None, "Book-Serif"), (Emphasis, "Book-Serif"), (Strong, "Book-Serif-Bold")]
)
def test_small_capitals_are_the_fonts_own(
    proof: Callable[..., Proof], language: str, text: str, wrap: Callable[..., Inline] | None, face: str
) -> None:
    small: Inline = SmallCaps((Text(text),))
    page = proof(paragraph(wrap((small,)) if wrap else small), language=language)
    shaped = "tr" if language == "kk-Latn" else language
    assert page.glyphs(text.split()[0], shaped, SMALL_CAPITALS, face)


def test_the_small_capital_of_i_keeps_its_dot_in_turkish_alone(proof: Callable[..., Proof]) -> None:
    both = paragraph(SmallCaps((Text("il "), Foreign((Text("il"),), "en"))))
    page = proof(both, language="tr")
    assert page.glyphs("il", "tr", SMALL_CAPITALS)
    assert page.glyphs("il", "en", SMALL_CAPITALS)
    font = page.fonts[FACES["Book-Serif"]]
    assert chosen_glyphs(font, "il", "tr", SMALL_CAPITALS) != chosen_glyphs(font, "il", "en", SMALL_CAPITALS)


@pytest.mark.parametrize(
    ("language", "title", "capitals"),
    [
        ("tr", "ılık ilim", "ILIK İLİM"),
        ("tr-TR", "ılık ilim", "ILIK İLİM"),
        ("az", "ilim", "İLİM"),
        ("en", "ilim", "ILIM"),
        ("kk", "әлі", "ӘЛІ"),
        ("kk-Latn", "ılım bilim", "ILIM BİLİM"),
    ],
)
def test_titles_stand_in_the_capitals_of_their_language(
    press: SmallPress, language: str, title: str, capitals: str
) -> None:
    heading = Heading(2, (Foreign((Text(title),), language),), AT)
    edition = press.edition(heading, paragraph("Söz."), css="h2 { text-transform: uppercase }", language="en")
    (page,) = edition.pages_of(edition.book.sections[0])
    assert capitals.replace(" ", "") in [line.dense for line in page.body]


def test_heads_and_contents_speak_the_language_of_their_section(press: SmallPress) -> None:
    css = ".running-head, .contents .entry { text-transform: uppercase }"
    long = [paragraph("söz " * 300)] * 2
    spoken = section_of(*long, title="Kesin ilim"), replace(section_of(*long, title="Fine inking"), language="en")
    edition = press.book(book_of(*spoken, language="tr"), css)
    contents = edition.pages[edition.pages.destinations["contents"][0]]
    assert [line.dense.rstrip("0123456789.") for line in contents.body[1:]] == ["KESİNİLİM", "FINEINKING"]
    for section, head in zip(edition.book.sections, ("KESİN İLİM", "FINE INKING"), strict=True):
        assert {page.head for page in edition.pages_of(section)[2::2]} == {head}


# --- figures -------------------------------------------------------------------------------------------------------


def test_figures_are_old_style_in_text_and_notes(proof: Callable[..., Proof]) -> None:
    page = proof(
        paragraph("1991 ", Emphasis((Text("1992"),)), " ", Strong((Text("1993"),)), note("1994")), language="tr"
    )
    assert page.glyphs("1991", "tr", TEXT)
    assert page.glyphs("1992", "tr", TEXT, "Book-Serif-Italic")
    assert page.glyphs("1993", "tr", TEXT, "Book-Serif-Bold")
    assert page.glyphs("1994", "tr", TEXT, "Book-Serif-Small")


def test_figures_are_lining_beside_capitals_and_in_tables(proof: Callable[..., Proof]) -> None:
    table = Table((Alignment.START,), row("1995"), (row("1996"),), AT, words("1997"))
    page = proof(Heading(2, words("1998"), AT), table, language="tr")
    assert page.glyphs("1998", "tr", LINING, "Book-Sans-Semi-Bold")
    assert page.glyphs("1995", "tr", TABULAR, "Book-Sans-Semi-Bold")
    assert page.glyphs("1996", "tr", TABULAR, "Book-Sans")
    assert page.glyphs("1997", "tr", LINING, "Book-Sans")


# --- forms of a language -------------------------------------------------------------------------------------------


def test_letters_have_the_form_of_their_language(proof: Callable[..., Proof]) -> None:
    page = proof(paragraph("вжк ", Foreign((Text("вжк"),), "bg")), language="ru")
    font = page.fonts[FACES["Book-Serif"]]
    assert chosen_glyphs(font, "вжк", "ru", TEXT) != chosen_glyphs(font, "вжк", "bg", TEXT)
    assert page.glyphs("вжк", "ru", TEXT)
    assert page.glyphs("вжк", "bg", TEXT)
