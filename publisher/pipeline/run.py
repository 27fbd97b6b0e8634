"""One build: what all of its editions share, and what each of them is made from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.model import EditionName, Purpose
from publisher.pipeline.fingerprint import fingerprint, inputs, sha256
from publisher.printers.conditions import CONDITIONS, find_profile
from publisher.progress import Progress
from publisher.theme import Theme
from publisher.workers import Early


@dataclass(frozen=True, slots=True)
class Run:
    """What all editions of one build share."""

    folder: Path
    theme: Theme
    cache: Path
    epoch: int | None
    progress: Progress
    purpose: Purpose
    jobs: int
    force: bool
    page_list: bool
    show: Callable[[bytes], None] | None
    early: Early | None = None

    def inputs(self, edition: EditionName) -> dict[str, str]:
        """Hash, each for itself, all that an edition is made from."""
        of_print = edition is EditionName.PRINT
        option = self.purpose if of_print else str(self.page_list)
        return inputs(self.folder, self.theme, (edition, str(self.epoch), option, *_profiles()))

    def page_mark(self) -> str:
        """Hash everything that the pages of the print edition depend on; they are the same for every purpose."""
        return fingerprint(inputs(self.folder, self.theme, ("pages", str(self.epoch))))


def _profiles() -> Iterator[str]:
    """Give the hashes of the profiles that this machine has for the press: by them, pictures in inks become colours."""
    for condition in CONDITIONS.values():
        found = find_profile(condition)
        yield sha256(found) if found else ""
