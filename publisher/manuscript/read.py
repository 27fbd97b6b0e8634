"""From a file's text to its title and blocks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markdown_it.token import Token

from publisher.config import SectionEntry
from publisher.errors import Diagnostic, in_reading_order
from publisher.manuscript import front_matter, notes
from publisher.manuscript.blocks import BlockReader, report_misplaced
from publisher.manuscript.grammar import DEEPEST, parser
from publisher.manuscript.places import Source
from publisher.manuscript.reading import MOST_FINDINGS, Reading, closing_tokens
from publisher.model import Block, Blocks, Heading, Inlines, KeptTogether
from publisher.source import Position
from publisher.walk import inner_blocks

# What XML, and so both editions, cannot hold, and what ends a line without being a line end.
_UNPRINTABLE = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file says.

    Args:
        title: Its heading of level 1; empty where it has none.
        blocks: What follows the title, or all of it.
        at: Where the file begins.
        identifier: The title's id, if the author gave one.
        entry: Its front matter, if there is any.
        note_names: Of the notes that it defines.
    """

    title: Inlines
    blocks: Blocks
    at: Position
    identifier: str | None = None
    entry: SectionEntry | None = None
    note_names: tuple[str, ...] = ()


def read(text: str, path: str, elsewhere: Mapping[str, str] | None = None) -> tuple[Parsed, list[Diagnostic]]:
    """Read a manuscript file.

    Args:
        text: Its characters, whatever they are; line ends and a byte order mark of any kind.
        path: The file, as messages shall name it.
        elsewhere: The file of each note that earlier files define, for hints.

    Returns:
        What could be read, and every mistake in the order of the lines; never an exception.
    """
    source = Source(path, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    front = front_matter.split(source.lines, path)
    reading = _reading(source, front.lines)
    reading.elsewhere = elsewhere or {}
    reading.found.extend(front.found)
    _check_characters(reading)
    notes.collect(reading)
    reader = BlockReader(reading)
    parsed = replace(_parsed(reader, reading), entry=front.entry, note_names=tuple(reading.definitions))
    reader.check_unused()
    _check_headings(reading, parsed.blocks)
    _check_depth(reading)
    found = list(in_reading_order(reading.found))
    if len(found) >= MOST_FINDINGS:
        found.append(_too_many(path))
    return parsed, found


def _reading(source: Source, skipped: int) -> Reading:
    md = parser()
    env: dict[str, object] = {}
    tokens: list[Token] = []
    # The last line end spares the rules from looking for a character after the text's end.
    text = "\n" * skipped + "\n".join(source.lines[skipped:]) + "\n"
    padded = Source(source.path, text) if skipped else source
    md.block.parse(text, md, env, tokens)
    # Offsets count in what the parser saw; lines are the same in both.
    return Reading(padded, tokens, env, closing_tokens(tokens))


def _parsed(reader: BlockReader, reading: Reading) -> Parsed:
    tokens = reading.tokens
    begin = Position(reading.source.path, 1)
    first = next((i for i, token in enumerate(tokens) if token.type not in ("html_block",)), len(tokens))
    if first < len(tokens) and tokens[first].type == "heading_open" and tokens[first].tag == "h1":
        reader.blocks(0, first)
        title = reader.heading(first)
        blocks = reader.blocks(first + 3, len(tokens))
        return Parsed(title.inlines if title else (), blocks, begin, title.identifier if title else None)
    return Parsed((), reader.blocks(0, len(tokens)), begin)


def _check_characters(reading: Reading) -> None:
    for match in _UNPRINTABLE.finditer(reading.source.text):
        reading.report(
            "character-unprintable",
            f"the character U+{ord(match[0]):04X} cannot be printed",
            reading.source.at(match.start()),
            "delete it; it may have come along when text was copied",
        )


def _check_headings(reading: Reading, blocks: Blocks) -> None:
    above = 1
    for heading in _top_headings(blocks):
        if heading.level == 1:
            reading.report(
                "title-repeated",
                "a section has one title, and this is another heading of level 1",
                heading.at,
                "write ## for a heading inside the section, or move the text into a file of its own",
            )
        elif heading.level > above + 1:
            reading.report(
                "heading-skipped",
                f"a heading of level {heading.level} follows one of level {above}",
                heading.at,
                f"write {'#' * (above + 1)}",
            )
        above = heading.level
    for heading in _misplaced_headings(blocks):
        report_misplaced(reading, heading.at)


def _top_headings(blocks: Blocks) -> list[Heading]:
    found: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(block)
        elif isinstance(block, KeptTogether):
            found += _top_headings(block.blocks)
    return found


def _misplaced_headings(blocks: Blocks) -> list[Heading]:
    found: list[Heading] = []
    for block in blocks:
        inner = inner_blocks(block)
        if isinstance(block, KeptTogether):
            found += _misplaced_headings(inner)
        else:
            found += [each for each in _all_blocks(inner) if isinstance(each, Heading)]
    return found


def _all_blocks(blocks: Blocks) -> list[Block]:
    return [each for block in blocks for each in (block, *_all_blocks(inner_blocks(block)))]


def _check_depth(reading: Reading) -> None:
    lines = reading.env.get("too_deep", [])
    assert isinstance(lines, list)
    for line in lines:
        reading.report(
            "too-deeply-nested",
            f"quotations, lists and notes are nested more than {DEEPEST} deep",
            reading.source.on_line(line),
            "take some of them away: lists count twice",
        )


def _too_many(path: str) -> Diagnostic:
    return Diagnostic(
        code="too-many-mistakes",
        message=f"only the first {MOST_FINDINGS} mistakes of this file are listed",
        at=Position(path, 1),
        hint="mend these and build again",
    )
