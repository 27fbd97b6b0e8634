"""Where the keys of a TOML text stand: the standard library's reader does not say."""

import re
import tomllib
from collections.abc import Mapping
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: table and key names, and indices into arrays."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+|\#[^\n]*)
      | (?P<newline>\n)
      | (?P<string>\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
      | (?P<bare>[A-Za-z0-9_+:-]+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
Token: TypeAlias = tuple[str, str, int]


def key_places(text: str) -> Mapping[KeyPath, tuple[int, int]]:
    """Map the path of each key and array element of valid TOML to its line and column, counted from 1."""
    return _Scanner(text).places


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[Token] = [
            (str(match.lastgroup), match[0], match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "space"
        ]
        self._index = 0
        self._counts: dict[KeyPath, int] = {}
        self._line, self._line_start, self._counted = 1, 0, 0
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self._document()

    def _document(self) -> None:
        table: KeyPath = ()
        while self._index < len(self._tokens):
            kind, text, offset = self._tokens[self._index]
            if kind == "newline":
                self._index += 1
            elif text == "[":
                table = self._header(offset)
            else:
                self._pair(table)

    def _header(self, offset: int) -> KeyPath:
        self._index += 1
        many = self._sign("[")
        names = self._names()
        self._index += 2 if many else 1
        path = self._inside_last(names[:-1])
        if many:
            array = (*path, names[-1])
            self._counts[array] = self._counts.get(array, -1) + 1
            self._place(array, offset)
            path = (*array, self._counts[array])
        else:
            path = self._inside_last(names)
        self._place(path, offset)
        return path

    def _inside_last(self, names: list[str]) -> KeyPath:
        """Follow names, entering the last element of each array of tables."""
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _pair(self, table: KeyPath) -> None:
        offset = self._tokens[self._index][2]
        path = (*table, *self._names())
        self._place(path, offset)
        self._sign("=")
        self._value(path)

    def _names(self) -> list[str]:
        names: list[str] = []
        while self._index < len(self._tokens):
            kind, text, _ = self._tokens[self._index]
            if kind == "string":
                names.append(str(tomllib.loads(f"key = {text}")["key"]))
            elif kind == "bare":
                names.append(text)
            elif text != ".":
                break
            self._index += 1
        return names

    def _value(self, path: KeyPath) -> None:
        if self._sign("["):
            self._array(path)
        elif self._sign("{"):
            self._inline_table(path)
        else:
            while self._index < len(self._tokens) and self._tokens[self._index][1] not in (",", "]", "}", "\n"):
                self._index += 1

    def _array(self, path: KeyPath) -> None:
        count = 0
        while self._index < len(self._tokens) and not self._sign("]"):
            if self._tokens[self._index][0] == "newline" or self._tokens[self._index][1] == ",":
                self._index += 1
                continue
            self._place((*path, count), self._tokens[self._index][2])
            self._value((*path, count))
            count += 1

    def _inline_table(self, path: KeyPath) -> None:
        while self._index < len(self._tokens) and not self._sign("}"):
            if self._tokens[self._index][0] == "newline" or self._tokens[self._index][1] == ",":
                self._index += 1
                continue
            self._pair(path)

    def _sign(self, sign: str) -> bool:
        found = self._index < len(self._tokens) and self._tokens[self._index][:2] == ("sign", sign)
        self._index += found
        return found

    def _place(self, path: KeyPath, offset: int) -> None:
        # Keys come in the order of the text, so that lines are counted once.
        self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        self._line_start = self._text.rfind("\n", 0, offset) + 1
        self.places.setdefault(path, (self._line, offset - self._line_start + 1))
