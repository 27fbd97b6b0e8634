"""How a command ends when it is stopped, or when what it needs is not there."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publisher import pipeline
from publisher.cli.main import app
from publisher.errors import Diagnostic, ToolMissingError
from tests.support.book_test import BookTest
from tests.support.command import PROJECT, publish


def test_a_missing_tool_ends_with_3(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object, **__: object) -> None:
        raise ToolMissingError(Diagnostic(code="weasyprint-unproven", message="WeasyPrint 1.0", hint="install 70.0"))

    monkeypatch.setattr(pipeline, "build", build)
    done = CliRunner().invoke(app, ["pdf", str(book.folder)])
    assert done.exit_code == 3
    assert done.stderr == "error[weasyprint-unproven]: WeasyPrint 1.0\n  hint: install 70.0\n"


def test_a_bug_keeps_its_traceback(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(pipeline, "build", build)
    done = CliRunner().invoke(app, ["pdf", str(book.folder)])
    assert isinstance(done.exception, ZeroDivisionError)


def test_an_interrupted_build_ends_quietly_with_130(book: BookTest) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(book.folder)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "building\n"
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr == ""


INTERRUPTED = """
import sys, time
from publisher import pipeline
from publisher.cli.main import main

def build(*arguments, **options):
    print("building", flush=True)
    time.sleep(60)

pipeline.build = build
sys.argv = ["publish", "epub", "--quiet", sys.argv[1]]
main()
"""


def on_a_terminal(book: BookTest, *arguments: str) -> str:
    """Give what a person sees who types a command."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "publisher", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(command, cwd=book.root, env=environment, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 65536):
            seen += piece
    except OSError:
        # Linux tells the end of a terminal so.
        pass
    os.close(ours)
    assert process.wait() == 0
    return seen.decode()


def test_a_terminal_shows_a_bar_and_then_the_table(book: BookTest) -> None:
    seen = on_a_terminal(book, "epub")
    assert "━" in seen
    assert "epub: packing" in seen
    assert "edition  file" in seen


def test_completion_is_offered(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "publisher"],
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "_PUBLISH_COMPLETE": "complete_bash",
            "COMP_WORDS": "publish do",
            "COMP_CWORD": "1",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "doctor" in done.stdout


def test_a_terminal_without_unicode_is_no_reason_to_fail(book: BookTest) -> None:
    done = publish("epub", str(book.folder), cwd=book.root, PYTHONIOENCODING="ascii")
    assert (done.returncode, "\\u2013" in done.stdout) == (0, True), done.stderr
