"""Build a book at every save, and go on whatever comes of it."""

import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeAlias

from publisher import theme as themes
from publisher.errors import ConfigError
from publisher.pipeline.loading import require_manuscript
from publisher.pipeline.settings import read_settings
from publisher.preview.builds import Order, Outcome, Pages, Running, Standby, prepare, read_ahead
from publisher.preview.saves import Saves
from publisher.progress import Step
from publisher.workers import Early


@dataclass(frozen=True, slots=True)
class Began:
    """A build has begun, for these files; for none if it is the first one."""

    changed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A build has come to its end; `changed` names all files saved since the last one that did."""

    changed: tuple[Path, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Dropped:
    """A build was stopped, for what it made was not wanted any more: these files were saved meanwhile."""

    changed: tuple[Path, ...]


Event: TypeAlias = Began | Ended | Dropped | Pages | Step


def follow(order: Order) -> Iterator[Event]:
    """Build at once, then after every save, and tell what happens; without an end.

    Raises:
        ConfigError: The folder holds no manuscript when it begins; later on, that is told like every other mistake.
    """
    require_manuscript(order.folder, "preview" if order.shows else "watch")
    prepare()
    with (
        tempfile.TemporaryDirectory(prefix="publish-watch-", ignore_cleanup_errors=True) as folder,
        Saves() as saves,
        Standby(order) as standby,
    ):
        changed: tuple[Path, ...] = ()
        while True:
            saves.watch(_roots(order))
            yield Began(changed)
            outcome, more = yield from _attend(order, Path(folder), saves, standby.take())
            standby.call()
            if outcome:
                yield Ended(changed, outcome)
                changed = ()
            else:
                yield Dropped(more)
            if not more:
                read_ahead(order)
            while not more:
                more = saves.take()
            changed = tuple(sorted({*changed, *more}))


def _attend(
    order: Order, folder: Path, saves: Saves, early: Early | None
) -> Generator[Step | Pages, None, tuple[Outcome | None, tuple[Path, ...]]]:
    """Build, and give the outcome; none, but the files, if a save made it useless."""
    with Running(order, folder, early) as running:
        while True:
            ready = wait([running.end, saves.end])
            if running.end in ready:
                told = running.take()
                if isinstance(told, Outcome):
                    return told, ()
                yield told
            elif more := saves.take():
                return None, more


def _roots(order: Order) -> tuple[Path, ...]:
    """Give the folders whose files make the book: the manuscript's and the theme's."""
    folder = order.folder.resolve()
    settings = read_settings(folder, None)
    name = order.theme or (settings.print_options.theme if settings else None)
    if name is None:
        return (folder,)
    try:
        return folder, themes.find(name, folder.parent).resolve()
    except ConfigError:
        # Its author may be about to make it.
        return folder, folder.parent / "styles"
