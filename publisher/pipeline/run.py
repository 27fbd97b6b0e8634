"""One build: what all of its editions share, and what each of them is made from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.model import EditionName, Purpose
from publisher.pipeline.fingerprint import fingerprint, inputs, sha256, with_options
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

    def files(self) -> dict[str, str]:
        """Hash, each for itself, all files that editions are made from, as they are now."""
        return inputs(self.folder, self.theme)

    def inputs(self, edition: EditionName, files: Mapping[str, str]) -> dict[str, str]:
        """Give the hashes of all that an edition is made from, its files being these."""
        of_print = edition is EditionName.PRINT
        option = self.purpose if of_print else str(self.page_list)
        return with_options(files, (edition, str(self.epoch), option, *_profiles()))

    def page_mark(self, files: Mapping[str, str]) -> str:
        """Hash everything that the pages of the print edition depend on; they are the same for every purpose.

        Args:
            files: Hashes of files, whatever options stand among them.
        """
        return fingerprint(with_options(files, ("pages", str(self.epoch))))


def _profiles() -> Iterator[str]:
    """Give the hashes of the profiles that this machine has for the press: by them, pictures in inks become colours."""
    for condition in CONDITIONS.values():
        found = find_profile(condition)
        yield sha256(found) if found else ""
