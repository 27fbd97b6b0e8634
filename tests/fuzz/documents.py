"""Random books full of notes, each the same for the same seed.

Whatever a manuscript can say is in them, at random lengths and nested at random: notes wherever calls may stand,
one word to two thousand words long, of every kind of block; pages of a few lines and of full size; four languages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import TypeVar

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
    Figure,
    FloatPlace,
    FloatRule,
    Foreign,
    Heading,
    Inline,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    LineBreak,
    LineBreaking,
    ListItem,
    Note,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    NoteReference,
    Paragraph,
    PrintOptions,
    Quotation,
    Reference,
    Section,
    Signature,
    SmallCaps,
    Strong,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
    VerseLine,
)
from publisher.source import Position
from tests.fuzz.pictures import pictures
from tests.support.stock_book import book_of, section_of

T = TypeVar("T")

SYLLABLES = {
    "tr": [
        "ka",
        "şe",
        "ğı",
        "lö",
        "mü",
        "ye",
        "bi",
        "ça",
        "dır",
        "gün",
        "kö",
        "tur",
        "ış",
        "öz",
        "İl",
        "an",
        "Ya",
        "ıl",
        "ter",
        "soy",
    ],
    "en": [
        "con",
        "ti",
        "ment",
        "the",
        "ra",
        "shi",
        "fly",
        "age",
        "ous",
        "pre",
        "th",
        "un",
        "ness",
        "Wor",
        "ly",
        "st",
        "dan",
        "ke",
        "oo",
        "ing",
    ],
    "ru": [
        "ра",
        "сто",
        "вы",
        "ние",
        "Ка",
        "про",
        "лю",
        "ще",
        "мы",
        "жё",
        "об",
        "ство",
        "ть",
        "де",
        "Эн",
        "фа",
        "ли",
        "ый",
        "на",
        "ша",
    ],
    "kk": [
        "қа",
        "ла",
        "ғы",
        "ны",
        "Тү",
        "рік",
        "өң",
        "іс",
        "ұл",
        "дар",
        "мен",
        "ші",
        "ге",
        "жұ",
        "бал",
        "ың",
        "һә",
        "рет",
        "ті",
        "ау",
    ],
}
# How many words a note has, and how often; a book of two thousand such notes has three beyond a thousand words.
NOTE_WORDS = ((1, 3, 30), (4, 25, 52), (25, 120, 13), (120, 500, 4), (500, 2000, 1))
_BY_WHOLE = (NoteNumbering.BOOK, NoteNumbering.SECTION)
# Small pages whose column of notes is as wide as that of the theme's own pages.
_WIDE_MM = (145.0, 110.0)


@dataclass(frozen=True, slots=True)
class Document:
    """A random book and the page that it is printed on.

    Args:
        seed: What it grew from.
        book: With one section or two.
        small: Whether its pages have a few lines only.
        orphans: Lines that stay together at a page's foot.
        widows: Lines that go together to the next page.
    """

    seed: int
    book: Book
    small: bool
    orphans: int
    widows: int

    @property
    def css(self) -> str:
        """What the theme is to say besides."""
        return f"p {{ orphans: {self.orphans}; widows: {self.widows} }}\n"


def document(seed: int, *, varied: bool = False) -> Document:
    """Grow a document.

    Args:
        seed: The same one grows the same document.
        varied: Whether notes may also be numbered by page, marked by symbols, and stand elsewhere than at the foot;
            and whether references may name pages, and drawings have words.
    """
    random = Random(seed)
    small = random.random() < 0.75
    language = random.choice(list(SYLLABLES))
    # A word wider than its column, with the calls that belong to it, cannot be set well.
    writer = _Writer(random, language, 3 if small else 6, varied=varied)
    length = random.randint(80, 900) if small else random.randint(500, 3000)
    parts = random.choice([1, 1, 1, 2])
    sections = [writer.section(length // parts, part) for part in range(parts)]
    options = _varied_options(random) if varied else _plain_options(random)
    options = replace(options, line_breaking=random.choice([LineBreaking.OPTIMUM] * 3 + [LineBreaking.SIMPLE]))
    if small and options.notes is NotePlace.MARGIN:
        options = replace(options, trim_mm=_WIDE_MM)
    book = book_of(*sections, language=language)
    # Words of drawings are told apart by the audit alone.
    images = {image.source: image for image in (pictures() if varied else pictures()[:-1])}
    book = replace(book, print_options=options, images={**book.images, **images})
    return Document(seed, book, small, random.randint(1, 3), random.randint(1, 3))


def _plain_options(random: Random) -> PrintOptions:
    notes = random.choice([NotePlace.FOOT] * 3 + [NotePlace.MARGIN])
    return PrintOptions(note_numbering=random.choice(_BY_WHOLE), notes=notes)


def _varied_options(random: Random) -> PrintOptions:
    numbering = random.choice([*NoteNumbering])
    marks = random.choice([NoteMarks.NUMBERS] * 3 + [NoteMarks.SYMBOLS])
    notes = random.choice([NotePlace.FOOT] * 4 + [NotePlace.MARGIN] * 2 + [NotePlace.SECTION, NotePlace.END])
    if marks is NoteMarks.SYMBOLS:
        # A whole section's symbols would be wider than its lines.
        numbering = NoteNumbering.PAGE
        notes = notes if notes.on_page else NotePlace.FOOT
    elif numbering is NoteNumbering.PAGE and not notes.on_page:
        # `book.toml` may not say that.
        numbering = NoteNumbering.SECTION
    floats = random.choice([FloatRule.CAPTIONED] * 4 + [FloatRule.MARKED, FloatRule.NONE])
    return PrintOptions(note_numbering=numbering, note_marks=marks, notes=notes, floats=floats)


class _Writer:
    """Writes the sections of one book."""

    def __init__(self, random: Random, language: str, most_syllables: int, *, varied: bool) -> None:
        self._random = random
        self._varied = varied
        self._syllables = SYLLABLES[language]
        # Notes and tables are told apart by where they stand, so each place is given once.
        self._lines: Iterator[int] = count(2)
        self._file = ""
        self._names: list[str] = []
        self._most_syllables = most_syllables
        # Chance that a word is followed by a call.
        self._density = random.choice([0.005, 0.02, 0.02, 0.06, 0.15])
        self._long_notes = random.random() < 0.5
        # How often a block is a figure or a table.
        self._pictures = random.choice([1, 1, 3])

    def section(self, words: int, number: int) -> Section:
        """Write a section of about so many words, notes aside."""
        self._file = f"{number:02}-section.md"
        self._names = []
        # Plain, for what it prints in capitals depends on its language.
        title = (Text(self._phrase(self._random.randint(1, 4))), *(self._sometimes(0.3, self._calls) or ()))
        blocks: list[Block] = []
        while words > 0:
            blocks.append(self._block(depth=0))
            words -= 30
        blocks = self._with_references(blocks)
        return replace(section_of(*blocks, file=self._file), title=title, short_title=f"§ {number}")

    # --- blocks --------------------------------------------------------------------------------------------------

    def _block(self, depth: int) -> Block:
        kinds: list[tuple[int, Callable[[int], Block]]] = [(10, self._paragraph)]
        if depth < 3:
            kinds += [(2, self._quotation), (2, self._list)]
        if depth < 2:
            kinds += [(1, self._verse), (1, self._definitions), (1, self._code)]
            kinds += [(self._pictures, self._table), (self._pictures, self._figure)]
        if not depth:
            kinds += [(4, self._heading), (1, self._epigraph), (1, self._signature), (1, self._kept), (1, self._break)]
        return self._one_of(kinds)(depth)

    def _blocks(self, most: int, depth: int) -> Blocks:
        return tuple(self._block(depth) for _ in range(self._random.randint(1, most)))

    def _paragraph(self, _: int) -> Block:
        most = self._random.choice([4, 30, 120])
        return Paragraph(self._run(self._random.randint(1, most), self._density), self._at())

    def _heading(self, _: int) -> Block:
        return Heading(self._random.randint(2, 5), self._run(self._random.randint(1, 8), self._density), self._at())

    def _quotation(self, depth: int) -> Block:
        blocks = self._blocks(2, depth + 1)
        return Quotation(blocks, self._at(), self._sometimes(0.3, lambda: self._run(2, self._density)))

    def _epigraph(self, _: int) -> Block:
        paragraph = self._short_paragraph()
        return Epigraph((paragraph,), self._at(), self._sometimes(0.5, lambda: self._run(2, self._density)))

    def _list(self, depth: int) -> Block:
        items = tuple(self._item(depth) for _ in range(self._random.randint(1, 5)))
        start = self._sometimes(0.5, lambda: self._random.choice([1, 1, 7, 98]))
        return ItemList(items, self._at(), start, tight=self._random.random() < 0.5)

    def _item(self, depth: int) -> ListItem:
        blocks: list[Block] = [self._short_paragraph()]
        if depth < 2 and self._random.random() < 0.3:
            blocks.append(self._random.choice([self._list, self._quotation, self._paragraph])(depth + 1))
        return ListItem(tuple(blocks), self._at())

    def _definitions(self, depth: int) -> Block:
        entries = tuple(
            Definition(
                self._run(self._random.randint(1, 3), self._density),
                tuple(self._blocks(2, depth + 2) for _ in range(self._random.randint(1, 2))),
                self._at(),
            )
            for _ in range(self._random.randint(1, 4))
        )
        return DefinitionList(entries, self._at())

    def _verse(self, _: int) -> Block:
        stanzas = tuple(
            tuple(self._line() for _ in range(self._random.randint(1, 6))) for _ in range(self._random.randint(1, 3))
        )
        return Verse(stanzas, self._at())

    def _line(self) -> VerseLine:
        run = self._run(self._random.randint(2, 6), self._density)
        return VerseLine(run, self._random.choice((0, 0, 4, 9)))

    def _signature(self, _: int) -> Block:
        return Signature(tuple(self._run(2, self._density) for _ in range(self._random.randint(1, 3))), self._at())

    def _kept(self, _: int) -> Block:
        return KeptTogether(self._blocks(3, 1), self._at())

    def _code(self, _: int) -> Block:
        lines = [f"{self._word()} = {number}" for number in range(self._random.randint(1, 8))]
        return CodeBlock("\n".join(lines), self._at())

    def _break(self, _: int) -> Block:
        return ThematicBreak(self._at())

    def _table(self, depth: int) -> Block:
        columns = tuple(self._random.choice(list(Alignment)) for _ in range(self._random.randint(1, 3)))
        # Words of tables are not hyphenated: longer ones would not fit in a column.
        usual, self._most_syllables = self._most_syllables, 2
        most = 2 if usual < 6 else 4
        head, *rows = (
            tuple(Cell(self._run(self._random.randint(1, most), self._density), self._at()) for _ in columns)
            for _ in range(self._random.randint(2, self._random.choice([4, 25])))
        )
        self._most_syllables = usual
        caption = self._caption(0.5)
        name = f"tbl-{next(self._lines)}"
        return Table(columns, head, tuple(rows), self._at(), caption, name if caption else None, self._place(depth))

    def _figure(self, depth: int) -> Block:
        caption = self._caption(0.7)
        name = f"fig-{next(self._lines)}"
        sources = ["route.svg", "stamp.png", "tall.svg", "wide.png", *(["chart.svg"] if self._varied else [])]
        source = self._random.choice(sources)
        at = self._at()
        return Figure(f"images/{source}", "", at, caption, name if caption else None, self._place(depth))

    def _caption(self, chance: float) -> Inlines | None:
        # What calls a note does not leave its place.
        density = self._density if self._random.random() < 0.3 else 0.0
        return self._sometimes(chance, lambda: self._run(self._random.randint(2, 8), density))

    def _place(self, depth: int) -> FloatPlace | None:
        return None if depth else self._random.choice([None] * 8 + [*FloatPlace])

    def _with_references(self, blocks: list[Block]) -> list[Block]:
        """Let paragraphs near figures and tables refer to them, and some further away."""
        paragraphs = [index for index, block in enumerate(blocks) if isinstance(block, Paragraph)]
        for at, block in enumerate(blocks):
            name = block.identifier if isinstance(block, Figure | Table) else None
            near = [index for index in paragraphs if abs(index - at) < 4 or self._random.random() < 0.05]
            if name and near and self._random.random() < 0.7:
                index = self._random.choice(near)
                paragraph = blocks[index]
                assert isinstance(paragraph, Paragraph)
                page = self._varied and self._random.random() < 0.2
                more = (Text(f" {self._word()} "), Reference(name, self._at(), page), Text(f" {self._word()}"))
                blocks[index] = replace(paragraph, inlines=(*paragraph.inlines, *more))
        return blocks

    def _short_paragraph(self) -> Paragraph:
        return Paragraph(self._run(self._random.randint(1, 25), self._density), self._at())

    # --- inlines -------------------------------------------------------------------------------------------------

    def _run(self, words: int, density: float) -> Inlines:
        """Write so many words, with notes after some of them."""
        inlines: list[Inline] = []
        while words > 0:
            some = self._random.randint(1, min(words, 12))
            words -= some
            # Its number makes the end of a run, which may be a line by itself, like no other.
            phrase = self._phrase(some) + ("" if words else f" {next(self._lines)}")
            inlines += self._decorated(phrase)
            if self._random.random() < 1 - (1 - density) ** some:
                inlines += self._calls()
            if words:
                inlines.append(Text(self._random.choice([" ", " ", ", ", ". ", " — "])))
        return tuple(inlines)

    def _decorated(self, phrase: str) -> Inlines:
        plain = Text(phrase)
        if self._random.random() < 0.85:
            return (plain,)
        kinds: list[Callable[[], Inline]] = [
            lambda: Emphasis((plain,)),
            lambda: Strong((plain,)),
            lambda: SmallCaps((Text(phrase.lower()),)),
            lambda: Code(phrase),
            lambda: Foreign((plain,), self._random.choice(list(SYLLABLES))),
            lambda: Emphasis((plain, *self._calls())) if self._density else plain,
        ]
        return (self._random.choice(kinds)(), *(self._tail() if self._random.random() < 0.2 else ()))

    def _tail(self) -> Inlines:
        inline = self._random.choice(
            [
                (Text(f"{next(self._lines)}"), LineBreak()),
                (Superscript((Text("2"),)),),
                (InlineImage("images/stamp.png", "", self._at()),),
            ]
        )
        return (*inline, Text(f" {self._word()} {next(self._lines)}"))

    def _calls(self) -> Inlines:
        """Call a note, or several side by side, or one that was called before."""
        if self._density == 0:
            return ()
        if self._names and self._random.random() < 0.05:
            return (NoteReference(self._random.choice(self._names), self._at()),)
        return tuple(self._note() for _ in range(self._random.choice([1] * 12 + [2, 2, 3])))

    def _note(self) -> Note:
        density, self._density = self._density, 0.0
        kinds_of_length = NOTE_WORDS if self._long_notes else NOTE_WORDS[:2]
        low, high, _ = self._random.choices(kinds_of_length, [often for *_, often in kinds_of_length])[0]
        words = self._random.randint(low, high)
        blocks: list[Block] = []
        while words > 0:
            if words < 30 or self._random.random() < 0.6:
                some = self._random.randint(1, words)
                blocks.append(Paragraph(self._run(some, 0.0), self._at()))
                words -= some
            else:
                kinds = [(3, self._quotation), (3, self._list), (1, self._verse), (1, self._code)]
                blocks.append(self._one_of(kinds)(2))
                words -= 20
        self._density = density
        name = self._sometimes(0.3, lambda: f"n{next(self._lines)}")
        if name:
            self._names.append(name)
        return Note(tuple(blocks), self._at(), name)

    # --- words ---------------------------------------------------------------------------------------------------

    def _phrase(self, words: int) -> str:
        return " ".join(self._word() for _ in range(words))

    def _word(self) -> str:
        if self._random.random() < 0.01 and self._most_syllables > 3:
            return f"https://example.org/{self._random.randint(1, 10**9)}?a={self._random.random()}"
        syllables = min(self._most_syllables, self._random.choice([1, 2, 2, 2, 3, 3, 4, 6]))
        return "".join(self._random.choices(self._syllables, k=syllables))

    def _at(self) -> Position:
        return Position(f"manuscript/{self._file}", next(self._lines))

    def _sometimes(self, chance: float, make: Callable[[], T]) -> T | None:
        return make() if self._random.random() < chance else None

    def _one_of(self, kinds: list[tuple[int, Callable[[int], Block]]]) -> Callable[[int], Block]:
        return self._random.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0]
