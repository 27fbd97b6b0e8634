"""Who made the book, where and when: the same words in both editions."""

from dataclasses import replace

from publisher.html.imprint import Line, authors, helpers, imprint_lines
from publisher.language import language, words
from publisher.model import Metadata, Person
from tests.support.stock_book import stock_book

PEOPLE = (
    Person("Ayşe Işık"),
    Person("John Example", role="trl"),
    Person("Şule Ünlü", role="edt"),
    Person("Can Er", role="ill"),
    Person("Ece Ak"),
)


def metadata(**told: object) -> Metadata:
    return replace(stock_book().metadata, authors=PEOPLE, **told)  # type: ignore[arg-type]  # keys are the fields'


def test_only_authors_are_called_authors() -> None:
    assert authors(metadata()) == ("Ayşe Işık", "Ece Ak")
    assert helpers(metadata(), words("en")) == (
        Line("Translator", ("John Example",)),
        Line("Editor", ("Şule Ünlü",)),
        Line("Contributor", ("Can Er",)),
    )


def test_everybody_stands_in_the_imprint_once() -> None:
    lines = imprint_lines(metadata(), language("tr"))
    named = [name for line in lines for name in line.texts if name in {person.name for person in PEOPLE}]
    assert sorted(named) == sorted(person.name for person in PEOPLE)


def test_a_book_without_a_place_has_a_date_alone() -> None:
    labels = {line.label: line.texts for line in imprint_lines(metadata(place=None), language("tr"))}
    (date,) = labels["Tarih"]
    assert "Yer ve tarih" not in labels and "," not in date
    assert date.split()[0] in language("tr").dates.months
    assert "Yer ve tarih" in {line.label for line in imprint_lines(metadata(place="Ankara"), language("tr"))}


def test_what_is_not_known_is_left_out() -> None:
    bare = metadata(series=None, edition=None, publisher=None, place=None, subjects=())
    assert [line.label for line in imprint_lines(bare, language("en"))] == [
        "Authors",
        "Translator",
        "Editor",
        "Contributor",
        "Date",
    ]
    assert Line("ISBN", ("978-0-306-40615-7",)) in set(imprint_lines(bare, language("en"), "978-0-306-40615-7"))
