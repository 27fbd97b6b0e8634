"""The specimen: what sets it has set up what setting a section needs."""

import subprocess
import sys

import pytest

from publisher import pdf
from publisher.model import PrintOptions
from publisher.pdf.engine import TypeCase
from publisher.pdf.keeping import unpack
from publisher.pdf.requests import Request
from publisher.pdf.specimen import specimen
from publisher.pdf.units import Unit
from publisher.pdf.workshop import Workshop
from publisher.store import Store
from publisher.theme import Theme
from publisher.workers import Given
from tests.support.command import PROJECT

READY = """
import sys
from dataclasses import replace
from pathlib import Path

from publisher import pdf, theme
from publisher.language import hyphenation
from publisher.model import PrintOptions
from publisher.pdf.keeping import unpack
from publisher.store import Store
from publisher.workers import Alone
from tests.support.stock_book import book_of, note, paragraph, section_of

look = theme.load(theme.find("ankasam", Path(sys.argv[1])))
section = section_of(paragraph("Immediately", note("Understandably"), "afterwards. " * 99))
book = book_of(replace(section, language="en"))
make_ready = len(sys.argv) > 2
pdf.prepare()
ready = pdf.make_ready(look, PrintOptions(), Store(None), sys.argv[2]) if make_ready else None

def answer(make, request):
    known = set(sys.modules)
    patterns = hyphenation._read_patterns.cache_info().currsize
    data = make(request, ready=ready)
    print(len(set(sys.modules) - known), hyphenation._read_patterns.cache_info().currsize - patterns)
    return data

pdf.render(book, look, store=Store(None), hire=lambda make: Alone(lambda request: answer(make, request)))
"""


def set_up_for_a_book(*languages: str) -> tuple[int, int]:
    """Count the modules imported, and the patterns read, for pages in English."""
    command = [sys.executable, "-c", READY, str(PROJECT), *languages]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    numbers = [int(number) for number in told.split()]
    return sum(numbers[::2]), sum(numbers[1::2])


def test_pages_find_everything_set_up() -> None:
    modules, patterns = set_up_for_a_book()
    assert modules
    assert patterns == 1
    assert set_up_for_a_book("en") == (0, 0)


def test_nothing_is_wrong_with_the_specimen(theme: Theme, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    answer = Workshop.answer

    def kept(workshop: Workshop, request: Request, ready: TypeCase | None = None) -> Given:
        given = answer(workshop, request, ready)
        made.append(given.data)
        return given

    monkeypatch.setattr(Workshop, "answer", kept)
    pdf.make_ready(theme, PrintOptions(), store, "tr")
    (data,) = made
    unit = unpack(data)
    assert isinstance(unit, Unit)
    assert unit.found == ()
    assert len(unit.calls) == 1
    assert 'lang="tr"' in specimen("tr")
