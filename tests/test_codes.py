"""Every code that a finding can carry is told of in docs/."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _codes() -> set[str]:
    """Give the codes written as `code="…"` anywhere in the package."""
    found = set()
    for path in (ROOT / "publisher").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code":
                match node.value:
                    case ast.Constant(value=str(code)):
                        found.add(code)
    return found


def test_every_code_is_told_of() -> None:
    docs = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    codes = _codes()
    assert len(codes) > 40
    assert sorted(code for code in codes if f"`{code}`" not in docs) == []
