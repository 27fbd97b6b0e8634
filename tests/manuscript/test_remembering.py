"""A process that stays reads again only what was saved."""

from pathlib import Path

import pytest

from publisher import manuscript
from publisher import remembering as memory
from publisher.manuscript import remembering
from tests.support.book_test import FIRST, SECOND, SETTINGS


def test_only_what_was_saved_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_known", None)
    monkeypatch.setattr(remembering, "_known", {})
    for name, text in (("book.toml", SETTINGS), ("01.md", FIRST), ("02.md", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    read: list[str] = []

    def read_anew(text: str, path: str, elsewhere: object) -> object:
        read.append(Path(path).name)
        return manuscript.read(text, path, elsewhere)  # type: ignore[arg-type]

    monkeypatch.setattr(remembering, "read_anew", read_anew)
    manuscript.load(tmp_path)
    assert manuscript.load(tmp_path)[1] == []
    assert read == ["01.md", "02.md", "01.md", "02.md"]

    memory.remember()
    cold, _ = manuscript.load(tmp_path)
    read.clear()
    assert manuscript.load(tmp_path) == (cold, [])
    assert read == []
    (tmp_path / "02.md").write_text(SECOND.replace("ağaç", "kuyu"), encoding="utf-8")
    changed, _ = manuscript.load(tmp_path)
    assert (read, changed == cold) == (["02.md"], False)
    # A finding may hang on other files, so a file that has any is read each time.
    (tmp_path / "01.md").write_text(FIRST.replace("[^kedi]:", "[^kedo]:"), encoding="utf-8")
    read.clear()
    assert [len(manuscript.load(tmp_path)[1]) for _ in range(2)] == [2, 2]
    assert read == ["01.md", "01.md"]
