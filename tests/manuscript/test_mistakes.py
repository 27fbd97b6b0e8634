"""Every mistake in a file is found, named by its code, placed to the character, with a next step."""

import re
from pathlib import Path

import pytest

from publisher import manuscript
from publisher.errors import Diagnostic
from tests.support.cases import Case, cases_in

FOLDER = Path(__file__).parent / "cases"
CASES = [case for name in ("notes.md", "mistakes.md") for case in cases_in(FOLDER / name)]


def matches(found: Diagnostic, expected: str) -> bool:
    place, _, hint = expected.partition(" | ")
    assert found.at
    return f"{found.at.line}:{found.at.column} {found.code}" == place and hint in (found.hint or "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_mistakes_of(case: Case) -> None:
    _, found = manuscript.read(case.given, "01.md")
    report = "\n".join(map(str, found))
    assert len(found) == len(case.expected), report
    for expected in case.expected:
        assert any(matches(each, expected) for each in found), f"{expected}\nfound:\n{report}"


def test_every_message_says_what_to_do() -> None:
    for case in CASES:
        for found in manuscript.read(case.given, "01.md")[1]:
            assert found.hint, found
            assert not re.match(r"[A-Z][a-z]|.*[.!]$", found.message), found


def test_mistakes_come_in_the_order_of_the_lines() -> None:
    _, found = manuscript.read("[^b]: x\n\nWords[^a].\n\n## \n\n<b>\n", "01.md")
    assert [each.at for each in found] == sorted(each.at for each in found if each.at)
    assert len(found) == 4


def test_a_thousand_mistakes_are_enough() -> None:
    _, found = manuscript.read("<b>\n\n" * 3000, "01.md")
    assert len(found) == 1001
    assert found[-1].code == "too-many-mistakes"
