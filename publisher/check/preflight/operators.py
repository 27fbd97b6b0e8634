"""The operators of a page, of a form or a pattern: what each sets, and what it draws."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import pikepdf
from pikepdf import Array, Dictionary

from publisher.check.preflight.marks import (
    IDENTITY,
    Box,
    Mark,
    MarkKind,
    PictureUse,
    apply,
    around,
    box_of,
    read_matrix,
    times,
    within,
)
from publisher.check.preflight.spaces import CMYK, DEVICE_RGB, GREY, UNKNOWN, Colour, Space, read_space, shading_colours
from publisher.check.preflight.states import Path, State, TextPlace, thinnest

_MOST_SAVED = 500
_INVISIBLE, _FILLS, _STROKES = 3, frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})
_DEVICE = {"g": GREY, "G": GREY, "rg": DEVICE_RGB, "RG": DEVICE_RGB, "k": CMYK, "K": CMYK}
_PAINTS = {
    "S": (False, True),
    "s": (False, True),
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "B": (True, True),
    "B*": (True, True),
    "b": (True, True),
    "b*": (True, True),
    "n": (False, False),
}
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


class UnboundedError(Exception):
    """A file draws more than anyone can wait for."""


class Painter(Protocol):
    """What operators hand on to."""

    number: int

    def count(self) -> None:
        """Count a step.

        Raises:
            UnboundedError: There were too many.
        """

    def mark(self, mark: Mark) -> None:
        """Take a mark."""

    def form(self, form: Any, state: State, depth: int) -> None:
        """Follow a form where it is drawn."""

    def once(self, stream: Any, state: State, depth: int) -> None:
        """Follow what fills areas or masks them: once a page is enough to know what it draws with."""


class Following:
    """The operators of one stream.

    Args:
        painter: Takes what is drawn.
        state: Changed from now on.
        depth: Of streams within streams.
    """

    def __init__(self, painter: Painter, state: State, depth: int) -> None:
        self._painter = painter
        self._state = state
        self._depth = depth
        self._saved: list[State] = []
        self._path = Path()
        self._clips = False
        self._text = TextPlace()
        self._do: dict[str, Callable[..., None]] = {
            "q": self._save,
            "Q": self._restore,
            "cm": self._transform,
            "w": self._line_width,
            "gs": self._extended,
            "m": lambda x, y: self._path.move(self._state.matrix, float(x), float(y)),
            "re": lambda *box: self._path.rectangle(self._state.matrix, *map(float, box)),
            **dict.fromkeys(("l", "c", "v", "y"), self._go),
            "W": self._clip,
            "W*": self._clip,
            "cs": lambda name: self._set_space(name, "fill"),
            "CS": lambda name: self._set_space(name, "stroke"),
            **dict.fromkeys(("sc", "scn"), lambda *values: self._set_colour(values, "fill")),
            **dict.fromkeys(("SC", "SCN"), lambda *values: self._set_colour(values, "stroke")),
            "BT": self._text.begin,
            "Tf": self._set_font,
            "Tr": self._set_render_mode,
            "TL": self._set_leading,
            "Td": lambda x, y: self._text.step(float(x), float(y)),
            "TD": self._step_and_lead,
            "T*": self._next_line,
            "Tm": lambda *values: self._text.set(read_matrix(values)),
            "Tj": lambda _: self._show(),
            "TJ": lambda _: self._show(),
            "'": lambda _: self._show_next(),
            '"': lambda *_: self._show_next(),
            "Do": self._draw,
            "sh": self._shade,
        }

    def all(self, steps: Sequence[Any]) -> None:
        """Follow them."""
        for step in steps:
            self._painter.count()
            name = str(step.operator)
            if name in _PAINTS:
                self._paint(*_PAINTS[name])
            elif name in _DEVICE:
                self._set_device(_DEVICE[name], step.operands, "fill" if name.islower() else "stroke")
            elif name == "INLINE IMAGE":
                self._inline(step.iimage)
            elif name in self._do:
                self._do[name](*step.operands)

    # --- state -----------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        if len(self._saved) > _MOST_SAVED:
            raise UnboundedError(f"states are saved {_MOST_SAVED} deep")
        self._saved.append(self._state.copy())

    def _restore(self) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, *values: Any) -> None:
        self._state.matrix = times(read_matrix(values), self._state.matrix)

    def _line_width(self, width: Any) -> None:
        self._state.line_width = float(width)

    def _extended(self, name: Any) -> None:
        given = self._resource("/ExtGState", name)
        if given is None:
            return
        state = self._state
        if "/LW" in given:
            state.line_width = float(given["/LW"])
        if "/OP" in given:
            state.stroke_overprints = bool(given["/OP"])
            state.fill_overprints = bool(given.get("/op", given["/OP"]))
        elif "/op" in given:
            state.fill_overprints = bool(given["/op"])
        if isinstance(given.get("/Font"), Array):
            state.font, state.font_size = given["/Font"][0], float(given["/Font"][1])
        mask = given.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
            self._painter.form(mask["/G"], state, self._depth)

    def _resource(self, kind: str, name: Any) -> Any:
        resources = self._state.resources
        things = resources.get(kind) if isinstance(resources, Dictionary) else None
        return things.get(str(name)) if isinstance(things, Dictionary) else None

    def _clip(self) -> None:
        self._clips = True

    def _go(self, *coordinates: Any) -> None:
        self._path.go(self._state.matrix, *map(float, coordinates))

    # --- colours ---------------------------------------------------------------------------------------------------

    def _set_device(self, space: Space, values: Any, what: str) -> None:
        setattr(self._state, what, Colour(space, tuple(float(value) for value in values)))

    def _set_space(self, name: Any, what: str) -> None:
        space = read_space(name, self._state.resources)
        setattr(self._state, what, Colour(space, space.first_values))

    def _set_colour(self, values: Sequence[Any], what: str) -> None:
        space = getattr(self._state, what).space
        numbers = tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))
        setattr(self._state, what, Colour(space, numbers))
        if values and isinstance(values[-1], pikepdf.Name):
            self._set_pattern(self._resource("/Pattern", values[-1]), what)

    def _set_pattern(self, pattern: Any, what: str) -> None:
        if pattern is None:
            return
        if pattern.get("/PatternType") == 1:
            inside = State(times(read_matrix(pattern.get("/Matrix")), IDENTITY), _EVERYWHERE, self._state.resources)
            inside.fill = inside.stroke = getattr(self._state, what)
            self._painter.once(pattern, inside, self._depth)
        elif "/Shading" in pattern:
            # Its ends stand for it: the area that it fills is drawn with the last.
            for colour in shading_colours(pattern["/Shading"], self._state.resources):
                self._mark(MarkKind.SHADING, self._state.clip, colour)
                setattr(self._state, what, colour)

    # --- marks -----------------------------------------------------------------------------------------------------

    def _mark(self, kind: MarkKind, box: Box, colour: Colour | None, **more: Any) -> None:
        self._painter.mark(Mark(self._painter.number, kind, box, colour, **more))

    def _paint(self, fills: bool, strokes: bool) -> None:
        state, parts = self._state, self._path.parts
        seen = [part for part in (within(part, state.clip) for part in parts) if part is not None]
        if fills and seen:
            thin = thinnest(seen)
            self._mark(MarkKind.FILL, around(seen), state.fill, overprints=state.fill_overprints, thickness_pt=thin)
        if strokes and seen:
            width = state.line_width_pt
            self._mark(
                MarkKind.STROKE, around(seen), state.stroke, overprints=state.stroke_overprints, thickness_pt=width
            )
        if self._clips and parts:
            state.clip = within(around(parts), state.clip) or _NOWHERE
        self._clips = False
        self._path = Path()

    def _shade(self, name: Any) -> None:
        shading = self._resource("/Shading", name)
        if shading is not None:
            for colour in shading_colours(shading, self._state.resources):
                self._mark(MarkKind.SHADING, self._state.clip, colour)

    # --- text ------------------------------------------------------------------------------------------------------

    def _set_font(self, name: Any, size: Any) -> None:
        self._state.font, self._state.font_size = self._resource("/Font", name), float(size)

    def _set_render_mode(self, mode: Any) -> None:
        self._state.render_mode = int(mode)

    def _set_leading(self, leading: Any) -> None:
        self._state.leading = float(leading)

    def _step_and_lead(self, x: Any, y: Any) -> None:
        self._state.leading = -float(y)
        self._text.step(float(x), float(y))

    def _next_line(self) -> None:
        self._text.step(0.0, -self._state.leading)

    def _show_next(self) -> None:
        self._next_line()
        self._show()

    def _show(self) -> None:
        state = self._state
        x, y = apply(times(self._text.matrix, state.matrix), 0.0, 0.0)
        place = (x, y, x, y)
        if state.font is not None and state.font.get("/Subtype") == "/Type3":
            self._drawn_letters(state)
        elif state.render_mode in _FILLS:
            self._mark(MarkKind.TEXT, place, state.fill, overprints=state.fill_overprints, font=state.font)
        if state.render_mode in _STROKES:
            self._mark(MarkKind.TEXT, place, state.stroke, overprints=state.stroke_overprints, font=state.font)

    def _drawn_letters(self, state: State) -> None:
        """Follow the letters of a font whose letters are drawings."""
        if state.render_mode == _INVISIBLE:
            return
        size = (state.font_size, 0.0, 0.0, state.font_size, 0.0, 0.0)
        for letter in _letters(state.font):
            inside = state.copy()
            matrix = times(times(read_matrix(state.font.get("/FontMatrix")), size), self._text.matrix)
            inside.matrix = times(matrix, state.matrix)
            own = state.font.get("/Resources")
            inside.resources = own if isinstance(own, Dictionary) else state.resources
            self._painter.once(letter, inside, self._depth)

    # --- forms and pictures ----------------------------------------------------------------------------------------

    def _draw(self, name: Any) -> None:
        thing = self._resource("/XObject", name)
        if thing is None:
            return
        if thing.get("/Subtype") == "/Form":
            self._painter.form(thing, self._state, self._depth)
        elif thing.get("/Subtype") == "/Image":
            self._picture(thing, thing.get("/ColorSpace"), thing.get("/ImageMask"), thing.get("/BitsPerComponent"))

    def _inline(self, picture: Any) -> None:
        given = picture.obj
        space = given.get("/ColorSpace", given.get("/CS"))
        mask = given.get("/ImageMask", given.get("/IM"))
        self._picture(given, space, mask, given.get("/BitsPerComponent", given.get("/BPC")))

    def _picture(self, given: Any, space: Any, mask: Any, bits: Any) -> None:
        state = self._state
        box = within(box_of(state.matrix, (0.0, 0.0, 1.0, 1.0)), state.clip)
        if box is None:
            return
        a, b, c, d, _, _ = state.matrix
        size_px = (int(given.get("/Width", given.get("/W", 0))), int(given.get("/Height", given.get("/H", 0))))
        size_pt = ((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)
        is_stencil = bool(mask)
        read = GREY if is_stencil else UNKNOWN if space is None else read_space(space, state.resources)
        use = PictureUse(given, size_px, size_pt, read, is_stencil or bits == 1)
        colour = state.fill if is_stencil else None
        self._mark(MarkKind.PICTURE, box, colour, overprints=state.fill_overprints and is_stencil, picture=use)


def _letters(font: Any) -> Iterator[Any]:
    drawings = font.get("/CharProcs")
    if isinstance(drawings, Dictionary):
        yield from (letter for letter in dict(drawings).values() if isinstance(letter, pikepdf.Stream))
