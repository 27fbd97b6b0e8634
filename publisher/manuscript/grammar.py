"""The Markdown that manuscripts are written in: CommonMark, and the rules that this package adds."""

import functools
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import escape, html_inline, newline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from publisher.manuscript import block_rules, inline_rules
from publisher.manuscript.definition_rule import definition_list
from publisher.manuscript.inline_rules import PlacedState

DEEPEST = 24
"""How deep markup may be nested; a list counts twice, for itself and its item."""

_DEEPEST_ALT = 3

BlockRule = Callable[[StateBlock, int, int, bool], bool]


class _Blocks(ParserBlock):
    """Says where markup is nested too deep, instead of dropping it without a word."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        if state.level >= state.md.options.maxNesting and startLine < endLine:
            state.env.setdefault("too_deep", []).append(startLine)
        super().tokenize(state, startLine, endLine)


class _Inlines(ParserInline):
    """Bounds how deep pictures stand inside the words of pictures, each of which is read as a text of its own."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        depth = env.get("depth", 0)
        if depth > _DEEPEST_ALT:
            text = Token("text", "", 0, content=src)
            tokens.append(text)
            return tokens
        outer = env.get("problems")
        env["problems"], env["depth"] = [], depth + 1
        state = PlacedState(src, md, env, tokens)
        try:
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
            return state.tokens
        finally:
            env["depth"] = depth
            if depth:
                # The words of a picture are read again, by themselves, where they matter.
                env["problems"] = outer


def _with_place(rule: BlockRule) -> BlockRule:
    """Let a rule note where in the file its first token begins: afterwards only the line is known."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        count, offset = len(state.tokens), state.bMarks[start] + state.tShift[start]
        if not rule(state, start, end, False):
            return False
        if len(state.tokens) > count:
            state.tokens[count].meta["offset"] = offset
        return True

    return run


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read HTML, but let words after a comment be words."""
    line = block_rules.line_text(state, start)
    if line.startswith("<!--") and line.partition("-->")[2].strip():
        return False
    return html_block(state, start, end, silent)


def _as_written(url: str) -> str:
    return url


def _any_link(url: str) -> bool:
    """Take every address as a link; `manuscript.urls` refuses the wrong ones where the author can see it."""
    return True


@functools.cache
def parser() -> MarkdownIt:
    """Give the parser, made once."""
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "html": True})
    md.block, md.inline = _Blocks(), _Inlines()
    md.normalizeLink = _as_written  # type: ignore[method-assign]
    md.normalizeLinkText = _as_written  # type: ignore[method-assign,assignment]
    md.validateLink = _any_link  # type: ignore[method-assign]
    _add_block_rules(md)
    _add_inline_rules(md)
    return md


def _add_block_rules(md: MarkdownIt) -> None:
    ruler = md.block.ruler
    ends_all: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.at("table", block_rules.table, {"alt": ["paragraph", "reference"]})
    ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("fence", "div", block_rules.div, ends_all)
    ruler.before("reference", "note_definition", block_rules.note_definition, {"alt": ["paragraph", "reference"]})
    ruler.before("paragraph", "definition_list", definition_list, {"alt": ["paragraph", "reference", "blockquote"]})
    for rule in ruler.__rules__:
        rule.fn = _with_place(rule.fn)
    # Making the wrapped rules the active ones needs the ruler's cache to be built again.
    ruler.enable(ruler.get_all_rules())


def _add_inline_rules(md: MarkdownIt) -> None:
    ruler = md.inline.ruler
    ruler.disable(["linkify", "strikethrough"])
    # Texts side by side are joined when inlines are made of them, and keep their offsets until then.
    md.inline.ruler2.disable(["strikethrough", "fragments_join"])
    ruler.at("newline", inline_rules.with_line(newline))
    ruler.at("escape", inline_rules.with_line(escape))
    ruler.at("emphasis", inline_rules.emphasis)
    ruler.at("link", inline_rules.link)
    ruler.at("image", inline_rules.image)
    ruler.at("autolink", inline_rules.autolink)
    ruler.at("html_inline", html_inline)
    ruler.before("link", "note_call", inline_rules.note_call)
    ruler.before("link", "note_in_place", inline_rules.note_in_place)
    ruler.after("link", "span", inline_rules.span)
