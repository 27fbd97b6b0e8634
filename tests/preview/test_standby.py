"""Who makes ready before a save comes: he sets what it changed, the same pages, and is missed if somebody kills him."""

from dataclasses import replace
from pathlib import Path

import pytest

from publisher import remembering
from publisher.model import EditionName
from publisher.preview.builds import Order, Outcome, Running, Standby, prepare
from tests.support.book_test import BookTest


@pytest.fixture
def order(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> Order:
    monkeypatch.setattr(remembering, "_known", None)
    prepare()
    return Order(book.root / "manuscript", editions=(EditionName.PRINT,), output_dir=book.root / "new", jobs=2)


def built(order: Order, folder: Path, standby: Standby) -> Outcome:
    with Running(order, folder, standby.take()) as running:
        while not isinstance(told := running.take(), Outcome):
            pass
    return told


def test_he_sets_the_same_pages(order: Order, tmp_path: Path) -> None:
    with Standby(order) as standby:
        standby.call()
        early = standby.take()
        assert early
        (edition,) = built(order, tmp_path, standby).report.editions
        data = edition.file.read_bytes()
        standby.call()
        assert not early.process.is_alive()
        assert standby.take() not in (None, early)
        alone = replace(order, output_dir=order.folder.parent / "alone", jobs=1)
        (other,) = built(alone, tmp_path, Standby(alone)).report.editions
    assert standby.take() is None
    assert other.file.read_bytes() == data


def test_one_who_was_killed_while_he_waited_is_not_given_to_a_build(order: Order) -> None:
    with Standby(order) as standby:
        standby.call()
        early = standby.take()
        assert early
        early.process.kill()
        early.join()
        assert standby.take() is None


def test_one_who_is_killed_at_work_is_told_of_and_the_next_build_has_another(order: Order, tmp_path: Path) -> None:
    with Standby(order) as standby:
        standby.call()
        early = standby.take()
        assert early
        with Running(order, tmp_path, early) as running:
            early.process.kill()
            while not isinstance(told := running.take(), Outcome):
                pass
        assert told.crash is None
        assert [item.code for item in told.report.found] == ["worker-lost"]
        standby.call()
        assert built(order, tmp_path, standby).report.editions


def test_nobody_waits_where_one_process_does_all(order: Order) -> None:
    with Standby(replace(order, jobs=1)) as standby:
        standby.call()
        assert standby.take() is None
