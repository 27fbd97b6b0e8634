"""The audit of a print edition: the finished file, read by libraries that did not make it, held against the book."""

from publisher.pdf.audit.expected import ExpectedNote, ExpectedText, expected_text
from publisher.pdf.audit.following import follow
from publisher.pdf.audit.reading import Line, LinkRead, PageRead, PdfRead, Run, UnreadableError, read
from publisher.pdf.audit.traces import Fault, FaultKind, NoteTrace, Placed, TextArea, Traces

__all__ = [
    "ExpectedNote",
    "ExpectedText",
    "Fault",
    "FaultKind",
    "Line",
    "LinkRead",
    "NoteTrace",
    "PageRead",
    "PdfRead",
    "Placed",
    "Run",
    "TextArea",
    "Traces",
    "UnreadableError",
    "expected_text",
    "follow",
    "read",
]
