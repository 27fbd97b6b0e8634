"""Rules on the language that an e-book says it is written in, and on the labels that a program put into it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from publisher.check.ebook.elements import XML_LANG, Page, shortened, text_in, words_in
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.check.ebook.texts import HEADINGS
from publisher.errors import Diagnostic
from publisher.language import LANGUAGES, language, primary, tags
from publisher.language.scripts import script_of, script_of_language

_MOST_OF_TAG = 60
# Words that programs, not authors, put into a book.
_ENGLISH = re.compile(
    r"(?i)footnotes?|endnotes?|notes|(table of )?contents|landmarks|guide|(list of )?pages|page list|"
    r"list of (tables|figures|illustrations)|cover( page)?|title page|half title|copyright( page)?|"
    r"begin(ning)? reading|start( of (content|the text))?|index|bibliography|references|"
    r"(chapter|part|section|figure|table|appendix)[\s\u00a0]+[\divxlc]+([.:].*)?"
)
_LABELLED = ("caption", "figcaption", "title", *HEADINGS)
# Of a language whose texts are told by their letters: how many of them there are at least in a hundred.
_LEAST_LETTERS, _LEAST_TEXT = 1, 400


@ebook_rule("language-missing")
def language_missing(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find documents that do not say their language: they are read aloud by the wrong voice, and not hyphenated."""
    if not ebook.language:
        yield error("language-missing", "the package names no language", ebook.package_at, "add dc:language")
    for page in ebook.pages:
        if not _said(page.root):
            hint = 'write lang="…" and xml:lang="…" on its html element'
            yield error("language-missing", "the document does not say its language", page.at(page.root), hint)


@ebook_rule("language-wrong")
def language_wrong(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find languages that are none, that say two things, or that the text is not written in."""
    if ebook.language and not _is_tag(ebook.language):
        message = f"the package's language “{shortened(ebook.language)}” is no language tag"
        yield error("language-wrong", message, ebook.package_at, "write it as “tr”, “en-GB”, “kk-Latn”")
    for page in ebook.pages:
        for element in page.elements():
            wrong = _wrong_tag(element)
            if wrong:
                hint = "write the same language tag in lang and xml:lang: “tr”, “en-GB”, “kk-Latn”"
                yield error("language-wrong", wrong, page.at(element), hint)
        yield from _wrong_text(page)
    yield from _wrong_package(ebook)


def _wrong_tag(element: Any) -> str | None:
    html, xml = element.get("lang"), element.get(XML_LANG)
    if html and xml and html.lower() != xml.lower():
        return f"lang says “{shortened(html)}” and xml:lang “{shortened(xml)}”"
    tag = html or xml
    return f"“{shortened(tag)}” is no language tag" if tag and not _is_tag(tag) else None


def _is_tag(said: str) -> bool:
    """Say whether it is a language tag; one of private use alone may be right, for those who know it."""
    return len(said) <= _MOST_OF_TAG and (tags.exists(said) or said.lower().startswith("x-"))


def _wrong_package(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    said = [(primary(tag), len(text_in(page.root))) for page in ebook.texts if (tag := _said(page.root))]
    if not ebook.language or not said:
        return
    own = sum(length for tag, length in said if tag == primary(ebook.language))
    if own * 2 < sum(length for _, length in said):
        most = max(said, key=lambda pair: pair[1])[0]
        message = f"the package says “{ebook.language}”, and most of the text “{most}”"
        yield error("language-wrong", message, ebook.package_at, "let both name the language of the book")


def _wrong_text(page: Page) -> Iterator[Diagnostic]:
    """Find a document in letters that its language does not have."""
    tag = _said(page.root)
    text = _text_of_its_own(next(page.elements("body"), page.root), tag or "")
    if not tag or len(text) < _LEAST_TEXT:
        return
    letters = {sign: count for sign, count in Counter(text).items() if sign.isalpha()}
    ours = sum(count for sign, count in letters.items() if script_of(sign) is script_of_language(tag))
    other = _by_letters(text, tag)
    hint = "name the language that the text is written in"
    if ours * 2 < sum(letters.values()):
        message = f"the document says that it is “{shortened(tag)}”, which is not written in its letters"
        yield error("language-wrong", message, page.at(page.root), hint)
    elif other:
        message = f"the document says that it is “{shortened(tag)}”, and has the letters of “{other}”"
        yield error("language-wrong", message, page.at(page.root), hint)


def _text_of_its_own(body: Any, tag: str) -> str:
    """Give the text of a document without what is marked as being of another language."""
    others: set[Any] = set()
    parts: list[str] = []
    for element in body.iter():
        outer, said = element.getparent(), _said(element)
        if outer in others or (said and primary(said) != primary(tag)):
            others.add(element)
        elif isinstance(element.tag, str):
            parts.append(element.text or "")
        if outer not in others:
            parts.append(element.tail or "")
    return "".join(parts)


def _by_letters(text: str, tag: str) -> str | None:
    """Give the language whose own letters stand all over a text, if it is another than it says."""
    for other in LANGUAGES:
        own = language(other).own_letters
        if own and primary(tag) in LANGUAGES and not language(tag).own_letters:
            count = sum(text.count(letter) for letter in own)
            if count * 100 > len(text) * _LEAST_LETTERS and other != primary(tag):
                return other
    return None


@ebook_rule("label-in-english")
def label_in_english(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find labels that a program put into a book of another language in English."""
    if not ebook.language or primary(ebook.language) == "en":
        return
    navigation = (ebook.navigation,) if ebook.navigation else ()
    for page in (*ebook.texts, *navigation):
        tag = _said(page.root) or ebook.language
        for element in page.elements(*_LABELLED, *(("a",) if page in navigation else ())):
            words = words_in(element)
            if primary(_said_around(element) or tag) != "en" and len(words) < 200 and _ENGLISH.fullmatch(words):
                message = f"“{shortened(words)}” is English in a book whose language is “{ebook.language}”"
                hint = "tell the program that made the book its language, or write the label yourself"
                yield warning("label-in-english", message, page.at(element), hint)


def _said(element: Any) -> str | None:
    return element.get("lang") or element.get(XML_LANG) or None


def _said_around(element: Any) -> str | None:
    return next((tag for outer in (element, *element.iterancestors()) if (tag := _said(outer))), None)
