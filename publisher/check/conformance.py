"""What a file claims to conform to beside PDF/X, and whether veraPDF agrees."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from publisher.check.preflight.metadata import read_metadata
from publisher.errors import Diagnostic, PublisherError
from publisher.external import verapdf

_PDFA, _PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
_MOST_PLACE = 120


@dataclass(frozen=True, slots=True)
class Claim:
    """A standard that a file says it conforms to: for people, as veraPDF calls it, and the code of its breach."""

    says: str
    flavour: str
    code: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a file's claims.

    Args:
        proved: Those that veraPDF looked at.
        unproved: Those that nobody did.
        found: Where it disagrees.
    """

    proved: tuple[Claim, ...]
    unproved: tuple[Claim, ...]
    found: tuple[Diagnostic, ...]


def claims(data: bytes) -> tuple[Claim, ...]:
    """Give the versions of PDF/A and PDF/UA that a file names."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = read_metadata(pdf)
    part, level = said.get(f"{_PDFA}part", ""), said.get(f"{_PDFA}conformance", "")
    access = said.get(f"{_PDFUA}part", "")
    made = []
    if part in ("1", "2", "3", "4") and level.lower() in ("", "a", "b", "u", "e", "f"):
        made.append(Claim(f"PDF/A-{part}{level.lower()}", f"{part}{level.lower()}", "archive-claim-wrong"))
    if access in ("1", "2"):
        made.append(Claim(f"PDF/UA-{access}", f"ua{access}", "access-claim-wrong"))
    return tuple(made)


def prove(file: Path, made: tuple[Claim, ...]) -> Proof:
    """Have veraPDF look at what a file claims, if the program is there.

    Args:
        file: Where it lies.
        made: From `claims`.
    """
    program = verapdf.find() if made else None
    if program is None:
        return Proof((), made, ())
    return Proof(made, (), tuple(found for claim in made for found in _held(program, file, claim)))


def _held(program: Path, file: Path, claim: Claim) -> Iterator[Diagnostic]:
    try:
        failures = verapdf.check(program, file, claim.flavour)
    except PublisherError as problem:
        yield from problem.found
        return
    for failure in failures:
        where = f"{claim.says}, clause {failure.clause}, test {failure.test}"
        times = f", {failure.count} times" if failure.count > 1 else ""
        place = failure.place if len(failure.place) <= _MOST_PLACE else f"…{failure.place[-_MOST_PLACE:]}"
        yield Diagnostic(
            code=claim.code,
            message=f"{where}{times}: {failure.says} ({place})",
            hint="if publish made the file, please report it; else see the program that did",
        )
