"""The ICC profile that book.toml may name: read and checked before anything is printed by it."""

from pathlib import Path

from publisher.errors import Diagnostic
from publisher.manuscript import files, urls
from publisher.model import Profile
from publisher.source import Position

MOST_PROFILE_BYTES = 20_000_000
"""Those of printing conditions have one to three million."""

# Places in a profile's header (ICC.1:2022, 7.2): its length, what it describes, its colours, its mark.
_HEADER_BYTES = 128
_CLASS, _COLOURS, _MARK = slice(12, 16), slice(16, 20), slice(36, 40)


def load(folder: Path, source: str, at: Position) -> tuple[Profile | None, list[Diagnostic]]:
    """Read the profile of a press.

    Args:
        folder: The manuscript's.
        source: The file, from there.
        at: The place that names it.
    """
    real = files.inside(folder, source) if urls.inside(source) and not urls.has_scheme(source) else None
    if real is None:
        return None, [
            Diagnostic(
                code="profile-outside",
                message=f"the profile “{source}” is not inside the manuscript folder",
                at=at,
                hint="copy the file itself into the folder, not a link to it",
            )
        ]
    if not real.is_file():
        return None, [
            Diagnostic(
                code="profile-file-missing",
                message=f"there is no profile “{source}”",
                at=at,
                hint="put the file there, or delete the line: the profile of the condition is then looked for",
            )
        ]
    if (size := real.stat().st_size) > MOST_PROFILE_BYTES:
        what = f"has {files.megabytes(size)}; {files.megabytes(MOST_PROFILE_BYTES)} is the most"
        return None, [_unusable(source, what, at)]
    data = real.read_bytes()
    fault = _fault(data)
    return (None, [_unusable(source, fault, at)]) if fault else (Profile(source, data), [])


def _fault(data: bytes) -> str | None:
    """Say why bytes are no profile for inks."""
    if len(data) < _HEADER_BYTES or data[_MARK] != b"acsp" or int.from_bytes(data[:4], "big") > len(data):
        return "is no ICC profile, or only the beginning of one"
    if data[_COLOURS] != b"CMYK":
        return f"is one for {data[_COLOURS].decode('ascii', 'replace').strip()}, not for CMYK"
    return None if data[_CLASS] == b"prtr" else "describes no printing"


def _unusable(source: str, what: str, at: Position) -> Diagnostic:
    return Diagnostic(
        code="profile-unusable",
        message=f"the profile “{source}” {what}",
        at=at,
        hint="name an ICC profile for CMYK printing, as the printer gives it out",
    )
