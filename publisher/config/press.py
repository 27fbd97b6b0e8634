"""What book.toml says to the press: paper and inks, marks, signatures."""

from publisher.config.keys import Table
from publisher.model import Mark, PressCondition, PressOptions

SIGNATURES = (2, 4, 8, 16, 32)
_MOST_SLUG_MM = 50.0
_MOST_NAME = 100


def press_options(table: Table) -> PressOptions:
    """Read the keys of `[print]` that are for the press alone."""
    spot = table.text("spot")
    if spot and (len(spot) > _MOST_NAME or spot in ("All", "None")):
        table.wrong("spot", f"“{spot[:_MOST_NAME]}” is no name of an ink", 'write spot = "PANTONE 295 C"')
    return PressOptions(
        condition=table.choice("condition", PressCondition),
        profile=table.text("profile"),
        marks=table.choices("marks", Mark),
        slug_mm=table.number("slug_mm", 0, _MOST_SLUG_MM),
        signature=_signature(table),
        spot=spot,
    )


def _signature(table: Table) -> int:
    value = table.value("signature")
    if value is None:
        return PressOptions().signature
    if isinstance(value, bool) or value not in SIGNATURES:
        table.wrong(
            "signature",
            f"“signature” must be one of {', '.join(map(str, SIGNATURES))}",
            "write the number of pages that the printer folds from one sheet: signature = 16",
        )
        return PressOptions().signature
    return int(value)
