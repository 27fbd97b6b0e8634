"""Who may see a preview, asked without a network."""

import asyncio
from typing import Any

import pytest

from publisher.preview.guard import Guard, Message, Receive, Send

TOKEN = "a-token-that-nobody-guesses"
HOST = (b"host", b"127.0.0.1:4321")


async def app(scope: Message, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def asked(path: str, port: int = 4321, **changed: Any) -> tuple[int, bytes, dict[bytes, bytes]]:
    """Give the status, the body and the headers of an answer."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": [HOST], "client": ("127.0.0.1", 5), **changed}
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nothing is to be received")

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Guard(app, TOKEN, port)(scope, receive, send))
    start, body = sent
    return start["status"], body["body"], dict(start["headers"])


def test_whoever_has_the_address_sees_the_preview() -> None:
    status, body, headers = asked(f"/{TOKEN}/page/1.png")
    assert (status, body) == (200, b"/page/1.png")
    assert asked(f"/{TOKEN}/", headers=[(b"host", b"localhost:4321")], client=("::1", 5))[0] == 200
    # Browsers leave this port out.
    assert asked(f"/{TOKEN}/", 80, headers=[(b"host", b"127.0.0.1")])[0] == 200
    assert asked(f"/{TOKEN}/", headers=[(b"host", b"127.0.0.1")])[0] == 403
    assert headers[b"content-security-policy"].startswith(b"default-src 'none'; script-src 'self';")
    assert (headers[b"cache-control"], headers[b"referrer-policy"]) == (b"no-store", b"no-referrer")


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("/", {}),
        ("/wrong/", {}),
        (f"/{TOKEN[:-1]}/", {}),
        (f"//{TOKEN}/", {}),
        (f"/{TOKEN}x/", {}),
        (f"/x/../{TOKEN}/", {}),
        (f"/{TOKEN}/", {"client": ("192.0.2.7", 5)}),
        (f"/{TOKEN}/", {"client": None}),
        (f"/{TOKEN}/", {"client": ("no address", 5)}),
        (f"/{TOKEN}/", {"headers": []}),
        (f"/{TOKEN}/", {"headers": [(b"host", b"example.org:4321")]}),
        (f"/{TOKEN}/", {"headers": [(b"host", b"127.0.0.1:4322")]}),
        (f"/{TOKEN}/", {"headers": [HOST, (b"host", b"example.org")]}),
        (f"/{TOKEN}/", {"method": "POST"}),
    ],
)
def test_nobody_else_does(path: str, changed: dict[str, Any]) -> None:
    status, body, _ = asked(path, **changed)
    assert (status, body) == (403, b"")
