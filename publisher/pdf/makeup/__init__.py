"""Make-up: which lines, rows, floats and note lines stand on which page.

Plain Python over small values; no PDF and no WeasyPrint in it. Positions are points, downwards. A page maker
is any callable of the type `PageMaker`: `make_up` weighs all pages of a section against each other,
`make_up_greedily` goes page by page and is what it is measured by.

Promises, whatever the input: every item, every note line and every float stands on exactly one page, in order; a note
begins on the page that calls it; a float stands on the page of its anchor or a later one; nothing reaches below the
type area. What cannot be kept raises.

What an editor asks of single pages comes with the items: a page that must begin, a spread to be run a line long or
short (`make_up_spreads`).
"""

from publisher.pdf.makeup.choices import Choice, End, Fault, Hindrance, choice
from publisher.pdf.makeup.greedy import make_up_greedily
from publisher.pdf.makeup.items import (
    Area,
    Float,
    Floats,
    Item,
    Items,
    NotePiece,
    PageMaker,
    PagePlan,
    PlacedFloat,
    UnplaceableError,
    Weights,
)
from publisher.pdf.makeup.optimum import make_up
from publisher.pdf.makeup.placing import positions
from publisher.pdf.makeup.spreads import MadePages, make_up_spreads

__all__ = [
    "Area",
    "Choice",
    "End",
    "Fault",
    "Float",
    "Floats",
    "Hindrance",
    "Item",
    "Items",
    "MadePages",
    "NotePiece",
    "PageMaker",
    "PagePlan",
    "PlacedFloat",
    "UnplaceableError",
    "Weights",
    "choice",
    "make_up",
    "make_up_greedily",
    "make_up_spreads",
    "positions",
]
