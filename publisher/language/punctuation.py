"""Quotation marks, dashes and the spaces that hold, as data for whoever sets or checks text."""

from dataclasses import dataclass

from publisher.language.lists import word_set

UNITS = word_set("km km² m m² m³ cm cm² mm kg g t ha l kW MW GW kWh MWh GWh °C ° $ € £ ₺ ₸ ₽")
"""Signs of units that are written alike everywhere, after their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """The quotation marks of one language, each an opening and a closing one.

    Args:
        outer: Around a quotation.
        inner: Around a quotation within one.
        apostrophe: Before a suffix, and where a letter is left out.
    """

    outer: tuple[str, str]
    inner: tuple[str, str]
    apostrophe: str = "’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Which spaces hold (U+00A0) and how dashes and signs stand.

    Words are written as in running text. An abbreviation has its full stop; capitals count, for `S.` and `s.` are
    two abbreviations in Turkish.

    Args:
        before_number: Held to the number that follows: `s.` in `s. 45`, `Cilt` in `Cilt 9`, `№` in `№ 5`.
        after_number: Held to the number before: `km` in `5 km`, `г.` in `2018 г.`
        before_name: Held to the name that follows: `Dr.`
        before_word: Held to any word that follows, for no line may end with it: Russian `в`.
        after_word: Held to the word before, for no line may begin with it: Russian `бы`.
        whole: Phrases that no line may end in: `т. е.`
        initials: Whether an initial is held to the name or the initial that follows: `A. B. Yılmaz`.
        percent: How a share is written, with `{number}`: `%{number}`, `{number}%`.
        dash: A dash between two thoughts, with the spaces around it; one before it is U+00A0.
        range_dash: What stands between two numbers or years, without spaces.
    """

    before_number: frozenset[str]
    after_number: frozenset[str]
    before_name: frozenset[str]
    before_word: frozenset[str] = frozenset()
    after_word: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    initials: bool = True
    percent: str
    dash: str
    range_dash: str = "–"
