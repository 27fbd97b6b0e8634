"""Files that this process has read before: a process that stays beside an author reads again only what was saved."""

from collections.abc import Mapping

from publisher.errors import Diagnostic
from publisher.manuscript.read import Parsed
from publisher.manuscript.read import read as read_anew

# Of each path, the text that was read last and what it says; `None` for a process that reads every file once.
_known: dict[str, tuple[str, Parsed]] | None = None


def remember() -> None:
    """Keep from now on what is read."""
    global _known
    if _known is None:
        _known = {}


def read(text: str, path: str, elsewhere: Mapping[str, str]) -> tuple[Parsed, list[Diagnostic]]:
    """Read a manuscript file as `manuscript.read` does, or remember what it says."""
    before = _known.get(path) if _known is not None else None
    if before is not None and before[0] == text:
        return before[1], []
    parsed, found = read_anew(text, path, elsewhere)
    # Findings name what other files define, which may be others next time.
    if _known is not None and not found:
        _known[path] = text, parsed
    return parsed, found
