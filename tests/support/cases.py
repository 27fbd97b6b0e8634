"""Cases kept as text: a title, a dot, the input, a dot, what is expected, a dot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<given>.*?)^\.\n(?P<expected>.*?)^\.$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Case:
    title: str
    given: str
    expected: tuple[str, ...]


def cases_in(file: Path) -> Iterator[Case]:
    """Give every case of a file; lines end with the line feed alone, as they stand."""
    text = file.read_bytes().decode("utf-8")
    for match in _CASE.finditer(text):
        yield Case(match["title"], match["given"].removesuffix("\n"), tuple(match["expected"].split("\n")[:-1]))
