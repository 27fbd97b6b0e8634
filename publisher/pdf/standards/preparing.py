"""A bound book finished for a purpose: one layout, and what each reader of the file needs of it.

Lines and pages are the same in every purpose by construction; colours, links and what the file says of itself
are not.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageCms

from publisher.errors import ConfigError, Diagnostic, LayoutError
from publisher.model import Book, Profile, Purpose
from publisher.pdf.standards import colours, pictures
from publisher.pdf.standards.archive import Archive, for_archive
from publisher.pdf.standards.colours import Cmyk, Inks, Rgb, Spot
from publisher.pdf.standards.identity import identify, pdf_a, pdf_ua, pdf_x4, untrapped
from publisher.pdf.standards.inked import Inked, is_for
from publisher.pdf.standards.intents import add_press_intent, condition_of, read_profile, srgb_profile
from publisher.pdf.standards.limit import within_limit
from publisher.printers.conditions import CONDITIONS, STANDARD, Condition, find_profile
from publisher.theme import Theme

_ANY_ARCHIVE = Archive()


@dataclass(frozen=True, slots=True)
class PressRoom:
    """What the press wants.

    Args:
        condition: Paper and inks.
        profile: What describes it; `None` where nothing does.
        own_colours: The inks of a theme's own colours.
        spot: An ink of its own, for one of these.
        most_ink: Percent of all inks together that paper and printer take.
        originals: Pictures that came in inks, by the hash of what the typesetter saw of them (`pictures.py`).
    """

    condition: Condition
    profile: Profile | None = None
    own_colours: Mapping[Rgb, Cmyk] = field(default_factory=dict)
    spot: Spot | None = None
    most_ink: float = STANDARD.most_ink
    originals: Mapping[str, bytes] = field(default_factory=dict)


def press_room(book: Book, theme: Theme, originals: Mapping[str, bytes] | None = None) -> PressRoom:
    """Give what the press wants for a book.

    Args:
        book: The book.
        theme: Its own colours.
        originals: As in `PressRoom`.

    Raises:
        LayoutError: `profile-unusable`.
        ConfigError: `theme-without-accent`.
    """
    spot = book.print_options.press.spot
    condition, profile = press_inks(book)
    most_ink = min(condition.most_ink, book.most_ink or condition.most_ink)
    own = _spot(spot, theme) if spot else None
    return PressRoom(condition, profile, theme.inks, own, most_ink, originals or {})


def press_inks(book: Book) -> tuple[Condition, Profile | None]:
    """Give for which condition a book is printed, and what describes it: `None` if nothing is to be had.

    Raises:
        LayoutError: `profile-unusable`.
    """
    options, profile = book.print_options.press, book.press_profile
    named = CONDITIONS[options.condition] if options.condition else None
    condition = named or (condition_of(_opened(profile)) if profile else STANDARD)
    if profile is None and (path := find_profile(condition)) is not None:
        profile = Profile(str(path), path.read_bytes())
    return condition, profile


def _spot(name: str, theme: Theme) -> Spot:
    if theme.accent is None:
        raise ConfigError(
            Diagnostic(
                code="theme-without-accent",
                message=f"the theme does not say which of its colours “{name}” is to print",
                hint='give theme.toml a line accent = "#12284C" and the inks of this colour, or delete [print] spot',
            )
        )
    return Spot(name, theme.accent)


def _opened(profile: Profile) -> ImageCms.ImageCmsProfile:
    try:
        return read_profile(profile.data)
    except (ImageCms.PyCMSError, OSError) as problem:
        raise LayoutError(_unusable(profile, problem)) from problem


def _unusable(profile: Profile, problem: Exception) -> Diagnostic:
    return Diagnostic(
        code="profile-unusable",
        message=f"{profile.source} is no profile of a press: {problem}",
        hint="name an ICC profile for CMYK printing in [print] profile",
    )


def prepare(book: pikepdf.Pdf, purpose: Purpose, day: date, press: PressRoom, archive: Archive = _ANY_ARCHIVE) -> None:
    """Prepare a bound book, structure and metadata in it, for a purpose.

    Args:
        book: Complete.
        purpose: What it is for.
        day: The book's date.
        press: What the press wants.
        archive: What an archive wants.

    Raises:
        LayoutError: `profile-missing`, `profile-unusable`.
    """
    for_press = purpose in (Purpose.PRESS, Purpose.COVER)
    _declare_groups(book, Name.DeviceCMYK if for_press else Name.DeviceRGB)
    match purpose:
        case Purpose.PRESS | Purpose.COVER:
            _for_press(book, day, press)
        case Purpose.ARCHIVE:
            for_archive(book, archive, day)
        case Purpose.SCREEN:
            identify(book, (pdf_ua(1),))


def _declare_groups(book: pikepdf.Pdf, space: pikepdf.Name) -> None:
    """Say of every page in which colours what is see-through is mixed."""
    for page in book.pages:
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)


def _for_press(book: pikepdf.Pdf, day: date, press: PressRoom) -> None:
    profile = press.profile
    convert = _conversion(profile, day, press.most_ink) if profile is not None else None
    inks = Inks(press.own_colours, functools.partial(_colour, convert) if convert else None, press.spot)
    colours.to_press(book, inks)
    pictures.as_they_are(book)
    left = pictures.to_press(book, convert, _originals(press))
    if inks.missing or left:
        raise LayoutError(_profile_missing(press.condition, len(inks.missing), len(left)))
    _remove_links(book)
    add_press_intent(book, press.condition, profile.data if profile else None)
    _say_for_press(book)
    # An archive takes the same file if it says in itself what its inks are.
    press_only = (pdf_x4(), untrapped())
    identify(book, (*press_only, pdf_a(2, "U")) if profile is not None else press_only)


def _conversion(profile: Profile, day: date, most_ink: float) -> Callable[[Image.Image], Image.Image]:
    """Give the conversion from screen colours to inks: relative colorimetric, black point compensated.

    That keeps the colours that the paper can show as they are; blacks of pictures become the paper's black, with no
    more ink than it takes.
    """
    try:
        transform = ImageCms.buildTransform(
            read_profile(srgb_profile(day)),
            _opened(profile),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as problem:
        raise LayoutError(_unusable(profile, problem)) from problem

    def convert(image: Image.Image) -> Image.Image:
        turned = ImageCms.applyTransform(image, transform)
        assert turned is not None
        return within_limit(turned, most_ink)

    return convert


def _originals(press: PressRoom) -> pictures.Originals:
    own = _opened(press.profile) if press.profile else None

    def is_own(picture: Inked) -> bool:
        # What says nothing of its inks is taken for what is printed; its author was told so.
        return picture.profile is None or is_for(picture.profile, press.condition, own)

    def convert(picture: Inked) -> Image.Image | None:
        if own is None or picture.profile is None:
            return None
        turned = ImageCms.profileToProfile(
            picture.amounts,
            picture.profile,
            own,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="CMYK",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        assert turned is not None
        return within_limit(turned, press.most_ink)

    return pictures.Originals(press.originals, convert, is_own)


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
