"""What breaking is given: the places where lines may end, and how lines are set."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Place(NamedTuple):
    """A place where a line may end: a tuple, for a book has hundreds of thousands.

    All lengths have one unit. They are measured along the paragraph as if it were one endless line, which begins at 0.

    Args:
        end: Where a line ends that ends here, its hyphen included.
        begin: Where a line begins that begins here, behind the space; below 0 for an indent.
        hang_end: How far a line that ends here stands beyond the right edge.
        hang_begin: How far a line that begins here stands beyond the left edge.
        give_end: The widths of all spaces before `end`, added up: what stretches and shrinks.
        give_begin: The widths of all spaces before `begin`.
        hyphen: Whether a line that ends here ends in a hyphen, the author's or one of hyphenation.
        cost: What else is bad about ending a line here, added to the line's badness.
        word_end: The word that a line ends with here, to tell one from another; empty if that does not matter.
        word_begin: The word that a line begins with here.
        runt: Whether a last line that begins here would be too short.
    """

    end: float
    begin: float
    hang_end: float = 0.0
    hang_begin: float = 0.0
    give_end: float = 0.0
    give_begin: float = 0.0
    hyphen: bool = False
    cost: float = 0.0
    word_end: str = ""
    word_begin: str = ""
    runt: bool = False


Places: TypeAlias = Sequence[Place]
"""From the paragraph's beginning, where no line ends, to its end, where none begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How lines are set, and what their faults weigh.

    A line's badness is 100 where its spaces are stretched by `stretch` or shrunk by `shrink`, and grows with the third
    power of either. The square of badness, `line`, the hyphen's and the place's cost together is what it weighs; what
    lines do to each other is added.

    Args:
        stretch: By what share of their width spaces may well be stretched.
        most_stretch: By what share they are stretched at most, where that is possible.
        shrink: By what share they are shrunk at most.
        letters: By what share letters are widened or narrowed along with them, at most.
        hang: How far hyphens, stops and quotation marks stand beyond the edges: 1 so that edges look straight, 0 not
            at all. It stands in the places.
        line: Added to the badness of each line, so that fewer lines are better.
        hyphen: Added to the badness of a line that ends in a hyphen.
        more_hyphens: For each hyphen below another.
        most_hyphens: How many lines in a row may end in hyphens.
        hyphen_before_last: For a hyphen above the paragraph's last line.
        uneven: For a loose line beside a tight one.
        stack: For a word below the same word, at the beginnings or the ends of lines.
        runt: For a last line that is too short.
        blemish: For each line of a river of word spaces through five lines, or of a word below itself in three.

    Raises:
        ValueError: A number cannot be.
    """

    stretch: float = 0.5
    most_stretch: float = 1.0
    shrink: float = 0.18
    letters: float = 0.025
    hang: float = 1.0
    line: float = 10.0
    hyphen: float = 250.0
    more_hyphens: float = 10_000.0
    most_hyphens: float = 3
    hyphen_before_last: float = 50_000.0
    uneven: float = 10_000.0
    stack: float = 40_000.0
    runt: float = 10_000_000.0
    blemish: float = 30_000.0

    def __post_init__(self) -> None:
        """Refuse what lines cannot be set by."""
        if self.stretch <= 0:
            raise ValueError("stretch must be above 0")
        for name, most in _AT_MOST.items():
            if not 0 <= getattr(self, name) <= most:
                raise ValueError(f"{name} must be from 0 to {most:g}")


# Of what there is, a line can be narrowed by less than all.
_AT_MOST = {"most_stretch": math.inf, "shrink": 0.9, "letters": 0.2, "hang": 1.0, "most_hyphens": math.inf}
