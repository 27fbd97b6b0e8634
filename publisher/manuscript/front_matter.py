"""What a file may say of itself before its text, as TOML between two lines of `+++`."""

from dataclasses import dataclass

from publisher.config import SectionEntry, read_front_matter
from publisher.errors import Diagnostic
from publisher.source import Position

FENCE = "+++"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's front matter; `lines` is how many lines it takes."""

    entry: SectionEntry | None
    lines: int
    found: tuple[Diagnostic, ...] = ()


def split(lines: list[str], path: str) -> FrontMatter:
    """Read the front matter that a file's lines may begin with."""
    if not lines or lines[0].rstrip() != FENCE:
        return FrontMatter(None, 0)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            # The fence becomes an empty line, so that places count from the file's first line.
            entry, found = read_front_matter("\n" + "\n".join(lines[1:number]), path)
            return FrontMatter(entry, number + 1, tuple(found))
    unclosed = Diagnostic(
        code="front-matter-unclosed",
        message="the front matter is not closed",
        at=Position(path, 1),
        hint="add a line with +++ alone where it ends; for a line of plus signs write \\+++",
    )
    return FrontMatter(None, 1, (unclosed,))
