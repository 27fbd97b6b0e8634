"""The command line, run as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent.parent


def publish(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "publisher", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "COLUMNS": "120", **environ}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=110, check=False)


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Give the JSON object that a command printed."""
    values: dict[str, Any] = json.loads(done.stdout)
    return values
