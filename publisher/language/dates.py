"""Dates in words."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How a language writes dates.

    `day` and `month` are format strings with `{day}`, `{month}` and `{year}`; a day holds to its month.

    Args:
        months: Names of the twelve months, standing alone.
        months_of_days: The same behind a day: Russian `октября`.
        day: A day of a year.
        month: A month of a year.
    """

    months: tuple[str, ...]
    months_of_days: tuple[str, ...]
    day: str = "{day}\u00a0{month} {year}"
    month: str = "{month} {year}"

    def long(self, date: datetime.date) -> str:
        """Give a date in words: `29 Ekim 1923`."""
        return self.day.format(day=date.day, month=self.months_of_days[date.month - 1], year=date.year)

    def month_and_year(self, date: datetime.date) -> str:
        """Give the month of a date, and its year: `Ekim 1923`."""
        return self.month.format(month=self.months[date.month - 1], year=date.year)
