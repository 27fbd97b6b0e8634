"""What stands in braces after an element: `{#id .class key=value}`."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_ITEM = re.compile(
    r"""[ \t\n]*(?:
        \#(?P<id>[^\s{}"=]*)
      | \.(?P<class>[^\s{}"=]+)
      | (?P<key>[A-Za-z][A-Za-z0-9_-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s{}"'“”„«»‘’]+))
    )(?=[\s}])""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"[ \t\n]*\}")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(slots=True)
class Attributes:
    """What braces say, each with its offset from the opening brace's text."""

    identifier: tuple[str, int] | None = None
    classes: list[tuple[str, int]] = field(default_factory=list)
    values: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.identifier or self.classes or self.values)


def parse(text: str, start: int, end: int) -> tuple[Attributes, int] | None:
    """Read the attributes that begin with the brace at `start`.

    Returns:
        The attributes, their offsets counted in `text`, and the offset after the closing brace; `None` if the
        braces hold something else, or nothing.
    """
    found = Attributes()
    position = start + 1
    while match := _ITEM.match(text, position, end):
        if match["id"] is not None:
            found.identifier = (match["id"], match.start("id"))
        elif match["class"] is not None:
            found.classes.append((match["class"], match.start("class")))
        else:
            quoted = match["quoted"]
            value = match["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted).replace("\n", " ")
            found.values[match["key"]] = (value, match.start("key"))
        position = match.end()
    closing = _END.match(text, position, end)
    return (found, closing.end()) if closing and found else None


def is_identifier(text: str) -> bool:
    """Tell whether an id can stand in every edition."""
    return _IDENTIFIER.fullmatch(text) is not None


def nearest(wrong: str, valid: Iterable[str]) -> str:
    """Name what can be written instead of `wrong`, the likeliest first."""
    names = list(valid)
    close = difflib.get_close_matches(wrong, names, 1)
    listed = f"valid: {', '.join(names)}"
    return f"nearest: {close[0]}; {listed}" if close else listed
