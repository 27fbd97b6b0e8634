"""Printing conditions: what colours mean on paper, and the profile that describes it."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

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

_MOST_INK = 300

# Ours comes first, so that a book is the same on every machine; then where Linux and macOS keep profiles.
_FOLDERS = (
    str(Path(__file__).parents[2] / "profiles"),
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


def srgb_profile(day: date) -> bytes:
    """Give the profile of the screen's colours, dated, so that it is the same whenever it is made."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The header's date and time, as six numbers of two bytes, and the hash over it (ICC.1, 7.2).
    moment = (day.year, day.month, day.day, 0, 0, 0)
    data[24:36] = b"".join(number.to_bytes(2, "big") for number in moment)
    data[84:100] = bytes(16)
    return bytes(data)


def add_archive_intent(book: pikepdf.Pdf, day: date) -> None:
    """Say that a file's colours are those of a screen."""
    profile = book.make_stream(srgb_profile(day), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    book.Root.OutputIntents = Array([book.make_indirect(intent)])


def add_press_intent(book: pikepdf.Pdf, condition: Condition, profile: bytes | None) -> None:
    """Say for which printing condition a file is made.

    Args:
        book: The file.
        condition: Which.
        profile: Its bytes; a registered condition may also be named alone (ISO 15930-7, 6.3).
    """
    stream = book.make_stream(profile, N=4) if profile is not None else None
    # A file that holds its profile serves an archive too, which looks for an intent of its own.
    subtypes = (Name.GTS_PDFX, Name.GTS_PDFA1) if stream is not None else (Name.GTS_PDFX,)
    intents = []
    for subtype in subtypes:
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=subtype,
            OutputConditionIdentifier=String(condition.name),
            Info=String(condition.says),
        )
        if condition.registered:
            intent.RegistryName = String("http://www.color.org")
        if stream is not None:
            intent.DestOutputProfile = stream
        intents.append(book.make_indirect(intent))
    book.Root.OutputIntents = Array(intents)


def read_profile(data: bytes) -> ImageCms.ImageCmsProfile:
    """Read a profile's bytes.

    Raises:
        ImageCms.PyCMSError: They are none.
    """
    return ImageCms.ImageCmsProfile(io.BytesIO(data))


def condition_of(profile: ImageCms.ImageCmsProfile) -> Condition:
    """Give the condition that nobody registered and a profile describes."""
    return Condition("Custom", ImageCms.getProfileDescription(profile).strip(), (), _MOST_INK, registered=False)
