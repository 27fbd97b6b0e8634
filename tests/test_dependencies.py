"""What is declared, pinned and described is the same, and is all there is."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.version import Version

from tests.support.command import PROJECT

SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = [
    *SETTINGS["project"]["dependencies"],
    *SETTINGS["project"]["optional-dependencies"]["test"],
    *SETTINGS["build-system"]["requires"],
]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {plain(name): version for name, _, version in (line.partition("==") for line in lines if line[:1] != "#")}


def tree(requirement: Requirement, seen: set[tuple[str, str]]) -> Iterator[str]:
    """Give the names of all that a requirement brings with it, its own first."""
    mark = (plain(requirement.name), str(sorted(requirement.extras)))
    if mark in seen:
        return
    seen.add(mark)
    yield plain(requirement.name)
    for line in metadata.requires(requirement.name) or ():
        inner = Requirement(line)
        extras = requirement.extras or {""}
        if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in extras):
            yield from tree(inner, seen)


def test_constraints_pin_the_whole_tree_and_nothing_else() -> None:
    seen: set[tuple[str, str]] = set()
    needed = {name for line in DECLARED for name in tree(Requirement(line), seen)}
    assert set(pins()) == needed


def test_what_is_pinned_is_what_the_tests_run_on() -> None:
    installed = {name: metadata.version(name) for name in pins()}
    assert {name: Version(version) for name, version in pins().items()} == {
        name: Version(version) for name, version in installed.items()
    }


def test_constraints_hold_versions_only() -> None:
    for line in (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[a-z0-9-]+==[0-9][0-9.]*", line), line


def test_every_dependency_is_described() -> None:
    described = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for line in DECLARED:
        assert f"| {Requirement(line).name} |" in described, line


def test_what_comes_from_npm_is_pinned_and_described() -> None:
    described = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    needed = json.loads((PROJECT / "tests" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in needed.items():
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version), name
        assert f"| {name} |" in described
