"""Who may import whom: `docs/architecture.md` says why."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from publisher import pipeline

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "publisher"

# From the top down. A part imports its own layer and those below it, never one above.
LAYERS = (
    ("cli",),
    ("preview",),
    ("pipeline",),
    ("check",),
    ("pdf", "epub"),
    ("html",),
    ("lint",),
    ("manuscript", "importers", "transform"),
    ("theme", "fonts", "config", "printers"),
    ("language",),
    ("walk", "slug", "progress", "workers", "roomy", "screen_colours", "confined", "remembering"),
    ("model",),
    ("store", "external"),
    ("errors",),
    ("source",),
)
DEPTH = {part: depth for depth, layer in enumerate(LAYERS) for part in layer}
# Parts that may not import each other although they share a layer.
STRANGERS = frozenset({"pdf", "epub"})
# Who alone may import a library. Markup made elsewhere would not be escaped by anyone.
OWNERS = {
    "weasyprint": {"pdf"},
    "ebooklib": {"epub"},
    "markupsafe": {"html", "pdf", "epub"},
    "markdown_it": {"manuscript"},
    "typer": {"cli"},
    "rich": {"cli"},
}
# The package itself: a version, and names that lead to the parts.
ROOT = ("__init__", "__main__")


@dataclass(frozen=True)
class Import:
    file: str
    line: int
    module: str

    def __str__(self) -> str:
        return f"publisher/{self.file}:{self.line} imports {self.module}"

    @property
    def part(self) -> str:
        return part_of(self.file)

    @property
    def target(self) -> str | None:
        """The part of our package that is imported, if it is one of ours."""
        head, _, rest = self.module.partition(".")
        return rest.partition(".")[0] or None if head == "publisher" else None


def part_of(file: str) -> str:
    return file.partition("/")[0].removesuffix(".py")


def imports_in(source: str, file: str) -> Iterator[Import]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are absolute"
            module = node.module or ""
            names = [alias.name for alias in node.names if alias.name != "__version__"]
            yield from (Import(file, node.lineno, f"{module}.{name}") for name in names)


def ours() -> list[Import]:
    return [
        found
        for path in sorted(PACKAGE.rglob("*.py"))
        for found in imports_in(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix())
    ]


def upward(imports: list[Import]) -> list[Import]:
    return [
        found
        for found in imports
        if found.part not in ROOT and found.target and DEPTH.get(found.target, -1) < DEPTH.get(found.part, -1)
    ]


def strangers(imports: list[Import]) -> list[Import]:
    return [found for found in imports if found.part != found.target and {found.part, found.target} == STRANGERS]


def poached(imports: list[Import]) -> list[Import]:
    return [found for found in imports if found.part not in OWNERS.get(found.module.partition(".")[0], {found.part})]


def private_weasyprint(imports: list[Import]) -> list[Import]:
    """Find imports that reach past WeasyPrint's public names, `weasyprint.X`, outside the engine."""
    return [
        found
        for found in imports
        if found.module.startswith("weasyprint.")
        and (found.module.count(".") > 1 or found.module.rpartition(".")[2].islower())
        and not found.file.startswith(("pdf/engine.py", "pdf/engine/"))
    ]


def told(found: list[Import]) -> str:
    return "\n".join(map(str, found))


def test_every_part_has_a_layer() -> None:
    parts = {part_of(path.relative_to(PACKAGE).as_posix()) for path in PACKAGE.rglob("*.py")}
    assert parts - set(ROOT) <= set(DEPTH)


def test_imports_point_only_downwards() -> None:
    found = upward(ours())
    assert not found, told(found)


def test_the_editions_do_not_know_each_other() -> None:
    found = strangers(ours())
    assert not found, told(found)


def test_each_library_has_one_owner() -> None:
    found = poached(ours())
    assert not found, told(found)


def test_only_the_engine_reaches_into_weasyprint() -> None:
    found = private_weasyprint(ours())
    assert not found, told(found)


def test_parts_do_not_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for found in ours():
        if found.part not in ROOT and found.target and found.target != found.part:
            graph.setdefault(found.part, set()).add(found.target)
    assert list(TopologicalSorter(graph).static_order())


# Packages that import what they name when it is first asked for.
ON_DEMAND = ("__init__.py", "pipeline/__init__.py")


def test_no_cycle_is_hidden_from_the_run() -> None:
    hiding = [
        file
        for path in PACKAGE.rglob("*.py")
        if "TYPE_CHECKING" in path.read_text(encoding="utf-8")
        and (file := path.relative_to(PACKAGE).as_posix()) not in ON_DEMAND
    ]
    assert not hiding


@pytest.mark.parametrize("module", sorted(set(pipeline._PLACES.values())))
def test_what_is_imported_on_demand_can_be_the_first_that_is(module: str) -> None:
    names = [name for name, place in pipeline._PLACES.items() if place == module]
    asked = "; ".join(f"pipeline.{name}" for name in names)
    done = subprocess.run([sys.executable, "-c", f"from publisher import pipeline; {asked}"], cwd=PROJECT, check=False)
    assert done.returncode == 0


def test_a_package_names_all_that_it_imports_on_demand() -> None:
    assert sorted(pipeline._PLACES) == sorted(pipeline.__all__)


@pytest.mark.parametrize(
    ("rule", "file", "source"),
    [
        (upward, "model.py", "from publisher.html import blocks"),
        (upward, "store/__init__.py", "import publisher.walk"),
        (upward, "html/inlines.py", "def late():\n    from publisher import pdf"),
        (upward, "errors.py", "from publisher import model"),
        (strangers, "pdf/edition.py", "from publisher.epub import names"),
        (strangers, "epub/edition.py", "from publisher import pdf"),
        (poached, "epub/cover.py", "import weasyprint"),
        (poached, "transform/typography.py", "from markupsafe import Markup"),
        (poached, "pipeline/building.py", "from ebooklib import epub"),
        (private_weasyprint, "pdf/galley.py", "from weasyprint.layout import LayoutContext"),
        (private_weasyprint, "pdf/galley.py", "from weasyprint import formatting_structure"),
    ],
)
def test_a_breach_is_found(rule: Callable[[list[Import]], list[Import]], file: str, source: str) -> None:
    assert rule(list(imports_in(source, file)))


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("pdf/engine/boxes.py", "from weasyprint.formatting_structure import boxes"),
        ("pdf/edition.py", "from weasyprint import HTML"),
        ("cli/main.py", "from publisher import __version__, pipeline"),
        ("fonts.py", "from publisher.theme import Face"),
        ("errors.py", "from publisher.source import Position"),
    ],
)
def test_what_is_allowed_is_not_found(file: str, source: str) -> None:
    imports = list(imports_in(source, file))
    assert not [*upward(imports), *strangers(imports), *poached(imports), *private_weasyprint(imports)]


def test_the_modules_that_the_documentation_names_exist() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:publisher|tests|tools|styles)/[A-Za-z0-9_./-]*)`", text)) - {"styles/NAME/"}
    assert len(named) > 10
    assert not [name for name in named if not (PROJECT / name).exists()]


def test_the_documentation_shows_the_layers_that_are_held() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown = re.search(r"```\n(cli →.*?)```", text, re.DOTALL)
    assert shown
    assert re.split(r"\s*→\s*", shown[1].strip()) == [", ".join(layer) for layer in LAYERS]
