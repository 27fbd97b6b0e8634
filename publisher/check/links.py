"""Rules on links inside a file."""

from collections.abc import Iterator

from publisher.check.printed import PrintEdition, finding, print_rule
from publisher.errors import Diagnostic

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
    """Find links from calls that lead to another page than their note stands on."""
    if not edition.source:
        return
    notes = {edition.source.numbering.note_ids[trace.expected.note]: trace for trace in edition.source.traces.notes}
    for page in edition.file.pages:
        for link in page.links:
            trace = notes.get(link.name)
            if trace and trace.begun and link.leads_to is not None and link.leads_to not in trace.settings:
                message = (
                    f"page {page.number}: the call of note {trace.expected.label} leads to page {link.leads_to}, "
                    f"the note stands on page {trace.begins_on}"
                )
                yield finding("note-link-wrong", message, trace.expected.note.at, _REPORT)
