"""What is installed from a wheel, far from the checkout, makes books too."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.book_test import use_store, warm_store
from tests.support.command import PROJECT, publish

__all__ = ["warm_store"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_themes_starters_and_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "publisher/styles/ankasam/theme.toml" in names
    assert {f"publisher/starters/{language}/book.toml" for language in ("tr", "en", "ru", "kk")} <= names
    assert "publisher/profiles/FOGRA39L_coated.icc" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "manuscript/", "build/"))]


def test_what_is_installed_from_the_wheel_builds_a_book(wheel: Path, tmp_path: Path, warm_store: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    work = tmp_path / "work"
    use_store(work / "build", warm_store)
    assert publish("new", "book", cwd=work, PYTHONPATH=str(site)).returncode == 0
    done = publish("build", "book", cwd=work, PYTHONPATH=str(site))
    assert (done.returncode, "error" in done.stderr) == (0, False)
    assert {path.suffix for path in (work / "build").iterdir()} >= {".pdf", ".epub"}
    doctor = publish("doctor", cwd=work, PYTHONPATH=str(site))
    assert str(site / "publisher") in doctor.stdout
