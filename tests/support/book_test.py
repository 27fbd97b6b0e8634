"""A manuscript in a temporary folder: build it, change a file, build again."""

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from publisher import pipeline
from publisher.model import EditionName
from publisher.pipeline import BuildReport
from publisher.pipeline.places import CACHE
from publisher.progress import Step
from tests.support.command import publish

SETTINGS = """\
format = 1

[book]
title = "Kısa Kitap"
language = "tr"
date = 2026-01-15
"""
FIRST = """\
# Kapı

Kapının önünde bir kedi duruyordu.[^kedi] Sabah olmuştu.

[^kedi]: Kedinin adı bilinmiyor.
"""
SECOND = """\
# Bahçe

Bahçede bir ağaç vardı.^[Ağaç çok eskiydi.]
"""


@dataclass
class BookTest:
    """A small book with two sections and two notes, and what happened to it.

    Args:
        root: The project's folder; the manuscript lies in it, and `build/` beside the manuscript.
        store: Fonts made by earlier builds, so that this one is quick.
    """

    root: Path
    store: Path | None = None
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.write("book.toml", SETTINGS)
        self.write("01-kapi.md", FIRST)
        self.write("02-bahce.md", SECOND)
        if self.store:
            use_store(self.output, self.store)

    @property
    def folder(self) -> Path:
        return self.root / "manuscript"

    @property
    def output(self) -> Path:
        return self.root / "build"

    def edition(self, suffix: str) -> Path:
        return self.output / f"kisa-kitap.{suffix}"

    def write(self, file: str, text: str) -> None:
        (self.folder / file).write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new))

    def build(
        self,
        *editions: EditionName,
        environ: Mapping[str, str] | None = None,
        **options: Any,
    ) -> BuildReport:
        """Build, the e-book alone unless editions are named, and without a page list: it is the quick one."""
        options.setdefault("page_list", False)
        self.steps.clear()
        wanted: Iterable[EditionName] = editions or (EditionName.EPUB,)
        return pipeline.build(
            self.folder, editions=wanted, progress=self.steps.append, environ=environ or {}, **options
        )

    def publish(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line in the project's folder, in a process of its own."""
        return publish(*arguments, cwd=self.root)


@pytest.fixture(scope="session")
def warm_store(pytestconfig: pytest.Config) -> Path:
    """Pinned and subset fonts, kept between runs under the hash of all that they are made from."""
    assert pytestconfig.cache
    return Path(pytestconfig.cache.mkdir("fonts"))


@pytest.fixture
def book(tmp_path: Path, warm_store: Path) -> BookTest:
    return BookTest(tmp_path / "project", warm_store)


def use_store(output: Path, store: Path) -> None:
    """Let builds into a folder take fonts from a store that others use too."""
    cache = output / CACHE
    cache.mkdir(parents=True)
    (cache / "store").symlink_to(store)
