"""Words that line ends divide: read back whole, with the hyphens that the author wrote and no others."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from publisher import pdf
from publisher.model import LineBreaking, Note, Paragraph
from publisher.store import Store
from publisher.theme import Theme
from tests.support.stock_book import book_of, place, section_of, words

AT = place(3)
SOFT, HARD = "\ufeff\u00ad".encode("utf-16-be"), "\ufeff\u2010".encode("utf-16-be")
# Half title, title page, imprint, contents.
FIRST = 6


@pytest.mark.parametrize("line_breaking", LineBreaking)
def test_words_are_copied_whole(theme: Theme, store: Store, line_breaking: LineBreaking) -> None:
    note = Note((Paragraph(words("devletlerarasında " * 20), AT),), AT)
    # Short words have no place to be divided at but their own hyphen.
    text = words("".join("Orta-Doğu " * (n % 4) + "işbirliğinin " for n in range(60)))
    book = book_of(section_of(Paragraph((*words("işbirliğinin"), note, *words(" "), *text), AT)))
    book = replace(book, print_options=replace(book.print_options, line_breaking=line_breaking))
    data = pdf.render(book, theme, store=store).data
    said = said_for_hyphens(data)
    assert said.count(SOFT) > 2
    assert said.count(HARD) > 0
    copied = {word.strip("0123456789.") for word in copied_words(data)}
    assert copied == {"", "BÖLÜM", "Orta-Doğu", "işbirliğinin", "devletlerarasında"}


def copied_words(data: bytes) -> list[str]:
    """Give the words that PDFium copies of the first page of the text, joined at soft hyphens."""
    document = pypdfium2.PdfDocument(data)
    text: str = document[FIRST].get_textpage().get_text_range()
    document.close()
    # PDFium's own sign for a soft hyphen at which it has joined two lines.
    return text.replace("\ufffe", "").replace("\u2010\r\n", "-").split()


def said_for_hyphens(data: bytes) -> list[bytes]:
    """Give the replacement texts on the first page of the text."""
    said = []
    with pikepdf.open(io.BytesIO(data)) as file:
        for instruction in pikepdf.parse_content_stream(file.pages[FIRST], "BDC"):
            properties = instruction.operands[1]
            if "/ActualText" in properties:
                said.append(bytes(properties["/ActualText"]))
    return said
