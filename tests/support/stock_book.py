"""A small book that has every element of the model, made without reading a file."""

import datetime
import io
from dataclasses import replace

from PIL import Image as Picture

from publisher.model import (
    Alignment,
    Block,
    Blocks,
    Book,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    EpubOptions,
    Figure,
    Foreign,
    Heading,
    Image,
    Inline,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    LineBreak,
    Link,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Person,
    PrintOptions,
    Quotation,
    Reference,
    Role,
    Row,
    Section,
    Signature,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
    VerseLine,
)
from publisher.source import Position
from publisher.transform.identifiers import with_identifiers

ROUTE_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120">
<path d="M20 90 C 90 20, 190 110, 280 30" fill="none" stroke="#12284C" stroke-width="4"/>
<circle cx="20" cy="90" r="8" fill="#12284C"/><circle cx="280" cy="30" r="8" fill="#12284C"/>
</svg>
"""


def stock_book() -> Book:
    """Give the stock book as the editions take it: every id is there."""
    return with_identifiers(unidentified_stock_book())


def unidentified_stock_book() -> Book:
    """Give the stock book as a reader leaves it: only the author's ids are there."""
    return Book(
        metadata=Metadata(
            title="Bozkırın Yolları",
            subtitle="Küçük bir örnek kitap",
            series="e-Rapor",
            language="tr",
            date=datetime.date(2018, 11, 5),
            uuid="6f0b2f3e-7d0c-4d0e-9a51-3b1f0c2d4e5f",
            authors=(Person("Ayşe Yılmaz", "Yılmaz, Ayşe"), Person("Әлия Қасымова", "Қасымова, Әлия", "edt")),
            publisher="ANKASAM",
            place="Ankara",
            edition="1. baskı",
            rights="© 2018 ANKASAM. Her hakkı saklıdır.",
            description="Her öğeden bir örnek: tablo & şekil, şiir, alıntı.",
            subjects=("Türkiye", "Kazakistan"),
        ),
        sections=(foreword(), introduction(), chapter_of_blocks(), chapter_of_notes(), conclusion()),
        print_options=PrintOptions(isbn="978-605-00000-0-5"),
        epub_options=EpubOptions(isbn="978-605-00000-1-2"),
        images={image.source: image for image in (route(), stamp())},
    )


def book_of(*sections: Section, language: str = "tr") -> Book:
    """Give the stock book with other sections, ids completed."""
    stock = unidentified_stock_book()
    metadata = replace(stock.metadata, language=language)
    return with_identifiers(replace(stock, metadata=metadata, sections=sections))


def section_of(*blocks: Block, title: str = "Bölüm", file: str = "01-bolum.md", role: Role = Role.CHAPTER) -> Section:
    """Give a section that holds these blocks."""
    return Section(file=file, role=role, title=words(title), blocks=blocks, at=place(1, file))


def place(line: int, file: str = "01-bolum.md") -> Position:
    """Give a position in a file of the stock manuscript."""
    return Position(f"manuscript/{file}", line)


def words(text: str) -> Inlines:
    """Give plain running text."""
    return (Text(text),)


