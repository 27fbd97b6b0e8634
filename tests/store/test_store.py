"""The store: right bytes or none, whatever happens to its folder."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.store import Store, write_atomically

KEY = Store.key("test", b"entry")


class Maker:
    """Counts how often an entry had to be made."""

    def __init__(self, data: bytes = b"made") -> None:
        self.data = data
        self.count = 0

    def __call__(self) -> bytes:
        self.count += 1
        return self.data


def entry(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def test_an_entry_is_made_once(tmp_path: Path) -> None:
    make = Maker()
    assert [Store(tmp_path).get_or_make(KEY, make) for _ in range(3)] == [b"made"] * 3
    assert make.count == 1


def test_another_store_on_the_same_folder_finds_it(tmp_path: Path) -> None:
    Store(tmp_path).get_or_make(KEY, Maker())
    assert Store(tmp_path).get_or_make(KEY, Maker(b"other")) == b"made"


def test_a_store_without_a_folder_keeps_nothing() -> None:
    make = Maker()
    for _ in range(2):
        assert Store(None).get_or_make(KEY, make) == b"made"
    assert make.count == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut"),
        pytest.param(lambda data: data + b"x", id="longer"),
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="flipped"),
        pytest.param(lambda data: bytes([data[0] ^ 1]) + data[1:], id="checksum"),
        pytest.param(lambda _: b"", id="empty"),
    ],
)
def test_a_damaged_entry_is_made_again_and_healed(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    store = Store(tmp_path)
    store.get_or_make(KEY, Maker())
    path = entry(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    again = Maker()
    assert store.get_or_make(KEY, again) == b"made"
    assert again.count == 1
    assert store.get_or_make(KEY, again) == b"made"
    assert again.count == 1


def test_a_folder_in_an_entrys_place_costs_time_only(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.get_or_make(KEY, Maker())
    path = entry(tmp_path)
    path.unlink()
    path.mkdir()
    assert store.get_or_make(KEY, Maker()) == b"made"


def test_a_store_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    make = Maker()
    assert [Store(in_the_way).get_or_make(KEY, make) for _ in range(2)] == [b"made"] * 2
    assert make.count == 2


def test_many_writers_leave_one_whole_entry(tmp_path: Path) -> None:
    data = b"x" * 200_000
    start = threading.Barrier(8)
    found: list[bytes] = []

    def write() -> None:
        start.wait()
        found.append(Store(tmp_path).get_or_make(KEY, Maker(data)))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [data] * 8
    assert entry(tmp_path).name == KEY


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_keys_differ_as_their_parts_do(one: list[bytes], other: list[bytes]) -> None:
    assert (Store.key(*one) == Store.key(*other)) == (one == other)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.pdf"
    write_atomically(path, b"old")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_entry_under_anothers_key_is_none(tmp_path: Path) -> None:
    store, other = Store(tmp_path), Store.key("other")
    store.put(KEY, b"made")
    path = tmp_path / other[:2] / other
    path.parent.mkdir(exist_ok=True)
    entry(tmp_path).rename(path)
    assert store.get(other) is None


def test_pruning_keeps_what_was_of_use_last(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = [Store.key(str(number)) for number in range(6)]
    for age, key in enumerate(keys):
        store.put(key, bytes(1000))
        os.utime(tmp_path / key[:2] / key, (age, age))
    assert store.get(keys[1]) is not None
    store.prune(2 * 1032)
    assert [key for key in keys if store.get(key)] == [keys[1], keys[5]]
    store.prune(2 * 1032)
    assert store.get(keys[5]) is not None


def test_pruning_clears_what_a_killed_write_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"made")
    left = tmp_path / KEY[:2] / f".{KEY}.x.part"
    left.write_bytes(bytes(100))
    os.utime(left, (1, 1))
    store.prune(50)
    assert not left.exists()
    assert store.get(KEY) == b"made"


def test_there_is_nothing_to_prune_where_nothing_is_kept(tmp_path: Path) -> None:
    Store(None).prune(0)
    Store(tmp_path / "none").prune(0)


def test_a_store_that_only_takes_is_filled_anew(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"old")
    assert Store(tmp_path, gives=False).get_or_make(KEY, Maker(b"new")) == b"new"
    assert Store(tmp_path).get(KEY) == b"new"
