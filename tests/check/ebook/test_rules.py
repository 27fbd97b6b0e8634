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


# Where in a file is no matter here, and another place whenever a template gets a line more.
PLACE = re.compile(r"^(\S+):\d+:\d+: ")


def lines(data: bytes) -> list[str]:
    found = examine_ebook(data)
    assert all(item.hint for item in found)
    return [PLACE.sub(r"\1: ", str(item).partition("\n")[0]) for item in found]


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


def test_a_fault_is_told_with_its_line(sound: bytes) -> None:
    file = EbookDamage(sound)
    file.replace("EPUB/text/giris.xhtml", 'id="kisiler-degisirken"', 'id="kişiler"')
    file.replace("EPUB/nav.xhtml", "#kisiler-degisirken", "#kişiler")
    written = file.read("EPUB/text/giris.xhtml").decode().splitlines()
    (line,) = (number for number, text in enumerate(written, 1) if 'id="kişiler"' in text)
    (found,) = examine_ebook(file.data())
    assert str(found.at) == f"EPUB/text/giris.xhtml:{line}:1"


def test_rules_cases_and_documentation_name_the_same() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(RULES)
    text = (PROJECT / "docs" / "checks.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (?:error|warning) \|", text, re.MULTILINE)
    assert sorted(told) == sorted(RULES)
