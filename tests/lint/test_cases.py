"""Every finding has its code, its place and the next step."""

import dataclasses
import re
from pathlib import Path

import pytest

from publisher import manuscript
from publisher.errors import Diagnostic, Severity
from publisher.lint import CODES, look_through
from publisher.model import Book
from publisher.pipeline import load
from publisher.pipeline.linting import lint
from publisher.pipeline.starting import languages
from tests.support.cases import Case, cases_in
from tests.support.command import PROJECT
from tests.support.stock_book import book_of, section_of

CASES = list(cases_in(Path(__file__).parent / "cases.md"))
DOCS = (PROJECT / "docs" / "manuscript.md").read_text(encoding="utf-8")


def book(text: str, language: str = "tr", *, smart: bool = True) -> Book:
    parsed, found = manuscript.read(text, "01.md")
    assert not found, list(map(str, found))
    made = book_of(dataclasses.replace(section_of(*parsed.blocks), title=parsed.title))
    metadata = dataclasses.replace(made.metadata, language=language)
    return dataclasses.replace(made, metadata=metadata, smart_punctuation=smart)


def found_in(text: str, language: str = "tr", *, smart: bool = True) -> list[Diagnostic]:
    return [item.diagnostic for item in look_through(book(text, language, smart=smart))]


def language_of(case: Case) -> str:
    """Give the language that a case's title names, Turkish where it names none."""
    return {"English": "en", "Russian": "ru"}.get(case.title.partition(":")[0], "tr")


def matches(found: Diagnostic, expected: str) -> bool:
    place, _, hint = expected.partition(" | ")
    assert found.at
    there = f"{found.at.line}:{found.at.column} {found.code}" == place
    return there and hint.replace(" ", "\u00a0") in (found.hint or "").replace(" ", "\u00a0")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_findings_of(case: Case) -> None:
    found = found_in(case.given, language_of(case))
    report = "\n".join(map(str, found))
    assert len(found) == len(case.expected), report
    for expected in case.expected:
        assert any(matches(each, expected) for each in found), f"{expected}\nfound:\n{report}"


def test_every_finding_is_a_warning_that_says_what_to_do() -> None:
    for case in CASES:
        for found in found_in(case.given, language_of(case)):
            assert found.severity is Severity.WARNING
            assert found.hint and not re.match(r"[A-Z][a-z]|.*[.!]$", found.message.split(":")[0]), found


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_case(code: str) -> None:
    assert any(f" {code}" in expected for case in CASES for expected in case.expected)


def test_every_code_is_told_of() -> None:
    section = DOCS.partition("## What is found in the text\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE) == sorted([*CODES, "ignore-unused"])


def test_a_title_stands_in_capitals() -> None:
    (found,) = found_in("# International\n\nSöz.")
    assert (found.code, str(found.at)) == ("dotless-i-doubtful", "01.md:1:3")
    assert "INTERNATİONAL" in found.message


def test_what_no_build_mends_is_told_where_no_edit_can() -> None:
    (found,) = found_in("s.\n45", smart=False)
    assert (found.code, str(found.at)) == ("no-break-missing", "01.md:1:3")
    assert found_in("söz &mdash; Ali&apos;nin") == []
    assert [each.code for each in found_in("söz &mdash; Ali&apos;nin", smart=False)] == ["apostrophe-straight"]


def test_the_sample_is_clean() -> None:
    folder = PROJECT / "manuscript"
    assert lint(load(folder, 0), folder, 0).found == ()


@pytest.mark.parametrize("language", languages())
def test_a_new_manuscript_is_clean(language: str, tmp_path: Path) -> None:
    source = PROJECT / "publisher" / "starters" / language
    for file in source.iterdir():
        text = file.read_text(encoding="utf-8").replace("{{ date }}", "2025-01-01").replace("{{ title }}", "T")
        (tmp_path / file.name).write_text(text.replace("{{ uuid }}", "6b1f8c52-3d0e-4f0a-9a57-2f4c8e1d7b90"), "utf-8")
    assert lint(load(tmp_path, 0), tmp_path, 0).found == ()
