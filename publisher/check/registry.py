"""The rules, by their codes. `docs/checks.md` explains each, `tests/check/<code>/` shows each at work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from publisher.errors import Diagnostic

Edition = TypeVar("Edition")
Examine: TypeAlias = Callable[[Edition], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Edition]):
    """A rule: the only code that it reports, what it holds (a sentence), and what it looks at."""

    code: str
    says: str
    examine: Examine[Edition]
    needs_book: bool


class Registry(Generic[Edition]):
    """The rules of one kind of edition, in the order in which they are registered."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule[Edition]] = {}

    def rule(self, code: str, *, needs_book: bool = True) -> Callable[[Examine[Edition]], Examine[Edition]]:
        """Register a rule under its code.

        Args:
            code: A statement in kebab-case; never used for another rule.
            needs_book: Whether it holds the edition against its manuscript; others see the file alone.
        """

        def register(examine: Examine[Edition]) -> Examine[Edition]:
            if code in self.rules:
                raise ValueError(f"two rules have the code {code}")
            says = (examine.__doc__ or "").strip().partition("\n")[0]
            self.rules[code] = Rule(code, says, examine, needs_book)
            return examine

        return register

    def run(self, edition: Edition, *, with_book: bool) -> Iterator[Diagnostic]:
        """Give what all rules find that can be held."""
        for rule in self.rules.values():
            if with_book or not rule.needs_book:
                yield from rule.examine(edition)

    def left_out(self, *, with_book: bool) -> tuple[str, ...]:
        """Name the rules that cannot be held."""
        return () if with_book else tuple(rule.code for rule in self.rules.values() if rule.needs_book)
