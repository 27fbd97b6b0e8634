"""veraPDF, which tells whether a file is the PDF/A or PDF/UA that it claims to be: the user's own, if there is one."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from publisher.errors import Diagnostic, PublisherError

SECONDS = 600
"""That it may take for a file."""

_MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule of a standard that a file breaks.

    Args:
        clause: Of the standard.
        test: Its number within the clause.
        says: The rule.
        count: How often it is broken.
        place: Where first, as veraPDF names it.
    """

    clause: str
    test: str
    says: str
    count: int
    place: str


def find() -> Path | None:
    """Find the program on the `PATH`; `None` if it is not there."""
    found = shutil.which("verapdf")
    return Path(found) if found else None


def check(program: Path, file: Path, flavour: str) -> tuple[Failure, ...]:
    """Give the rules of a standard that a file breaks.

    Args:
        program: From `find`.
        file: A PDF.
        flavour: The standard, as veraPDF calls it: `3a`, `2u`, `4`, `ua1`.

    Raises:
        PublisherError: `verapdf-failed`: it did not come to an end, or told nothing.
    """
    command = [str(program), "--format", "mrr", "--flavour", flavour, str(file.resolve())]
    return tuple(_failures(*_run(command)))


def _run(command: list[str]) -> tuple[bytes, str]:
    """Run the program, and give its report and what else it said; its exit code says no more than the report."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as problem:
        raise _failed(f"{command[0]} cannot be run: {problem.strerror}") from problem
    try:
        report, said = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise _failed(f"veraPDF was not done after {SECONDS} seconds") from problem
    finally:
        _end(process)
    return report, said.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started: it is a script, and its Java outlives one that is killed."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _failures(report: bytes, said: str) -> Iterator[Failure]:
    """Read a report in veraPDF's own format (`mrr`)."""
    try:
        root = etree.fromstring(report, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as problem:
        raise _failed(f"veraPDF wrote no report: {said.strip()[-_MOST_TOLD:]}") from problem
    told = root.find(".//{*}validationReport")
    if told is None or told.get("isCompliant") not in ("true", "false"):
        why = root.findtext(".//{*}taskException/{*}exceptionMessage") or said
        raise _failed(f"veraPDF could not look at the file: {why.strip()[-_MOST_TOLD:]}")
    # It says how it came to an end since 1.24; what was broken off proves nothing.
    if (ended := told.get("jobEndStatus", "normal")) != "normal":
        raise _failed(f"veraPDF did not look at all of the file ({ended})")
    if told.get("isCompliant") == "true":
        return
    for rule in told.iter("{*}rule"):
        if rule.get("status") == "failed":
            yield Failure(
                rule.get("clause", ""),
                rule.get("testNumber", ""),
                " ".join(rule.findtext("{*}description", "").split()),
                int(rule.get("failedChecks", "1")),
                rule.findtext("{*}check/{*}context", "").strip(),
            )


def _failed(message: str) -> PublisherError:
    hint = "run it by hand on the file to see why"
    return PublisherError(Diagnostic(code="verapdf-failed", message=message, hint=hint))
