"""A bound book finished for a purpose: one layout, and what each reader of the file needs of it.

Lines and pages are the same in every purpose by construction; colours, links and what the file says of itself
are not.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageCms

from publisher.errors import Diagnostic, LayoutError
from publisher.model import Purpose
from publisher.pdf.standards import colours, pictures
from publisher.pdf.standards.colours import Cmyk, Inks, Rgb
from publisher.pdf.standards.conditions import (
    Condition,
    add_archive_intent,
    add_press_intent,
    find_profile,
    read_profile,
    srgb_profile,
)
from publisher.pdf.standards.identity import identify, pdf_a, pdf_ua, pdf_x4


@dataclass(frozen=True, slots=True)
class PressRoom:
    """What the press wants.

    Args:
        condition: Paper and inks.
        profile: A file that describes it; one is looked for on the machine if left out.
        own_colours: The inks of a theme's own colours.
    """

    condition: Condition
    profile: Path | None = None
    own_colours: Mapping[Rgb, Cmyk] = field(default_factory=dict)


def prepare(book: pikepdf.Pdf, purpose: Purpose, day: date, press: PressRoom) -> None:
    """Prepare a bound book, structure and metadata in it, for a purpose.

    Args:
        book: Complete.
        purpose: What it is for.
        day: The book's date.
        press: What the press wants.

    Raises:
        LayoutError: `profile-missing`, `profile-unusable`.
    """
    _declare_groups(book, Name.DeviceCMYK if purpose is Purpose.PRESS else Name.DeviceRGB)
    match purpose:
        case Purpose.PRESS:
            _for_press(book, day, press)
        case Purpose.ARCHIVE:
            add_archive_intent(book, day)
            identify(book, (pdf_a(3, "A"), pdf_ua(1)))
        case Purpose.SCREEN:
            identify(book, (pdf_ua(1),))


def _declare_groups(book: pikepdf.Pdf, space: pikepdf.Name) -> None:
    """Say of every page in which colours what is see-through is mixed."""
    for page in book.pages:
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)


def _for_press(book: pikepdf.Pdf, day: date, press: PressRoom) -> None:
    path = press.profile or find_profile(press.condition)
    profile = path.read_bytes() if path is not None else None
    convert = _conversion(profile, day, path) if profile is not None else None
    inks = Inks(press.own_colours, functools.partial(_colour, convert) if convert else None)
    colours.to_press(book, inks)
    left = pictures.to_press(book, convert)
    if inks.missing or left:
        raise LayoutError(_profile_missing(press.condition, len(inks.missing), len(left)))
    _remove_links(book)
    add_press_intent(book, press.condition, profile)
    _say_for_press(book)
    # An archive takes the same file if it says in itself what its inks are.
    identify(book, (pdf_x4(), pdf_a(2, "U")) if profile is not None else (pdf_x4(),))


def _conversion(profile: bytes, day: date, path: Path | None) -> Callable[[Image.Image], Image.Image]:
    """Give the conversion from screen colours to inks: relative colorimetric, black point compensated.

    That keeps the colours that the paper can show as they are; blacks of pictures become the paper's black.
    """
    try:
        transform = ImageCms.buildTransform(
            read_profile(srgb_profile(day)),
            read_profile(profile),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as problem:
        raise LayoutError(
            Diagnostic(
                code="profile-unusable",
                message=f"{path} is no profile of a press: {problem}",
                hint="name an ICC profile for CMYK printing in [print] profile",
            )
        ) from problem

    def convert(image: Image.Image) -> Image.Image:
        turned = ImageCms.applyTransform(image, transform)
        assert turned is not None
        return turned

    return convert


def _colour(convert: Callable[[Image.Image], Image.Image], colour: Rgb) -> Cmyk:
    red, green, blue = (round(value * 255) for value in colour)
    cyan, magenta, yellow, black = (
        round(value / 255, 4) for value in convert(Image.new("RGB", (1, 1), (red, green, blue))).tobytes()
    )
    return (cyan, magenta, yellow, black)


def _profile_missing(condition: Condition, own: int, pictured: int) -> Diagnostic:
    what = " and ".join(
        part for part in (f"{own} colours" if own else "", f"{pictured} pictures" if pictured else "") if part
    )
    return Diagnostic(
        code="profile-missing",
        message=f"{what} need a profile for {condition.name}, and none is on this machine",
        hint=f"put {condition.files[0]} somewhere and name it in [print] profile, or make the book black only",
    )


def _remove_links(book: pikepdf.Pdf) -> None:
    """Take out links: a press knows none, and PDF/X allows none on the page."""
    for page in book.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    if "/StructTreeRoot" in book.Root:
        del book.Root.StructTreeRoot
        del book.Root.MarkInfo
    for page in book.pages:
        for key in ("/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]


def _say_for_press(book: pikepdf.Pdf) -> None:
    book.docinfo["/Trapped"] = Name("/False")
    book.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["xmpMM:DocumentID"] = xmp.get("dc:identifier", "")
        xmp["xmpMM:VersionID"] = "1"
        xmp["xmpMM:RenditionClass"] = "default"
