"""Compare two states of a book: finished PDFs, manuscripts, or revisions that git keeps."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.check import comparing
from publisher.check.comparing import Comparison
from publisher.errors import ConfigError, Diagnostic, PublisherError
from publisher.external import git
from publisher.model import EditionName
from publisher.pdf.audit import UnreadableError
from publisher.pipeline.checking import bytes_of, unreadable
from publisher.pipeline.places import CACHE, default_output_dir, unwritable
from publisher.pipeline.renewing import build
from publisher.progress import Progress, silent
from publisher.store import write_atomically


@dataclass(frozen=True, slots=True)
class State:
    """A state of a book: what people call it, and the PDF that shows it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the states that have to be built are built.

    Args:
        manuscript: The folder that revisions are taken of.
        theme: Instead of the one in `book.toml`.
        jobs: Sections set at a time.
        progress: Hears of each step.
        environ: As for `build`.
    """

    manuscript: Path
    theme: str | None = None
    jobs: int | None = None
    progress: Progress = silent
    environ: Mapping[str, str] | None = None


class CompareError(PublisherError):
    """A state of the book cannot be had: whether it differs is not known."""

    exit_code = 2


def read_states(old: str, new: str, wanted: Wanted) -> tuple[State, State]:
    """Give two states of a book; nothing is written beside them.

    Args:
        old: A PDF file, a manuscript's folder, or a revision of `wanted.manuscript`.
        new: The same.
        wanted: How they are built, unless they are finished.

    Raises:
        CompareError: What one is built from has mistakes.
        ConfigError, ToolMissingError: There is no such thing, or no git.
    """
    with TemporaryDirectory(prefix="publish-diff-", ignore_cleanup_errors=True) as place:
        # Sections that a build has set are taken from it; if there was none, the second state has those of the first.
        kept = default_output_dir(wanted.manuscript) / CACHE / "store"
        store = kept if kept.is_dir() else Path(place) / "store"
        return _state(old, wanted, Path(place) / "old", store), _state(new, wanted, Path(place) / "new", store)


def _state(given: str, wanted: Wanted, place: Path, store: Path) -> State:
    path = Path(given)
    if path.is_file():
        return State(given, bytes_of(path))
    if path.is_dir():
        return State(given, _built(path, wanted, place / "build", store))
    if path.suffix.lower() == ".pdf":
        raise ConfigError(
            Diagnostic(code="file-missing", message=f"there is no file {given}", hint="name a finished PDF")
        )
    if not wanted.manuscript.is_dir():
        raise ConfigError(_without_manuscript(wanted.manuscript))
    path = git.export(given, wanted.manuscript.resolve(), ("styles",), place / "revision")
    with _told_of_revision(given, place / "revision"):
        return State(given, _built(path, wanted, place / "build", store))


def _without_manuscript(folder: Path) -> Diagnostic:
    return Diagnostic(
        code="manuscript-missing",
        message=f"there is no folder {folder}, whose state or revisions could be compared",
        hint="name two PDFs, or the manuscript: --manuscript FOLDER",
    )


@contextmanager
def _told_of_revision(revision: str, place: Path) -> Iterator[None]:
    """Name files as git does, `HEAD~1:book/01.md`: where they were written to is gone when a mistake is read."""
    try:
        yield
    except (ConfigError, CompareError) as problem:
        raise type(problem)(*_moved(problem.found, f"{place}/", f"{revision}:")) from problem


def _moved(found: Sequence[Diagnostic], place: str, name: str) -> Iterator[Diagnostic]:
    for item in found:
        at = replace(item.at, path=item.at.path.replace(place, name, 1)) if item.at else None
        yield replace(item, at=at, message=item.message.replace(place, name))


def compare(old: State, new: State, signature: int) -> Comparison:
    """Compare two states by what their pages show.

    Args:
        old: As it was.
        new: As it is.
        signature: How many pages a folded sheet holds.

    Raises:
        ConfigError: `file-unreadable`, `pdf-too-long`, `pdf-too-costly`.
    """
    with _readable(old, new):
        before, after = comparing.look_at_all((old.data, new.data))
    return comparing.compare(before, after, signature)


def write_report(file: Path, old: State, new: State, found: Comparison) -> None:
    """Write a report of two states: one HTML file that needs no other, pages side by side, differences marked.

    Raises:
        ConfigError: `output-unwritable`, and those of `compare`.
    """
    with _readable(old, new):
        page = comparing.show((old.name, old.data), (new.name, new.data), found)
    try:
        write_atomically(file, page.encode())
    except OSError as problem:
        hint = "make room there or allow writing, or name another file: --html FILE"
        raise ConfigError(replace(unwritable(file, problem), hint=hint)) from problem


def tell_comparison(found: Comparison) -> tuple[tuple[str, str], ...]:
    """Give rows of what happened, each with the pages or notes that it happened to."""
    return comparing.told(found)


@contextmanager
def _readable(old: State, new: State) -> Iterator[None]:
    try:
        yield
    except UnreadableError as problem:
        strange = [state.name for state in (old, new) if b"%PDF-" not in state.data[:1024]]
        names = " and ".join(strange) or f"{old.name} or {new.name}"
        hint = "name finished PDFs, without a password, a manuscript's folder, or a revision"
        raise ConfigError(replace(unreadable(Path(names), "PDF", problem), hint=hint)) from problem


def _built(folder: Path, wanted: Wanted, output_dir: Path, store: Path) -> bytes:
    """Build the print edition of a manuscript, to where nobody else looks."""
    (output_dir / CACHE).mkdir(parents=True)
    store.mkdir(exist_ok=True)
    (output_dir / CACHE / "store").symlink_to(store.resolve(), target_is_directory=True)
    try:
        report = build(
            folder,
            editions=(EditionName.PRINT,),
            output_dir=output_dir,
            theme=wanted.theme,
            jobs=wanted.jobs,
            progress=wanted.progress,
            environ=wanted.environ,
        )
    except ConfigError:
        raise
    except PublisherError as problem:
        raise CompareError(*problem.found) from problem
    if not report.editions:
        raise CompareError(*report.found)
    return report.editions[0].file.read_bytes()
