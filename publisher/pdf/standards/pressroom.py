"""What the press wants: paper and inks, what describes them, and what is known of a book's own colours and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import ImageCms

from publisher.errors import ConfigError, Diagnostic, LayoutError
from publisher.model import Book, Profile
from publisher.pdf.standards.colours import Cmyk, Rgb, Spot
from publisher.pdf.standards.intents import condition_of, read_profile
from publisher.printers.conditions import CONDITIONS, STANDARD, Condition, find_profile
from publisher.theme import Theme


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
    condition = named or (condition_of(opened(profile)) if profile else STANDARD)
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


def opened(profile: Profile) -> ImageCms.ImageCmsProfile:
    """Open a profile.

    Raises:
        LayoutError: `profile-unusable`.
    """
    try:
        return read_profile(profile.data)
    except (ImageCms.PyCMSError, OSError) as problem:
        raise LayoutError(unusable(profile, problem)) from problem


def unusable(profile: Profile, problem: Exception) -> Diagnostic:
    """Say that a profile does not describe a press."""
    return Diagnostic(
        code="profile-unusable",
        message=f"{profile.source} is no profile of a press: {problem}",
        hint="name an ICC profile for CMYK printing in [print] profile",
    )
