"""Dates in words."""

import datetime

import pytest

from publisher.language import LANGUAGES, language

DAY = datetime.date(1923, 10, 29)


@pytest.mark.parametrize(
    ("tag", "long", "month"),
    [
        ("tr", "29 Ekim 1923", "Ekim 1923"),
        ("en", "29 October 1923", "October 1923"),
        ("ru", "29 октября 1923 г.", "октябрь 1923"),
        ("kk", "1923 жылғы 29 қазан", "1923 жылғы қазан"),
        ("kk-Latn", "1923 jylğy 29 qazan", "1923 jylğy qazan"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(tag: str, long: str, month: str) -> None:
    dates = language(tag).dates
    assert dates.long(DAY).replace("\u00a0", " ") == long
    assert dates.month_and_year(DAY).replace("\u00a0", " ") == month
    assert "29\u00a0" in dates.long(DAY)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_month_has_its_names(tag: str) -> None:
    dates = language(tag).dates
    assert len(set(dates.months)) == len(set(dates.months_of_days)) == 12
