"""Rules on colour: inks and no screen colours, how much of them, what is mixed and what is left out."""

from collections.abc import Iterator

from publisher.check.preflight.marks import Mark, PictureUse
from publisher.check.preflight.pictures import heaviest
from publisher.check.preflight.pressfile import PressFile, by_message, error, printer_rule, standard_rule
from publisher.check.preflight.spaces import SCREEN_KINDS, Kind, Space
from publisher.errors import Diagnostic
from publisher.printers import ColourWish
from publisher.source import Position

_TRACE = 0.005
_CONVERT = "publish pdf --for press turns colours into inks; another program's file must be converted there"


@printer_rule("page-unfollowed", needs_book=False)
def page_unfollowed(file: PressFile) -> Iterator[Diagnostic]:
    """Find pages whose drawing cannot be followed to its end."""
    for page, why in file.drawn.broken.items():
        message = f"page {page}: what it draws cannot be followed: {why}"
        yield error("page-unfollowed", message, "make the file anew; what is behind this place was not checked")


@printer_rule("rgb-on-page", needs_book=False)
def rgb_on_page(file: PressFile) -> Iterator[Diagnostic]:
    """Find colours of screens, which each press turns into inks in its own way."""
    if file.printer.colour is ColourWish.ANY and file.x_version is None:
        return
    found = [
        ((f"{mark.kind} is in {space.kind}", _place(file, mark)), mark.page)
        for mark in file.marks()
        if (space := _space(mark)) is not None and space.kind in SCREEN_KINDS
    ]
    for (message, at), pages in by_message(found):
        yield error("rgb-on-page", f"{pages}: {message}", _CONVERT, at)


def _place(file: PressFile, mark: Mark) -> Position | None:
    shown = file.shown_by(mark)
    return shown.at if shown else None


def _space(mark: Mark) -> Space | None:
    if mark.colour is not None:
        return mark.colour.space
    return mark.picture.space if mark.picture else None


@standard_rule("blend-space-rgb", needs_book=False)
def blend_space_rgb(file: PressFile) -> Iterator[Diagnostic]:
    """Find what is see-through and is mixed in colours of screens."""
    found = [
        (f"what is see-through is mixed in {space.kind}", page)
        for page, space in file.drawn.blends
        if space is not None and space.kind in SCREEN_KINDS
    ]
    for message, pages in by_message(found):
        yield error(
            "blend-space-rgb", f"{pages}: {message}", "mix in CMYK: the group's colour space must be DeviceCMYK"
        )


@printer_rule("colour-refused", needs_book=False)
def colour_refused(file: PressFile) -> Iterator[Diagnostic]:
    """Find colour in a book that is printed in black alone."""
    if file.printer.colour is not ColourWish.BLACK:
        return
    found = [(f"{mark.kind} is in colour", mark.page) for mark in file.marks() if _is_coloured(mark)]
    for message, pages in by_message(found):
        yield error("colour-refused", f"{pages}: {message}", "make it black or grey; the printer has black ink alone")


def _is_coloured(mark: Mark) -> bool:
    space = _space(mark)
    inks = mark.colour.inks() if mark.colour else None
    if inks is not None:
        return any(amount > _TRACE for name, amount in inks.items() if name != "Black")
    return space is not None and space.kind is not Kind.GREY and space.names != ("Black",)


@printer_rule("ink-too-heavy", needs_book=False)
def ink_too_heavy(file: PressFile) -> Iterator[Diagnostic]:
    """Find places with more ink than the paper takes."""
    most = file.printer.most_ink / 100
    pictures: dict[tuple[int, int], float] = {}
    found = []
    for mark in file.marks():
        inks = mark.colour.inks() if mark.colour else None
        total = sum(inks.values()) if inks else _of_picture(mark.picture, pictures) if mark.picture else 0.0
        if total > most + _TRACE:
            says = f"{mark.kind} has {total:.0%} of ink, the paper takes {most:.0%}"
            found.append(((says, _place(file, mark)), mark.page))
    hint = "convert it with a profile for this paper, or lighten it"
    for (message, at), pages in by_message(found):
        yield error("ink-too-heavy", f"{pages}: {message}", hint, at)


def _of_picture(use: PictureUse, known: dict[tuple[int, int], float]) -> float:
    """Give the ink of a picture, which is looked at once however often it is shown."""
    key = use.stream.objgen
    if key not in known or key == (0, 0):
        known[key] = heaviest(use)
    return known[key]


@printer_rule("white-overprints", needs_book=False)
def white_overprints(file: PressFile) -> Iterator[Diagnostic]:
    """Find white that is set to overprint: no press prints it."""
    found = [
        (f"{mark.kind} is white and overprints, so it vanishes", mark.page)
        for mark in file.marks()
        if mark.overprints and mark.colour and (inks := mark.colour.inks()) is not None and not any(inks.values())
    ]
    for message, pages in by_message(found):
        yield error("white-overprints", f"{pages}: {message}", "let white knock out: overprinting is for black")
