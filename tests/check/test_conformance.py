"""PDF/A and PDF/UA: what files claim, and that veraPDF agrees with our editions."""

import io
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from publisher import pdf
from publisher.check.conformance import claims, prove
from publisher.errors import PublisherError
from publisher.external import verapdf
from publisher.model import ArchiveStandard, Book, NotePlace, Purpose
from publisher.store import Store
from publisher.theme import Theme
from tests.support import vera
from tests.support.press_profile import needs_profile, with_profile
from tests.support.printed_editions import Edition, sample_book
from tests.support.printed_pages import PROJECT

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<report xmlns="http://www.verapdf.org/MachineReadableReport"><jobs><job>
  <validationReport isCompliant="{compliant}"><details>
    <rule specification="ISO 19005-3:2012" clause="6.2.11.4.1" testNumber="1" status="failed" failedChecks="3">
      <description>Fonts shall be
        embedded.</description>
      <check status="failed"><context>root/document[0]/pages[3]</context></check>
      <check status="failed"><context>root/document[0]/pages[4]</context></check>
    </rule>
  </details></validationReport>
</job></jobs></report>
"""


@pytest.fixture
def validator() -> None:
    """Skip where veraPDF cannot run; a machine that builds for others must have it."""
    if lacking := vera.missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"veraPDF cannot run without {lacking}")
        pytest.skip(f"veraPDF cannot run without {lacking}")


def program(folder: Path, prints: str, exit_code: int = 0) -> Path:
    """Write a `verapdf` that says one thing."""
    (folder / "says").write_text(prints, encoding="utf-8")
    path = folder / "verapdf"
    path.write_text(f'#!/bin/sh\ncat "{folder}/says"\nexit {exit_code}\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def archive(stock: Edition, theme: Theme, store: Store) -> bytes:
    return pdf.render(stock.book, theme, store=store, purpose=Purpose.ARCHIVE).data


def test_claims_are_read_from_the_metadata(archive: bytes, stock: Edition) -> None:
    assert [(claim.says, claim.flavour) for claim in claims(archive)] == [("PDF/A-3a", "3a"), ("PDF/UA-1", "ua1")]
    assert claims(stock.printed.data) == ()


def test_what_it_finds_is_told_with_clause_and_place(
    archive: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, REPORT.format(compliant="false"), 1)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    file = tmp_path / "a.pdf"
    file.write_bytes(archive)
    proof = prove(file, claims(archive))
    assert [str(found).partition("\n")[0] for found in proof.found] == [
        "error[archive-claim-wrong]: PDF/A-3a, clause 6.2.11.4.1, test 1, 3 times: Fonts shall be embedded. "
        "(root/document[0]/pages[3])",
        "error[access-claim-wrong]: PDF/UA-1, clause 6.2.11.4.1, test 1, 3 times: Fonts shall be embedded. "
        "(root/document[0]/pages[3])",
    ]
    program(tmp_path, REPORT.format(compliant="true"))
    assert prove(file, claims(archive)).found == ()


@pytest.mark.parametrize("prints", ["", "no report", "<report><jobs/></report>"])
def test_a_validator_that_fails_is_no_proof(tmp_path: Path, prints: str) -> None:
    with pytest.raises(PublisherError) as told:
        verapdf.check(program(tmp_path, prints), tmp_path / "a.pdf", "3a")
    assert [found.code for found in told.value.found] == ["verapdf-failed"]


_BROKEN_OFF = REPORT.format(compliant="true").replace("<validationReport ", '<validationReport jobEndStatus="timeout" ')
_EXCEPTION = (
    '<report><jobs><job><taskException type="PARSE" isExecuted="true" isSuccess="false">'
    "<exceptionMessage>Couldn't parse stream</exceptionMessage></taskException></job></jobs></report>"
)


@pytest.mark.parametrize(
    ("prints", "says"),
    [
        (_EXCEPTION, "veraPDF could not look at the file: Couldn't parse stream"),
        (_BROKEN_OFF, "veraPDF did not look at all of the file (timeout)"),
        (REPORT.format(compliant="perhaps"), "veraPDF could not look at the file: "),
        (REPORT.format(compliant="true")[:-30], "veraPDF wrote no report: "),
        ("\x00\ufffe<<<", "veraPDF wrote no report: "),
    ],
)
def test_what_went_wrong_is_a_finding_and_no_proof(
    archive: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prints: str, says: str
) -> None:
    program(tmp_path, prints, 7)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    found = prove(tmp_path / "a.pdf", claims(archive)).found
    assert {(item.code, item.message) for item in found} == {("verapdf-failed", says)}


def test_it_is_asked_as_its_command_line_wants_it(tmp_path: Path) -> None:
    """The stand-in refuses what veraPDF's own command would."""
    said = tmp_path / "arguments"
    path = program(tmp_path, REPORT.format(compliant="true"))
    path.write_text(
        "#!/bin/sh\n"
        f'printf "%s\\n" "$@" > "{said}"\n'
        'test "$1" = --format && test "$2" = mrr && test "$3" = --flavour || exit 2\n'
        'case "$4" in 1a|1b|2a|2b|2u|3a|3b|3u|4|4e|4f|ua1|ua2) ;; *) exit 2 ;; esac\n'
        'test -f "$5" && test $# -eq 5 || exit 2\n'
        f'cat "{tmp_path}/says"\n'
    )
    file = tmp_path / "Bir kitap -x.pdf"
    file.write_bytes(b"%PDF")
    for flavour in ("3a", "2u", "ua1"):
        assert verapdf.check(path, file, flavour) == ()
        assert said.read_text().splitlines() == ["--format", "mrr", "--flavour", flavour, str(file)]


