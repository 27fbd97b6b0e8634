"""Ace by DAISY, which looks at an e-book in a browser for what shuts people out: the user's own, if there is one.

A book may hold scripts and addresses of the web. Chromium is started so that nothing but this machine can be reached.
"""

import contextlib
import json
import os
import posixpath
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.errors import Diagnostic, PublisherError, ToolMissingError

_PROGRAMS = ("ace-cli", "ace")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OWN_BROWSER = "PUPPETEER_EXECUTABLE_PATH"
_SECONDS = 300
_MOST_TOLD = 300
# A proxy that nobody answers at: what is not this machine cannot be reached.
_APART = ("--proxy-server=http://127.0.0.1:9", "--disable-background-networking", "--disable-component-update")


@dataclass(frozen=True, slots=True)
class Ace:
    """Ace and the browser that it drives, as found on this machine."""

    program: Path
    browser: Path


@dataclass(frozen=True, slots=True)
class Violation:
    """What one document of an e-book has against one rule.

    Args:
        rule: Its name, for example `image-alt`.
        impact: `critical`, `serious`, `moderate` or `minor`.
        path: The document, in the container.
        says: The rule, in a sentence.
        snippet: The first element that breaks it; empty if it is none.
        count: How many do.
    """

    rule: str
    impact: str
    path: str
    says: str
    snippet: str
    count: int


def find() -> Ace:
    """Find Ace and a Chromium on the `PATH`.

    Raises:
        ToolMissingError: `ace-missing`, `browser-missing`.
    """
    program = _on_path(_PROGRAMS)
    if program is None:
        hint = "PUPPETEER_SKIP_DOWNLOAD=1 npm install --global @daisy/ace-cli"
        raise ToolMissingError(Diagnostic(code="ace-missing", message="there is no ace-cli on the PATH", hint=hint))
    browser = _on_path((os.environ.get(_OWN_BROWSER, ""), *_BROWSERS))
    if browser is None:
        message = "Ace needs Chromium, and there is none on the PATH"
        raise ToolMissingError(Diagnostic(code="browser-missing", message=message, hint="apt-get install chromium"))
    return Ace(program, browser)


def check(tool: Ace, ebook: Path) -> tuple[Violation, ...]:
    """Give everything that Ace has against an e-book.

    Args:
        tool: From `find`.
        ebook: A file that unpacks into nothing but its folder: Ace unpacks it.

    Raises:
        PublisherError: `ace-failed`: it did not come to an end, or wrote no report.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = _run(tool, ebook, folder)
        try:
            report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
            return tuple(_violations(report))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise _failed(f"Ace wrote no report: {said.strip()[-_MOST_TOLD:] or problem}") from problem


def _run(tool: Ace, ebook: Path, folder: Path) -> str:
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\nexec {shlex.join([str(tool.browser), *_APART])} "$@"\n', encoding="utf-8")
    browser.chmod(0o700)
    command = [str(tool.program), "-s", "-f", "-o", str(folder / "out"), str(ebook.resolve())]
    homes = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))
    # A process that has set pages hides the machine's fonts from itself; a browser needs them.
    seen = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    environment = {**seen, **homes, _OWN_BROWSER: str(browser)}
    try:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
    except OSError as problem:
        raise _failed(f"{tool.program} cannot be run: {problem.strerror}") from problem
    try:
        return process.communicate(timeout=_SECONDS)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired as problem:
        raise _failed(f"Ace was not done after {_SECONDS} seconds") from problem
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started: a browser outlives one that is killed."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _violations(report: dict[str, Any]) -> Iterator[Violation]:
    subjects = [document["earl:testSubject"]["url"].lstrip("/") for document in report["assertions"]]
    folder = posixpath.dirname(next((subject for subject in subjects if subject.endswith(".opf")), ""))
    for subject, document in zip(subjects, report["assertions"], strict=True):
        # Documents are named from the package's folder, the package and the navigation from the container.
        path = subject if subject.startswith(f"{folder}/") else posixpath.join(folder, subject)
        found: dict[str, list[dict[str, Any]]] = {}
        for each in document["assertions"]:
            found.setdefault(each["earl:test"]["dct:title"], []).append(each)
        for rule, broken in found.items():
            test, result = broken[0]["earl:test"], broken[0]["earl:result"]
            says = str(test.get("help", {}).get("dct:description") or test.get("dct:description") or "")
            yield Violation(rule, test["earl:impact"], path, says, str(result.get("html", "")), len(broken))


def _on_path(programs: tuple[str, ...]) -> Path | None:
    found = next((place for program in programs if program and (place := shutil.which(program))), None)
    return Path(found) if found else None


def _failed(message: str) -> PublisherError:
    return PublisherError(Diagnostic(code="ace-failed", message=message, hint="run it by hand on the file to see why"))
