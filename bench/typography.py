"""How well PDFs are set, side by side, whoever made them: `python -m bench.typography FILE.pdf …`.

The figures are those of `publish check`; docs/checks.md explains each.
"""

import argparse
from pathlib import Path

from publisher.check.typography import measure, side_by_side


def main() -> None:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.typography", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a finished PDF")
    asked = parser.parse_args()
    print(side_by_side({file.stem: measure(file.read_bytes()) for file in asked.files}))


if __name__ == "__main__":
    main()
