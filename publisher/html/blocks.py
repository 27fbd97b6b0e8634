"""Blocks as well-formed HTML; class names follow the model's."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from markupsafe import Markup

from publisher.html.columns import CROWDED, is_crowded, missing_tails
from publisher.html.hooks import Hooks
from publisher.html.inlines import render_inlines
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
    Heading,
    Inlines,
    ItemList,
    KeptTogether,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Signature,
    Table,
    ThematicBreak,
    Verse,
    VerseLine,
)
from publisher.walk import inlines_in, plain_text

# Spaces before a line of verse that make one step of its indent; style sheets know twelve steps.
_STEP = 2
_MOST_STEPS = 12
_NOTHING = Markup("")


def render_blocks(blocks: Blocks, hooks: Hooks) -> Markup:
    """Render blocks, a line each."""
    return Markup("\n".join([_render(block, hooks) for block in blocks]))


def _render(block: Block, hooks: Hooks) -> Markup:
    match block:
        case Paragraph():
            return Markup(f"<p{_attributes(block)}>{render_inlines(block.inlines, hooks)}</p>")
        case Heading():
            words = render_inlines(block.inlines, hooks)
            return Markup("<h{0}{1}>{2}</h{0}>").format(block.level, _attributes(block), words)
        case Quotation():
            inside = render_blocks(block.blocks, hooks) + _attribution(block.attribution, hooks)
            return Markup(f"<blockquote>{inside}</blockquote>")
        case Epigraph():
            inside = render_blocks(block.blocks, hooks) + _attribution(block.attribution, hooks)
            return Markup('<div class="epigraph"{}>{}</div>').format(hooks.semantics("epigraph"), inside)
        case Verse():
            return Markup('<div class="verse">{}</div>').format(
                Markup("\n").join(_stanza(stanza, hooks) for stanza in block.stanzas)
            )
        case Signature():
            return _signature(block, hooks)
        case KeptTogether():
            return Markup('<div class="keep">{}</div>').format(render_blocks(block.blocks, hooks))
        case ItemList():
            return _list(block, hooks)
        case DefinitionList():
            return Markup("<dl>{}</dl>").format(Markup("\n").join(_definition(d, hooks) for d in block.definitions))
        case CodeBlock():
            name = Markup(' class="language-{}"').format(block.language) if block.language else Markup("")
            return Markup("<pre><code{}>{}</code></pre>").format(name, block.text)
        case Table():
            return _table(block, hooks)
        case Figure():
            return _figure(block, hooks)
        case ThematicBreak():
            return Markup("<hr/>")
        case _:
            assert_never(block)


def _attributes(block: Paragraph | Heading) -> Markup:
    if not block.identifier and not block.wishes:
        return _NOTHING
    wishes = Markup(' class="{}"').format(" ".join(block.wishes)) if block.wishes else Markup("")
    return _id(block.identifier) + wishes


def _id(identifier: str | None) -> Markup:
    return Markup(' id="{}"').format(identifier) if identifier else Markup("")


def _attribution(attribution: Inlines | None, hooks: Hooks) -> Markup:
    if not attribution:
        return Markup("")
    return Markup('\n<p class="attribution">— {}</p>').format(render_inlines(attribution, hooks))


def _stanza(lines: tuple[VerseLine, ...], hooks: Hooks) -> Markup:
    # The line ends between the spans keep words apart where no style sheet is read.
    return Markup('<p class="stanza">{}</p>').format(Markup("\n").join(_line(line, hooks) for line in lines))


def _line(line: VerseLine, hooks: Hooks) -> Markup:
    steps = min(-(-line.indent // _STEP), _MOST_STEPS)
    name = f"line indent-{steps}" if steps else "line"
    return Markup(f'<span class="{name}">{render_inlines(line.inlines, hooks)}</span>')


def _signature(block: Signature, hooks: Hooks) -> Markup:
    name, *others = [render_inlines(line, hooks) for line in block.lines]
    lines = [Markup('<p class="name">{}</p>').format(name)]
    lines += [Markup('<p class="office">{}</p>').format(line) for line in others]
    return Markup('<div class="signature">{}</div>').format(Markup("\n").join(lines))


def _list(block: ItemList, hooks: Hooks) -> Markup:
    items = Markup("\n".join([f"<li>{render_blocks(item.blocks, hooks)}</li>" for item in block.items]))
    tight = Markup(' class="tight"') if block.tight else Markup("")
    if block.start is None:
        return Markup("<ul{}>{}</ul>").format(tight, items)
    start = Markup(' start="{}"').format(block.start) if block.start != 1 else Markup("")
    return Markup("<ol{}{}>{}</ol>").format(tight, start, items)


def _definition(definition: Definition, hooks: Hooks) -> Markup:
    meanings = [Markup("<dd>{}</dd>").format(render_blocks(meaning, hooks)) for meaning in definition.meanings]
    return Markup("<dt>{}</dt>\n{}").format(render_inlines(definition.term, hooks), Markup("\n").join(meanings))


def _caption(caption: Inlines | None, identifier: str | None, tag: str, hooks: Hooks) -> Markup:
    if not caption:
        return Markup("")
    label = hooks.label(identifier)
    number = Markup('<span class="label">{}.</span> ').format(label) if label else Markup("")
    return Markup("<{0}>{1}{2}</{0}>").format(Markup(tag), number, render_inlines(caption, hooks))


def _table(table: Table, hooks: Hooks) -> Markup:
    columns = [_column([row[place] for row in table.body], side, hooks) for place, side in enumerate(table.columns)]
    rows = [[plain_text(cell.inlines) for cell in row] for row in (table.head, *table.body)]
    crowded = Markup(' class="{}"').format(CROWDED) if is_crowded(rows) else Markup("")
    return Markup("<table{}{}>{}<thead>{}</thead><tbody>{}</tbody></table>").format(
        _id(table.identifier),
        crowded,
        _caption(table.caption, table.identifier, "caption", hooks),
        _row(_head_cell(cell, side, hooks) for cell, side in zip(table.head, table.columns, strict=True)),
        Markup("\n").join(map(_row, zip(*columns, strict=True))),
    )


def _row(cells: Iterable[Markup]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _head_cell(cell: Cell, side: Alignment, hooks: Hooks) -> Markup:
    return Markup('<th scope="col" class="{}">{}</th>').format(str(side), render_inlines(cell.inlines, hooks))


def _column(cells: Sequence[Cell], side: Alignment, hooks: Hooks) -> list[Markup]:
    """Render the cells of a column; numbers that stand at its end stand with their decimal signs under each other."""
    shown = [render_inlines(cell.inlines, hooks) for cell in cells]
    if side is Alignment.END:
        tails = missing_tails([plain_text(cell.inlines) for cell in cells], hooks.decimal_sign)
        if tails is not None:
            return _numbers(shown, tails, [_calls_in(cell, hooks) for cell in cells])
    return [Markup('<td class="{}">{}</td>').format(str(side), words) for words in shown]


def _numbers(shown: Sequence[Markup], tails: Sequence[str], calls: Sequence[str]) -> list[Markup]:
    """Render numbers with the room that their neighbours' decimals and calls take: style sheets leave it bare."""
    widest = max(calls, key=len)
    return [
        Markup('<td class="end"{}><span class="number"{}>{}</span></td>').format(
            _data("room", widest[len(called) :]), _data("tail", tail), words
        )
        for words, tail, called in zip(shown, tails, calls, strict=True)
    ]


def _data(name: str, text: str) -> Markup:
    return Markup(' data-{}="{}"').format(Markup(name), text) if text else Markup("")


def _calls_in(cell: Cell, hooks: Hooks) -> str:
    """Give what the calls of notes in a cell say."""
    calls = (inline for inline in inlines_in(cell.inlines) if isinstance(inline, Note | NoteReference))
    return ",".join(hooks.place_note(call).striptags().strip("\u2060") for call in calls)


def _figure(figure: Figure, hooks: Hooks) -> Markup:
    details = Markup(' aria-details="{}"').format(figure.details) if figure.details else Markup("")
    picture = Markup('<img src="{}" alt="{}"{}/>').format(hooks.image_url(figure.source), figure.alt, details)
    caption = _caption(figure.caption, figure.identifier, "figcaption", hooks)
    return Markup("<figure{}{}>{}{}</figure>").format(
        _id(figure.identifier), hooks.semantics("figure"), picture, caption
    )
