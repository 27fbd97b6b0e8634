"""From markdown-it's inline tokens to the model's inlines."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from publisher.language import tags
from publisher.manuscript import notes, urls
from publisher.manuscript.attributes import Attributes
from publisher.manuscript.grammar import parser
from publisher.manuscript.inline_rules import BREAKS, Problem
from publisher.manuscript.places import Locate, shifted
from publisher.manuscript.reading import Reading
from publisher.manuscript.texts import Piece, joined, plain, text_of
from publisher.model import (
    Blocks,
    Code,
    Emphasis,
    Foreign,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteCall,
    NoteReference,
    Paragraph,
    Reference,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publisher.source import Position

BuildNote = Callable[[int, int], Blocks]
"""Gives the blocks of a note whose definition's tokens lie between two indices."""

_DEEPEST = 12
_COMMENT = re.compile(r"<!--.*-->", re.DOTALL)
CLASSES: dict[str, Callable[[Inlines], Inline]] = {
    "smallcaps": SmallCaps,
    "sup": Superscript,
    "sub": Subscript,
    "emphasis": Emphasis,
    "strong": Strong,
}
_PAGE = "page"
_SPAN_VALID = ("lang", *(f".{name}" for name in CLASSES))


@dataclass(slots=True)
class _Frame:
    """An element that is open, with what it holds so far."""

    token: Token | None
    done: list[Inline] = field(default_factory=list)
    text: list[Piece] = field(default_factory=list)

    def flush(self, locate: Locate) -> None:
        if self.text and (text := text_of(self.text, locate)).text:
            self.done.append(text)
        self.text.clear()


