"""The book, typed and frozen: what a manuscript says, and nothing of how an edition shows it.

Readers and importers make it, transforms complete it, each edition renders it. Notes live where they are
referenced and carry no number; numbers come from a side table (`publisher.transform.numbering`).
"""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from publisher.source import Origin, Position, part_of


class Division(enum.StrEnum):
    """The three divisions of a book."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Role(enum.StrEnum):
    """What a section is, named after the EPUB Structural Semantics Vocabulary 1.1."""

    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    FOREWORD = "foreword"
    PREFACE = "preface"
    ACKNOWLEDGMENTS = "acknowledgments"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    COLOPHON = "colophon"

    @property
    def division(self) -> Division:
        """The division that a section of this role belongs to."""
        if self in _FRONT:
            return Division.FRONT
        return Division.BACK if self in _BACK else Division.BODY


_FRONT = {Role.DEDICATION, Role.EPIGRAPH, Role.FOREWORD, Role.PREFACE, Role.ACKNOWLEDGMENTS}
_BACK = {Role.AFTERWORD, Role.APPENDIX, Role.GLOSSARY, Role.BIBLIOGRAPHY, Role.COLOPHON}


# --- inlines -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, NFC, without line ends.

    `origin` says where its characters stand in the manuscript; two texts of the same words are equal wherever they
    stand.
    """

    text: str
    origin: Origin = field(default=(), compare=False, repr=False)

    def part(self, begin: int, end: int | None = None) -> "Text":
        """Give a part of the text, which keeps its places."""
        end = len(self.text) if end is None else end
        if begin == 0 and end == len(self.text):
            return self
        return Text(self.text[begin:end], part_of(self.origin, begin, end))


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words; italics in most themes."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of strong importance."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of another language: `[text]{lang=kk}`. `language` is a BCP 47 tag."""

    inlines: "Inlines"
    language: str


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Words in small capitals: `[text]{.smallcaps}`."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised text: `[2]{.sup}`."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered text: `[2]{.sub}`."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text, never hyphenated or improved."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with words of its own. `target` is a URL, or `#identifier` for a place in the book."""

    inlines: "Inlines"
    target: str
    at: Position


@dataclass(frozen=True, slots=True)
class Reference:
    """An empty link to a place in the book, `[](#tbl-trade)`; each edition writes its words (“Table 1”).

    `target` is the identifier, without `#`. With `page`, `[](#tbl-trade){.page}`, an edition that has pages
    writes that of the place instead (“p. 12”).
    """

    target: str
    at: Position
    page: bool = False


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture inside a line. `source` is a key of `Book.images`."""

    source: str
    alt: str
    at: Position


@dataclass(frozen=True, slots=True)
class Note:
    """A note, held where it is referenced.

    It has no place: print sets it at the foot of the page, EPUB at the end of the section.
    `name` is the author's (`[^name]`), unique in its file; `None` for a note written in place (`^[…]`).
    """

    blocks: "tuple[Block, ...]"
    at: Position
    name: str | None = None

    def __hash__(self) -> int:
        # Side tables are full of notes; going through all words of one each time that it is looked up takes long.
        return hash(self.at)


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A further call of a note that its section calls already: `[^name]` once more.

    `at` tells two calls of one note apart.
    """

    name: str
    at: Position


NoteCall: TypeAlias = Note | NoteReference

Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Foreign
    | SmallCaps
    | Superscript
    | Subscript
    | Code
    | LineBreak
    | Link
    | Reference
    | InlineImage
    | Note
    | NoteReference
)
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------------------


class PageWish(enum.StrEnum):
    """What an editor asks of the pages around one block, in print: `{.new-page}`. Values are the markup's."""

    KEEP_WITH_NEXT = "keep-with-next"
    NEW_PAGE = "new-page"
    NEW_RECTO = "new-recto"
    SPREAD_LONG = "spread-long"
    SPREAD_SHORT = "spread-short"


