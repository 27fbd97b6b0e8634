"""Printing conditions: paper and inks by their names in the registry of the ICC, and where their profiles are found."""

from dataclasses import dataclass
from pathlib import Path

from publisher.model import PressCondition


@dataclass(frozen=True, slots=True)
class Condition:
    """A registered printing condition.

    Args:
        name: As the registry of the ICC has it, which `book.toml` names too.
        says: For people.
        files: Names under which its profile is found.
        most_ink: Percent of all inks together that the paper takes.
        registered: Whether the registry knows it, so that its name says enough.
    """

    name: str
    says: str
    files: tuple[str, ...]
    most_ink: int
    registered: bool = True


CONDITIONS = {
    PressCondition.FOGRA39: Condition(
        "FOGRA39", "Offset, coated paper (ISO 12647-2:2004)", ("FOGRA39L_coated.icc", "CoatedFOGRA39.icc"), 300
    ),
    PressCondition.FOGRA51: Condition(
        "FOGRA51", "Offset, premium coated paper (ISO 12647-2:2013)", ("PSOcoated_v3.icc",), 300
    ),
    PressCondition.FOGRA52: Condition(
        "FOGRA52", "Offset, wood-free uncoated paper (ISO 12647-2:2013)", ("PSOuncoated_v3_FOGRA52.icc",), 300
    ),
    PressCondition.GRACOL2013: Condition(
        "CGATS21_CRPC6", "GRACoL 2013, coated paper", ("GRACoL2013_CRPC6.icc", "GRACoL2006_Coated1v2.icc"), 320
    ),
}
"""Those that are known."""

STANDARD = CONDITIONS[PressCondition.FOGRA39]
"""Where a book says nothing."""

# Ours comes first, so that a book is the same on every machine; then where Linux and macOS keep profiles.
_FOLDERS = (
    str(Path(__file__).parents[1] / "profiles"),
    "/usr/share/color/icc",
    "/usr/local/share/color/icc",
    "/Library/ColorSync/Profiles",
    "/usr/share/texlive/texmf-dist/tex/generic/colorprofiles",
    "/usr/share/texmf/tex/generic/colorprofiles",
)


def find_profile(condition: Condition, folders: tuple[str, ...] = _FOLDERS) -> Path | None:
    """Find a condition's profile, which comes with the package or is on this machine; `None` if it is not there."""
    for folder in map(Path, folders):
        for name in condition.files:
            found = next(iter(sorted(folder.rglob(name))), None) if folder.is_dir() else None
            if found is not None:
                return found
    return None
