"""The audit of a print edition: the finished file, read by libraries that did not make it, held against the book."""

from publisher.pdf.audit.expected import ExpectedFloat, ExpectedNote, ExpectedText, expected_text
from publisher.pdf.audit.following import follow
from publisher.pdf.audit.lines import Line, Run
from publisher.pdf.audit.memory import Memory
from publisher.pdf.audit.page_lines import TextArea
from publisher.pdf.audit.reading import LinkRead, PageRead, PdfRead, UnreadableError, read
from publisher.pdf.audit.traces import Fault, FaultKind, FloatTrace, NoteTrace, Placed, Traces

__all__ = [
    "ExpectedFloat",
    "ExpectedNote",
    "ExpectedText",
    "Fault",
    "FaultKind",
    "FloatTrace",
    "Line",
    "LinkRead",
    "Memory",
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