class InlineReader:
    """Reads runs of text of one file."""

    def __init__(self, reading: Reading, build_note: BuildNote) -> None:
        self._reading = reading
        self._build_note = build_note

    def tokens(self, content: str, locate: Locate) -> list[Token]:
        """Cut a run into tokens, and report what its rules found wrong."""
        env = self._reading.env
        tokens: list[Token] = []
        md = parser()
        md.inline.parse(content, md, env, tokens)
        problems = env.pop("problems", [])
        assert isinstance(problems, list)
        for problem in problems:
            assert isinstance(problem, Problem)
            self._reading.report(problem.code, problem.message, locate(problem.offset), problem.hint)
        return tokens

    def read(self, content: str, locate: Locate) -> Inlines:
        """Read a run.

        Args:
            content: Its Markdown.
            locate: Where its characters stand.
        """
        return self.build(self.tokens(content, locate), locate)

    def read_lines(self, content: str, locate: Locate) -> list[tuple[int, Inlines]]:
        """Read a run in which a line end of the file is one of the book, as in verse.

        Returns:
            Every line that has words, with the number of the file's line it stands on, counted from 0 in the run.
        """
        tokens = self.tokens(content, locate)
        numbers = [0]
        for token in tokens:
            if token.type in BREAKS:
                numbers.append(token.meta["line"])
            elif _is_named_break(token):
                numbers.append(numbers[-1])
        lines = map(_trimmed, split_lines(self._built(tokens, locate, lines=True)))
        return [(number, line) for number, line in zip(numbers, lines, strict=True) if line]

    def build(self, tokens: list[Token], locate: Locate) -> Inlines:
        """Make inlines of a run's tokens, without white space at both ends."""
        return _trimmed(self._built(tokens, locate, lines=False))

    def _built(self, tokens: list[Token], locate: Locate, *, lines: bool) -> Inlines:
        frames = [_Frame(None)]
        html_seen = False
        for token in tokens:
            frame = frames[-1]
            match token.type:
                case "text":
                    frame.text.append(Piece(token.content, token.meta["offset"]))
                case "text_special":
                    self._special(frame, token, locate)
                case "softbreak" if not lines:
                    frame.text.append(Piece(" ", token.meta["offset"], literal=False))
                case "softbreak" | "hardbreak":
                    frame.flush(locate)
                    frame.done.append(LineBreak())
                case "html_inline":
                    html_seen = self._html(token, locate, html_seen)
                case _ if token.nesting > 0:
                    frame.flush(locate)
                    frames.append(_Frame(token))
                case _ if token.nesting < 0:
                    self._close(frames, locate)
                case _:
                    frame.flush(locate)
                    if made := self._leaf(token, locate):
                        frame.done.append(made)
        frames[0].flush(locate)
        if len(frames) > 1:  # pragma: no cover - markdown-it closes what it opens
            raise AssertionError("an inline element is not closed")
        return joined(frames[0].done)

    def _special(self, frame: _Frame, token: Token, locate: Locate) -> None:
        if _is_named_break(token):
            frame.flush(locate)
            frame.done.append(LineBreak())
        else:
            frame.text.append(Piece(token.content, token.meta["offset"], literal=False))

    def _close(self, frames: list[_Frame], locate: Locate) -> None:
        frame = frames.pop()
        frame.flush(locate)
        if len(frames) > _DEEPEST:
            assert frame.token
            if len(frames) == _DEEPEST + 1:
                self._report_depth(frame.token, locate)
            frames[-1].done.extend(frame.done)
            return
        frames[-1].done.extend(self._element(frame, locate))

    def _report_depth(self, token: Token, locate: Locate) -> None:
        self._reading.report(
            "too-deeply-nested",
            f"emphasis, links and spans are nested more than {_DEEPEST} deep",
            locate(token.meta.get("offset", 0)),
            "take some of them away",
        )

    def _element(self, frame: _Frame, locate: Locate) -> list[Inline]:
        assert frame.token
        inner = joined(frame.done)
        match frame.token.type:
            case "em_open":
                return [Emphasis(inner)] if inner else []
            case "strong_open":
                return [Strong(inner)] if inner else []
            case "link_open":
                return self._link(frame.token, inner, locate)
            case _:
                return self._span(frame.token, inner, locate)

    # --- links and spans ---

    def _link(self, token: Token, inner: Inlines, locate: Locate) -> list[Inline]:
        at = locate(token.meta["offset"])
        url = unicodedata.normalize("NFC", str(token.attrs["href"]))
        page = False
        if written := token.meta.get("attributes"):
            # Only a link without words has words to choose.
            classes = (_PAGE,) if not inner and url.startswith("#") else ()
            self._refuse(written, "a link", tuple(f".{name}" for name in classes), locate, (), classes)
            page = any(name in classes for name, _ in written.classes)
        if token.attrs.get("title"):
            self._reading.report(
                "attribute-unknown",
                "neither edition shows a link's title",
                at,
                "delete the words in quotes after the address",
            )
        target = urls.link_target(url)
        if target is None:
            self._reading.report(
                "url-scheme",
                f"a link cannot lead to “{url}”",
                at,
                "use http://, https:// or mailto: with a full address, or #id for a place in the book",
            )
            return list(inner)
        if not inner and target.startswith("#"):
            return [Reference(target[1:], at, page)]
        if not inner:
            self._reading.report("link-empty", "this link has no words", at, "write them between the brackets")
            return []
        return [Link(inner, target, at)]

    def _span(self, token: Token, inner: Inlines, locate: Locate) -> list[Inline]:
        written: Attributes = token.meta["attributes"]
        at = locate(token.meta["offset"])
        self._refuse(written, "a span of text", _SPAN_VALID, locate, ("lang",), tuple(CLASSES))
        if not inner:
            self._reading.report("span-empty", "these brackets hold no words", at, "write them, or delete the span")
            return []
        made = inner
        for name, _ in reversed(written.classes):
            if name in CLASSES:
                made = (CLASSES[name](made),)
        if "lang" in written.values:
            language, offset = written.values["lang"]
            if not tags.exists(language):
                report_language(self._reading, language, locate(offset))
                return list(made)
            made = (Foreign(made, language),)
        return list(made)

    def _refuse(
        self,
        written: Attributes,
        kind: str,
        valid: tuple[str, ...],
        locate: Locate,
        keys: tuple[str, ...] = (),
        classes: tuple[str, ...] = (),
        identifier: bool = False,
    ) -> None:
        wrong = [(f".{name}", offset - 1) for name, offset in written.classes if name not in classes]
        wrong += [(key, offset) for key, (_, offset) in written.values.items() if key not in keys]
        if written.identifier and not identifier:
            wrong.append((f"#{written.identifier[0]}", written.identifier[1] - 1))
        for name, offset in wrong:
            self._reading.report_unknown(kind, name, valid, locate(offset))

    # --- leaves ---

    def _leaf(self, token: Token, locate: Locate) -> Inline | None:
        match token.type:
            case "code_inline":
                text = plain(token.content)
                return Code(text) if text else None
            case "image":
                return self.inline_image(token, locate)
            case "note_call":
                return self._called_note(token, locate)
            case _:
                return self._note_in_place(token, locate)

    def _called_note(self, token: Token, locate: Locate) -> NoteCall | None:
        at = locate(token.meta["offset"])
        called = notes.call(self._reading, token.meta["name"], at)
        if not called:
            return None
        name, definition = called
        if definition.is_read:
            return None if definition.is_empty else NoteReference(name, at)
        definition.called_at, definition.is_read = at, True
        blocks = self._build_note(definition.begin, definition.end)
        if not blocks:
            definition.is_empty = True
            notes.report_empty(self._reading, definition.at)
            return None
        return Note(blocks, at, name)

    def _note_in_place(self, token: Token, locate: Locate) -> Note | None:
        at = locate(token.meta["offset"])
        if self._reading.in_note:
            notes.report_nested(self._reading, "^[…]", at)
            return None
        self._reading.in_note = True
        inner = shifted(locate, int(token.meta["offset"]) + 2)
        content = token.content
        lead = len(content) - len(content.lstrip())
        inlines = self.read(content.strip(), shifted(inner, lead))
        self._reading.in_note = False
        if not inlines:
            notes.report_empty(self._reading, at)
            return None
        return Note((Paragraph(inlines, inner(lead)),), at)

    def _html(self, token: Token, locate: Locate, seen: bool) -> bool:
        if _COMMENT.fullmatch(token.content):
            return seen
        if not (seen and token.content.startswith("</")):
            report_html(self._reading, token.content, locate(token.meta["offset"]))
        return True

    # --- pictures ---

    def inline_image(self, token: Token, locate: Locate) -> InlineImage | None:
        """Make a picture inside a line; its words are the alternative text unless `alt` gives others."""
        at = locate(token.meta["offset"])
        written = self.image_attributes(token, locate)
        children = token.children or []
        if any(child.type.startswith("note") for child in children):
            self._reading.report(
                "note-misplaced",
                "a note is called inside the words of a picture",
                at,
                "call it after the picture",
            )
        words = "".join(child.content if child.type != "softbreak" else " " for child in children)
        alt = plain(written.values["alt"][0] if "alt" in written.values else words).strip()
        if not alt:
            report_alt(self._reading, at)
        source = self.image_source(token, at)
        return InlineImage(source, alt, at) if source else None

    def image_attributes(self, token: Token, locate: Locate, figure: tuple[str, ...] | None = None) -> Attributes:
        """Give a picture's attributes, after reporting those that mean nothing.

        Args:
            token: The picture's.
            locate: Of its run.
            figure: The classes that it may have as a figure, which may have an id too; `None` inside a line.
        """
        written: Attributes = token.meta.get("attributes") or Attributes()
        classes = figure or ()
        keys = ("alt",) if figure is None else ("alt", "details")
        valid = keys if figure is None else ("#id", *keys, *(f".{name}" for name in classes))
        self._refuse(written, "a picture", valid, locate, keys, classes, figure is not None)
        if token.attrs.get("title"):
            self._reading.report(
                "attribute-unknown",
                "neither edition shows a picture's title",
                locate(token.meta["offset"]),
                "write it as the caption, between the brackets",
            )
        return written

    def image_source(self, token: Token, at: Position) -> str | None:
        """Give the path of a picture inside the manuscript folder; `None`, reported, where it leads out of it."""
        source = unicodedata.normalize("NFC", str(token.attrs["src"]))
        if urls.has_scheme(source):
            self._reading.report(
                "url-scheme",
                f"a picture cannot be fetched from “{source}”",
                at,
                "put the file into the manuscript folder and name it: ![caption](map.svg)",
            )
            return None
        if not source or not urls.inside(source):
            report_outside(self._reading, source, at)
            return None
        return source.removeprefix("./")


