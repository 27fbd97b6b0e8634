"""What a file says of the colours that it is made for: output intents, and the profiles in them."""

import io
from datetime import date

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

from publisher.printers.conditions import Condition

_MOST_INK = 300


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
