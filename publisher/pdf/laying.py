"""Units laid out: each page as a purpose wants it, wherever it comes to stand in the book.

All of this depends on the unit and on the purpose alone: it is done while others are set, and kept for the next build.
"""

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, String

from publisher.external.program import program
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.framing import enclose, write_boxes
from publisher.pdf.geometry import PageBoxes
from publisher.pdf.links import LINK_SCHEME
from publisher.pdf.standards import Finish
from publisher.store import Store


@dataclass(frozen=True, slots=True)
class Laid:
    """A unit's pages as they are bound.

    Args:
        sheets: The pages.
        leads_to: The ids that their links lead to.
        left: How many pictures on them could not be given the press's inks.
    """

    sheets: pikepdf.Pdf
    leads_to: tuple[str, ...] = ()
    left: int = 0


class Layer:
    """Lays units.

    Args:
        boxes: Of all pages.
        finish: What the book's purpose asks of them.
        store: Keeps what was laid.
    """

    def __init__(self, boxes: PageBoxes, finish: Finish, store: Store) -> None:
        self._boxes = boxes
        self._finish = finish
        self._store = store
        self._laid: dict[int, tuple[DrawnPages, Laid]] = {}
        self._own_key = Store.key("sheets", program(), repr(boxes), finish.key)

    def lay(self, drawn: DrawnPages) -> Laid:
        """Lay a unit, if that was not done before."""
        known, laid = self._laid.get(id(drawn), (None, None))
        if known is not drawn or laid is None:
            laid = self._lay(drawn.data)
            self._laid[id(drawn)] = drawn, laid
        return laid

    def _lay(self, data: bytes) -> Laid:
        key, left = Store.key(self._own_key, data), 0
        sheets = self._store.get(key)
        if sheets is None:
            sheets, left = self._made(data)
            # What has colours that nobody can print makes no edition.
            if not left and not self._finish.lacks_inks:
                self._store.put(key, sheets)
        file = pikepdf.open(io.BytesIO(sheets))
        return Laid(file, tuple(map(str, file.Root.LeadsTo)), left)

    def bare(self) -> Laid:
        """Give a page without anything on it."""
        sheets = pikepdf.new()
        page = sheets.add_blank_page(page_size=self._boxes.media[2:])
        # An empty stream, compressed, is none: interpreters of the press report an error.
        page.obj.Contents = sheets.make_stream(b"q Q\n")
        write_boxes(page.obj, self._boxes)
        self._finish.pages(sheets)
        return Laid(sheets)

    def _made(self, data: bytes) -> tuple[bytes, int]:
        with pikepdf.open(io.BytesIO(data)) as file:
            names = _join_links(file)
            left = self._finish.pages(file)
            for page in file.pages:
                enclose(file, page, self._boxes)
            file.Root.LeadsTo = Array(map(String, names))
            result = io.BytesIO()
            file.save(result, static_id=True, compress_streams=True, recompress_flate=False)
        return result.getvalue(), left


def _join_links(sheets: pikepdf.Pdf) -> list[str]:
    """Turn links inside the book into destinations, and give their names."""
    names: set[str] = set()
    for page in sheets.pages:
        for annotation in page.obj.get("/Annots", Array()):
            target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if target.startswith(LINK_SCHEME):
                name = target.removeprefix(LINK_SCHEME)
                del annotation["/A"]
                annotation.Dest = String(name)
                names.add(name)
    return sorted(names)
