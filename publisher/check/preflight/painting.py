"""Follow the operators of pages, and of all that they draw with: forms, patterns, masks, drawn letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from publisher.check.preflight.marks import IDENTITY, Mark, MarkKind, box_of, read_box, read_matrix, times, within
from publisher.check.preflight.operators import Following, UnboundedError
from publisher.check.preflight.spaces import Space, read_space
from publisher.check.preflight.states import State

# Forms that draw forms may draw more than anyone can wait for.
_MOST_STEPS = 4_000_000
_DEEPEST = 12
# What unknown bytes can make of operands and dictionaries.
_MALFORMED = (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError, pikepdf.PdfError)


@dataclass
class Drawn:
    """All that a file draws.

    Args:
        marks: In their order.
        blends: Of what is see-through: the page, and the space in which it is mixed; `None` if none is named.
        broken: Pages whose operators cannot be followed to their end, and why.
    """

    marks: list[Mark] = field(default_factory=list)
    blends: list[tuple[int, Space | None]] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)


def follow_pages(
    pdf: pikepdf.Pdf, most_steps: int = _MOST_STEPS, wanted: Callable[[pikepdf.Page], bool] = lambda _: True
) -> Drawn:
    """Follow the pages of a file.

    Args:
        pdf: The file.
        most_steps: Operators after which nothing more is followed.
        wanted: Says which pages; all of them if left out.
    """
    painter = _Painter(most_steps)
    for number, page in enumerate(pdf.pages, 1):
        if not wanted(page):
            continue
        try:
            painter.page(number, page)
        except UnboundedError as problem:
            painter.drawn.broken[number] = str(problem)
        except _MALFORMED as problem:
            painter.drawn.broken[number] = str(problem) or type(problem).__name__
    return painter.drawn


class _Painter:
    def __init__(self, most_steps: int) -> None:
        self.drawn = Drawn()
        self._left = most_steps
        self.number = 0
        self._parsed: dict[tuple[int, int], Sequence[Any]] = {}
        self._on_page: set[tuple[int, int]] = set()

    def page(self, number: int, page: pikepdf.Page) -> None:
        """Follow a page."""
        self.number, self._on_page = number, set()
        self._note_group(page.obj)
        resources = page.get("/Resources")
        left, bottom, right, top = (float(value) for value in page.mediabox)
        state = State(IDENTITY, (left, bottom, right, top), resources if isinstance(resources, Dictionary) else None)
        self._steps(pikepdf.parse_content_stream(page), state, 0)

    def _note_group(self, owner: pikepdf.Object) -> None:
        group = owner.get("/Group")
        if isinstance(group, Dictionary) and group.get("/S") == "/Transparency":
            given = group.get("/CS")
            space = None if given is None else read_space(given, owner.get("/Resources"))
            self.drawn.blends.append((self.number, space))

    # --- streams ---------------------------------------------------------------------------------------------------

    def _stream(self, stream: Any, state: State, depth: int) -> None:
        """Follow a form, a pattern or a drawn letter in a state of its own."""
        if depth > _DEEPEST:
            raise UnboundedError(f"forms are drawn in forms, {_DEEPEST} deep")
        own = stream.get("/Resources")
        if isinstance(own, Dictionary):
            state.resources = own
        if isinstance(stream.get("/BBox"), Array):
            clip = within(box_of(state.matrix, read_box(stream.BBox)), state.clip)
            if clip is None:
                return
            state.clip = clip
        key = stream.objgen
        if key not in self._parsed:
            self._parsed[key] = pikepdf.parse_content_stream(stream)
        self._steps(self._parsed[key], state, depth)

    def _steps(self, steps: Sequence[Any], state: State, depth: int) -> None:
        Following(self, state, depth).all(steps)

    def count(self) -> None:
        """Count a step."""
        self._left -= 1
        if self._left < 0:
            raise UnboundedError("the file draws more than a book can need")

    def mark(self, mark: Mark) -> None:
        """Keep a mark; text that goes on as it began is one."""
        last = self.drawn.marks[-1] if self.drawn.marks else None
        if last is None or mark.kind is not MarkKind.TEXT or last != mark:
            self.drawn.marks.append(mark)

    def form(self, form: Any, state: State, depth: int) -> None:
        """Follow a form where it is drawn."""
        inside = state.copy()
        inside.matrix = times(read_matrix(form.get("/Matrix")), state.matrix)
        self._note_group(form)
        self._stream(form, inside, depth + 1)

    def once(self, stream: Any, state: State, depth: int) -> None:
        """Follow what fills areas or masks them: once a page is enough to know what it draws with."""
        if stream.objgen not in self._on_page:
            self._on_page.add(stream.objgen)
            self._note_group(stream)
            self._stream(stream, state, depth + 1)
