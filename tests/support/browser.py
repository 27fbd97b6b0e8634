"""A browser for tests of the e-book: Debian's Chromium, and programs from npm on the Node that Playwright brings.

Debian's own Node is older than some of those programs ask for.
"""

import os
import shutil
from pathlib import Path

import playwright
import pytest
from playwright.sync_api import Browser, Playwright

from tests.support.command import PROJECT

MODULES = PROJECT / ".venv" / "node" / "node_modules"
NODE = Path(playwright.__file__).parent / "driver" / "node"


def need_chromium() -> Path:
    """Give Chromium; where there is none the test is skipped, under `CI=true` it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        _without("Chromium is not here: `make test` installs it where it may")
    return Path(found or "")


def launch(driver: Playwright) -> Browser:
    """Start Chromium with the fonts of this machine, which processes that have set pages do without."""
    environment: dict[str, str | float | bool] = {
        name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"
    }
    return driver.chromium.launch(
        executable_path=str(need_chromium()), args=["--no-sandbox", "--disable-dev-shm-usage"], env=environment
    )


def need_package(name: str) -> Path:
    """Give the folder of a package from npm, likewise."""
    if not (MODULES / name).is_dir():
        _without(f"npm's package {name} is not here: `make test` installs it where it may")
    return MODULES / name


def write_ace(folder: Path) -> Path:
    """Write a program `ace-cli`; give the folder that it lies in, to be put on the `PATH`."""
    program = folder / "ace-cli"
    script = need_package("@daisy/ace-cli") / "bin" / "ace.js"
    program.write_text(f'#!/bin/sh\nexec "{NODE}" "{script}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def _without(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
