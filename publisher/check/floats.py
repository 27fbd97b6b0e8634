"""Rules on figures and tables that leave their place in the text: each stands once, in order, never too early."""

from collections.abc import Iterator
from itertools import pairwise

from publisher.check.printed import PrintEdition, Source, finding, print_rule
from publisher.errors import Diagnostic
from publisher.model import Figure, Table
from publisher.pdf.audit import FloatTrace
from publisher.pdf.audit.stream import excerpt

_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"
_SAME_BASELINE_PT = 1.5
_NAMED_BY = 30


@print_rule("float-lost")
def float_lost(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find figures and tables of which nothing is printed."""
    for each in edition.floats():
        if not each.begun:
            yield _of_float("float-lost", each, edition, "is printed nowhere")


@print_rule("float-doubled")
def float_doubled(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find figures and tables that are printed more than once."""
    for each in edition.floats():
        if each.doubled_on:
            says = f"is set on page {each.begins_on}, and once more on page {each.doubled_on}"
            yield _of_float("float-doubled", each, edition, says)


@print_rule("float-displaced")
def float_displaced(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find figures and tables that begin before their place and all that refers to them, or after their section."""
    for each in edition.floats():
        if edition.source and each.begins_on:
            wrong = _displaced(each, each.begins_on, edition.source)
            if wrong:
                yield _of_float("float-displaced", each, edition, wrong)


def _displaced(trace: FloatTrace, page: int, source: Source) -> str | None:
    earliest = source.traces.page_of(trace.expected.earliest)
    if earliest and page < earliest:
        return f"is set on page {page}, before the text that it belongs to, on page {earliest}"
    after = trace.expected.section + 1
    begins = source.traces.section_pages.get(after)
    if begins and page >= begins + (not source.traces.begins_page(source.expected.sections[after].start)):
        return f"is set on page {page}, but its section ends before page {begins}"
    return None


@print_rule("float-disordered")
def float_disordered(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find figures that stand before others of lower numbers, and tables likewise."""
    for kind in Figure, Table:
        placed = [each for each in edition.floats() if each.begins_on and isinstance(each.expected.block, kind)]
        for before, each in pairwise(placed):
            if _precedes(each, before):
                says = f"stands on page {each.begins_on}, before {_name(before, edition)} on page {before.begins_on}"
                yield _of_float("float-disordered", each, edition, says)


def _precedes(one: FloatTrace, other: FloatTrace) -> bool:
    """Say whether a float is read before another; no order is sure on a page where one is turned."""
    if one.begins_on != other.begins_on:
        return (one.begins_on or 0) < (other.begins_on or 0)
    if not one.begins_with or not other.begins_with or one.begins_with.turned or other.begins_with.turned:
        return False
    return one.begins_with.baseline < other.begins_with.baseline - _SAME_BASELINE_PT


def _name(trace: FloatTrace, edition: PrintEdition) -> str:
    block = trace.expected.block
    label = edition.source.numbering.labels.get(block.identifier or "") if edition.source else None
    kind = "the figure" if isinstance(block, Figure) else "the table"
    if label:
        return label.replace("\u00a0", " ")
    return f"{kind} “{excerpt(trace.expected.words.spaced, 0, _NAMED_BY)}”"


def _of_float(code: str, trace: FloatTrace, edition: PrintEdition, message: str) -> Diagnostic:
    return finding(code, f"{_name(trace, edition)} {message}", trace.expected.block.at, _REPORT)
