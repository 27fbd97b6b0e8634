"""Remove what builds made, and nothing else."""

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from publisher.pipeline import records
from publisher.pipeline.fingerprint import sha256
from publisher.pipeline.places import CACHE


@dataclass(frozen=True, slots=True)
class CleanReport:
    """What was removed, and what was left because it is not what a build wrote there."""

    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def clean(output_dir: Path) -> CleanReport:
    """Remove the editions that builds wrote into a folder, what a killed build left of them, and the cache.

    An edition that somebody has changed or replaced since stays, and so does everything that no build wrote;
    an edition written elsewhere (`-o`) belongs to whoever named its place.
    """
    cache = output_dir / CACHE
    removed: list[Path] = []
    kept: list[Path] = []
    home = output_dir.resolve()
    for record in records.read_all(cache):
        if record.file.parent != home:
            continue
        for path, written in record.files().items():
            known = {written, record.before} if path == record.file else {written}
            ours = path.is_file() and sha256(path) in known
            for each in (*([path] if ours else ()), *sorted(home.glob(f".{_literal(path.name)}.*.part"))):
                each.unlink(missing_ok=True)
                removed.append(each)
            if not ours and path.exists():
                kept.append(path)
    if cache.is_dir() and not cache.is_symlink():
        shutil.rmtree(cache)
        removed.append(cache)
        with contextlib.suppress(OSError):
            # Others may keep something beside ours.
            cache.parent.rmdir()
    return CleanReport(tuple(removed), tuple(kept))


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
