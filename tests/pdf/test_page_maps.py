"""Page maps, page by page against those that were last looked at and accepted: tests/golden/*.json.

After a change that is meant to move lines, accept the new maps and look at every changed page as an image:

    ACCEPT_PAGE_MAPS=1 pytest tests/pdf/test_page_maps.py && git diff tests/golden
"""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.printed_editions import Edition
from tests.support.printed_pages import PROJECT, Page

GOLDEN = PROJECT / "tests" / "golden"


@pytest.mark.parametrize("name", ["stock", "sample"])
def test_pages_are_as_accepted(edition_of: Callable[[str], Edition], name: str) -> None:
    found = [_told(page) for page in edition_of(name).pages]
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("ACCEPT_PAGE_MAPS"):
        golden.write_text(_as_text(found), encoding="utf-8")
    accepted = json.loads(golden.read_text(encoding="utf-8"))
    changed = [f"{before}\n-> {after}" for before, after in zip(accepted, found, strict=False) if before != after]
    assert not changed, "\n".join(["pages have changed; see tests/pdf/test_page_maps.py to accept them", *changed])
    assert len(found) == len(accepted)


def test_accepted_maps_are_written_as_they_would_be_written_again() -> None:
    for golden in GOLDEN.glob("*.json"):
        text = golden.read_text(encoding="utf-8")
        assert text == _as_text(json.loads(text)), golden.name


def _told(page: Page) -> dict[str, Any]:
    return {
        "page": page.number,
        "folio": page.folio,
        "head": page.head,
        "lines": len(page.body),
        "first": page.body[0].text if page.body else None,
        "last": page.body[-1].text if page.body else None,
        "notes": [page.inside(link.box) for link in sorted(page.note_numbers, key=lambda link: link.box[1])],
        "note lines": len(page.notes),
    }


def _as_text(pages: list[dict[str, Any]]) -> str:
    """Write a page a line, so that a change shows as the pages that changed."""
    return "[\n" + ",\n".join(json.dumps(page, ensure_ascii=False) for page in pages) + "\n]\n"
