"""veraPDF, which tells whether a file is the PDF/A or PDF/UA that it claims to be: the user's own, if there is one."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from publisher.errors import Diagnostic, PublisherError

_SECONDS = 600
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
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as problem:
        raise _failed(f"veraPDF was not done after {_SECONDS} seconds") from problem
    except OSError as problem:
        raise _failed(f"{program} cannot be run: {problem.strerror}") from problem
    return tuple(_failures(done.stdout, done.stderr.decode("utf-8", "replace")))


def _failures(report: bytes, said: str) -> Iterator[Failure]:
    """Read a report in veraPDF's own format (`mrr`)."""
    try:
        root = etree.fromstring(report, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as problem:
        raise _failed(f"veraPDF wrote no report: {said.strip()[-_MOST_TOLD:]}") from problem
    told = root.find(".//{*}validationReport")
    if told is None or told.get("isCompliant") not in ("true", "false"):
        raise _failed(f"veraPDF could not look at the file: {said.strip()[-_MOST_TOLD:]}")
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
