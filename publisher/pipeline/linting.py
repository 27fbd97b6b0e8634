"""Look through the text of a manuscript, and mend what can be mended without a look at it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.errors import ConfigError, Diagnostic, ManuscriptError, Severity, in_reading_order
from publisher.lint import Edit, Told, look_through, passed_over
from publisher.lint.fixing import mended
from publisher.model import Inlines, Note
from publisher.pipeline.loading import Manuscript, load, require_manuscript, source_date_epoch
from publisher.pipeline.settings import read_settings
from publisher.store import write_atomically
from publisher.walk import inlines_in, plain_text, reading_order


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in the text of a manuscript.

    Args:
        found: In the order of the files.
        told: The findings themselves, with what mends them.
    """

    found: tuple[Diagnostic, ...]
    told: tuple[Told, ...]

    @property
    def mendable(self) -> int:
        """How many places can be mended without a look at them."""
        return sum(bool(item.edits) for item in self.told)


@dataclass(frozen=True, slots=True)
class FixReport:
    """What was mended.

    Args:
        mended: Each finding, with what was changed in its file.
        files: That were written, or would be.
        found: What is left to an author.
        written: Whether anything was written; otherwise it was only tried.
    """

    mended: tuple[tuple[Diagnostic, tuple[Edit, ...]], ...]
    files: tuple[Path, ...]
    found: tuple[Diagnostic, ...]
    written: bool

    def as_dict(self) -> dict[str, Any]:
        """Give what was mended as plain values for `--format json`; findings are told beside it."""
        mended = [found.as_dict() | {"edits": [edit.as_dict() for edit in edits]} for found, edits in self.mended]
        return {"mended": mended, "files": [str(file) for file in self.files], "written": self.written}

    @property
    def exit_code(self) -> int:
        """What the command line ends with."""
        return int(any(item.severity is Severity.ERROR for item in self.found))


def lint(manuscript: Manuscript, folder: Path, epoch: int | None) -> Linted:
    """Look through a manuscript that can be rendered, and pass over what book.toml says.

    Args:
        manuscript: As loaded.
        folder: That it was loaded from.
        epoch: As it was loaded with.
    """
    settings = read_settings(folder, epoch)
    told, unused = passed_over(look_through(manuscript.written), settings.ignored if settings else ())
    return Linted(in_reading_order([*(item.diagnostic for item in told), *unused]), tuple(told))


def count_mendable(folder: Path, *, environ: Mapping[str, str] | None = None) -> int:
    """Count the places that `fix` would mend; none in a manuscript with mistakes.

    Raises:
        ConfigError: The folder is no manuscript.
    """
    epoch = source_date_epoch(os.environ if environ is None else environ)
    try:
        return lint(load(folder, epoch), folder, epoch).mendable
    except ManuscriptError:
        return 0


def fix(folder: Path, *, dry_run: bool = False, environ: Mapping[str, str] | None = None) -> FixReport:
    """Mend a manuscript's files where that needs no look at the place; all else in them stays, byte for byte.

    Args:
        folder: Holds `book.toml`.
        dry_run: Write nothing, only say what would be.
        environ: Where `SOURCE_DATE_EPOCH` may stand; the process's environment if left out.

    Raises:
        ConfigError: The folder is no manuscript, or `file-unwritable`.
    """
    require_manuscript(folder, "check")
    epoch = source_date_epoch(os.environ if environ is None else environ)
    try:
        loaded = load(folder, epoch)
    except ManuscriptError as problem:
        return FixReport((), (), problem.found, written=False)
    linted = lint(loaded, folder, epoch)
    changed, done = _changed(linted.told)
    told = {item.diagnostic: item.edits for item in linted.told if item.edits and done.issuperset(item.edits)}
    if not dry_run:
        for file, text in changed.items():
            _write(file, text)
    return FixReport(
        mended=tuple((found, told[found]) for found in linted.found if found in told),
        files=tuple(changed),
        found=in_reading_order([*loaded.found, *(item for item in linted.found if item not in told)]),
        written=bool(changed) and not dry_run,
    )


def _changed(told: tuple[Told, ...]) -> tuple[dict[Path, str], set[Edit]]:
    """Give the new text of each file that is mended, and the edits that this takes."""
    by_file: dict[str, list[Edit]] = {}
    for edit in (edit for item in told for edit in item.edits):
        by_file.setdefault(edit.at.path, []).append(edit)
    changed: dict[Path, str] = {}
    done: set[Edit] = set()
    for path, edits in by_file.items():
        old = Path(path).read_bytes().decode("utf-8")
        new, made = mended(old, edits)
        if made:
            _prove_same_words(old, new, path)
            changed[Path(path)] = new
            done.update(made)
    return changed, done


def _prove_same_words(old: str, new: str, path: str) -> None:
    """See that a mended file reads as before: the same words, no new mistake. Anything else is a fault of ours."""
    before, after = _words(old, path), _words(new, path)
    if before != after:
        raise AssertionError(f"mending {path} would change its words; nothing was written")


def _words(text: str, path: str) -> tuple[str, list[str]]:
    from publisher import manuscript

    parsed, found = manuscript.read(text, path)
    runs = [parsed.title, *reading_order(parsed.blocks)]
    return re.sub(r"[\W_]+", "", "\0".join(map(_whole_text, runs))), [item.code for item in found]


def _whole_text(run: Inlines) -> str:
    """Give the words of a run and of the notes that it calls."""
    notes = (inline for inline in inlines_in(run) if isinstance(inline, Note))
    return plain_text(run) + "".join(_whole_text(inner) for note in notes for inner in reading_order(note.blocks))


def _write(file: Path, text: str) -> None:
    # A section may be a link to another file of the folder, which stays one.
    real = file.resolve()
    try:
        write_atomically(real, text.encode(), mode=real.stat().st_mode & 0o7777)
    except OSError as problem:
        raise ConfigError(
            Diagnostic(
                code="file-unwritable",
                message=f"cannot write {file}: {problem.strerror or problem}",
                hint="allow writing there; what was written before is mended already, and the rest can be tried again",
            )
        ) from problem
