"""The text of a file to import, or what else the file is and what to do about it."""

from pathlib import Path
from typing import NoReturn

from publisher.errors import ConfigError, Diagnostic
from publisher.source import Position

MOST_BYTES = 50_000_000
_BOM = b"\xef\xbb\xbf"
_KINDS = {
    b"%PDF-": ("a PDF", "take its text out first: pdftotext FILE.pdf FILE.txt"),
    b"PK\x03\x04": ("a packed document (docx, odt, epub)", "save it as plain text in UTF-8"),
    b"\xd0\xcf\x11\xe0": ("an old Word document", "save it as plain text in UTF-8"),
    b"{\\rtf": ("rich text", "save it as plain text in UTF-8"),
    b"\xff\xfe": ("UTF-16", "save it as UTF-8"),
    b"\xfe\xff": ("UTF-16", "save it as UTF-8"),
}


def read_source(source: Path) -> str:
    """Give the text of a file in UTF-8.

    Raises:
        ConfigError: `source-missing`, `source-too-large`, `source-not-text`, `source-not-utf8`, `source-holds-nul`.
    """
    name = source.as_posix()
    if source.is_dir():
        _refuse("source-missing", f"{name} is a folder, and a text file is needed", "name a file in it")
    if not source.is_file():
        _refuse("source-missing", f"there is no file {name}", "name a text file")
    try:
        with source.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        _refuse("source-missing", f"{name} cannot be read: {error.strerror}", "see whether you may read it")
    if len(data) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        _refuse("source-too-large", f"{name} has more than {limit}", "see whether it is a text, or import it in parts")
    for start, (kind, hint) in _KINDS.items():
        if data.startswith(start):
            _refuse("source-not-text", f"{name} is {kind}, and a text file is needed", hint)
    return _decoded(data.removeprefix(_BOM), name)


def _decoded(data: bytes, name: str) -> str:
    if (nul := data.find(b"\0")) >= 0:
        at = _position(data, nul, name)
        _refuse("source-holds-nul", "the file holds a NUL, so it is no text", "save it as plain text in UTF-8", at)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = _position(data, error.start, name)
        text = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        _refuse("source-not-utf8", text, "open the file in an editor and save it as UTF-8", at)


def _position(data: bytes, offset: int, name: str) -> Position:
    before = data[:offset].decode("utf-8", "replace")
    return Position(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _refuse(code: str, message: str, hint: str, at: Position | None = None) -> NoReturn:
    raise ConfigError(Diagnostic(code=code, message=message, at=at, hint=hint))