PageWishes: TypeAlias = tuple[PageWish, ...]
"""Each once, in the order of the enumeration."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    inlines: Inlines
    at: Position
    identifier: str | None = None
    wishes: PageWishes = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; `level` runs from 2 to 6, the section's own title being 1."""

    level: int
    inlines: Inlines
    at: Position
    identifier: str | None = None
    wishes: PageWishes = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation; `attribution` is who said it, without the dash."""

    blocks: "tuple[Block, ...]"
    at: Position
    attribution: Inlines | None = None


@dataclass(frozen=True, slots=True)
class Epigraph:
    """A motto: `::: epigraph`."""

    blocks: "tuple[Block, ...]"
    at: Position
    attribution: Inlines | None = None


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A line of verse. `indent` counts the spaces before it, from the leftmost line of its verse."""

    inlines: Inlines
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Verse:
    """Verse, `::: verse`: stanzas of lines."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a foreword, `::: signature`: the first line a name, the others office and place."""

    lines: tuple[Inlines, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class KeptTogether:
    """Blocks that stand on one page: `::: keep`."""

    blocks: "tuple[Block, ...]"
    at: Position


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: "tuple[Block, ...]"
    at: Position


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list. `start` is the first number, `None` for bullets. A tight list has no space between items."""

    items: tuple[ListItem, ...]
    at: Position
    start: int | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and its meanings, each a run of blocks."""

    term: Inlines
    meanings: "tuple[tuple[Block, ...], ...]"
    at: Position


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their meanings."""

    definitions: tuple[Definition, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal lines; `text` ends without a line end."""

    text: str
    at: Position
    language: str | None = None


class Alignment(enum.StrEnum):
    """How a column's cells stand; `START` where the author said nothing."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    inlines: Inlines
    at: Position


Row: TypeAlias = tuple[Cell, ...]


class FloatPlace(enum.StrEnum):
    """Where an editor wants a figure or a table in print: `{.top}`. Values are the markup's."""

    TOP = "top"
    FOOT = "foot"
    HERE = "here"
    FULL_PAGE = "full-page"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row; every row has as many cells as `columns`.

    `place` is `None` where nothing was asked.
    """

    columns: tuple[Alignment, ...]
    head: Row
    body: tuple[Row, ...]
    at: Position
    caption: Inlines | None = None
    identifier: str | None = None
    place: FloatPlace | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture alone in its paragraph. `source` is a key of `Book.images`; `alt` says what it shows.

    `place` is `None` where nothing was asked. `details` is the id of a place in its section that says at length what
    the picture shows.
    """

    source: str
    alt: str
    at: Position
    caption: Inlines | None = None
    identifier: str | None = None
    place: FloatPlace | None = None
    details: str | None = None


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A change of subject that no heading names."""

    at: Position


Block: TypeAlias = (
    Paragraph
    | Heading
    | Quotation
    | Epigraph
    | Verse
    | Signature
    | KeptTogether
    | ItemList
    | DefinitionList
    | CodeBlock
    | Table
    | Figure
    | ThematicBreak
)
Blocks: TypeAlias = tuple[Block, ...]

# --- the book ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the book: one file of the manuscript.

    Args:
        file: File name inside the manuscript folder, with `/`.
        role: What it is.
        title: Its heading of level 1.
        blocks: What follows the title.
        at: Where the file begins.
        short_title: For the running head; `None` where the title itself serves.
        identifier: Its id in every edition, ASCII; `None` until `transform.identifiers` ran, unless the
            author gave one.
        language: A BCP 47 tag if it differs from the book's.
    """

    file: str
    role: Role
    title: Inlines
    blocks: Blocks
    at: Position
    short_title: str | None = None
    identifier: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who made the book. `role` is a MARC relator code, for example `aut`, `edt`, `trl`."""

    name: str
    file_as: str | None = None
    role: str = "aut"


class SubjectScheme(enum.StrEnum):
    """A scheme by which bookshops and libraries class books. Values are the markup's."""

    THEMA = "thema"
    BISAC = "bisac"
    BIC = "bic"
    UDC = "udc"
    DDC = "ddc"
    LCSH = "lcsh"


@dataclass(frozen=True, slots=True)
class SubjectCode:
    """A class of a scheme: its code, and the name that it has there."""

    scheme: SubjectScheme
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalogue says of the book. `language` is a BCP 47 tag, `uuid` in canonical form."""

    title: str
    language: str
    date: datetime.date
    uuid: str
    subtitle: str | None = None
    series: str | None = None
    authors: tuple[Person, ...] = ()
    publisher: str | None = None
    place: str | None = None
    edition: str | None = None
    rights: str | None = None
    description: str | None = None
    subjects: tuple[str, ...] = ()
    logo: str | None = None
    series_number: float | None = None
    subject_codes: tuple[SubjectCode, ...] = ()


class NoteNumbering(enum.StrEnum):
    """Where note numbers start again; an edition without pages starts again with each section instead."""

    BOOK = "book"
    SECTION = "section"
    PAGE = "page"


class NoteMarks(enum.StrEnum):
    """What calls a note: 1 2 3, or * † ‡."""

    NUMBERS = "numbers"
    SYMBOLS = "symbols"


class NotePlace(enum.StrEnum):
    """Where print sets notes: on the page that calls them, at its foot or in its margin; after section or text."""

    FOOT = "foot"
    MARGIN = "margin"
    SECTION = "section"
    END = "end"

    @property
    def on_page(self) -> bool:
        """Whether a note stands on the page that calls it."""
        return self in (NotePlace.FOOT, NotePlace.MARGIN)


class FloatRule(enum.StrEnum):
    """Which figures and tables print moves to the top or the foot of a page."""

    CAPTIONED = "captioned"
    MARKED = "marked"
    NONE = "none"


class Purpose(enum.StrEnum):
    """What a print edition is for: the press, an archive, a screen, its editors; or its cover, for the press."""

    PRESS = "press"
    ARCHIVE = "archive"
    SCREEN = "screen"
    PROOF = "proof"
    COVER = "cover"

    @property
    def holds_the_book(self) -> bool:
        """Whether all words of the book are in the file, and no others."""
        return self not in (Purpose.COVER, Purpose.PROOF)


class PressCondition(enum.StrEnum):
    """A registered printing condition, paper and inks, by its name in the registry of the ICC."""

    FOGRA39 = "FOGRA39"
    FOGRA51 = "FOGRA51"
    FOGRA52 = "FOGRA52"
    GRACOL2013 = "CGATS21_CRPC6"


class Mark(enum.StrEnum):
    """What is drawn outside the bleed, for those who cut and fold."""

    CROP = "crop"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class PressOptions:
    """What `[print]` of book.toml says to the press alone.

    Args:
        condition: Paper and inks; the profile's own if one is named, FOGRA39 otherwise.
        profile: A file in the manuscript's folder.
        marks: Which ones are drawn.
        slug_mm: From the trimmed page to the edge of the medium; as wide as marks need if left out.
        signature: The number of pages is a multiple of it, with blank ones at the end.
        spot: The name of an ink that the theme's accent is printed with, instead of four.
    """

    condition: PressCondition | None = None
    profile: str | None = None
    marks: tuple[Mark, ...] = ()
    slug_mm: float | None = None
    signature: int = 2
    spot: str | None = None


class ArchiveStandard(enum.StrEnum):
    """A part of PDF/A and its level, each with the PDF/UA of its version of PDF: UA-1, or UA-2 with the last."""

    A2A = "A-2a"
    A3A = "A-3a"
    A4 = "A-4"


@dataclass(frozen=True, slots=True)
class CoverOptions:
    """`[cover]` of book.toml.

    Args:
        spine_mm: The spine's width, if the printer told it; otherwise it follows from pages and paper.
        paper_gsm: Grams of paper a square metre.
        paper_bulk: Cubic centimetres of paper a gram; with its weight this gives how thick a leaf is.
        text: Paragraphs for the back; the book's description if left out.
    """

    spine_mm: float | None = None
    paper_gsm: float | None = None
    paper_bulk: float | None = None
    text: tuple[str, ...] = ()


class LineBreaking(enum.StrEnum):
    """How print breaks paragraphs into lines: all lines of one together, or one after the other."""

    OPTIMUM = "optimum"
    SIMPLE = "simple"


class ListKind(enum.StrEnum):
    """What a list after the contents may name."""

    FIGURES = "figures"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """`[print]` of book.toml; `None` leaves a length to the theme."""

    isbn: str | None = None
    theme: str = "ankasam"
    trim_mm: tuple[float, float] | None = None
    bleed_mm: float | None = None
    note_numbering: NoteNumbering = NoteNumbering.BOOK
    note_marks: NoteMarks = NoteMarks.NUMBERS
    notes: NotePlace = NotePlace.FOOT
    lists: tuple[ListKind, ...] = ()
    floats: FloatRule = FloatRule.CAPTIONED
    press: PressOptions = PressOptions()
    archive: ArchiveStandard = ArchiveStandard.A3A
    attach_manuscript: bool = False
    line_breaking: LineBreaking = LineBreaking.OPTIMUM
    printer: str = "generic"


@dataclass(frozen=True, slots=True)
class EpubOptions:
    """`[epub]` of book.toml.

    Args:
        isbn: Its own.
        soft_hyphens: Whether running text has them, for reading systems that cannot divide words themselves.
        cover: A picture to show as its cover, a key of `Book.images`; the theme draws one where `None`.
        certified_by: Who answers for the e-book being accessible; without it nothing of the sort is claimed.
        certifier_credential: What entitles them to say so, words or an address.
        certifier_report: The address of what they found.
        accessibility_contact: An e-mail address for questions.
    """

    isbn: str | None = None
    soft_hyphens: bool = False
    cover: str | None = None
    certified_by: str | None = None
    certifier_credential: str | None = None
    certifier_report: str | None = None
    accessibility_contact: str | None = None


class EditionName(enum.StrEnum):
    """The editions that can be made of a book."""

    PRINT = "print"
    EPUB = "epub"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture's bytes, checked when read: a type that both editions can show, nothing that fetches.

    `width_px` and `height_px` are its own size in CSS pixels.
    """

    source: str
    media_type: str
    data: bytes = field(repr=False)
    width_px: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The bytes of an ICC profile for inks, checked when read, and the file that they come from."""

    source: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that an edition is a function of, themes and fonts aside.

    `images` maps each source named in the manuscript (a path inside its folder, with `/`) to its picture.
    `word_divisions` says of words how they may be divided: `Ka-zak-stan`; without a hyphen, not at all.
    `smart_punctuation` says whether what was typed on a keyboard becomes what the language has.
    `press_profile` is the one that `book.toml` names; `most_ink` is the percentage of all inks together that its
    printer takes, `None` where none is known. `files` are those that the book is made from, by their paths in its
    folder, if they are to be in an edition; none otherwise.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    print_options: PrintOptions = PrintOptions()
    epub_options: EpubOptions = EpubOptions()
    cover_options: CoverOptions = CoverOptions()
    editions: tuple[EditionName, ...] = (EditionName.PRINT, EditionName.EPUB)
    images: Mapping[str, Image] = field(default_factory=dict)
    word_divisions: tuple[str, ...] = ()
    smart_punctuation: bool = True
    press_profile: Profile | None = None
    most_ink: float | None = None
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
