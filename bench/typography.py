"""How well PDFs are set, side by side, whoever made them: `python -m bench.typography FILE.pdf …`.

A manuscript's folder stands for its book as `publish` sets it, as WeasyPrint alone does, and as Typst does, by its
defaults and with letters that may move too. The figures are those of `publish check`; docs/checks.md explains each.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.clock import Clock
from bench.run import PROJECT, complete
from bench.subjects import THEME
from publisher import pdf, pipeline, theme
from publisher.check.typography import in_all, measure
from publisher.cli.console import columns
from publisher.slug import slug
from publisher.store import Store

# A fortieth of the average width of a letter.
_LETTERS_EM = 0.012


def main() -> None:
    """Measure the files and books named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.typography", description=__doc__)
    parser.add_argument("what", nargs="+", type=Path, metavar="FILE|FOLDER", help="a finished PDF, or a manuscript")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the PDFs made for this are kept")
    asked = parser.parse_args()
    files = {path.stem: path.read_bytes() for path in asked.what if path.is_file()}
    if files:
        print(side_by_side(files))
    for folder in (path for path in asked.what if path.is_dir()):
        made = dict(editions(folder))
        print(f"\n{folder.name}\n{side_by_side(made)}")
        for name, data in made.items() if asked.keep else ():
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{folder.name}-{slug(name)}.pdf").write_bytes(data)


def side_by_side(files: Mapping[str, bytes]) -> str:
    """Set the figures of files beside each other; those without justified text are left out."""
    measured = {name: measure(data) for name, data in files.items()}
    found = {name: dict(in_all(figures)) for name, figures in measured.items() if figures}
    figures = list(next(iter(found.values()), {}))
    rows = [("", *found), *((name, *(values[name] for values in found.values())) for name in figures)]
    return columns(rows, right=range(1, len(found) + 1))


def editions(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give a book as each program sets it, with the program's name."""
    # Typst is there to test and to measure; files alone are measured without it.
    from bench import plain, typst_peer

    look, store = theme.load(THEME), Store(PROJECT / "build" / ".cache" / "bench")
    with tempfile.TemporaryDirectory() as temporary:
        book = pipeline.load_book(complete(folder, Path(temporary)), environ={})
    yield "publish", pdf.render(book, look, store=store).data
    yield "WeasyPrint", plain.render(book, look, store, Clock()).data
    yield "Typst", typst_peer.render(book, look, store)
    yield "Typst, letters", typst_peer.render(book, look, store, _LETTERS_EM)


if __name__ == "__main__":
    main()
