"""What editors read beside the pages of a proof: places in the manuscript, and findings where they belong."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from publisher.check.printed import PrintEdition
from publisher.errors import Diagnostic
from publisher.pdf.proof import Beside, ProofPage
from publisher.source import Position

_NOWHERE = (1, 0.0)


def proof_pages(edition: PrintEdition, found: Iterable[Diagnostic]) -> tuple[ProofPage, ...]:
    """Say what stands beside each page of a file.

    Args:
        edition: With its source.
        found: What is still open; what has no place in the text stands beside the first page.
    """
    findings = _by_page(edition, found)
    return tuple(
        ProofPage(
            lines=tuple(sorted({round(item.line.baseline, 2) for item in edition.placed.get(page.number, ())})),
            left_pt=min(
                (run.left for item in edition.placed.get(page.number, ()) for run in item.line.runs), default=0
            ),
            places=tuple(_places(edition, page.number)),
            findings=tuple(sorted(findings.get(page.number, ()), key=lambda pair: pair[0].baseline_pt)),
        )
        for page in edition.file.pages
    )


def _places(edition: PrintEdition, page: int) -> Iterable[Beside]:
    """Give the place of each line that begins another line of the manuscript, one for lines side by side."""
    told: set[tuple[str, int]] = set()
    height = -100.0
    for item in sorted(edition.placed.get(page, ()), key=lambda item: item.line.baseline):
        place = (item.at.path, item.at.line)
        if place not in told and item.line.baseline > height + 1:
            told.add(place)
            height = item.line.baseline
            yield Beside(height, f"{PurePath(item.at.path).name}:{item.at.line}")


def _by_page(edition: PrintEdition, found: Iterable[Diagnostic]) -> dict[int, list[tuple[Beside, str]]]:
    body: list[tuple[tuple[str, int, int], tuple[int, float]]] = []
    notes: dict[tuple[str, int], tuple[int, float]] = {}
    for page, items in edition.placed.items():
        for item in items:
            if item.note is None:
                body.append(((item.at.path, item.at.line, item.at.column), (page, item.line.baseline)))
            else:
                notes.setdefault((item.at.path, item.at.line), (page, item.line.baseline))
    body.sort()
    result: dict[int, list[tuple[Beside, str]]] = {}
    for each in found:
        page, baseline = _place_of(each.at, body, notes)
        result.setdefault(page, []).append((Beside(baseline, _said(each)), each.code))
    return result


def _place_of(
    at: Position | None,
    body: Sequence[tuple[tuple[str, int, int], tuple[int, float]]],
    notes: Mapping[tuple[str, int], tuple[int, float]],
) -> tuple[int, float]:
    """Give page and height of the note that a place is in, or of the last line of text that begins before it."""
    if at is None:
        return _NOWHERE
    if (at.path, at.line) in notes:
        return notes[at.path, at.line]
    index = bisect_right(body, (at.path, at.line, at.column), key=lambda pair: pair[0]) - 1
    return body[index][1] if index >= 0 and body[index][0][0] == at.path else _NOWHERE


def _said(each: Diagnostic) -> str:
    where = f"{PurePath(each.at.path).name}:{each.at.line} " if each.at else ""
    return f"{where}{each.message}"
