"""From the model to Markdown that is pleasant to edit: one line a paragraph, notes after the block that calls them."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from publisher.manuscript.write_inlines import RunWriter, destination, quoted
from publisher.model import (
    Alignment,
    Block,
    Blocks,
    CodeBlock,
    DefinitionList,
    Epigraph,
    Figure,
    Heading,
    Inlines,
    ItemList,
    KeptTogether,
    Note,
    Paragraph,
    Quotation,
    Row,
    Section,
    Signature,
    Table,
    ThematicBreak,
    Verse,
    VerseLine,
)
from publisher.walk import notes_in, notes_of

_DASHES = {Alignment.START: "---", Alignment.CENTER: ":-:", Alignment.END: "--:"}

_BETWEEN = "<!-- -->"
"""A comment that keeps two definition lists apart."""


def write_section(section: Section) -> str:
    """Write a section's file: its title, its blocks, its notes; what book.toml says of it is not repeated.

    Notes of several blocks that have no name are given one, since Markdown has no other way to write them.
    """
    writer = _Writer({note.name for note in notes_of(section) if note.name})
    run = writer.runs(one_line=True)
    identifier = f" {{#{section.identifier}}}" if section.identifier else ""
    title = f"# {run.bare(section.title)}{identifier}"
    parts = [_closing_signs(title), *writer.definitions(run), *writer.parts(section.blocks)]
    return "\n\n".join(parts) + "\n"


def write_blocks(blocks: Blocks) -> str:
    """Write blocks, each note after the block that calls it."""
    writer = _Writer({note.name for note in notes_in(blocks) if note.name})
    parts = list(writer.parts(blocks))
    return "\n\n".join(parts) + "\n" if parts else ""


def _closing_signs(heading: str) -> str:
    """Keep a heading's last `#` signs, which Markdown would take for decoration."""
    bare = heading.rstrip("#")
    return f"{bare}\\{heading[len(bare) :]}" if bare != heading and bare.endswith(" ") else heading


