"""`make` in a fresh clone: what it installs, and what it says where it may not."""

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support.command import PROJECT


@pytest.fixture
def setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("project_setup", PROJECT / "tools" / "setup.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def commands(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run; none of it is."""
    run: list[list[str]] = []

    def note(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        run.append(command)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(setup.subprocess, "run", note)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    return run


def test_this_machine_lacks_nothing(setup: ModuleType) -> None:
    assert setup.missing_packages() == []


def test_a_library_that_does_not_open_is_missing(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "LIBRARIES", ((("libnosuch.so.9",), "libnosuch9"),))
    assert setup.missing_packages() == ["libnosuch9"]


def test_root_installs_what_is_missing(setup: ModuleType, commands: list[list[str]]) -> None:
    setup.install_packages(["libpango-1.0-0"])
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert commands[1][-1] == "libpango-1.0-0"


def test_sudo_without_a_password_installs_what_is_missing(
    setup: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    setup.install_packages(["libpango-1.0-0"])
    assert commands[0] == ["sudo", "-n", "true"]
    assert commands[-1][:4] == ["sudo", "-n", "apt-get", "install"]


@pytest.mark.parametrize("absent", ["sudo", "apt-get"])
def test_where_it_may_not_install_it_says_the_line_to_type(
    setup: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    absent: str,
) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None if name == absent else f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as caught:
        setup.install_packages(["libpango-1.0-0", "python3-venv"])
    assert caught.value.code == 3
    told = capsys.readouterr().err
    assert "sudo apt-get install libpango-1.0-0 python3-venv" in told
    assert "sudo dnf install pango" in told
    assert "brew install pango" in told
    assert commands == []


def test_an_old_python_is_refused_with_a_way_out(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit):
        setup.main([])
    assert "Python 3.11 or newer is needed, this is 3.9" in capsys.readouterr().err


def test_the_project_is_installed_with_pinned_versions(setup: ModuleType, commands: list[list[str]]) -> None:
    setup.install_project(["test"])
    assert all(str(PROJECT / "constraints.txt") in command for command in commands)
    assert commands[-1][-1] == f"{PROJECT}[test]"
    assert {command[0] for command in commands} == {str(PROJECT / ".venv" / "bin" / "python")}


def test_the_project_is_compiled_where_it_lies(
    setup: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "VENV", tmp_path)
    setup.main([])
    compiling = [command[1:] for command in commands if "compileall" in command]
    assert compiling == [["-m", "compileall", "-q", str(PROJECT / "publisher")]]


def test_what_npm_has_is_installed_beside_the_environment(setup: ModuleType, commands: list[list[str]]) -> None:
    setup.install_from_npm()
    (command,) = commands
    assert command[:4] == ["npm", "install", "--prefix", str(PROJECT / ".venv" / "node")]
    assert "--ignore-scripts" in command


@pytest.mark.parametrize(("root", "installed"), [(True, ["nodejs", "npm"]), (False, [])])
def test_without_npm_it_installs_it_where_it_may_and_goes_on_where_not(
    setup: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: bool,
    installed: list[str],
) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None if name in ("npm", "sudo") else f"/usr/bin/{name}")
    setup.install_from_npm()
    assert [name for command in commands for name in command if name in ("nodejs", "npm")] == installed
    assert "tests that need its packages are skipped" in capsys.readouterr().out


@pytest.mark.parametrize(("root", "installed"), [(True, ["libnosuch-java"]), (False, [])])
def test_what_tests_run_beside_is_installed_where_it_may_be(
    setup: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: bool,
    installed: list[str],
) -> None:
    monkeypatch.setattr(setup, "FOR_TESTS", (("/no/such.jar", "libnosuch-java"), (__file__, "python3")))
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    setup.install_for_tests()
    assert [command[-1] for command in commands if command[1] == "install"] == installed
    assert ("tests that need them are skipped" in capsys.readouterr().out) is not root
