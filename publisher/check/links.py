"""Rules on links inside a file."""

from collections.abc import Iterator

from publisher.check.printed import PrintEdition, finding, print_rule
from publisher.errors import Diagnostic
from publisher.pdf.audit import LinkRead

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


def _note_name(link: LinkRead) -> str:
    """Give the name of a note; further settings of it bear a count after a full stop."""
    return link.name.partition(".")[0]
