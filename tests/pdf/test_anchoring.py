"""A float belongs to the nearest line that refers to it, or to the end of the block before it."""

import pytest

from publisher.pdf.anchoring import Place, anchors

# A title, and five blocks of three lines.
BLOCKS = [0] + [block for block in range(1, 6) for _ in range(3)]
A, B = frozenset({"a"}), frozenset({"b"})


def found(places: list[Place], **linking: list[int]) -> list[int]:
    links = [frozenset(name for name, lines in linking.items() if line in lines) for line in range(len(BLOCKS))]
    return anchors(BLOCKS, links, places)


@pytest.mark.parametrize(
    ("after", "lines", "anchor"),
    [
        (3, [], 9),
        (0, [], 0),
        (3, [8], 8),
        (3, [4], 4),
        (3, [3], 9),
        (3, [11], 11),
        (3, [15], 15),
        (2, [13], 6),
        (3, [4, 8, 12], 8),
        (3, [4, 9, 10], 9),
        (3, [0, 4, 15], 4),
    ],
)
def test_the_nearest_reference_within_two_blocks_is_the_anchor(after: int, lines: list[int], anchor: int) -> None:
    assert found([Place(after, A)], a=lines, b=[8]) == [anchor]


def test_no_float_waits_at_a_line_before_that_of_an_earlier_one() -> None:
    assert found([Place(2, A), Place(2, B)], a=[9], b=[2]) == [9, 9]
    assert found([Place(2, A), Place(2, B)], a=[2], b=[9]) == [2, 9]


def test_a_link_to_something_inside_a_float_counts_too() -> None:
    assert found([Place(2, A | B)], b=[8]) == [8]
