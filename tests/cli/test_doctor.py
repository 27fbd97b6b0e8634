import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from publisher.cli import needs
from publisher.external.libraries import Library
from tests.support.command import PROJECT, publish, told


def named(found: list[needs.Need], name: str) -> needs.Need:
    return next(need for need in found if need.name == name)


def test_doctor_shows_versions_and_places(tmp_path: Path) -> None:
    done = publish("doctor", cwd=tmp_path)
    assert done.returncode == 0
    rows = {row.split()[2]: row.split() for row in done.stdout.splitlines()[1:]}
    assert rows["weasyprint"][:2] == ["ok", "package"]
    assert rows["weasyprint"][3] == metadata.version("weasyprint")
    assert "libpango-1.0" in rows["Pango"][4]
    assert rows["SourceSans3[wght].ttf"][4].endswith("files/SourceSans3[wght].ttf")


def test_doctor_in_json(tmp_path: Path) -> None:
    values = told(publish("doctor", "--format", "json", cwd=tmp_path))
    assert values["exit_code"] == 0
    assert {need["kind"] for need in values["needs"]} >= {"program", "package", "library", "font", "check"}
    assert {need["state"] for need in values["needs"] if need["required"]} == {"ok"}


def test_what_is_missing_ends_with_3_and_a_way_out(tmp_path: Path) -> None:
    done = publish("doctor", "--theme", "no-such-theme", cwd=tmp_path)
    assert done.returncode == 3
    assert "no-such-theme: missing\n  hint: themes at hand: ankasam" in done.stderr


def test_a_missing_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "libraries", lambda: (Library("Pango", None),))
    pango = named(needs.needs(tmp_path, "ankasam"), "Pango")
    assert pango.state == "missing"
    assert "apt-get install libpango-1.0-0" in (pango.remedy or "")


def test_another_weasyprint_is_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "EXACTLY", {"weasyprint": "1.0"})
    found = named(needs.needs(tmp_path, "ankasam"), "weasyprint")
    assert (found.state, found.required) == ("wrong version", True)
    assert "weasyprint==1.0" in (found.remedy or "")


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "PACKAGES", ("no-such-package",))
    assert named(needs.needs(tmp_path, "ankasam"), "no-such-package").state == "missing"


def test_doctor_looks_for_every_package_that_we_depend_on() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    exact = {each.name: str(each.specifier)[2:] for each in wanted if str(each.specifier).startswith("==")}
    assert set(needs.PACKAGES) == {each.name for each in wanted if not each.name.startswith("fontpkg-")}
    assert exact == needs.EXACTLY
