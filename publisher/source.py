"""Where something stands in the author's files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a manuscript file.

    Args:
        path: The file, as the author named it (folder given on the command line, then the file).
        line: Counted from 1.
        column: Counted from 1, in characters.
    """

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