def _indented(text: str, prefix: str, first: str | None = None) -> str:
    lines = text.split("\n")
    bare = prefix.rstrip()
    written = [prefix + line if line else bare for line in lines]
    if first is not None:
        written[0] = (first + lines[0]).rstrip() if not lines[0] else first + lines[0]
    return "\n".join(written)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Whether a list takes the other of its two marks, because a list of its kind stands right before it."""

    other: bool


class _Writer:
    def __init__(self, taken: set[str]) -> None:
        names = (f"note-{number}" for number in itertools.count(1))
        self._fresh: Iterator[str] = (name for name in names if name not in taken)

    def runs(self, *, one_line: bool = False, in_table: bool = False) -> RunWriter:
        return RunWriter(lambda: next(self._fresh), one_line=one_line, in_table=in_table)

    def parts(self, blocks: Blocks) -> Iterator[str]:
        """Write each block, then the notes it calls."""
        other = False
        previous: Block | None = None
        for block in blocks:
            run = self.runs()
            other = _follows_its_like(previous, block) and not other
            if isinstance(previous, DefinitionList) and isinstance(block, DefinitionList):
                yield _BETWEEN
            yield self._block(block, run, _Marks(other))
            yield from self.definitions(run)
            # A note's definition between two lists keeps them apart.
            previous = None if run.pending else block

    def definitions(self, run: RunWriter) -> Iterator[str]:
        for name, note in run.pending:
            yield self._definition(name, note)

    def _definition(self, name: str, note: Note) -> str:
        return _indented(self._joined(note.blocks), "    ", f"[^{name}]: ")

    def _joined(self, blocks: Blocks, run: RunWriter | None = None, gap: str = "\n\n") -> str:
        """Write blocks that stand inside another; their notes wait for its end."""
        outer = run or self.runs()
        written: list[str] = []
        other = False
        previous: Block | None = None
        for block in blocks:
            other = _follows_its_like(previous, block) and not other
            if isinstance(previous, DefinitionList) and isinstance(block, DefinitionList):
                written.append(_BETWEEN)
            written.append(self._block(block, outer, _Marks(other)))
            previous = block
        return gap.join(written)

    def _run(self, outer: RunWriter, *, one_line: bool = False, in_table: bool = False) -> RunWriter:
        return RunWriter(outer.name_for, outer.pending, one_line=one_line, in_table=in_table)

    def _block(self, block: Block, run: RunWriter, marks: _Marks) -> str:
        match block:
            case Paragraph():
                return self._run(run).run(block.inlines) + _attributes(block)
            case Heading():
                words = self._run(run, one_line=True).bare(block.inlines)
                return _closing_signs(f"{'#' * block.level} {words}{_attributes(block)}")
            case Quotation():
                return _indented(self._attributed(block.blocks, block.attribution, run), "> ")
            case Epigraph():
                return f"::: epigraph\n{self._attributed(block.blocks, block.attribution, run)}\n:::"
            case Verse():
                line = self._run(run, one_line=True)
                stanzas = ("\n".join(_verse_line(line, each) for each in stanza) for stanza in block.stanzas)
                return "::: verse\n{}\n:::".format("\n\n".join(stanzas))
            case Signature():
                line = self._run(run, one_line=True)
                lines = (_verbatim(line.bare(each)) for each in block.lines)
                return "::: signature\n{}\n:::".format("\n".join(lines))
            case KeptTogether():
                return f"::: keep\n{self._joined(block.blocks, run)}\n:::"
            case ItemList():
                return self._list(block, run, marks)
            case DefinitionList():
                return self._definition_list(block, run)
            case CodeBlock():
                return _code(block)
            case Table():
                return self._table(block, run)
            case Figure():
                return self._figure(block, run)
            case ThematicBreak():
                return "***"
            case _:
                assert_never(block)

    def _attributed(self, blocks: Blocks, attribution: Inlines | None, run: RunWriter) -> str:
        written = self._joined(blocks, run)
        if attribution:
            return f"{written}\n\n— {self._run(run, one_line=True).bare(attribution)}"
        return _without_speaker(written, blocks)

    def _list(self, block: ItemList, run: RunWriter, marks: _Marks) -> str:
        numbers = itertools.count(block.start or 0)
        items = []
        for item in block.items:
            mark = (
                ("*" if marks.other else "-")
                if block.start is None
                else f"{next(numbers)}{')' if marks.other else '.'}"
            )
            text = self._joined(item.blocks, run, "\n" if block.tight else "\n\n")
            if isinstance(item.blocks[0], ThematicBreak):
                # After a mark of the same sign the list would be taken for the break.
                text = "___" + text[3:]
            items.append(_indented(text, " " * (len(mark) + 1), f"{mark} "))
        return ("\n" if block.tight else "\n\n").join(items)

    def _definition_list(self, block: DefinitionList, run: RunWriter) -> str:
        entries = []
        for entry in block.definitions:
            meanings = [_indented(self._joined(meaning, run), "  ", ": ") for meaning in entry.meanings]
            entries.append("\n".join([self._run(run, one_line=True).run(entry.term), *meanings]))
        return "\n\n".join(entries)

    def _table(self, block: Table, run: RunWriter) -> str:
        def row(cells: Row) -> str:
            return "| " + " | ".join(self._run(run, one_line=True, in_table=True).bare(c.inlines) for c in cells) + " |"

        dashes = "| " + " | ".join(_DASHES[column] for column in block.columns) + " |"
        lines = [row(block.head), dashes, *map(row, block.body)]
        if block.caption or block.identifier or block.place:
            caption = self._run(run, one_line=True).bare(block.caption or ())
            lines += ["", f"Table: {caption}".rstrip() + _braces(_marks(block))]
        return "\n".join(lines)

    def _figure(self, block: Figure, run: RunWriter) -> str:
        caption = self._run(run, one_line=True).bare(block.caption or ())
        details = [f"details={quoted(block.details)}"] if block.details else []
        attributes = " ".join([*_marks(block), f"alt={quoted(block.alt)}", *details])
        return f"![{caption}]({destination(block.source)}){{{attributes}}}"


def _verse_line(run: RunWriter, line: VerseLine) -> str:
    return " " * line.indent + _verbatim(run.bare(line.inlines))


def _verbatim(written: str) -> str:
    """Keep a line from ending the verse it stands in."""
    return f"\\{written}" if written.startswith((":::", "```", "~~~")) else written


def _attributes(block: Paragraph | Heading) -> str:
    words = [f"#{block.identifier}"] if block.identifier else []
    return _braces([*words, *(f".{wish}" for wish in block.wishes)])


def _marks(block: Figure | Table) -> list[str]:
    words = [f"#{block.identifier}"] if block.identifier else []
    return [*words, f".{block.place}"] if block.place else words


def _braces(words: list[str]) -> str:
    return f" {{{' '.join(words)}}}" if words else ""


def _follows_its_like(previous: Block | None, block: Block) -> bool:
    return (
        isinstance(previous, ItemList)
        and isinstance(block, ItemList)
        and (previous.start is None) == (block.start is None)
    )


def _without_speaker(written: str, blocks: Blocks) -> str:
    """Keep a dash that begins the last line of a quotation from naming a speaker."""
    line_begin = written.rfind("\n") + 1
    ends_in_words = bool(blocks) and isinstance(blocks[-1], Paragraph)
    if ends_in_words and written.startswith("— ", line_begin):
        return f"{written[:line_begin]}&mdash; {written[line_begin + 2 :]}"
    return written


def _code(block: CodeBlock) -> str:
    longest = 0
    for line in block.text.split("\n"):
        longest = max(longest, len(line.strip()) - len(line.strip().lstrip("`")))
    fence = "`" * max(3, longest + 1)
    text = f"{block.text}\n" if block.text else ""
    return f"{fence}{block.language or ''}\n{text}{fence}"
