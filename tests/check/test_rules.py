"""Every rule finds its fault in a file that has it, and says where; a file without faults has none."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import check
from publisher.check.ebook import CONTAINER_RULES, EBOOK_RULES
from publisher.check.preflight import PRINTER_RULES, STANDARD_RULES
from publisher.errors import AuditError, Severity
from publisher.theme import Theme
from tests.support.damage import BrokenFile
from tests.support.printed_editions import Edition
from tests.support.printed_pages import PROJECT
from tests.support.stock_book import book_of, paragraph, section_of

FOLDER = Path(__file__).parent
CASES = sorted(path.parent.name for path in FOLDER.glob("*/case.toml"))


def found_in(data: bytes, edition: Edition, theme: Theme) -> list[str]:
    found = check.check_print(check.examine(data, edition.book, theme))
    assert all(item.hint and item.severity is Severity.ERROR for item in found)
    return [str(item).partition("\n")[0] for item in found]


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found_and_named(code: str, book: Callable[[str], Edition], theme: Theme) -> None:
    case = tomllib.loads((FOLDER / code / "case.toml").read_text(encoding="utf-8"))
    edition = book(case.get("book", "stock"))
    file = BrokenFile(edition.printed.data, edition.beside)
    for damage in case["damage"]:
        file.do(damage)
    expected = (FOLDER / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(f"[{code}]" in line for line in expected)
    assert found_in(file.data(), edition, theme) == expected


def test_a_finished_book_has_no_fault(edition: Edition, theme: Theme) -> None:
    assert found_in(edition.printed.data, edition, theme) == []
    assert len(list(check.examine(edition.printed.data, edition.book, theme).notes())) == edition.printed.notes


def test_registry_cases_and_documentation_name_the_same_rules() -> None:
    rules = set(check.PRINT_RULES.rules)
    assert set(CASES) == rules
    text = (PROJECT / "docs" / "checks.md").read_text(encoding="utf-8")
    press = set(PRINTER_RULES.rules) | set(STANDARD_RULES.rules)
    ebooks = set(CONTAINER_RULES.rules) | set(EBOOK_RULES.rules) | {"epubcheck-says", "ace-says"}
    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)) == rules | press | ebooks


def test_the_documentation_tells_which_rules_need_the_manuscript() -> None:
    text = (PROJECT / "docs" / "checks.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z-]+)` \|.*\| (yes|no) \|$", text, re.MULTILINE))
    assert told == {code: "yes" if rule.needs_book else "no" for code, rule in check.PRINT_RULES.rules.items()}


def test_a_file_alone_shows_what_it_can(stock: Edition, theme: Theme) -> None:
    file = BrokenFile(stock.printed.data)
    file.remove(15, ["7. Adsız not."])
    file.shift(11, ["2. Alıntıdaki not."], down=200.0)
    edition = check.examine(file.data())
    assert [item.code for item in check.check_print(edition)] == ["text-outside-trim"]
    assert "note-lost" in check.PRINT_RULES.left_out(with_book=False)
    assert not check.PRINT_RULES.left_out(with_book=True)


def test_a_broken_edition_is_refused_with_all_its_faults(stock: Edition, theme: Theme) -> None:
    file = BrokenFile(stock.printed.data)
    file.remove(15, ["7. Adsız not."])
    file.remove(9, ["Bkz. Tablo 1"])
    with pytest.raises(AuditError) as refused:
        check.require_whole(file.data(), stock.book, theme)
    assert {item.code for item in refused.value.found} == {"note-lost", "word-lost"}


def test_another_book_is_not_in_the_file(stock: Edition, theme: Theme) -> None:
    other = book_of(section_of(paragraph("Bu kitapta yazmayan, bambaşka bir cümle."), title="Başka", file="09-x.md"))
    found = check.check_print(check.examine(stock.printed.data, other, theme))
    assert [(item.code, item.at) for item in found] == [("word-lost", other.sections[0].at)]


def test_a_page_that_is_gone_is_told_once_for_each_thing_on_it(stock: Edition, theme: Theme) -> None:
    file = BrokenFile(stock.printed.data)
    file.drop_page(15)
    found = found_in(file.data(), stock, theme)
    assert [line.partition("[")[2].partition("]")[0] for line in found].count("note-lost") == 5
    assert sum("[word-lost]" in line for line in found) == 1
    assert sum("[page-label-wrong]" in line for line in found) == 1
    assert "error[page-count-wrong]: the file has 17 pages, an odd number" in found
