"""What commands say: findings on standard error, results on standard output, or one JSON object there."""

import json
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from publisher import __version__
from publisher.cli.options import OutputFormat
from publisher.errors import Diagnostic, Severity


def tell_found(found: Sequence[Diagnostic], output_format: OutputFormat, exit_code: int) -> None:
    """Tell what stopped a command."""
    if output_format is OutputFormat.JSON:
        tell_json({"editions": []}, found, exit_code)
    else:
        tell_list(found)


def tell_json(values: dict[str, Any], found: Iterable[Diagnostic], exit_code: int) -> None:
    """Print one JSON object: our version, the exit code, what was found, and the command's own values."""
    head = {"version": __version__, "exit_code": exit_code, "found": [item.as_dict() for item in found]}
    print(json.dumps(head | values, ensure_ascii=False, indent=2))


def near(path: Path) -> str:
    """Give a path as it is shortest from the folder that the command was typed in."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


def typed(path: Path) -> str:
    """Give a path as it is typed into a shell."""
    return shlex.quote(near(path))


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Set rows in columns, two spaces apart; those in `right` stand at their right edge."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]

    def line(row: Sequence[str]) -> str:
        cells = zip(row, widths, strict=True)
        return "  ".join(c.rjust(w) if n in right else c.ljust(w) for n, (c, w) in enumerate(cells)).rstrip()

    return "\n".join(map(line, rows))


def tell_list(found: Sequence[Diagnostic]) -> None:
    """Print findings, and how many errors there are if more than one."""
    for item in found:
        print(item, file=sys.stderr)
    errors = sum(item.severity is Severity.ERROR for item in found)
    if errors > 1:
        print(f"{errors} errors", file=sys.stderr)
