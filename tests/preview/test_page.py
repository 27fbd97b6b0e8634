"""The page of a preview, in a browser: what an author sees and does while the book is edited."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from typer.testing import CliRunner

from publisher.cli.main import app
from tests.support.book_test import BookTest
from tests.support.browser import launch, need_package
from tests.support.command import PROJECT

# Only so that a test that goes wrong comes to an end.
PATIENCE_MS = 90_000


@dataclass
class Served:
    """A preview under way, at its address."""

    process: subprocess.Popen[str]
    address: str

    def ask(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Ask for a path as it is, whatever it says."""
        asked = urlsplit(self.address)
        connection = http.client.HTTPConnection(asked.hostname or "", asked.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@pytest.fixture
def served(book: BookTest) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "publisher", "preview"],
        cwd=book.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    with process.stdout:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield Served(process, found[0])
        if process.poll() is None:
            process.kill()
        process.wait()


@pytest.fixture
def chromium() -> Iterator[Any]:
    with sync_playwright() as driver:
        browser = launch(driver)
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """Give what axe has against a page."""
    page.evaluate((need_package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{item['id']}: {node['html'][:120]}" for item in found["violations"] for node in item["nodes"]]


def test_an_author_at_work(book: BookTest, served: Served, chromium: Any) -> None:
    page: Page = chromium.new_page(viewport={"width": 1300, "height": 800})
    page.set_default_timeout(PATIENCE_MS)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    expect.set_options(timeout=PATIENCE_MS)

    page.goto(served.address)
    expect(page.get_by_role("heading", name="Kısa Kitap")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Audited and written")
    first = page.get_by_role("article", name="Page 1", exact=True)
    expect(first).to_contain_text("Kısa Kitap")

    # Pages are drawn as they come in sight, and their words are there for whoever does not see them.
    page.keyboard.press("End")
    page.get_by_label("Page", exact=True).fill("9")
    page.keyboard.press("Enter")
    ninth = page.get_by_role("article", name="Page 9", exact=True)
    expect(ninth).to_contain_text("Bahçede bir ağaç vardı.")
    assert ninth.locator("img").evaluate("image => image.naturalWidth") >= ninth.evaluate("page => page.clientWidth")

    # An edit is on the screen, and marked, where the author reads.
    place = page.locator("#view").evaluate("view => view.scrollTop")
    mark = ninth.get_attribute("data-mark")
    book.change("02-bahce.md", "ağaç vardı", "kuyu vardı")
    expect(page.locator("article[data-number='9'] svg")).to_contain_text("Bahçede bir kuyu vardı.")
    changed = page.get_by_role("article", name="Page 9, changed")
    expect(changed.locator(".marks span")).to_have_count(1)
    assert changed.get_attribute("data-mark") != mark
    assert page.locator("#view").evaluate("view => view.scrollTop") == place
    expect(page.get_by_role("button", name="Changed: 9")).to_be_enabled()
    expect(page.get_by_role("status").first).to_contain_text("02-bahce.md: Audited and written")

    page.keyboard.press("Home")
    page.keyboard.press("c")
    expect(changed).to_be_focused()

    page.keyboard.press("n")
    expect(page.get_by_role("button", name="1. Kedinin adı bilinmiyor. p. 7")).to_be_visible()
    page.keyboard.press("o")
    page.get_by_role("button", name="Kapı p. 7").click()
    expect(page.get_by_role("article", name="Page 7", exact=True)).to_be_focused()
    page.keyboard.press("/")
    page.get_by_label("Words").fill("BAHCEDE  bır")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Bahçede bir kuyu"))).to_be_visible()

    # What is wrong is told with its place, and the pages stay.
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    expect(page.get_by_role("status").first).to_contain_text("01-kapi.md: 2 mistakes")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    link = page.get_by_role("link", name="manuscript/01-kapi.md:3:35")
    expect(link).to_have_attribute("href", f"vscode://file{book.folder.resolve()}/01-kapi.md:3:35")
    expect(page.get_by_role("article", name="Page 9, changed")).to_be_attached()

    for width, height in ((1300, 800), (620, 900)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == []

    book.change("01-kapi.md", "[^kedo]:", "[^kedi]:")
    expect(page.get_by_role("status").first).to_contain_text("01-kapi.md: ")
    expect(page.get_by_role("status").first).to_contain_text("Audited and written")
    page.get_by_role("button", name="E-book").click()
    inside = page.frame_locator("#ebook")
    expect(inside.get_by_role("heading", name="Kapı")).to_be_visible()
    page.keyboard.press("o")
    page.locator("#outline").get_by_role("button", name="Bahçe").click()
    expect(inside.locator("body")).to_contain_text("Bahçede bir kuyu vardı.")

    # Nothing was asked of anybody else, and nothing had to be kept from it.
    assert {url for url in asked if not url.startswith(served.address)} <= {"about:blank"}
    assert said == []
    for path in (
        "/etc/passwd",
        f"{urlsplit(served.address).path}../../etc/passwd",
        f"{urlsplit(served.address).path}%2e%2e/%2e%2e/etc/passwd",
        f"{urlsplit(served.address).path}ebook/../../book.toml",
        f"{urlsplit(served.address).path}ebook/%2e%2e/%2e%2e/manuscript/book.toml",
        f"{urlsplit(served.address).path}main.js/../serving.py",
        f"{urlsplit(served.address).path}preview.html",
        f"{urlsplit(served.address).path}page/1.png?mark=0&width=9999999",
    ):
        status, body = served.ask(path)
        assert (status in (403, 404, 410), body) == (True, body if b"Not Found" in body else b""), path
    assert served.ask(urlsplit(served.address).path, Host="example.org")[0] == 403

    # Ctrl-C, with the page still open.
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait(60) == 0
    expect(page.get_by_role("status").first).to_contain_text("The preview has ended")


def test_it_listens_on_this_machine_alone(book: BookTest, served: Served) -> None:
    port = urlsplit(served.address).port or 0
    taken = book.publish("preview", "--port", str(port))
    assert (taken.returncode, "error[port-taken]" in taken.stderr) == (2, True)
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("only Linux tells who listens where")
    # Addresses stand there as hexadecimal numbers, the last byte first.
    ours = {line.split()[1] for line in table.read_text(encoding="ascii").splitlines() if f":{port:04X} " in line}
    assert {local for local in ours if local.endswith(f":{port:04X}")} == {f"0100007F:{port:04X}"}
    # Without the process that watches there is nothing more to see.
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    os.kill(int(children.read_text(encoding="ascii").split()[0]), signal.SIGKILL)
    assert served.process.wait(60) == 1


@pytest.mark.parametrize("editor", ["javascript:alert('{file}')", "vscode://nothing", "x://{file}{0}"])
def test_an_address_that_opens_no_file_is_refused(book: BookTest, editor: str) -> None:
    done = CliRunner().invoke(app, ["preview", str(book.folder), "--editor", editor])
    assert (done.exit_code, "--editor" in done.stderr) == (2, True)