def paragraph(*parts: str | Inline, line: int = 3) -> Paragraph:
    """Give a paragraph; a string stands for running text."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts), place(line))


def note(*paragraphs: str, line: int = 3, name: str | None = None) -> Note:
    """Give a note of plain paragraphs."""
    return Note(tuple(paragraph(text, line=line) for text in paragraphs), place(line), name)


def stanza(*lines: Inlines, indents: tuple[int, ...] = ()) -> tuple[VerseLine, ...]:
    """Give lines of verse, each with its indent if there are any."""
    return tuple(VerseLine(*line) for line in zip(lines, indents or (0,) * len(lines), strict=True))


def row(*cells: str | Inlines) -> Row:
    """Give a row of a table; a string stands for running text."""
    return tuple(Cell(words(cell) if isinstance(cell, str) else cell, place(9)) for cell in cells)


def route() -> Image:
    """Give a drawing (SVG)."""
    return Image("images/route.svg", "image/svg+xml", ROUTE_SVG, 300, 120)


def stamp() -> Image:
    """Give a picture (PNG)."""
    buffer = io.BytesIO()
    Picture.new("RGB", (24, 24), "#12284c").save(buffer, "PNG")
    return Image("images/stamp.png", "image/png", buffer.getvalue(), 24, 24)


def foreword() -> Section:
    """Give a foreword with a signature."""
    return Section(
        file="01-takdim.md",
        role=Role.FOREWORD,
        title=words("Takdim"),
        blocks=(
            paragraph("Bu kitap, yayınevinin bütün öğelerini ", Emphasis(words("tek tek")), " gösterir."),
            Signature((words("Yayına hazırlayanlar"), words("ANKASAM, Ankara")), place(5, "01-takdim.md")),
        ),
        at=place(1, "01-takdim.md"),
        identifier="takdim",
    )


def introduction() -> Section:
    """Give an introduction with an epigraph, several scripts and links."""
    at = place(3, "02-giris.md")
    return Section(
        file="02-giris.md",
        role=Role.INTRODUCTION,
        title=words("Giriş"),
        blocks=(
            Epigraph((paragraph("Yol bilen kervana katılmaz."),), at, attribution=words("Bozkır sözü")),
            paragraph(
                "Kazakça ",
                Foreign(words("Қазақстан Республикасы"), "kk"),
                " ile Rusça ",
                Foreign((Emphasis(words("Каспийское море")),), "ru"),
                " aynı satırdadır; ",
                SmallCaps(words("Hazar")),
                " ise küçük büyük harflerle yazılır.",
                note("Ayrıntı için bkz. ilk bölüm, s. 45.", name="hazar"),
            ),
            paragraph(
                "Bkz. ",
                Reference("tbl-ticaret", at),
                " ve ",
                Link(words("öbür bölüm"), "#notlar-bolumu", at),
                "; ayrıca ",
                Link(words("resmî site"), "https://example.org/?a=1&b=2", at),
                ".",
            ),
        ),
        at=place(1, "02-giris.md"),
    )


def chapter_of_blocks() -> Section:
    """Give a chapter with every kind of block."""
    return Section(
        file="03-ogeler.md",
        role=Role.CHAPTER,
        title=words("Öğeler: tablo, şekil, şiir"),
        short_title="Öğeler",
        blocks=(*_texts(), *_lists(), *_pictures()),
        at=place(1, "03-ogeler.md"),
    )


def _texts() -> Blocks:
    at = place(5, "03-ogeler.md")
    poem = (
        stanza(words("Uzun ince bir yoldayım sanma,"), words("yol benden uzun, ben yoldan ince;"), indents=(0, 4)),
        stanza(words("kısa bir satır"), (Text("ve "), Emphasis(words("eğik")), Text(" bir son."))),
    )
    return (
        Heading(2, words("Metin"), at),
        paragraph(
            Strong(words("Güçlü")),
            ", H",
            Subscript(words("2")),
            "O, m",
            Superscript(words("2")),
            ", ",
            Code("x < y && z"),
            LineBreak(),
            "ve yeni satır ",
            InlineImage("images/stamp.png", "damga", at),
            ".",
        ),
        Quotation(
            (paragraph("Alıntının ilk paragrafı."), paragraph("İkinci paragrafı.", note("Alıntıdaki not."))),
            at,
            attribution=words("Bir yolcu"),
        ),
        Verse(poem, at),
        ThematicBreak(at),
        CodeBlock("if a < b:\n    print('&')", at, "python"),
    )


def _lists() -> Blocks:
    at = place(40, "03-ogeler.md")
    inner = ItemList((ListItem((paragraph("iç madde"),), at),), at)
    return (
        Heading(2, words("Listeler"), at, identifier="listeler"),
        ItemList((ListItem((paragraph("bir"), inner), at), ListItem((paragraph("iki"),), at)), at, start=1),
        ItemList((ListItem((paragraph("üçüncü"),), at), ListItem((paragraph("dördüncü"),), at)), at, 3, tight=False),
        Heading(3, words("Terimler"), at),
        DefinitionList(
            (
                Definition(words("Kurultay"), ((paragraph("Meclis."),), (paragraph("Büyük toplantı."),)), at),
                Definition(words("Otağ"), ((paragraph("Büyük çadır."),),), at),
            ),
            at,
        ),
        KeptTogether((paragraph("Ayrılmayan ilk paragraf."), paragraph("Ayrılmayan ikinci paragraf.")), at),
    )


def _pictures() -> Blocks:
    at = place(70, "03-ogeler.md")
    return (
        Heading(2, words("Tablo ve şekil"), at),
        Table(
            columns=(Alignment.START, Alignment.END, Alignment.CENTER),
            head=row("Yıl", "İhracat (milyon $)", "Yön"),
            body=(row("2016", "1.062", "→"), row("2017", (Text("1.138"), note("Geçici veri.")), "→")),
            at=at,
            caption=(Text("Yıllara göre ticaret"), note("Kaynak: sınır kayıtları.")),
            identifier="tbl-ticaret",
        ),
        Figure("images/route.svg", "İki şehri birleştiren eğri bir çizgi", at, words("Yolun çizimi"), "fig-yol"),
        Figure("images/stamp.png", "Lacivert bir kare", at),
        paragraph("Şekil için bkz. ", Reference("fig-yol", at), "."),
    )


def chapter_of_notes() -> Section:
    """Give a chapter with notes in its title, a heading, a list, and one of several blocks."""
    at = place(5, "04-notlar.md")
    long = Note(
        (
            paragraph("Uzun notun ilk paragrafı."),
            ItemList((ListItem((paragraph("nottaki madde"),), at),), at),
            paragraph("Uzun notun ", Emphasis(words("son")), " paragrafı; bkz. ", Reference("tbl-ticaret", at), "."),
        ),
        at,
        "uzun",
    )
    return Section(
        file="04-notlar.md",
        role=Role.CHAPTER,
        title=(Text("Notlar bölümü"), note("Başlığın notu.", name="baslik")),
        blocks=(
            paragraph("İlk cümle.", long, " İkinci cümle.", note("Adsız not.")),
            Heading(2, (Text("Alt başlık"), note("Alt başlığın notu.")), at),
            ItemList((ListItem((paragraph("maddedeki çağrı", note("Maddenin notu.")),), at),), at),
        ),
        at=at,
        identifier="notlar-bolumu",
    )


def conclusion() -> Section:
    """Give a conclusion in another language than the book's."""
    return Section(
        file="05-sonuc.md",
        role=Role.CONCLUSION,
        title=words("Conclusion"),
        blocks=(paragraph("The road ends here.", note("In English, within a Turkish book.", name="son")),),
        at=place(1, "05-sonuc.md"),
        language="en",
    )
