"""Who may see a preview: whoever on this machine has been given its address, and nobody else."""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

_USUAL_PORT = 80
# Everything comes from the preview itself; nothing on the page can reach another place.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# The e-book is an author's: it may look as it likes, and do nothing.
EBOOK_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
_HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cache-control": b"no-store",
}


class Guard:
    """Lets requests through that come from this machine, by the name of this machine, with the token.

    Args:
        app: What they are let through to; it sees paths without the token.
        token: The first part of every path.
        port: That the server listens on.
    """

    def __init__(self, app: App, token: str, port: int) -> None:
        self._app = app
        self._token = token
        # Another name in a browser's address bar that leads here is somebody else's.
        # Browsers leave out the port that a web server has if nobody says otherwise.
        endings = (f":{port}", *(("",) if port == _USUAL_PORT else ()))
        self._hosts = {f"{name}{ending}".encode() for name in ("127.0.0.1", "localhost") for ending in endings}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        allowed = self._path(scope)
        if allowed is None:
            await _refuse(send)
            return
        inner = dict(scope) | {"path": allowed, "raw_path": allowed.encode(), "root_path": ""}
        await self._app(inner, receive, _with_headers(send))

    def _path(self, scope: Message) -> str | None:
        """Give the path behind the token; `None` for whoever may not see anything."""
        client = scope.get("client")
        if not client or not _is_here(client[0]) or scope["method"] not in ("GET", "HEAD"):
            return None
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return None
        path = str(scope["path"])
        first, _, rest = path[1:].partition("/")
        if not path.startswith("/") or not hmac.compare_digest(first.encode(), self._token.encode()):
            return None
        return "/" + rest


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            more = [(name, value) for name, value in _HEADERS.items() if name not in own]
            message = dict(message) | {"headers": [*message["headers"], *more]}
        await send(message)

    return sending


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
