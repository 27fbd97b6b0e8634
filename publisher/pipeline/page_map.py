"""Where the pages of the print edition begin, for the e-book: kept with the parts of a build, else read anew."""

from collections.abc import Callable
from dataclasses import dataclass

from publisher.errors import Diagnostic, PublisherError, Severity
from publisher.html.page_starts import PageStarts, decode, encode
from publisher.store import Store


@dataclass(slots=True)
class PageMap:
    """The page map of one print edition.

    Args:
        mark: The fingerprint of everything that its pages are made from.
        store: Where it is kept between builds.
        known: It, if this build knows it already.
    """

    mark: str
    store: Store
    known: PageStarts | None = None

    def keep(self, starts: PageStarts) -> None:
        """Keep the map of an edition that was made."""
        self.known = starts
        self.store.put(self._key, encode(starts))

    def get(self, make: Callable[[], PageStarts]) -> tuple[PageStarts, tuple[Diagnostic, ...]]:
        """Give the map, which is made where none is kept; where it cannot be made, no pages and a warning."""
        if self.known is None:
            kept = self.store.get(self._key)
            self.known = decode(kept) if kept is not None else None
        if self.known is None:
            try:
                self.keep(make())
            except PublisherError as problem:
                return (), (_missing(problem),)
        return self.known or (), ()

    @property
    def _key(self) -> str:
        return Store.key("page-map", self.mark)


def _missing(problem: PublisherError) -> Diagnostic:
    first = problem.found[0]
    return Diagnostic(
        code="page-list-missing",
        message=f"the e-book has no page list, for the print edition cannot be made: {first.message}",
        at=first.at,
        hint=first.hint or "publish pdf says more",
        severity=Severity.WARNING,
    )
