"""What book.toml says of the cover: how thick the book is, and the words on its back."""

from publisher.config.keys import Table
from publisher.model import CoverOptions

_SPINE_MM = (1, 150)
_PAPER_GSM = (20, 400)
_PAPER_BULK = (0.5, 3)


def cover_options(table: Table) -> CoverOptions:
    """Read `[cover]`."""
    text = table.text("text")
    return CoverOptions(
        spine_mm=table.number("spine_mm", *_SPINE_MM),
        paper_gsm=table.number("paper_gsm", *_PAPER_GSM),
        paper_bulk=table.number("paper_bulk", *_PAPER_BULK),
        text=tuple(part.strip() for part in text.split("\n\n") if part.strip()) if text else (),
    )
