"""The leaves before the first section: cover, title page, imprint."""

from publisher.epub import semantics
from publisher.epub.documents import Setting
from publisher.epub.resources import fill
from publisher.html.imprint import authors, helpers, imprint_lines
from publisher.html.spoken import in_languages, lines_in_languages, metadata_in_languages
from publisher.language import language
from publisher.model import Book


def render_cover(book: Book, setting: Setting) -> str:
    """Render the page that shows the cover."""
    alt = setting.words.cover_alt.format(title=book.metadata.title)
    return _page("cover.xhtml", setting.words.cover, setting, {"image": setting.names.cover, "alt": alt})


def render_title_page(book: Book, setting: Setting) -> str:
    """Render the title page."""
    logo = setting.names.images.get(book.metadata.logo or "")
    values = {
        "metadata": metadata_in_languages(book.metadata, semantics.language),
        "authors": [in_languages(name, setting.language, semantics.language) for name in authors(book.metadata)],
        "helpers": lines_in_languages(helpers(book.metadata, setting.words), setting.language, semantics.language),
        "logo": logo,
    }
    return _page("title-page.xhtml", setting.words.title_page, setting, values)


def render_imprint(book: Book, setting: Setting) -> str:
    """Render the imprint."""
    lines = imprint_lines(book.metadata, language(setting.language), book.epub_options.isbn)
    values = {
        "metadata": metadata_in_languages(book.metadata, semantics.language),
        "lines": lines_in_languages(lines, setting.language, semantics.language),
    }
    return _page("imprint.xhtml", setting.words.imprint, setting, values)


def _page(template: str, title: str, setting: Setting, values: dict[str, object]) -> str:
    shared = {
        "spoken": semantics.language(setting.language),
        "title": title,
        "matter": "frontmatter",
        "root": "",
        "words": setting.words,
    }
    return fill(setting.theme, template, shared | values)