def report_outside(reading: Reading, source: str, at: Position) -> None:
    """Report a picture outside the folder."""
    reading.report(
        "image-outside",
        f"the picture “{source}” is not inside the manuscript folder",
        at,
        "copy the file into the folder and write its path from there, with / and without ..",
    )


def report_alt(reading: Reading, at: Position) -> None:
    """Report a picture that says nothing to who cannot see it."""
    reading.report(
        "alt-missing",
        "this picture has no alternative text",
        at,
        'say what it shows: ![caption](map.svg){alt="Map of the route from Aktau to Baku"}',
    )


def report_html(reading: Reading, written: str, at: Position) -> None:
    """Report raw HTML."""
    tag = written.strip().split("\n", 1)[0]
    shown = tag if len(tag) <= 40 else tag[:39] + "…"
    reading.report(
        "raw-html",
        f"HTML is not read: {shown}",
        at,
        "use the markup of docs/manuscript.md; for a sign that is text write \\<",
    )


def report_language(reading: Reading, language: str, at: Position) -> None:
    """Report what is no language tag."""
    reading.report(
        "language-wrong", f"“{language}” is no language tag", at, "write one as BCP 47 has it: tr, en, kk, ru, kk-Cyrl"
    )


def _is_named_break(token: Token) -> bool:
    """Say whether a token is a line break written by its name, `&NewLine;`."""
    return token.type == "text_special" and token.content == "\n"


def _trimmed(inlines: Inlines) -> Inlines:
    """Take white space and line breaks from both ends."""
    parts = list(inlines)
    while parts and (isinstance(parts[0], LineBreak) or (isinstance(parts[0], Text) and not parts[0].text.strip(" "))):
        parts.pop(0)
    while parts and (
        isinstance(parts[-1], LineBreak) or (isinstance(parts[-1], Text) and not parts[-1].text.strip(" "))
    ):
        parts.pop()
    if parts and isinstance(first := parts[0], Text):
        parts[0] = first.part(len(first.text) - len(first.text.lstrip(" ")))
    if parts and isinstance(last := parts[-1], Text):
        parts[-1] = last.part(0, len(last.text.rstrip(" ")))
    return tuple(parts)


def split_lines(inlines: Inlines) -> list[Inlines]:
    """Cut a run at its line breaks, elements that span lines included."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        match inline:
            case LineBreak():
                lines.append([])
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript() | Link():
                first, *others = split_lines(inline.inlines)
                lines[-1] += [replace(inline, inlines=first)] if first else []
                lines += [[replace(inline, inlines=other)] if other else [] for other in others]
            case _:
                lines[-1].append(inline)
    return [tuple(line) for line in lines]
