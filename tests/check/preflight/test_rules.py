"""Each rule of preflight finds its fault in a file that has it; a sound file has none."""

import re
import tomllib
from pathlib import Path

import pytest

from publisher.check import examine
from publisher.check.preflight import PRINTER_RULES, STANDARD_RULES, Flight, preflight
from publisher.printers import DEFAULT
from tests.support.press_damage import PressDamage
from tests.support.printed_pages import PROJECT

FOLDER = Path(__file__).parent
CASES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.toml"))
RULES = PRINTER_RULES.rules | STANDARD_RULES.rules


def fly(data: bytes, printer: str = DEFAULT, folder: Path | None = None) -> Flight:
    flight = preflight(data, examine(data), printer, folder)
    assert flight
    assert all(item.hint for item in flight.found)
    return flight


def lines(flight: Flight) -> list[str]:
    return [str(item).partition("\n")[0] for item in flight.found]


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_and_named(case: str, sound: bytes, tmp_path: Path) -> None:
    told = tomllib.loads((FOLDER / case).read_text(encoding="utf-8"))
    file = PressDamage(sound)
    for damage in told["damage"]:
        file.do(damage)
    if own := told.get("printer"):
        (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    found = lines(fly(file.data(), "own" if own else DEFAULT, tmp_path))
    assert found == told["expected"]
    code = case.partition("/")[0]
    assert any(f"[{code}]" in line for line in found) is not told.get("is_sound", False)


def test_a_sound_file_has_no_fault(sound: bytes) -> None:
    flight = fly(sound)
    assert flight.standard == "PDF/X-4"
    assert lines(flight) == []


def test_rules_cases_and_documentation_name_the_same() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(RULES)
    text = (PROJECT / "docs" / "checks.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z-]+)` \|.*\| (standard|printer) \| [^|]+ \|$", text, re.MULTILINE))
    kinds = dict.fromkeys(STANDARD_RULES.rules, "standard") | dict.fromkeys(PRINTER_RULES.rules, "printer")
    assert told == kinds
