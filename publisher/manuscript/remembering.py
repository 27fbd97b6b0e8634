"""Files that this process has read before: a process that stays beside an author reads again only what was saved."""

from collections.abc import Collection, Mapping

from publisher import remembering
from publisher.errors import Diagnostic
from publisher.manuscript.read import Parsed
from publisher.manuscript.read import read as read_anew

# Of each path, the text that was read last and what it says.
_known: dict[str, tuple[str, Parsed]] = {}


def read(text: str, path: str, elsewhere: Mapping[str, str]) -> tuple[Parsed, list[Diagnostic]]:
    """Read a manuscript file as `manuscript.read` does, or remember what it says."""
    before = _known.get(path)
    if before is not None and before[0] == text:
        return before[1], []
    parsed, found = read_anew(text, path, elsewhere)
    # Findings name what other files define, which may be others next time.
    if remembering.remembers() and not found:
        _known[path] = text, parsed
    return parsed, found


def forget_others(paths: Collection[str]) -> None:
    """Forget what other files than these say, and all that was made of them."""
    for path in _known.keys() - paths:
        del _known[path]
    remembering.forget_others(paths)
