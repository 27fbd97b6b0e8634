"""Printed lines: characters drawn in one go, and those that follow each other on one baseline.

Lengths are points from the trimmed page's top left corner, downwards, whatever the bleed.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.pdf.audit.letters import dense

# Wider than any space between words, narrower than the space between columns of a table.
_WIDEST_GAP_PT = 60.0


class Run(NamedTuple):
    """Characters drawn in one go.

    Args:
        text: The characters.
        left: Of their ink, as are the other sides.
        right: The same.
        top: The same.
        bottom: The same.
        baseline: On which they stand; their foot if they are turned.
        size: Of their font.
        drawn_in: How many forms deep they stand in the page.
        turn: By how many degrees they are turned, against the clock.
        along: Where they begin in the direction in which they are read, if they are turned.
        across: Their baseline, in the direction across it, if they are turned.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    drawn_in: int
    turn: int = 0
    along: float = 0.0
    across: float = 0.0

    @property
    def length(self) -> float:
        """From its first character to its last."""
        return self.right - self.left if self.turn % 180 == 0 else self.bottom - self.top


class Line(NamedTuple):
    """Runs that follow each other on one baseline, in the order in which they are drawn.

    `baseline` is the lowest, that of the words themselves where others are raised. `beside` says that it stands in a
    column of notes beside the text, where there is one.
    """

    runs: tuple[Run, ...]
    dense: str
    baseline: float
    beside: bool = False

    @property
    def text(self) -> str:
        """The words, as far as a file tells words apart."""
        return "".join(run.text for run in self.runs).replace("\x02", "-").replace("\ufffe", "-").strip()

    @property
    def turned(self) -> bool:
        """Whether it is read in another direction than from left to right."""
        return self.runs[0].turn != 0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.runs[0].left if len(self.runs) == 1 else min([run.left for run in self.runs])

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.runs[0].right if len(self.runs) == 1 else max([run.right for run in self.runs])

    @property
    def top(self) -> float:
        """The top of its highest character."""
        return self.runs[0].top if len(self.runs) == 1 else min([run.top for run in self.runs])

    @property
    def bottom(self) -> float:
        """The foot of its deepest character."""
        return self.runs[0].bottom if len(self.runs) == 1 else max([run.bottom for run in self.runs])


def lines_of(runs: Iterable[Run]) -> Iterator[Line]:
    """Put runs together that follow each other on one baseline."""
    line: list[Run] = []
    for run in runs:
        if line and not goes_on(line[-1], run):
            yield line_of(line)
            line = []
        line.append(run)
    if line:
        yield line_of(line)


def line_of(runs: Sequence[Run]) -> Line:
    """Make a line of runs that follow each other."""
    return Line(tuple(runs), dense("".join([run.text for run in runs])), max([run.baseline for run in runs]))


def goes_on(before: Run, run: Run) -> bool:
    """Say whether a run follows another on its baseline."""
    if before.turn != run.turn or before.drawn_in != run.drawn_in:
        return False
    raised = 0.5 * max(before.size, run.size)
    if run.turn:
        gap = run.along - before.along - before.length
        return abs(before.across - run.across) < raised and run.along > before.along - 0.5 and gap < _WIDEST_GAP_PT
    return (
        abs(before.baseline - run.baseline) < raised
        and run.left > before.left - 0.5
        and run.left - before.right < _WIDEST_GAP_PT
    )
