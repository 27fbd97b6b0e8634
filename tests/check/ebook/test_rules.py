"""Each rule on e-books finds its fault in a book that has it; the finished sample has none."""

import re
import tomllib
from pathlib import Path

import pytest

from publisher.check.ebook import CONTAINER_RULES, EBOOK_RULES, examine_ebook
from tests.support.ebook_damage import EbookDamage
from tests.support.printed_pages import PROJECT

FOLDER = Path(__file__).parent
CASES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.toml"))
RULES = CONTAINER_RULES.rules | EBOOK_RULES.rules


def lines(data: bytes) -> list[str]:
    found = examine_ebook(data)
    assert all(item.hint for item in found)
    return [str(item).partition("\n")[0] for item in found]


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_and_named(case: str, sound: bytes) -> None:
    told = tomllib.loads((FOLDER / case).read_text(encoding="utf-8"))
    file = EbookDamage(sound)
    for damage in told["damage"]:
        file.do(damage)
    found = lines(file.data())
    assert found == told["expected"]
    code = case.partition("/")[0]
    assert any(f"[{code}]" in line for line in found) is not told.get("is_sound", False)


def test_the_finished_sample_has_no_fault(sound: bytes) -> None:
    assert lines(sound) == []


def test_rules_cases_and_documentation_name_the_same() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(RULES)
    text = (PROJECT / "docs" / "checks.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (?:error|warning) \|", text, re.MULTILINE)
    assert sorted(told) == sorted(RULES)
