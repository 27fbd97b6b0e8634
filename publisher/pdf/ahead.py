"""What a process that stays beside an author knows of a print edition before a build, which is a fork of it."""

from publisher import fonts
from publisher.model import Book, NoteNumbering
from publisher.pdf.calls import set_once
from publisher.pdf.divisions import word_divisions
from publisher.pdf.sections import Setting, section_html, section_targets
from publisher.store import Store
from publisher.theme import Theme
from publisher.transform.floating import floating
from publisher.transform.numbering import number
from publisher.walk import used_images


def read_ahead(book: Book, theme: Theme, store: Store) -> None:
    """Load fonts, and find out what can be known before there are pages, for all that is forked from here.

    It is remembered (`publisher.remembering`). Nothing is done with pictures, which may take long.

    Args:
        book: With all its ids.
        theme: How it looks.
        store: Keeps fonts between runs.

    Raises:
        ConfigError: Fonts of the theme are missing or wrong.
    """
    fonts.load(theme, "print", store)
    word_divisions(book)
    used_images(book)
    _write(book, theme)


def _write(book: Book, theme: Theme) -> None:
    """Write the sections that print no page's number: what they say hangs on no page."""
    options = book.print_options
    numbering = number(book, options.note_numbering, options.note_marks)
    setting = Setting(book, theme, numbering)
    for section in book.sections if options.note_numbering is not NoteNumbering.PAGE else ():
        calls = set_once(section, numbering)
        if not section_targets(section, setting, calls):
            section_html(section, setting, calls, {}, floating(section, options))
