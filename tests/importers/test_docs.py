"""docs/import.md lists every code that an import can give."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
CODE = re.compile(r"\"((?:import|source|folder)-[a-z0-9-]+)\"")
DOUBT = re.compile(r"^    \"([a-z-]+)\": ", re.MULTILINE)


def test_every_code_is_explained() -> None:
    sources = [file.read_text(encoding="utf-8") for file in (PROJECT / "publisher/importers").glob("*.py")]
    codes = {code for source in sources for code in CODE.findall(source)}
    hints = (PROJECT / "publisher/importers/text.py").read_text(encoding="utf-8").split("_HINTS")[1].split("}")[0]
    codes |= {f"import-{code}" for code in DOUBT.findall(hints)}
    explained = set(
        re.findall(r"`((?:import|source|folder)-[a-z0-9-]+)`", (PROJECT / "docs/import.md").read_text("utf-8"))
    )
    assert codes == explained
