"""Which page of a file has become which page of another."""

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publisher.check.comparing.looking import LookLine, PageLook

# Two pages with fewer words in common than this share have nothing to do with each other.
_LEAST_ALIKE = 0.3
# In longer stretches of changed pages, each is taken for the one in its place.
_MOST_WEIGHED = 20_000
_NEAR_PT = 0.3
# What is no text and no higher is a rule, which text has its place by.
_RULE_PT = 3.0


class Kind(enum.StrEnum):
    """What became of a page."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pair:
    """A page before and after. `old` is `None` for a new one, `new` for one that is gone."""

    kind: Kind
    old: PageLook | None
    new: PageLook | None


def pair(old: Sequence[PageLook], new: Sequence[PageLook]) -> tuple[Pair, ...]:
    """Pair the pages of two files, in the order of the new one; those that are gone stand where they were."""
    pairs: list[tuple[int | None, int | None]] = []
    for before, after in _stretches([page.text for page in old], [page.text for page in new]):
        if _say_the_same(old, new, before, after):
            pairs += zip(before, after, strict=True)
        else:
            pairs += _weighed(old, new, before, after)
    return tuple(_pair(old, new, before, after) for before, after in _with_carried_off(old, new, pairs))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Cut two files into stretches that say the same, and those between."""
    # What both begin and end with is quickly found, and often all but a few pages.
    head = _common(old, new)
    foot = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield range(head), range(head)
    inner = SequenceMatcher(None, old[head : len(old) - foot], new[head : len(new) - foot], autojunk=False)
    for _, begin, end, other, other_end in inner.get_opcodes():
        yield range(head + begin, head + end), range(head + other, head + other_end)
    if foot:
        yield range(len(old) - foot, len(old)), range(len(new) - foot, len(new))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _say_the_same(old: Sequence[PageLook], new: Sequence[PageLook], before: range, after: range) -> bool:
    return [old[n].text for n in before] == [new[n].text for n in after]


def _weighed(
    old: Sequence[PageLook], new: Sequence[PageLook], before: range, after: range
) -> Iterator[tuple[int | None, int | None]]:
    """Pair pages that say different things so that they have as much as possible in common, in order."""
    if len(before) * len(after) > _MOST_WEIGHED:
        likeness = [[1.0 if a == b else 0.0 for b in range(len(after))] for a in range(len(before))]
    else:
        words = [Counter(old[n].text.split()) for n in before]
        others = [Counter(new[n].text.split()) for n in after]
        likeness = [[_likeness(a, b) for b in others] for a in words]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for a in range(len(before) - 1, -1, -1):
        for b in range(len(after) - 1, -1, -1):
            together = likeness[a][b] + best[a + 1][b + 1] if likeness[a][b] >= _LEAST_ALIKE else -1.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    a = b = 0
    while a < len(before) and b < len(after):
        if likeness[a][b] >= _LEAST_ALIKE and best[a][b] == likeness[a][b] + best[a + 1][b + 1]:
            yield before[a], after[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            yield before[a], None
            a += 1
        else:
            yield None, after[b]
            b += 1
    yield from ((n, None) for n in before[a:])
    yield from ((None, n) for n in after[b:])


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    longest = max(old.total(), new.total())
    return (old & new).total() / longest if longest else 1.0


def _with_carried_off(
    old: Sequence[PageLook], new: Sequence[PageLook], pairs: Sequence[tuple[int | None, int | None]]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what is gone here and new there, and says the same: a chapter that was put elsewhere."""
    gone: dict[str, list[int]] = {}
    for before, after in pairs:
        if before is not None and after is None and old[before].text:
            gone.setdefault(old[before].text, []).append(before)
    found = {}
    for before, after in pairs:
        if before is None and after is not None and gone.get(new[after].text):
            found[after] = gone[new[after].text].pop(0)
    carried = set(found.values())
    for before, after in pairs:
        if before is None and after in found:
            yield found[after], after
        elif not (after is None and before in carried):
            yield before, after


def _pair(old: Sequence[PageLook], new: Sequence[PageLook], before: int | None, after: int | None) -> Pair:
    if before is None:
        return Pair(Kind.NEW, None, new[after] if after is not None else None)
    if after is None:
        return Pair(Kind.GONE, old[before], None)
    a, b = old[before], new[after]
    if before == after:
        return Pair(Kind.SAME if a.whole == b.whole else Kind.CHANGED, a, b)
    return Pair(Kind.MOVED if _shows_the_same(a, b) else Kind.CHANGED, a, b)


def _shows_the_same(old: PageLook, new: PageLook) -> bool:
    """Say whether two pages show the same but for their furniture, perhaps nearer to the spine or further from it."""
    if old.inner == new.inner:
        return True
    if any(foot - top > _RULE_PT for top, foot in (*old.pictures, *new.pictures)):
        # Only its ink shows whether a picture is the same, and that of another side of the leaf cannot be compared.
        return False
    return len(old.lines) == len(new.lines) and all(
        _stands_the_same(a, b, _left(old), _left(new)) for a, b in zip(old.lines, new.lines, strict=True)
    )


def _left(page: PageLook) -> float:
    return min((left for line in page.lines for left in line.lefts), default=0.0)


def _stands_the_same(old: LookLine, new: LookLine, old_left: float, new_left: float) -> bool:
    return (
        old.text == new.text
        and abs(old.baseline - new.baseline) < _NEAR_PT
        and abs(old.size - new.size) < _NEAR_PT
        and len(old.lefts) == len(new.lefts)
        and all(abs(a - old_left - b + new_left) < _NEAR_PT for a, b in zip(old.lefts, new.lefts, strict=True))
    )