def test_one_that_comes_to_no_end_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verapdf, "SECONDS", 1)
    path = program(tmp_path, "")
    # As veraPDF's script does with Java; the pipes stay open as long as it lives.
    path.write_text(f'#!/bin/sh\nsleep 100 &\necho $! > "{tmp_path}/started"\nwait\n')
    began = time.monotonic()
    with pytest.raises(PublisherError) as told:
        verapdf.check(path, tmp_path / "a.pdf", "3a")
    assert [found.message for found in told.value.found] == ["veraPDF was not done after 1 seconds"]
    assert time.monotonic() - began < 60
    started = int((tmp_path / "started").read_text())
    state = Path(f"/proc/{started}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_one_that_cannot_be_run_is_a_finding(tmp_path: Path) -> None:
    path = program(tmp_path, "")
    path.write_bytes(b"\x7fELF no program")
    with pytest.raises(PublisherError) as told:
        verapdf.check(path, tmp_path / "a.pdf", "3a")
    assert "cannot be run" in told.value.found[0].message


def test_without_it_claims_are_said_to_be_unproved(
    archive: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    proof = prove(tmp_path / "a.pdf", claims(archive))
    assert (proof.found, proof.proved) == ((), ())
    assert [claim.says for claim in proof.unproved] == ["PDF/A-3a", "PDF/UA-1"]


@pytest.mark.usefixtures("validator")
@pytest.mark.parametrize(
    ("purpose", "standard", "flavours"),
    [
        (Purpose.ARCHIVE, ArchiveStandard.A3A, ("3a", "ua1")),
        (Purpose.ARCHIVE, ArchiveStandard.A4, ("4", "ua2")),
        (Purpose.SCREEN, ArchiveStandard.A3A, ("ua1",)),
        pytest.param(Purpose.PRESS, ArchiveStandard.A3A, ("2u",), marks=needs_profile),
    ],
)
def test_verapdf_agrees_with_every_claim_of_an_edition(
    purpose: Purpose,
    standard: ArchiveStandard,
    flavours: tuple[str, ...],
    theme: Theme,
    store: Store,
    tmp_path: Path,
) -> None:
    book = sample_book(tmp_path)
    book = with_profile(book) if purpose is Purpose.PRESS else for_archive(book, standard)
    data = pdf.render(book, theme, store=store, purpose=purpose).data
    assert tuple(claim.flavour for claim in claims(data)) == flavours
    file = tmp_path / "book.pdf"
    file.write_bytes(data)
    reports = validated([word for flavour in flavours for word in ("--flavour", flavour, str(file))])
    assert [report.get("isCompliant") for report in reports] == ["true"] * len(flavours), told_of(reports)
    assert all(int(str(checks)) > 1000 for report in reports for checks in report.xpath("details/@passedChecks"))


@pytest.mark.usefixtures("validator")
def test_verapdf_agrees_with_pages_of_every_kind(stock: Edition, theme: Theme, store: Store, tmp_path: Path) -> None:
    units = Store(tmp_path / "units")
    options = replace(stock.book.print_options, notes=NotePlace.END)
    files = {"book.toml": b"format = 1", "01-takdim.md": b"# Takdim"}
    arguments = []
    for standard, flavours, attached in (
        (ArchiveStandard.A2A, ("2a", "ua1"), {}),
        (ArchiveStandard.A3A, ("3a", "ua1"), files),
        (ArchiveStandard.A4, ("4f", "ua2"), files),
    ):
        book = for_archive(replace(stock.book, print_options=options, files=attached), standard)
        data = pdf.render(book, theme, store=store, units=units, purpose=Purpose.ARCHIVE).data
        assert tuple(claim.flavour for claim in claims(data)) == flavours
        file = tmp_path / f"{standard}.pdf"
        file.write_bytes(data)
        arguments += [word for flavour in flavours for word in ("--flavour", flavour, str(file))]
    reports = validated(arguments)
    assert [report.get("isCompliant") for report in reports] == ["true"] * 6, told_of(reports)


@pytest.mark.usefixtures("validator")
def test_verapdf_finds_what_is_broken(archive: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    with pikepdf.open(io.BytesIO(archive)) as broken:
        del broken.Root.OutputIntents
        broken.save(file)
    failures = verapdf.check(vera.write_program(tmp_path), file, "3a")
    assert "6.2.4.3" in {failure.clause for failure in failures}


def for_archive(book: Book, standard: ArchiveStandard) -> Book:
    return replace(book, print_options=replace(book.print_options, archive=standard))


def validated(arguments: list[str]) -> list[etree._Element]:
    """Validate several files in one run of Java."""
    command = [sys.executable, "-m", "tests.support.vera", *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, timeout=110)
    return list(etree.fromstring(done.stdout).iter("validationReport"))


def told_of(reports: list[etree._Element]) -> str:
    return "\n".join(etree.tostring(rule, encoding="unicode") for report in reports for rule in report.iter("rule"))
