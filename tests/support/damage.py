"""Break a finished PDF the way bad page makers do: lines lost, moved, doubled, printed elsewhere, links torn.

Lines are found with `PrintedPages`; what draws them is found in the page's own operators, by its place.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from publisher.pdf.geometry import Layout
from tests.support.printed_pages import PrintedPages

_TURN = (0.0, 1.0, -1.0, 0.0, 0.0, 0.0)
_SHOWING = frozenset({"Tj", "TJ"})
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Shown:
    """One operator that shows text: its index in the page, and all it needs to be drawn elsewhere."""

    index: int
    matrix: Matrix
    text_index: int
    text_matrix: Matrix
    font: Any
    instruction: Any

    def baseline(self, top: float) -> float:
        return top - self._placed[5]

    def left(self, edge: float) -> float:
        return self._placed[4] - edge

    @property
    def _placed(self) -> Matrix:
        return _times(self.text_matrix, self.matrix)


class BrokenFile:
    """A finished PDF to be damaged.

    Args:
        data: The PDF.
        beside: As for `PrintedPages`.
    """

    def __init__(self, data: bytes, beside: Layout | None = None) -> None:
        self._read = PrintedPages(data, beside=beside)
        self._pdf = pikepdf.open(io.BytesIO(data))

    def data(self) -> bytes:
        saved = io.BytesIO()
        self._pdf.save(saved)
        return saved.getvalue()

    def do(self, damage: Mapping[str, Any]) -> None:
        """Do one damage: the name of a method, and its arguments."""
        arguments = dict(damage)
        getattr(self, arguments.pop("do"))(**arguments)

    # --- lines -----------------------------------------------------------------------------------------------------

    def remove(self, page: int, lines: list[str]) -> None:
        """Draw these lines no more."""
        self._rewrite(page, {shown.index: None for shown in self._shown(page, lines)})

    def thin(self, page: int, shown: int) -> None:
        """Draw one run of a page's letters no more, counted in the order of the file."""
        self._rewrite(page, {list(self._all_shown(page))[shown].index: None})

    def shift(self, page: int, lines: list[str], right: float = 0.0, down: float = 0.0) -> None:
        """Draw these lines elsewhere on their page."""
        steps = self._steps(page)
        changed = {}
        for shown in self._shown(page, lines):
            a, b, c, d, e, f = shown.text_matrix
            scale_x, scale_y = shown.matrix[0], shown.matrix[3]
            moved = [a, b, c, d, e + right / scale_x, f - down / scale_y]
            changed[shown.text_index] = pikepdf.ContentStreamInstruction(moved, steps[shown.text_index].operator)
        self._rewrite(page, changed)

    def double(self, page: int, lines: list[str], to: int, right: float = 0.0, down: float = 0.0) -> None:
        """Draw these lines once more, when all else is drawn on a page."""
        self._draw(page, to, self._shown(page, lines), right, down)

    def move(
        self, page: int, lines: list[str], to: int, right: float = 0.0, down: float = 0.0, *, turned: bool = False
    ) -> None:
        """Draw these lines on another page; `turned` by a quarter against the clock, about the page's lower left."""
        shown = self._shown(page, lines)
        self._draw(page, to, shown, right, down, turned)
        self._rewrite(page, {each.index: None for each in shown})

    def move_call(self, page: int, call: int, right: float = 0.0, down: float = 0.0) -> None:
        """Draw the number of a call elsewhere on its page."""
        (shown,) = self._calls(page, call)
        a, b, c, d, e, f = shown.text_matrix
        moved = [a, b, c, d, e + right / shown.matrix[0], f - down / shown.matrix[3]]
        steps = self._steps(page)
        instruction = pikepdf.ContentStreamInstruction(moved, steps[shown.text_index].operator)
        self._rewrite(page, {shown.text_index: instruction})

    def swap_calls(self, page: int, first: int, second: int) -> None:
        """Let two calls show each other's number."""
        (one,), (other,) = self._calls(page, first), self._calls(page, second)
        self._rewrite(page, {one.index: other.instruction, other.index: one.instruction})

    def empty_box(self, page: int) -> None:
        """Draw the glyph of fonts for characters that they lack."""
        # In order: by chance it would be another one each time.
        name = min(self._page(page).Resources.Font.keys())
        self._append(page, f"BT {name} 9 Tf 1 0 0 1 200 300 Tm <0000> Tj ET".encode("ascii"))

    # --- pages and links ---------------------------------------------------------------------------------------------

    def drop_page(self, page: int) -> None:
        del self._pdf.pages[page - 1]

    def add_blank(self, before: int) -> None:
        """Put a bare page, as large as all others, before another."""
        model = self._page(1)
        blank = Dictionary(Type=Name.Page, MediaBox=model.MediaBox, TrimBox=model.TrimBox, Resources=Dictionary())
        self._pdf.pages.insert(before - 1, pikepdf.Page(self._pdf.make_indirect(blank)))

    def count_from(self, first: int) -> None:
        """Let readers call the first page otherwise."""
        self._pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))

    def tear_link(self, page: int, target: str, instead: str) -> None:
        """Let a link lead to another name."""
        link = next(each for each in self._page(page).Annots if str(each.get("/Dest", "")) == target)
        link.Dest = pikepdf.String(instead)

    def move_place(self, name: str, to: int) -> None:
        """Let a name stand for another page."""
        target = pikepdf.NameTree(self._pdf.Root.Names.Dests)[name]
        (target.D if isinstance(target, Dictionary) else target)[0] = self._page(to)

    def take_furniture(self, page: int, kind: str) -> None:
        """Take away a page's running head (`Header`) or folio (`Footer`)."""
        steps = self._steps(page)
        start = next(n for n, step in enumerate(steps) if str(step.operator) == "BDC" and kind in str(step.operands[1]))
        end = next(n for n in range(start, len(steps)) if str(steps[n].operator) == "EMC")
        self._rewrite(page, dict.fromkeys(range(start, end + 1)))

    # --- operators ---------------------------------------------------------------------------------------------------

    def _page(self, number: int) -> Any:
        return self._pdf.pages[number - 1].obj

    def _steps(self, page: int) -> list[Any]:
        return list(pikepdf.parse_content_stream(self._pdf.pages[page - 1]))

    def _rewrite(self, page: int, changed: Mapping[int, Any]) -> None:
        """Write a page's operators anew: some of them others, or none."""
        steps = [changed.get(index, step) for index, step in enumerate(self._steps(page))]
        written = pikepdf.unparse_content_stream([step for step in steps if step is not None])
        self._page(page).Contents = self._pdf.make_stream(written)

    def _shown(self, page: int, lines: list[str]) -> list[Shown]:
        found = []
        read = self._read[page]
        for words in lines:
            line = next(each for each in (*read.body, *read.notes) if words in each.text)
            found += [
                shown
                for shown in self._all_shown(page)
                if abs(shown.baseline(read.boxes.trim[3]) - line.baseline) < 0.6
                and line.left - 1 <= shown.left(read.boxes.trim[0]) <= line.right
            ]
        assert found
        return found

    def _calls(self, page: int, call: int) -> list[Shown]:
        read = self._read[page]
        left, top, _, bottom = read.calls[call].box
        return [
            shown
            for shown in self._all_shown(page)
            if abs(shown.left(read.boxes.trim[0]) - left) < 0.6 and top < shown.baseline(read.boxes.trim[3]) <= bottom
        ]

    def _all_shown(self, page: int) -> Iterator[Shown]:
        matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        kept: list[Matrix] = []
        text, text_index, font = matrix, -1, None
        for index, step in enumerate(self._steps(page)):
            match str(step.operator):
                case "q":
                    kept.append(matrix)
                case "Q":
                    matrix = kept.pop()
                case "cm":
                    matrix = _times(_matrix(step.operands), matrix)
                case "Tf":
                    font = step
                case "Tm":
                    text, text_index = _matrix(step.operands), index
                case operator if operator in _SHOWING:
                    yield Shown(index, matrix, text_index, text, font, step)
                case _:
                    pass

    def _draw(self, page: int, to: int, shown: list[Shown], right: float, down: float, turned: bool = False) -> None:
        steps = []
        for each in shown:
            # Pages of other sections have other fonts, maybe under the same names.
            font, size = each.font.operands
            name = Name(f"/From{page}-{str(font)[1:]}")
            self._page(to).Resources.Font[name] = self._page(page).Resources.Font[font]
            a, b, c, d, e, f = _times(each.matrix, _TURN) if turned else each.matrix
            steps += [
                pikepdf.ContentStreamInstruction([], Operator("q")),
                pikepdf.ContentStreamInstruction([a, b, c, d, e + right, f - down], Operator("cm")),
                pikepdf.ContentStreamInstruction([], Operator("BT")),
                pikepdf.ContentStreamInstruction([name, size], Operator("Tf")),
                pikepdf.ContentStreamInstruction(list(each.text_matrix), Operator("Tm")),
                each.instruction,
                pikepdf.ContentStreamInstruction([], Operator("ET")),
                pikepdf.ContentStreamInstruction([], Operator("Q")),
            ]
        self._append(to, pikepdf.unparse_content_stream(steps))

    def _append(self, page: int, content: bytes) -> None:
        self._pdf.pages[page - 1].contents_add(b"\n" + content + b"\n")


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
