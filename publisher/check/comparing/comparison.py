"""What has become of a book between two finished files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publisher.check.comparing.looking import FileLook
from publisher.check.comparing.notes import NoteChange, changed_notes
from publisher.check.comparing.pairing import Kind, Pair, pair


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files, page by page.

    Args:
        old_pages: How many the old file has.
        new_pages: How many the new file has.
        pairs: What became of each page.
        notes: Those that are renumbered, new or gone.
        signature: How many pages a folded sheet holds.
        signatures: Those, from 1, on which something else is to be printed than before.
    """

    old_pages: int
    new_pages: int
    pairs: tuple[Pair, ...]
    notes: tuple[NoteChange, ...]
    signature: int
    signatures: tuple[int, ...]

    @property
    def differs(self) -> bool:
        """Whether any page shows something else."""
        return any(found.kind is not Kind.SAME for found in self.pairs)

    def of(self, kind: Kind) -> tuple[Pair, ...]:
        """Give the pages to which one thing happened."""
        return tuple(found for found in self.pairs if found.kind is kind)

    def as_dict(self) -> dict[str, Any]:
        """Give everything but the pages that are the same, as plain values for `--format json`."""
        return {
            "old_pages": self.old_pages,
            "new_pages": self.new_pages,
            "differs": self.differs,
            "pages": [
                {
                    "kind": str(found.kind),
                    "old": found.old.number if found.old else None,
                    "new": found.new.number if found.new else None,
                }
                for found in self.pairs
                if found.kind is not Kind.SAME
            ],
            "notes": [
                {
                    "old": change.old.label if change.old else None,
                    "new": change.new.label if change.new else None,
                    "old_page": change.old.page if change.old else None,
                    "new_page": change.new.page if change.new else None,
                }
                for change in self.notes
            ],
            "signature": self.signature,
            "signatures": list(self.signatures),
        }


def compare(old: FileLook, new: FileLook, signature: int) -> Comparison:
    """Compare two files by what their pages show."""
    return Comparison(
        old_pages=len(old.pages),
        new_pages=len(new.pages),
        pairs=pair(old.pages, new.pages),
        notes=tuple(changed_notes(old.notes, new.notes)),
        signature=signature,
        signatures=_signatures([page.whole for page in old.pages], [page.whole for page in new.pages], signature),
    )


def _signatures(old: Sequence[bytes], new: Sequence[bytes], size: int) -> tuple[int, ...]:
    """Give the folded sheets of the new file that do not show what the old one's do, page for page."""
    return tuple(
        begin // size + 1
        for begin in range(0, len(new), size)
        if new[begin : begin + size] != old[begin : begin + size]
    )
