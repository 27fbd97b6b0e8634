"""The Turkish rule against the patterns that TeX uses, as the npm package `hyphen` has them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from publisher.language import Hyphenator, language
from tests.language.test_hyphenation import by_hand
from tests.support.command import PROJECT

NODE_FOLDER = PROJECT / ".venv" / "node"
SCRIPT = Path(__file__).with_name("tex_patterns.js")
REPORT = PROJECT.parent / "shared" / "report" / "stratejik-boyut.txt"
TURKISH = re.compile("[a-zçğıöşüâîû]+")


@pytest.fixture(scope="module")
def node() -> str:
    program = shutil.which("node")
    if program and (NODE_FOLDER / "node_modules" / "hyphen").is_dir():
        return program
    why = "Node or its package `hyphen` is not here: `make test` installs them where it may"
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


def vocabulary() -> list[str]:
    """Give every Turkish word of the sample, of the list divided by hand and, where it is there, of the report."""
    files = [*sorted((PROJECT / "manuscript").glob("*.md")), *([REPORT] if REPORT.is_file() else [])]
    texts = [path.read_text(encoding="utf-8") for path in files] + [word.replace("-", "") for word in by_hand("tr")]
    # In small letters: the package knows nothing of İ and I.
    words = {language("tr").case.lower(word) for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return sorted(word for word in words if TURKISH.fullmatch(word))


def tex_places(words: list[str], node: str) -> list[set[int]]:
    ran = subprocess.run(
        [node, str(SCRIPT), str(NODE_FOLDER), "tr"], input="\n".join(words), capture_output=True, text=True, check=True
    )
    lines = ran.stdout.split("\n")
    assert [line.replace("|", "") for line in lines] == words
    return [{mark.start() - count for count, mark in enumerate(re.finditer(r"\|", line))} for line in lines]


def test_the_rule_agrees_with_the_patterns_of_tex(node: str) -> None:
    hyphenator = Hyphenator()
    words = vocabulary()
    assert len(words) > 500
    agreed = []
    for word, theirs in zip(words, tex_places(words, node), strict=True):
        ours = set(hyphenator.breaks(word, "tr"))
        # Where a line may end at all: two letters before, three after.
        agreed += [(place in ours) == (place in theirs) for place in range(2, len(word) - 2)]
    assert sum(agreed) / len(agreed) >= 0.995
