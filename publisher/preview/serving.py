"""A preview served to a browser on this machine: the page, what it asks for, and what it is told."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Any

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from publisher.errors import Diagnostic, PublisherError
from publisher.pipeline.settings import read_settings
from publisher.preview.author import Author
from publisher.preview.builds import Pages
from publisher.preview.desk import Desk, encoded
from publisher.preview.guard import EBOOK_POLICY, Guard
from publisher.preview.sheets import GoneError

_PAGE = Path(__file__).parent / "page"
_FILES = {
    "preview.css": "text/css",
    "main.js": "text/javascript",
    "pages.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_MOST_FOUND = 200
_LONGEST_SEARCH = 200
# Whoever has not listened to so many messages is gone, or asks for everything anew.
_MOST_WAITING = 200
_HEARTBEAT_SECONDS = 15
_LAST_REQUESTS_SECONDS = 1
# So long after the last page was asked for nobody waits for one: what changed on them can be looked at.
_REST_SECONDS = 0.3


class Preview:
    """The answers to a browser's requests.

    Args:
        folder: The manuscript's.
        editor: As of `Desk`.
    """

    def __init__(self, folder: Path, editor: str) -> None:
        self.desk = Desk(editor, self._tell)
        self._folder = folder
        self._listeners: set[asyncio.Queue[bytes]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._asked_at = 0.0
        self.stopped: PublisherError | None = None

    def routes(self) -> list[Route]:
        """Give what can be asked for."""
        return [
            Route("/", self._page),
            Route("/state", self._state),
            Route("/events", self._events),
            Route("/page/{number:int}.png", self._png),
            Route("/page/{number:int}.json", self._words),
            Route("/find", self._find),
            Route("/notes", self._notes),
            Route("/ebook/{path:path}", self._ebook),
            Route("/{name}", self._file),
        ]

    async def hear(self, author: Author, stop: Callable[[], None]) -> None:
        """Take what the author's process tells, until it ends."""
        self._loop = asyncio.get_running_loop()
        while True:
            try:
                event = await asyncio.to_thread(_next, author)
            except (EOFError, OSError):
                self.stopped = PublisherError(_lost())
                break
            if event is None:
                continue
            await run_in_threadpool(self.desk.take, event)
            if isinstance(event, PublisherError):
                self.stopped = event
                break
            if isinstance(event, Pages):
                self._later(self._look())
        stop()

    async def _look(self) -> None:
        """Look at what has changed once the pages in sight are drawn: PDFium does one thing at a time."""
        loop = asyncio.get_running_loop()
        self._asked_at = loop.time()
        while (rest := self._asked_at + _REST_SECONDS - loop.time()) > 0:
            await asyncio.sleep(rest)
        with contextlib.suppress(GoneError):
            await run_in_threadpool(self.desk.look)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, kind: str, values: dict[str, Any]) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._send, encoded(kind, values))

    def _send(self, message: bytes) -> None:
        for listener in list(self._listeners):
            if listener.full():
                self._listeners.discard(listener)
            else:
                listener.put_nowait(message)

    async def _page(self, request: Request) -> Response:
        template = _templates().get_template("preview.html")
        return Response(template.render(title=await run_in_threadpool(self._title)), media_type="text/html")

    def _title(self) -> str:
        settings = read_settings(self._folder, None)
        return settings.title if settings else self._folder.resolve().name

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return Response(status_code=404)
        return Response((_PAGE / name).read_bytes(), media_type=_FILES[name])

    async def _state(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self.desk.state))

    async def _events(self, request: Request) -> Response:
        listener: asyncio.Queue[bytes] = asyncio.Queue(_MOST_WAITING)
        self._listeners.add(listener)
        return StreamingResponse(self._stream(listener), media_type="text/event-stream")

    async def _stream(self, listener: "asyncio.Queue[bytes]") -> AsyncIterator[bytes]:
        try:
            yield encoded("state", await run_in_threadpool(self.desk.state))
            while listener in self._listeners:
                try:
                    yield await asyncio.wait_for(listener.get(), _HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._listeners.discard(listener)

    async def _png(self, request: Request) -> Response:
        self._asked_at = asyncio.get_running_loop().time()
        sheets, number = self.desk.sheets, request.path_params["number"]
        width = _number(request.query_params.get("width", "800"))
        if sheets is None or width is None or not 1 <= number <= len(sheets.sheets):
            return Response(status_code=404)
        if request.query_params.get("mark") != sheets.sheets[number - 1].mark:
            # An edition that is no more; the page is told of the new one.
            return Response(status_code=410)
        try:
            return Response(await run_in_threadpool(sheets.png, number, width), media_type="image/png")
        except GoneError:
            return Response(status_code=410)

    async def _words(self, request: Request) -> Response:
        sheets, number = self.desk.sheets, request.path_params["number"]
        if sheets is None or not 1 <= number <= len(sheets.sheets):
            return Response(status_code=404)
        try:
            page = await run_in_threadpool(sheets.words, number)
        except GoneError:
            return Response(status_code=410)
        lines = [
            [_shown(word.text for word in line.words), line.left, line.baseline, line.right - line.left, line.size]
            for line in page.lines
        ]
        return JSONResponse({"mark": sheets.sheets[number - 1].mark, "lines": lines})

    async def _find(self, request: Request) -> Response:
        sheets, sought = self.desk.sheets, request.query_params.get("words", "")[:_LONGEST_SEARCH]
        try:
            found = await run_in_threadpool(sheets.find, sought, _MOST_FOUND) if sheets else []
        except GoneError:
            return Response(status_code=410)
        return JSONResponse([{"page": page, "line": line} for page, line in found])

    async def _notes(self, request: Request) -> Response:
        sheets = self.desk.sheets
        try:
            notes = await run_in_threadpool(lambda: sheets.notes if sheets else ())
        except GoneError:
            return Response(status_code=410)
        return JSONResponse([{"label": note.label, "page": note.page, "text": note.text} for note in notes])

    async def _ebook(self, request: Request) -> Response:
        ebook = self.desk.ebook
        found = await run_in_threadpool(ebook.file, request.path_params["path"]) if ebook else None
        if found is None:
            return Response(status_code=404)
        return Response(found[0], media_type=found[1], headers={"content-security-policy": EBOOK_POLICY})


def serve(author: Author, preview: Preview, listening: socket.socket, token: str) -> None:
    """Serve until Ctrl-C, or until the author's process can go on no longer.

    Args:
        author: Whose events are shown.
        preview: What is served.
        listening: A socket on this machine alone.
        token: The first part of every path.

    Raises:
        PublisherError: What stopped the author's process.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        hearing = asyncio.create_task(preview.hear(author, stop))
        yield
        hearing.cancel()

    def stop() -> None:
        server.should_exit = True

    app = Starlette(routes=preview.routes(), lifespan=lifespan)
    guard: Any = Guard(app, token, listening.getsockname()[1])
    server = uvicorn.Server(
        uvicorn.Config(
            guard,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST_REQUESTS_SECONDS,
        )
    )
    server.run(sockets=[listening])
    if preview.stopped:
        raise preview.stopped


def listen(port: int) -> socket.socket:
    """Listen on this machine alone; on any free port for 0.

    Raises:
        OSError: Somebody else listens there.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    return listening


def _lost() -> Diagnostic:
    return Diagnostic(
        code="build-lost",
        message="the process that watched came to an end, perhaps for want of memory",
        hint="free some memory, and begin again",
    )


def _next(author: Author) -> Any:
    """Give the next event, `None` if there is none for a while: a thread that waits for ever would outlive us."""
    return author.end.recv() if author.end.poll(0.5) else None


def _shown(words: Iterable[str]) -> str:
    """Give a line as it is printed: PDFium has signs of its own for hyphens that divide words."""
    return " ".join(words).replace("\x02", "-").replace("\ufffe", "-")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGE),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
