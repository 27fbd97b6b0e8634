"""Lines that several texts could go on with, on pages made by hand."""

from publisher.model import Book, NoteNumbering
from publisher.pdf.audit import Line, PageRead, PdfRead, Run, Traces, expected_text, follow
from publisher.pdf.audit.letters import dense
from publisher.transform.numbering import number
from tests.support.stock_book import book_of, note, paragraph, section_of


def page_of(count: int, *lines: str) -> PageRead:
    made = []
    for at, text in enumerate(lines):
        baseline = 20.0 + 12 * at
        run = Run(text, 20.0, 20.0 + 5 * len(text), baseline - 8, baseline + 2, baseline, 10.0, 0)
        made.append(Line((run,), dense(text), baseline))
    return PageRead(count, str(count), 400.0, 600.0, tuple(made), (), (), lacks_glyphs=False)


def follow_pages(book: Book, *pages: tuple[str, ...]) -> Traces:
    file = PdfRead(tuple(page_of(count, *lines) for count, lines in enumerate(pages, 1)), {})
    return follow(file, expected_text(book, number(book, NoteNumbering.BOOK), {}))


def test_a_short_line_of_the_second_open_note_that_the_first_could_go_on_with() -> None:
    first = note("İlk notun uzun satırı ortadaki satırı YaYa sonra uzunca devamı")
    second = note("Öbür notun uzun satırı Yabancı bir sözle biten devamı")
    book = book_of(section_of(paragraph("Bir söz", first, " ve öbürü", second, "."), title="Bölümün uzunca adı"))
    traces = follow_pages(
        book,
        ("Bölümün uzunca adı", "Bir söz1 ve öbürü2.", "1. İlk notun uzun satırı", "2. Öbür notun uzun satırı"),
        ("ortadaki satırı", "Ya-"),
        ("YaYa sonra uzunca devamı", "bancı bir sözle biten devamı"),
    )
    assert traces.faults == []
    assert [placed.note for placed in traces.placed] == [None, None, 0, 1, 0, 1, 0, 1]


def test_a_short_line_of_a_note_that_the_text_could_go_on_with() -> None:
    long = note("Notun uzunca ilk satırı", "2019")
    book = book_of(
        section_of(paragraph("Bir söz", long, "."), paragraph("2019 yılında oldu."), title="Bölümün uzunca adı")
    )
    traces = follow_pages(
        book,
        ("Bölümün uzunca adı", "Bir söz1.", "1. Notun uzunca ilk satırı"),
        ("2019 yılında oldu.", "2019"),
    )
    assert traces.faults == []
    # The note alone goes on on the second page, before the text does.
    traces = follow_pages(
        book,
        ("Bölümün uzunca adı", "Bir söz1.", "1. Notun uzunca ilk satırı"),
        ("2019",),
        ("2019 yılında oldu.",),
    )
    assert traces.faults == []
    assert [placed.note for placed in traces.placed] == [None, None, 0, 0, None]
