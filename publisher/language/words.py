"""The words that an edition adds to the author's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the interface in one language.

    `table`, `figure`, `part`, `chapter`, `back_to_note`, `back_to_call`, `page_reference` and `cover_alt` are format
    strings, with `{number}`, `{call}`, `{page}` and `{title}`. Labels and page references hold together: no line ends
    in them. `access_…` are sentences that say how a book can be read.
    """

    contents: str
    notes: str
    note: str
    proof: str
    cover: str
    title_page: str
    imprint: str
    start: str
    landmarks: str
    table: str
    figure: str
    part: str
    chapter: str
    figures: str
    tables: str
    pages: str
    page: str
    page_reference: str
    back_to_note: str
    back_to_call: str
    series: str
    author: str
    authors: str
    editor: str
    editors: str
    translator: str
    translators: str
    contributor: str
    contributors: str
    publisher: str
    place_and_date: str
    date: str
    edition: str
    subjects: str
    cover_alt: str
    access_text: str
    access_notes: str
    access_pictures: str
    access_descriptions: str
    access_pages: str
