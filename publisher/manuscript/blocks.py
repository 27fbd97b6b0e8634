"""From markdown-it's block tokens to the model's blocks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from publisher.manuscript import attributes, notes
from publisher.manuscript.block_rules import CAPTION, RawCell
from publisher.manuscript.inlines import (
    InlineReader,
    report_alt,
    report_html,
)
from publisher.manuscript.marks import Mark, marks
from publisher.manuscript.places import Locate, shifted, with_removals
from publisher.manuscript.reading import Reading
from publisher.manuscript.texts import plain
from publisher.model import (
    Alignment,
    Block,
    Blocks,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Epigraph,
    Figure,
    FloatPlace,
    Heading,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    ListItem,
    PageWish,
    Paragraph,
    Quotation,
    Row,
    Signature,
    Table,
    ThematicBreak,
    Verse,
    VerseLine,
)
from publisher.source import Position

DIVS = ("epigraph", "verse", "signature", "keep")

_ATTRIBUTION = "— "
_TRAILING = re.compile(r"(?:^|(?<=[ \t]))(?=\{[#.][^{}]*\}$)")
_COMMENTS = re.compile(r"(\s*<!--.*?-->)*\s*", re.DOTALL)
_CODE_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]+")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of Markdown and where its characters stand."""

    content: str
    locate: Locate

    def part(self, begin: int, end: int | None = None) -> "_Run":
        """Cut a piece of the run, without white space at both ends."""
        piece = self.content[begin:end]
        lead = len(piece) - len(piece.lstrip())
        return _Run(piece.strip(), shifted(self.locate, begin + lead))


@dataclass(frozen=True, slots=True)
class _Braces:
    """What was cut from the end of a run; `at` is where it began, `locate` finds what stands in it."""

    written: attributes.Attributes
    at: Position
    locate: Locate


