"""Rules on links inside a file."""

import re
from collections.abc import Iterator

from publisher.check.printed import PrintEdition, finding, print_rule
from publisher.errors import Diagnostic
from publisher.pdf.audit import LinkRead

_DIGITS = re.compile(r"\d+")
_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"


@print_rule("link-dangling-in-pdf", needs_book=False)
def link_dangling(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find links that lead to no page."""
    for page in edition.file.pages:
        for link in page.links:
            if link.leads_to is None:
                name = f" “{link.name}”" if link.name else ""
                message = f"page {page.number}: a link leads to a place{name} that is on no page"
                yield finding("link-dangling-in-pdf", message, edition.place(page.number), _REPORT)


@print_rule("note-link-wrong")
def note_link_wrong(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find calls whose link leads to another note, or to a page on which their note does not begin."""
    if not edition.source:
        return
    notes = {edition.source.numbering.note_ids[trace.expected.note]: trace for trace in edition.notes()}
    if not any(_note_name(link) in notes for page in edition.file.pages for link in page.links):
        return
    for page in edition.file.pages:
        linked = {_note_name(link): link.leads_to for link in page.links}
        for name, trace in notes.items():
            if trace.begins_on != trace.called_on or not any(call.page == page.number for call in trace.calls):
                continue
            if linked.get(name) not in trace.settings:
                message = f"page {page.number}: the call of note {trace.expected.label} does not lead to the note"
                yield finding("note-link-wrong", message, trace.expected.note.at, _REPORT)


@print_rule("page-reference-wrong")
def page_reference_wrong(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find references that tell another page than that of their place."""
    for trace in edition.source.traces.page_references if edition.source else ():
        leads_to = edition.file.destinations.get(trace.reference.target)
        told = _DIGITS.search(trace.told)
        if leads_to and told and told[0] != edition.file.pages[leads_to - 1].label:
            message = f"page {trace.page}: page {told[0]} is told, but the place is on page {leads_to}"
            yield finding("page-reference-wrong", message, trace.reference.at, _REPORT)


def _note_name(link: LinkRead) -> str:
    """Give the name of a note; further settings of it bear a count after a full stop."""
    return link.name.partition(".")[0]
