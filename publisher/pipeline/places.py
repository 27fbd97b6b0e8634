"""Where a build puts things."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from publisher.errors import ConfigError, Diagnostic
from publisher.model import EditionName, Purpose
from publisher.slug import slug

# Inside the output folder: records, and parts that the next build can use again. Deleting it loses nothing.
# It has a name of its own in there, since an output folder may be somebody's home, with a .cache of many others.
CACHE = Path(".cache") / "publish"
_SUFFIXES = {EditionName.PRINT: ".pdf", EditionName.EPUB: ".epub"}


def default_output_dir(folder: Path) -> Path:
    """Give the folder `build` beside a manuscript's folder, wherever the command was typed."""
    return folder.resolve().parent / "build"


def targets(
    folder: Path,
    editions: Sequence[EditionName],
    title: str,
    output_dir: Path,
    output: Path | None,
    purpose: Purpose = Purpose.PRESS,
) -> list[tuple[EditionName, Path]]:
    """Give each edition its file.

    Args:
        folder: The manuscript, into which nothing is written.
        editions: To be made.
        title: Editions are named after it.
        output_dir: The folder they go to.
        output: The file of the only edition, instead.
        purpose: Of the print edition; its file's name ends in it, unless it is the press.

    Raises:
        ConfigError: `output-for-many`, `output-is-a-folder`, `output-not-a-file`, `output-misnamed`,
            `output-in-manuscript`.
    """
    if output is None:
        files = [(edition, output_dir / (slug(title) + _ending(edition, purpose))) for edition in editions]
    elif len(editions) == 1:
        files = [(editions[0], output)]
    else:
        names = " and ".join(editions)
        raise _refused("output-for-many", f"one file cannot hold {names}", "use --output-dir FOLDER")
    for edition, file in files:
        if file.is_dir() or file.resolve() == output_dir.resolve():
            hint = f"give a file name, or: --output-dir {file}"
            raise _refused("output-is-a-folder", f"{file} is a folder, an edition is a file", hint)
        if file.exists() and not file.is_file():
            # Replacing a device would take it from the whole machine; reading one may never end.
            what = f"{file} is a device, a pipe or a socket, an edition is a file"
            raise _refused("output-not-a-file", what, "give the name of a file")
        if file.suffix.lower() in _SUFFIXES.values() and file.suffix.lower() != _SUFFIXES[edition]:
            what = f"{file} is named as another edition is; this one is {edition}"
            raise _refused("output-misnamed", what, f"give it a name that ends in {_SUFFIXES[edition]}")
        if file.resolve().is_relative_to(folder.resolve()):
            hint = f"leave the place out for {default_output_dir(folder)}, or name one outside {folder}"
            raise _refused("output-in-manuscript", f"{file} lies inside the manuscript, which builds only read", hint)
    return files


def beside(file: Path, ending: str) -> Path:
    """Give what lies beside an edition under the same name: `book.onix.xml` beside `book.epub`."""
    return file.with_name(file.name.removesuffix(file.suffix) + ending)


def _ending(edition: EditionName, purpose: Purpose) -> str:
    named = f"-{purpose}" if edition is EditionName.PRINT and purpose is not Purpose.PRESS else ""
    return named + _SUFFIXES[edition]


def _refused(code: str, message: str, hint: str) -> ConfigError:
    return ConfigError(Diagnostic(code=code, message=message, hint=hint))


def make_writable(folder: Path) -> None:
    """Make a folder if it is not there, before an edition is made that could not be put into it.

    Raises:
        ConfigError: `output-unwritable`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as problem:
        raise ConfigError(unwritable(folder, problem)) from problem


def unwritable(path: Path, problem: OSError) -> Diagnostic:
    """Say that a file cannot be written, and why."""
    return Diagnostic(
        code="output-unwritable",
        message=f"cannot write {path}: {problem.strerror or problem}",
        hint="make room there or allow writing, or name another place: --output-dir FOLDER",
    )
