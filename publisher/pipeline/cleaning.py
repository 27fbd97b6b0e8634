"""Remove what builds made, and nothing else."""

import contextlib
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.errors import ConfigError, Diagnostic
from publisher.pipeline import records
from publisher.pipeline.fingerprint import sha256
from publisher.pipeline.places import CACHE
from publisher.pipeline.records import Record


@dataclass(frozen=True, slots=True)
class CleanReport:
    """What was removed, and what was left because it is not what a build wrote there."""

    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def clean(output_dir: Path, manuscript: Path | None = None) -> CleanReport:
    """Remove the editions that builds wrote into a folder, what a killed build left of them, and the cache.

    An edition that somebody has changed or replaced since stays, and so does everything that no build wrote;
    an edition written elsewhere (`-o`) belongs to whoever named its place.

    Args:
        output_dir: The folder.
        manuscript: Whose editions; those of the only book there if left out. What other books have there stays, and
            the cache, which they share.

    Raises:
        ConfigError: `clean-ambiguous`: editions of several books lie there.
    """
    cache, home = output_dir / CACHE, output_dir.resolve()
    theirs, others = _of_book(tuple(records.read_all(cache)), manuscript, output_dir)
    removed: list[Path] = []
    kept: list[Path] = []
    for record in theirs:
        for path, written in record.files().items() if record.file.parent == home else ():
            known = {written, record.before} if path == record.file else {written}
            ours = path.is_file() and sha256(path) in known
            for each in (*([path] if ours else ()), *sorted(home.glob(f".{_literal(path.name)}.*.part"))):
                each.unlink(missing_ok=True)
                removed.append(each)
            if not ours and path.exists():
                kept.append(path)
        records.forget(cache, record)
    if not others and cache.is_dir() and not cache.is_symlink():
        shutil.rmtree(cache)
        removed.append(cache)
        with contextlib.suppress(OSError):
            # Others may keep something beside ours.
            cache.parent.rmdir()
    return CleanReport(tuple(removed), tuple(kept))


def _of_book(
    known: Sequence[Record], manuscript: Path | None, output_dir: Path
) -> tuple[Sequence[Record], Sequence[Record]]:
    """Tell the records of one book from those of others."""
    books = sorted({record.manuscript for record in known})
    if manuscript is None and len(books) > 1:
        message = f"editions of {len(books)} books lie in {output_dir}: {', '.join(books)}"
        hint = f"say whose: publish clean {shlex.quote(books[0])} --output-dir {shlex.quote(str(output_dir))}"
        raise ConfigError(Diagnostic(code="clean-ambiguous", message=message, hint=hint))
    if manuscript is None:
        return known, ()
    own = str(manuscript.resolve())
    return [each for each in known if each.manuscript == own], [each for each in known if each.manuscript != own]


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
