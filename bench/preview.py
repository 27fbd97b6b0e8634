"""What an author waits for: `python -m bench.preview [FOLDER]`.

From saving a file to the changed page on the screen of Debian's Chromium, words and all, and to the edition audited and
on disk, beside plain WeasyPrint on the same book in the same round. The first edit is thrown away: it finds the page.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.edits import plain, with_word
from bench.run import PROJECT, complete
from publisher.cli.console import columns

_PATIENCE_MS = 600_000


def main() -> None:
    """Print medians over the rounds."""
    parser = argparse.ArgumentParser(prog="python -m bench.preview", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "manuscript", help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="rounds (default 3)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        copied = shutil.copytree(complete(asked.folder, Path(temporary)), Path(temporary) / "project" / "manuscript")
        rounds = _rounds(copied, asked.repeats)
    names = ("plain WeasyPrint", "page on the screen", "audited and on disk")
    rows = [("", "seconds", "ratio")]
    for index, name in enumerate(names):
        seconds = statistics.median(each[index] for each in rounds)
        ratio = statistics.median(each[index] / each[0] for each in rounds)
        rows.append((name, f"{seconds:.2f} s", f"{ratio:.3f}"))
    print(columns(rows, right=range(1, 3)))


def _rounds(folder: Path, count: int) -> list[tuple[float, float, float]]:
    files = sorted(folder.glob("*.md"), key=lambda path: path.stat().st_size)
    file = files[len(files) // 2]
    command = [sys.executable, "-m", "publisher", "preview", str(folder), "--only", "pdf", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                page.set_default_timeout(_PATIENCE_MS)
                page.goto(address)
                page.wait_for_selector("#status[data-phase=done]")
                _edit(page, file, 0)
                found = [(plain(folder).clock, *_edit(page, file, number)) for number in range(1, count + 1)]
                browser.close()
                return found
        finally:
            process.terminate()


def _edit(page: Page, file: Path, number: int) -> tuple[float, float]:
    """Add a word to the middle of a chapter; give the seconds until it can be read, and until it is on disk."""
    # No line is ended within so short a word.
    word = f"Zz{'abcdefghij'[number % 10]}"
    before = file.read_text(encoding="utf-8")
    page.evaluate(_TIMES, word)
    began = time.time()
    file.write_text(with_word(before, word), encoding="utf-8")
    if not number:
        page.wait_for_selector("#next-change:not(:disabled)")
        page.wait_for_selector("#status[data-phase=done]")
        page.keyboard.press("c")
    shown, audited = page.evaluate("times")
    if not re.search("[0-9]", page.inner_text("#status")):
        sys.exit("the status says nothing of time")
    return shown / 1000 - began, audited / 1000 - began


# The page itself tells when a frame holds the word (its picture comes before its words), and when the status says that
# all is done: whoever asks from outside looks only now and then.
_TIMES = """word => {
  const until = (holds) => new Promise((tell) => {
    const look = () => (holds() ? tell(Date.now()) : requestAnimationFrame(look));
    look();
  });
  const phase = () => document.getElementById("status").dataset.phase;
  const pages = () => [...document.querySelectorAll("article[data-mark] svg")];
  const shown = () => pages().some((page) => page.textContent.includes(word));
  window.times = until(() => phase() !== "done").then(
    () => Promise.all([until(shown), until(() => phase() === "done")]));
  return null;
}"""


if __name__ == "__main__":
    main()
