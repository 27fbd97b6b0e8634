"""git, which gives a folder as it was at some revision; the working tree is only read."""

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from publisher.errors import ConfigError, Diagnostic, ToolMissingError

_SECONDS = 120
# What a repository lacks is not fetched, and nothing of it is run.
_CAREFULLY = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false")
_OF_HOOKS = frozenset(
    f"GIT_{name}"
    for name in (
        "ALTERNATE_OBJECT_DIRECTORIES",
        "COMMON_DIR",
        "DIR",
        "INDEX_FILE",
        "NAMESPACE",
        "OBJECT_DIRECTORY",
        "PREFIX",
        "WORK_TREE",
    )
)


def export(revision: str, folder: Path, beside: Iterable[str], place: Path) -> Path:
    """Write a folder as it was at a revision, and give where it lies now.

    Args:
        revision: Whatever git understands: a hash, a tag, `HEAD~1`.
        folder: In a working tree; absolute.
        beside: Names of other things in the folder around it that are wanted too, if they were there.
        place: A folder to write into, made if it is not there.

    Raises:
        ToolMissingError: `git-missing`.
        ConfigError: `revision-unknown`: there is no such revision, or the folder was not there.
    """
    program = shutil.which("git")
    if program is None:
        raise ToolMissingError(
            Diagnostic(
                code="git-missing", message="there is no git to ask for a revision", hint="install git, or name a PDF"
            )
        )
    # What begins with a dash is a revision all the same, never an option.
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _ask(program, folder, revision, *asked).decode().strip()
    if not _ask(program, folder, revision, "rev-parse", "--show-prefix").strip():
        # The whole tree is the folder; nothing lies beside it.
        _unpack(_ask(program, folder, revision, "archive", "--format=tar", commit), place / folder.name)
        return place / folder.name
    # Names are those that the folder around the manuscript holds, wherever it lies in the tree.
    there = _ask(program, folder.parent, revision, "ls-tree", "-z", "--name-only", commit).split(b"\0")
    if os.fsencode(folder.name) not in there:
        raise _unknown(revision, f"there was no folder {folder.name} in {folder.parent} then")
    names = [name for name in (folder.name, *beside) if os.fsencode(name) in there]
    _unpack(_ask(program, folder.parent, revision, "archive", "--format=tar", commit, "--", *names), place)
    return place / folder.name


def _unpack(archive: bytes, place: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(place, filter="data")
        else:
            # Before Python 3.11.4; git keeps no names that lead out of a tree.
            tar.extractall(place)


def _ask(program: str, folder: Path, revision: str, *arguments: str) -> bytes:
    command = [program, "-C", str(folder), *_CAREFULLY, *arguments]
    try:
        done = _run(command, tuple(_own_filters(program, folder)))
    except subprocess.TimeoutExpired as problem:
        raise _unknown(revision, f"git was not done after {_SECONDS} seconds") from problem
    except OSError as problem:
        raise _unknown(revision, f"git cannot be run in {folder}: {problem.strerror}") from problem
    if done.returncode:
        raise _unknown(revision, done.stderr.decode("utf-8", "replace").strip() or "git knows no such revision")
    return done.stdout


def _own_filters(program: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Give settings that pass over the programs that a repository itself wants to be run over its files.

    It may come from anybody; those that its reader has installed for all repositories, such as Git LFS, are run.
    """
    pattern = r"^filter\..*\.(smudge|process|required)$"
    asked = ("config", "--show-scope", "--null", "--name-only", "--get-regexp", pattern)
    told = os.fsdecode(_run([program, "-C", str(folder), *asked]).stdout).split("\0")
    for scope, name in zip(told[::2], told[1::2], strict=False):
        if scope in ("local", "worktree"):
            yield name, "false" if name.endswith(".required") else ""


def _run(command: Sequence[str], settings: Sequence[tuple[str, str]] = ()) -> subprocess.CompletedProcess[bytes]:
    # A hook names its repository in the environment; the one asked for is that of the folder.
    environ = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    # Here and not as options, where a name that holds “=” would be another one.
    for number, (name, value) in enumerate(settings):
        environ |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    environ["GIT_CONFIG_COUNT"] = str(len(settings))
    return subprocess.run(
        command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL, env=environ
    )


def _unknown(revision: str, why: str) -> ConfigError:
    return ConfigError(
        Diagnostic(
            code="revision-unknown",
            message=f"“{revision}” is neither a file, nor a folder, nor a revision of the manuscript: {why}",
            hint="name a PDF, or a revision that git log shows: HEAD~1, a tag, a hash",
        )
    )
