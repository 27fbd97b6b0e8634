"""A book finished for a purpose: one layout, and what each reader of the file needs of it.

Lines and pages are the same in every purpose by construction; colours, links and what the file says of itself
are not.
"""

import functools
from collections.abc import Callable
from datetime import date
from functools import cached_property

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageCms

from publisher.errors import Diagnostic, LayoutError
from publisher.model import Profile, Purpose
from publisher.pdf.standards import colours, pictures
from publisher.pdf.standards.archive import Archive, for_archive
from publisher.pdf.standards.colours import Cmyk, Inks, Rgb
from publisher.pdf.standards.identity import identify, pdf_a, pdf_ua, pdf_x4, untrapped
from publisher.pdf.standards.inked import Inked, is_for
from publisher.pdf.standards.intents import add_press_intent, read_profile, srgb_profile
from publisher.pdf.standards.limit import within_limit
from publisher.pdf.standards.pressroom import PressRoom, opened, unusable
from publisher.printers.conditions import Condition
from publisher.store import Store

_ANY_ARCHIVE = Archive()


class Finish:
    """What a purpose asks of a book: of its pages, which may be finished unit by unit, and of the whole.

    Args:
        purpose: What the book is for; `None` asks for nothing.
        day: The book's date.
        press: What the press wants.
        archive: What an archive wants.

    Raises:
        LayoutError: `profile-unusable`.
    """

    def __init__(self, purpose: Purpose | None, day: date, press: PressRoom, archive: Archive = _ANY_ARCHIVE) -> None:
        self._purpose = purpose
        self._day = day
        self._press = press
        self._archive = archive
        self._for_press = purpose in (Purpose.PRESS, Purpose.COVER)

    @property
    def key(self) -> str:
        """The hash of all that finished pages depend on, but for the pages."""
        press = self._press
        if not self._for_press:
            return Store.key(str(self._purpose))
        own = repr((self._day, press.condition, sorted(press.own_colours.items()), press.spot, press.most_ink))
        files = (part for name, data in sorted(press.originals.items()) for part in (name, data))
        return Store.key("press", own, press.profile.data if press.profile else b"", *files)

    @property
    def lacks_inks(self) -> bool:
        """Whether some of what was finished so far has colours that nothing says the inks of."""
        return self._for_press and bool(self._inks.missing)

    def drawings(self, file: pikepdf.Pdf) -> int:
        """Give what is drawn in a file the colours that the purpose asks for.

        Returns:
            How many pictures could not be given theirs.
        """
        if self._purpose is Purpose.SCREEN or self._purpose is None:
            return 0
        pictures.as_they_are(file)
        if not self._for_press:
            return 0
        colours.to_press(file, self._inks)
        return len(pictures.to_press(file, self._convert, self._originals))

    def pages(self, file: pikepdf.Pdf) -> int:
        """Finish the pages of a file, all of a book's or some; give what `drawings` gives."""
        if self._purpose is not None:
            _declare_groups(file, Name.DeviceCMYK if self._for_press else Name.DeviceRGB)
        left = self.drawings(file)
        if self._for_press:
            _remove_links(file)
        return left

    def whole(self, book: pikepdf.Pdf, left: int = 0) -> None:
        """Say of a book, all of whose pages are finished, what it is.

        Args:
            book: Complete.
            left: How many pictures could not be given their colours.

        Raises:
            LayoutError: `profile-missing`.
        """
        match self._purpose:
            case Purpose.PRESS | Purpose.COVER:
                self._whole_for_press(book, left)
            case Purpose.ARCHIVE:
                for_archive(book, self._archive, self._day)
            case Purpose.SCREEN:
                identify(book, (pdf_ua(1),))

    def _whole_for_press(self, book: pikepdf.Pdf, left: int) -> None:
        press = self._press
        if self.lacks_inks or left:
            raise LayoutError(_profile_missing(press.condition, len(self._inks.missing), left))
        if press.spot is not None:
            colours.share_spot(book)
        add_press_intent(book, press.condition, press.profile.data if press.profile else None)
        _say_for_press(book)
        # An archive takes the same file if it says in itself what its inks are.
        press_only = (pdf_x4(), untrapped())
        identify(book, (*press_only, pdf_a(2, "U")) if press.profile is not None else press_only)

    @cached_property
    def _convert(self) -> Callable[[Image.Image], Image.Image] | None:
        profile = self._press.profile
        return _conversion(profile, self._day, self._press.most_ink) if profile is not None else None

    @cached_property
    def _inks(self) -> Inks:
        convert = self._convert
        return Inks(self._press.own_colours, functools.partial(_colour, convert) if convert else None, self._press.spot)

    @cached_property
    def _originals(self) -> pictures.Originals:
        return _originals(self._press)


def prepare(book: pikepdf.Pdf, purpose: Purpose, day: date, press: PressRoom) -> None:
    """Finish a book that is complete, all pages at once.

    Args:
        book: Complete.
        purpose: What it is for.
        day: The book's date.
        press: What the press wants.

    Raises:
        LayoutError: `profile-missing`, `profile-unusable`.
    """
    finish = Finish(purpose, day, press)
    finish.whole(book, finish.pages(book))


def _declare_groups(book: pikepdf.Pdf, space: pikepdf.Name) -> None:
    """Say of every page in which colours what is see-through is mixed."""
    for page in book.pages:
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)


def _conversion(profile: Profile, day: date, most_ink: float) -> Callable[[Image.Image], Image.Image]:
    """Give the conversion from screen colours to inks: relative colorimetric, black point compensated.

    That keeps the colours that the paper can show as they are; blacks of pictures become the paper's black, with no
    more ink than it takes.
    """
    try:
        transform = ImageCms.buildTransform(
            read_profile(srgb_profile(day)),
            opened(profile),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as problem:
        raise LayoutError(unusable(profile, problem)) from problem

    def convert(image: Image.Image) -> Image.Image:
        turned = ImageCms.applyTransform(image, transform)
        assert turned is not None
        return within_limit(turned, most_ink)

    return convert


def _originals(press: PressRoom) -> pictures.Originals:
    own = opened(press.profile) if press.profile else None

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
