"""What a build says when it ends: a short table, or one JSON object."""

from collections.abc import Sequence

from publisher.cli.console import columns, near, tell_json, tell_list
from publisher.cli.options import OutputFormat
from publisher.pipeline.report import BuildReport, EditionReport


def tell_build(report: BuildReport, output_format: OutputFormat, *, quiet: bool) -> None:
    """Tell what a build made, and what it found."""
    if output_format is OutputFormat.JSON:
        tell_json({"editions": [edition.as_dict() for edition in report.editions]}, report.found, report.exit_code)
        return
    tell_list(report.found)
    if report.editions and not quiet:
        print(_table(report.editions))
        if all(edition.fresh for edition in report.editions) and not report.exit_code:
            print(_all_fresh(report.editions))


def tell_reasons(report: BuildReport) -> None:
    """Tell why each edition was made, and which of its parts."""
    for edition in report.editions:
        why, *parts = edition.reasons or ("nothing has changed",)
        print(f"{edition.name}: {why}")
        print("".join(f"  {line}\n" for line in parts), end="")


def _table(editions: Sequence[EditionReport]) -> str:
    rows = [("edition", "file", "pages", "notes", "size", "seconds")]
    rows += [
        (
            edition.name,
            near(edition.file),
            "–" if edition.pages is None else str(edition.pages),
            str(edition.notes),
            _size(edition.bytes),
            "up to date" if edition.fresh else f"{edition.seconds:.1f}",
        )
        for edition in editions
    ]
    return columns(rows, right=(2, 3, 4, 5))


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def _all_fresh(editions: Sequence[EditionReport]) -> str:
    if len(editions) == 1:
        return f"The {editions[0].name} edition is up to date."
    return ("Both" if len(editions) == 2 else "All") + " editions are up to date."
