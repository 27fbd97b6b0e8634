"""From the model's inlines to Markdown."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

from publisher.manuscript.escape import at_line_start, escape, spaced
from publisher.manuscript.inlines import CLASSES
from publisher.model import (
    Code,
    Emphasis,
    Foreign,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Reference,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)

_CLASS_OF = {kind: name for name, kind in CLASSES.items()}
_BACKTICKS = re.compile(r"`+")
_BARE_SOURCE = re.compile(r"[^\s<>()\\&\"'\x00-\x1f]+")


@dataclass(slots=True)
class RunWriter:
    """Writes runs of one block.

    Args:
        one_line: Whether the run has a line to itself, so that a break is written as an entity.
        in_table: Whether `|` ends the run.
        pending: Takes the notes that are written after the block, under names.
        name_for: Gives a name to a note that has none and cannot be written in place.
    """

    name_for: Callable[[], str]
    pending: list[tuple[str, Note]] = field(default_factory=list)
    one_line: bool = False
    in_table: bool = False

    def run(self, inlines: Inlines) -> str:
        """Write a run that has its line or lines to itself."""
        written = self._inlines(inlines, frozenset())
        lines = written.split("\n")
        return "\n".join(at_line_start(spaced(line)) for line in lines)

    def bare(self, inlines: Inlines) -> str:
        """Write a run that begins after something on its line."""
        return "\n".join(spaced(line) for line in self._inlines(inlines, frozenset()).split("\n"))

    def _inlines(self, inlines: Inlines, around: frozenset[type]) -> str:
        written = ""
        for index, inline in enumerate(inlines):
            after = inlines[index + 1] if index + 1 < len(inlines) else None
            piece = self._inline(inline, written[-1:], after, around)
            if isinstance(inline, Code) and index and isinstance(inlines[index - 1], Code):
                # Two runs of backticks side by side would be one.
                piece = "<!-- -->" + piece
            written += piece
        return written

    def _inline(self, inline: Inline, before: str, after: Inline | None, around: frozenset[type]) -> str:
        match inline:
            case Text(text):
                return self._text(text, before, after)
            case Emphasis() | Strong():
                return self._stressed(inline, before, after, around)
            case SmallCaps() | Superscript() | Subscript():
                return f"[{self._inlines(inline.inlines, frozenset())}]{{.{_CLASS_OF[type(inline)]}}}"
            case Foreign():
                return f"[{self._inlines(inline.inlines, frozenset())}]{{lang={inline.language}}}"
            case Code(text):
                return self._code(text)
            case LineBreak():
                return "&NewLine;" if self.one_line else "\\\n"
            case Link():
                return f"[{self._inlines(inline.inlines, frozenset())}]({destination(inline.target)})"
            case Reference():
                return f"[]({destination('#' + inline.target)})" + ("{.page}" if inline.page else "")
            case InlineImage():
                return f"![{escape(inline.alt, in_table=self.in_table)}]({destination(inline.source)})"
            case Note():
                return self._note(inline)
            case NoteReference(name):
                return f"[^{name}]"
            case _:
                assert_never(inline)

    def _text(self, text: str, before: str, after: Inline | None) -> str:
        written = escape(text, in_table=self.in_table, last=not isinstance(after, _BRACKETED))
        # Only after an element's closing bracket does a brace begin attributes.
        if written.startswith("\\{") and before not in ("]", ")", "}") and text[1:2] not in ("#", "."):
            return written[1:]
        return written

    def _code(self, text: str) -> str:
        longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
        shortest = next(n for n in range(1, longest + 2) if n not in map(len, _BACKTICKS.findall(text)))
        fence = "`" * shortest
        pad = " " if text.startswith("`") or text.endswith("`") or _is_padded(text) else ""
        literal = text.replace("|", "\\|") if self.in_table else text
        return f"{fence}{pad}{literal}{pad}{fence}"

    def _stressed(self, inline: Emphasis | Strong, before: str, after: Inline | None, around: frozenset[type]) -> str:
        match inline:
            case Emphasis(inlines=(Strong(inlines=inmost),)) if not around:
                inner = self._inlines(inmost, frozenset({Emphasis, Strong}))
                if self._can_stress(inner, before, after) and inner[0].isalnum() and inner[-1].isalnum():
                    return f"***{inner}***"
        sign = "*" if isinstance(inline, Emphasis) else "**"
        inner = self._inlines(inline.inlines, around | {type(inline)})
        if type(inline) not in around and self._can_stress(inner, before, after):
            return f"{sign}{inner}{sign}"
        inner = self._inlines(inline.inlines, frozenset())
        return f"[{inner}]{{.{_CLASS_OF[type(inline)]}}}"

    def _can_stress(self, inner: str, before: str, after: Inline | None) -> bool:
        """Tell whether asterisks around a run are taken for what they are, whatever stands beside them."""
        if not inner or before in ("*", "\\") or isinstance(after, Emphasis | Strong):
            return False
        first, last = inner[0], inner[-1]
        following = after.text[0] if isinstance(after, Text) and after.text else "" if after is None else "["
        opens = first.isalnum() or (_is_plain_mark(first) and not _is_wordy(before))
        closes = last.isalnum() or (_is_plain_mark(last) and not _is_wordy(following))
        return opens and closes

    def _note(self, note: Note) -> str:
        match note:
            case Note(blocks=(Paragraph(identifier=None) as only,), name=None):
                inner = RunWriter(self.name_for, self.pending, one_line=True, in_table=self.in_table)
                return f"^[{inner.bare(only.inlines)}]"
        name = note.name or self.name_for()
        self.pending.append((name, note))
        return f"[^{name}]"


_BRACKETED = (Foreign, SmallCaps, Superscript, Subscript, Link, Reference, Note, NoteReference, Emphasis, Strong)


def _is_plain_mark(sign: str) -> bool:
    return _is_sign(sign) and sign not in "*_\\"


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _is_wordy(sign: str) -> bool:
    """Tell whether a character beside an asterisk is part of a word, as CommonMark sees it."""
    return bool(sign) and not sign.isspace() and not _is_sign(sign)


def _is_padded(text: str) -> bool:
    return text.startswith(" ") and text.endswith(" ") and bool(text.strip(" "))


def destination(target: str) -> str:
    """Write an address, in pointed brackets where it needs them."""
    if _BARE_SOURCE.fullmatch(target):
        return target
    return "<" + re.sub(r"([<>\\&])", r"\\\1", target) + ">"


def quoted(text: str) -> str:
    """Write an attribute's value."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
