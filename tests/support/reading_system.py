"""An e-book open in a reading system: foliate-js in Chromium, on a page of ours, served by this process alone."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, Request, sync_playwright

from tests.support.browser import launch, need_package
from tests.support.command import PROJECT

READER = PROJECT / "tests" / "epub" / "reader"
PHONE, TABLET = (390, 844), (820, 1180)
_SECONDS = 20
# The engine's own way to show documents; it is said of each.
_OF_THE_ENGINE = "allow-scripts and allow-same-origin"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves our page, the engine and one book, and nothing else."""

    def __init__(self, *given: Any, book: bytes, engine: Path) -> None:
        self._book = book
        self._engine = engine
        super().__init__(*given, directory=str(READER))

    def do_GET(self) -> None:
        if self.path == "/book.epub":
            self.send_response(200)
            self.send_header("Content-Type", "application/epub+zip")
            self.send_header("Content-Length", str(len(self._book)))
            self.end_headers()
            self.wfile.write(self._book)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0].removeprefix("/foliate-js/")
        return str(self._engine / name) if path.startswith("/foliate-js/") else super().translate_path(path)

    def log_message(self, format: str, *values: Any) -> None:
        """Say nothing."""


@contextmanager
def served(book: bytes) -> Iterator[str]:
    """Serve a book and the page that shows it, on a port that is free; gives the address."""
    handler = partial(_Handler, book=book, engine=need_package("foliate-js"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium; only this machine can be reached from it."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        try:
            yield started
        finally:
            started.close()


class ReadingSystem:
    """A book that is being read.

    Args:
        started: The browser.
        address: From `served`.
        size: Of the window, in pixels.
        scheme: `light` or `dark`.
    """

    def __init__(self, started: Browser, address: str, size: tuple[int, int] = PHONE, scheme: Any = "light") -> None:
        width, height = size
        context = started.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.set_default_timeout(_SECONDS * 1000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self._address = address
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("request", self._note_request)
        self.page.on("requestfailed", lambda request: self.complaints.append(f"{request.url}: {request.failure}"))
        self.page.goto(f"{address}/index.html")
        # An expression whose value is a function would be called.
        self.page.wait_for_function("Boolean(window.reader?.open)")
        self.do("reader.open()")

    def close(self) -> None:
        self.page.context.close()

    def do(self, script: str, given: Any = None) -> Any:
        """Do something on the page, and wait until it is done."""
        return self.page.evaluate(f"async given => await ({script})", given)

    def go_to(self, href: str) -> None:
        """Go to a place as its link in the book names it, from the package's folder."""
        self.do("reader.goTo(given)", f"EPUB/{href}")

    def turn(self) -> None:
        self.do("reader.turn()")

    def shown(self) -> dict[str, Any]:
        """Give what is on the page: `words`, `chapter`, `folio`, `section`."""
        shown: dict[str, Any] = self.do("reader.page()")
        return shown

    def shows(self, identifier: str) -> bool:
        return bool(self.do("reader.shows(given)", identifier))

    @property
    def text(self) -> Frame:
        """The document that is open."""
        return self._frames()[0]

    @property
    def note(self) -> Frame:
        """The document in the dialog."""
        return self._frames()[-1]

    def _frames(self) -> list[Frame]:
        return [frame for frame in self.page.frames if frame.parent_frame]

    def tap(self, selector: str) -> None:
        """Tap the first of some elements of the document that is open.

        The tap goes to the element, not to a place of the window: the engine may still be turning to it.
        """
        self.text.locator(selector).first.dispatch_event("click")

    def fonts(self, selector: str) -> dict[str, bool]:
        """Give the fonts that letters of elements are drawn with, and whether they are the book's own."""
        client = self.page.context.new_cdp_session(self.page)
        client.send("DOM.enable")
        client.send("CSS.enable")
        root = client.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        found: dict[str, bool] = {}
        for document in _documents(root):
            nodes = client.send("DOM.querySelectorAll", {"nodeId": document, "selector": selector})["nodeIds"]
            for node in nodes:
                for font in client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
                    found[font["familyName"]] = bool(font["isCustomFont"])
        client.detach()
        return found

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and _OF_THE_ENGINE not in message.text:
            self.complaints.append(message.text)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self._address}/", "blob:", "data:")):
            self.asked.append(request.url)


def _documents(node: dict[str, Any]) -> Iterator[int]:
    """Give the documents in frames below a node, those in closed shadows too."""
    if "contentDocument" in node:
        yield node["contentDocument"]["nodeId"]
        yield from _documents(node["contentDocument"])
    for inner in (*node.get("children", ()), *node.get("shadowRoots", ())):
        yield from _documents(inner)