class BlockReader:
    """Makes blocks of a file's tokens."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._inlines = InlineReader(reading, self.note_blocks)

    # --- walking the tokens ---

    def blocks(self, begin: int, end: int) -> Blocks:
        """Make the blocks between two tokens."""
        return tuple(self._made(begin, end))

    def _made(self, begin: int, end: int) -> Iterator[Block]:
        index = begin
        while index < end:
            token = self._reading.tokens[index]
            closing = self._reading.closing.get(index, index)
            if token.type == "table":
                caption = self._caption_after(index + 1, end)
                block: Block | None = self._table(token, caption)
                if caption:
                    closing = index + 3
            else:
                block = self._block(index, closing)
            if block:
                yield block
            index = closing + 1

    def note_blocks(self, begin: int, end: int) -> Blocks:
        """Make the blocks of a note."""
        outer, self._reading.in_note = self._reading.in_note, True
        made = self.blocks(begin, end)
        self._reading.in_note = outer
        return made

    def _block(self, index: int, closing: int) -> Block | None:
        token = self._reading.tokens[index]
        match token.type:
            case "paragraph_open":
                return self._paragraph(self._run(index + 1), self._at(token))
            case "heading_open":
                return self.heading(index)
            case "blockquote_open":
                blocks, attribution = self._attributed(index + 1, closing)
                return Quotation(blocks, self._at(token), attribution) if blocks else None
            case "bullet_list_open" | "ordered_list_open":
                return self._list(index, closing)
            case "dl_open":
                return self._definition_list(index, closing)
            case "div_open":
                return self._div(index, closing)
            case "fence" | "code_block":
                return self._code(token)
            case "hr":
                return ThematicBreak(self._at(token))
            case _:
                self._other(token)
                return None

    def _other(self, token: Token) -> None:
        at = self._at(token)
        if token.type == "html_block" and not _COMMENTS.fullmatch(token.content):
            report_html(self._reading, token.content, at)
        elif token.type == "div_stray":
            self._reading.report(
                "div-unopened", "this ::: closes nothing", at, "delete it, or name what it opens: ::: verse"
            )

    def _at(self, token: Token) -> Position:
        if "offset" in token.meta:
            return self._reading.source.at(token.meta["offset"])
        return self._reading.source.first_mark(token.map[0] if token.map else 0)

    def _run(self, index: int, *, heading: bool = False) -> _Run:
        token = self._reading.tokens[index]
        begin, end = token.map or (0, 0)
        locate = self._reading.source.locate_run(token.content, begin, max(end, begin + 1), heading=heading)
        return _Run(token.content, locate)

    def _read(self, run: _Run) -> Inlines:
        return self._inlines.read(run.content, run.locate)

    # --- paragraphs, headings, figures ---

    def _paragraph(self, run: _Run, at: Position) -> Block | None:
        run, braces = self._cut_braces(run)
        tokens = self._inlines.tokens(run.content, run.locate)
        shown = [token for token in tokens if not _is_blank(token)]
        if len(shown) == 1 and shown[0].type == "image":
            return self._figure(shown[0], run, at, braces)
        kind, taken = ("a note", ()) if self._reading.in_note else ("a paragraph", tuple(PageWish))
        identifier, wishes = self._braced(braces, kind, taken)
        inlines = self._inlines.build(tokens, run.locate)
        match inlines:
            case (InlineImage(source, alt),):
                # What stood beside the picture was a mistake, and is reported as one.
                return Figure(source, alt, at, None, identifier)
            case ():
                return None
        return Paragraph(inlines, at, identifier, wishes)

    def _figure(self, token: Token, run: _Run, at: Position, braces: _Braces | None) -> Figure | None:
        # In a note nothing leaves its place.
        places = () if self._reading.in_note else tuple(FloatPlace)
        identifier = self._braced_identifier(braces, "a figure", places)
        written = self._inlines.image_attributes(token, run.locate, places)
        if written.identifier:
            identifier = self._identifier(*written.identifier, run.locate)
        if braces:
            written.classes += braces.written.classes
        place = next(iter(marks(written, places, run.locate(token.meta["offset"]), self._reading)), None)
        alt = plain(written.values["alt"][0]).strip() if "alt" in written.values else ""
        if not alt:
            report_alt(self._reading, at)
        begin = run.content.index("[", token.meta["offset"]) + 1
        caption = self._read(_Run(token.content, shifted(run.locate, begin)).part(0))
        source = self._inlines.image_source(token, at)
        details = written.values["details"][0] if "details" in written.values else None
        return Figure(source, alt, at, caption or None, identifier, place, details) if source else None

    def heading(self, index: int) -> Heading | None:
        """Make a heading, of level 1 too."""
        token = self._reading.tokens[index]
        level = int(token.tag[1:])
        run = self._run(index + 1, heading=token.markup[:1] == "#")
        kind, taken = ("the title", ()) if level == 1 else ("a heading", tuple(PageWish))
        run, braces = self._cut_braces(run)
        identifier, wishes = self._braced(braces, kind, taken)
        at = self._at(token)
        inlines = self._read(run)
        if not inlines:
            self._reading.report("heading-empty", "this heading has no words", at, "write them, or delete it")
            return None
        if self._reading.in_note:
            report_misplaced(self._reading, at)
        return Heading(level, inlines, at, identifier, wishes)

    def _cut_braces(self, run: _Run) -> tuple[_Run, _Braces | None]:
        """Cut the attributes from the end of a run."""
        # Hardly any run ends like that; looking for where it would begin takes long.
        match = _TRAILING.search(run.content) if run.content.endswith(("}", "}\n")) else None
        parsed = attributes.parse(run.content, match.start(), len(run.content)) if match else None
        if not match or not parsed:
            return run, None
        return run.part(0, match.start()), _Braces(parsed[0], run.locate(match.start()), run.locate)

    def _braced(self, braces: _Braces | None, kind: str, taken: Sequence[Mark]) -> tuple[str | None, tuple[Mark, ...]]:
        """Give the id and the marks that braces hold, after reporting what means nothing in them."""
        identifier = self._braced_identifier(braces, kind, taken)
        return identifier, marks(braces.written, taken, braces.at, self._reading) if braces else ()

    def _braced_identifier(self, braces: _Braces | None, kind: str, taken: Sequence[str]) -> str | None:
        if not braces:
            return None
        written = braces.written
        wrong = [(f".{name}", offset - 1) for name, offset in written.classes if name not in taken]
        wrong += [(key, offset) for key, (_, offset) in written.values.items()]
        for name, offset in wrong:
            self._reading.report_unknown(kind, name, ("#id", *(f".{mark}" for mark in taken)), braces.locate(offset))
        return self._identifier(*written.identifier, braces.locate) if written.identifier else None

    def _identifier(self, name: str, offset: int, locate: Locate) -> str | None:
        if attributes.is_identifier(name):
            return name
        report_identifier(self._reading, name, locate(offset))
        return None

    # --- quotations and divs ---

    def _attributed(self, begin: int, end: int) -> tuple[Blocks, Inlines | None]:
        """Make blocks whose last paragraph or line may say who speaks."""
        last = end - 3
        tokens = self._reading.tokens
        if last < begin or tokens[last].type != "paragraph_open":
            return self.blocks(begin, end), None
        run = self._run(last + 1)
        line_begin = run.content.rfind("\n") + 1
        if run.content.startswith(_ATTRIBUTION) and last > begin:
            blocks = self.blocks(begin, last)
            return blocks, self._read(run.part(len(_ATTRIBUTION))) or None
        if line_begin and run.content[line_begin:].lstrip().startswith(_ATTRIBUTION):
            blocks = self.blocks(begin, last)
            paragraph = self._paragraph(_without_break(run.part(0, line_begin)), self._at(tokens[last]))
            line = run.part(line_begin)
            return (*blocks, paragraph) if paragraph else blocks, self._read(line.part(len(_ATTRIBUTION))) or None
        return self.blocks(begin, end), None

    def _div(self, index: int, closing: int) -> Block | None:
        token = self._reading.tokens[index]
        at = self._at(token)
        name = token.info
        if token.meta["unclosed"]:
            self._reading.report(
                "div-unclosed", f"“::: {name}” is not closed", at, "add a line with ::: alone where it ends"
            )
        if name not in DIVS:
            self._reading.report(
                "div-unknown", f"“::: {name}” is no block that is known", at, attributes.nearest(name, DIVS)
            )
            self.blocks(index + 1, closing)
            return None
        made = self._div_block(name, index, closing, at)
        if made is None:
            self._reading.report("div-empty", f"“::: {name}” holds nothing", at, "write its lines, or delete it")
        return made

    def _div_block(self, name: str, index: int, closing: int, at: Position) -> Block | None:
        match name:
            case "verse":
                stanzas = _outdented(self._stanzas(index, closing))
                return Verse(stanzas, at) if stanzas else None
            case "signature":
                lines = tuple(line.inlines for stanza in self._stanzas(index, closing) for line in stanza)
                return Signature(lines, at) if lines else None
            case "epigraph":
                blocks, attribution = self._attributed(index + 1, closing)
                return Epigraph(blocks, at, attribution) if blocks else None
            case _:
                blocks = self.blocks(index + 1, closing)
                return KeptTogether(blocks, at) if blocks else None

    def _stanzas(self, index: int, closing: int) -> Iterator[tuple[VerseLine, ...]]:
        for inner in range(index + 1, closing):
            run = self._run(inner)
            indents = self._reading.tokens[inner].meta["indents"]
            lines = self._inlines.read_lines(run.content, run.locate)
            yield tuple(VerseLine(line, indents[number]) for number, line in lines)

    # --- lists ---

    def _list(self, index: int, closing: int) -> ItemList | None:
        token = self._reading.tokens[index]
        at = self._at(token)
        items, loose = [], False
        for opened in self._children(index, closing):
            item = self._reading.tokens[opened]
            end = self._reading.closing[opened]
            place = at if opened == index + 1 else self._at(item)
            if opened + 1 == end:
                self._reading.report(
                    "item-empty", "this list item is empty", place, "write its words, or delete its mark"
                )
            if blocks := self.blocks(opened + 1, end):
                items.append(ListItem(blocks, place))
            loose = loose or self._is_loose(opened, end)
        if not items:
            return None
        # Only a paragraph can stand apart, and only from something.
        single = len(items) == 1 and len(items[0].blocks) == 1
        apart = any(isinstance(block, Paragraph | Figure) for item in items for block in item.blocks)
        tight = single or not (loose and apart)
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        return ItemList(tuple(items), at, start, tight)

    def _is_loose(self, opened: int, end: int) -> bool:
        tokens = self._reading.tokens
        return any(
            tokens[child].type == "paragraph_open" and not tokens[child].hidden for child in self._children(opened, end)
        )

    def _children(self, index: int, closing: int) -> Iterator[int]:
        child = index + 1
        while child < closing:
            yield child
            child = self._reading.closing.get(child, child) + 1

    def _definition_list(self, index: int, closing: int) -> DefinitionList | None:
        at = self._at(self._reading.tokens[index])
        entries: list[Definition] = []
        term: Inlines = ()
        term_at = at
        meanings: list[Blocks] = []
        for child in [*self._children(index, closing), closing]:
            token = self._reading.tokens[child]
            if token.type == "dd_open":
                meanings += filter(None, [self.blocks(child + 1, self._reading.closing[child])])
                continue
            if meanings and term:
                entries.append(Definition(term, tuple(meanings), term_at))
            meanings = []
            if token.type == "dt_open":
                term = self._read(self._run(child + 1))
                term_at = at if child == index + 1 else self._at(token)
        return DefinitionList(tuple(entries), at) if entries else None

    # --- code and tables ---

    def _code(self, token: Token) -> CodeBlock:
        at = self._at(token)
        language = token.info.strip() or None
        if language and not _CODE_LANGUAGE.fullmatch(language):
            self._reading.report_unknown("a block of code", language, ("one word for its language",), at)
            language = None
        text = unicodedata.normalize("NFC", token.content.removesuffix("\n"))
        return CodeBlock(text, at, language)

    def _caption_after(self, index: int, end: int) -> _Run | None:
        if index >= end or self._reading.tokens[index].type != "paragraph_open":
            return None
        run = self._run(index + 1)
        match = CAPTION.match(run.content)
        return run.part(match.end()) if match else None

    def _table(self, token: Token, caption: _Run | None) -> Table | None:
        columns = tuple(Alignment(name) for name in token.meta["alignments"])
        rows: list[list[RawCell]] = token.meta["rows"]
        ragged = False
        for line, row in zip(token.meta["lines"], rows, strict=True):
            if len(row) != len(columns):
                ragged = True
                self._reading.report(
                    "table-ragged",
                    f"cells in this row: {len(row)}; in the line of dashes: {len(columns)}",
                    self._reading.source.first_mark(line),
                    "give every row as many cells; an empty one is written | |, a sign | in a cell \\|",
                )
        head, *body = (() if ragged else self._row(row) for row in rows)
        words, braces = self._cut_braces(caption) if caption else (None, None)
        identifier, places = self._braced(braces, "a table", () if self._reading.in_note else tuple(FloatPlace))
        inlines = self._read(words) if words else None
        place = next(iter(places), None)
        at = self._at(token)
        return None if ragged else Table(columns, head, tuple(body), at, inlines or None, identifier, place)

    def _row(self, row: list[RawCell]) -> Row:
        return tuple(self._cell(cell) for cell in row)

    def _cell(self, cell: RawCell) -> Cell:
        base = shifted(self._reading.source.at, cell.begin)
        locate = with_removals(base, cell.removed)
        return Cell(self._inlines.read(cell.content, locate) if cell.content else (), base(0))

    def check_unused(self) -> None:
        """Report notes that nothing calls, and the mistakes inside them."""
        for definition in notes.unused(self._reading):
            if not self.note_blocks(definition.begin, definition.end):
                notes.report_empty(self._reading, definition.at)


def _outdented(stanzas: Iterable[tuple[VerseLine, ...]]) -> tuple[tuple[VerseLine, ...], ...]:
    """Give the stanzas that have lines; indents count from the leftmost of all."""
    kept = [stanza for stanza in stanzas if stanza]
    least = min((line.indent for stanza in kept for line in stanza), default=0)
    return tuple(tuple(VerseLine(line.inlines, line.indent - least) for line in stanza) for stanza in kept)


def report_misplaced(reading: Reading, at: Position) -> None:
    """Report a heading where no contents can list it."""
    reading.report(
        "heading-misplaced",
        "a heading cannot stand in a quotation, a list or a note",
        at,
        "move it out, or write its words in **bold**",
    )


def report_identifier(reading: Reading, name: str, at: Position) -> None:
    """Report an id that cannot stand in an edition."""
    reading.report(
        "id-malformed",
        f"“{name}” cannot be an id",
        at,
        "begin with a letter of A–Z and go on with letters, digits, - and _: {#tbl-trade}",
    )


def _is_blank(token: Token) -> bool:
    if token.type == "html_inline":
        return _COMMENTS.fullmatch(token.content) is not None
    return token.type in ("text", "text_special", "softbreak", "hardbreak") and not token.content.strip()


def _without_break(run: _Run) -> _Run:
    """Take the line break that stood before an attribution."""
    bare = run.content.rstrip()
    slashes = len(bare) - len(bare.rstrip("\\"))
    return run.part(0, len(bare) - 1) if slashes % 2 else run
