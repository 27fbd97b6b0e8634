"""A comparison in a few lines: pages and notes by ranges, as one speaks of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from publisher.check.comparing.comparison import Comparison
from publisher.check.comparing.notes import NoteChange
from publisher.check.comparing.pairing import Kind, Pair


def told(found: Comparison) -> tuple[tuple[str, str], ...]:
    """Give rows of what happened, each with the pages or notes that it happened to."""
    same = len(found.of(Kind.SAME))
    rows = [("the same", _count(same, "page"))]
    rows += [(str(kind), _pages(found.of(kind))) for kind in (Kind.CHANGED, Kind.MOVED, Kind.NEW, Kind.GONE)]
    rows += [
        ("notes renumbered", _renumbered([change for change in found.notes if change.old and change.new])),
        ("notes new", _labels(change.new.label for change in found.notes if change.new and not change.old)),
        ("notes gone", _labels(change.old.label for change in found.notes if change.old and not change.new)),
        (f"signatures of {found.signature}", _signatures(found)),
    ]
    return tuple((name, what) for name, what in rows if what)


def _signatures(found: Comparison) -> str:
    every = -(-found.new_pages // found.signature)
    if not found.signatures:
        return "nothing is to be printed again"
    return f"{_ranges(found.signatures)} of {every} to be printed again"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _pages(pairs: Sequence[Pair]) -> str:
    """Give pages by their new numbers, with the old ones where these are others."""
    numbers = [(pair.old.number if pair.old else 0, pair.new.number if pair.new else 0) for pair in pairs]
    parts = []
    for run in _runs(numbers):
        (old, new), (last_old, last_new) = run[0], run[-1]
        if not new or not old or new == old:
            parts.append(_range(new or old, last_new or last_old))
        else:
            parts.append(f"{_range(new, last_new)} ({_range(old, last_old)} before)")
    return _joined("page", len(numbers), parts)


def _runs(numbers: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Group what goes up by one at a time on both sides."""
    keyed = groupby(enumerate(numbers), lambda item: tuple(n and n - item[0] for n in item[1]))
    yield from ([pair for _, pair in group] for _, group in keyed)


def _renumbered(changes: Sequence[NoteChange]) -> str:
    pairs = [(change.old.label, change.new.label) for change in changes if change.old and change.new]
    if not pairs:
        return ""
    numbers = [(int(old), int(new)) for old, new in pairs]
    parts = [
        f"{_range(run[0][0], run[-1][0])} → {_range(run[0][1], run[-1][1])}"
        if run[0] != run[-1]
        else "{} → {}".format(*run[0])
        for run in _runs(numbers)
    ]
    return ", ".join(parts)


def _labels(labels: Iterable[str]) -> str:
    return _ranges([int(label) for label in labels])


def _ranges(numbers: Sequence[int]) -> str:
    return ", ".join(_range(run[0][0], run[-1][0]) for run in _runs([(number, 0) for number in numbers]))


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _joined(what: str, count: int, parts: Sequence[str]) -> str:
    return f"{_count(count, what)}: {', '.join(parts)}" if parts else ""
