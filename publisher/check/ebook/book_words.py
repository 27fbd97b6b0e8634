"""The words of a book looked for in an e-book that another program made, whatever it makes of the book's structure."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from publisher.check.ebook.elements import shortened, types
from publisher.epub.reading import EbookRead, UnreadableError
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic
from publisher.model import Blocks, Book, Code, CodeBlock, Inlines, Note, NoteReference, Reference, Text
from publisher.source import Position
from publisher.walk import blocks_in, inlines_in, notes_of, runs_of

_SUP = f"{XHTML_NAMESPACE}sup"
_BODY = f"{XHTML_NAMESPACE}body"
_MOST_TOLD = 20


def find_lost_words(ebook: EbookRead, book: Book) -> Iterator[Diagnostic]:
    """Find paragraphs, cells, captions and notes of a book whose words stand nowhere in an e-book.

    Punctuation, capitals and the words of references are each program's own and make no difference.
    """
    text = _text(ebook)
    from_here = 0
    told = 0
    for pieces, at, what in _runs(book):
        for piece in map(_dense, pieces):
            found = text.find(piece, from_here)
            if found >= 0:
                from_here = found + len(piece)
            elif piece not in text:
                words = shortened(" ".join("".join(pieces).split()))
                message = f"words of {what} are not in the e-book: “{words}”"
                hint = "make the e-book again from this manuscript, or look for what its program left out"
                yield Diagnostic(code="words-lost", message=message, at=at, hint=hint)
                told += 1
                break
        if told == _MOST_TOLD:
            return


def _runs(book: Book) -> Iterator[tuple[list[str], Position, str]]:
    for section in book.sections:
        yield list(_pieces(section.title)), section.at, "a title"
        yield from _of_blocks(section.blocks, "the text")
    for section in book.sections:
        for note in notes_of(section):
            for pieces, _, what in _of_blocks(note.blocks, "a note"):
                yield pieces, note.at, what


def _of_blocks(blocks: Blocks, what: str) -> Iterator[tuple[list[str], Position, str]]:
    for block in blocks_in(blocks):
        if isinstance(block, CodeBlock):
            yield [block.text], block.at, what
        for run in runs_of(block):
            yield list(_pieces(run)), block.at, what


def _pieces(run: Inlines) -> Iterator[str]:
    """Give the text of a run, cut where programs write what they will: at calls and references."""
    text = ""
    for inline in inlines_in(run):
        match inline:
            case Text() | Code():
                text += inline.text
            case Note() | NoteReference() | Reference():
                yield text
                text = ""
            case _:
                continue
    yield text


def _text(ebook: EbookRead) -> str:
    parts: list[str] = []
    for path in ebook.reading_order:
        if path == ebook.navigation:
            # It has every heading once more.
            continue
        try:
            root = ebook.tree(path)
        except UnreadableError:
            continue
        for body in root.iter(_BODY):
            parts += _words(body)
    return _dense("".join(parts))


def _words(body: Any) -> Iterator[str]:
    """Give the text of a document in its order, without its calls."""
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event != "start":
            yield element.tail or ""
        elif _is_call(element):
            walk.skip_subtree()
        else:
            yield element.text or ""


def _is_call(element: Any) -> bool:
    if "noteref" in types(element) or "pagebreak" in types(element):
        return True
    return element.tag == _SUP and "".join(element.itertext()).strip("[]() \n").isdecimal()


def _dense(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()
