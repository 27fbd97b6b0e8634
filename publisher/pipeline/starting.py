"""Lay out a small, complete manuscript for an author to begin with."""

import datetime
import json
import shutil
import uuid
from pathlib import Path

from publisher.errors import ConfigError, Diagnostic
from publisher.store import write_atomically

_STARTERS = Path(__file__).parent.parent / "starters"


def languages() -> list[str]:
    """List the languages that there is a starting manuscript in."""
    return sorted(path.parent.name for path in _STARTERS.glob("*/book.toml"))


def start(folder: Path, *, language: str, title: str, today: datetime.date, book_id: uuid.UUID) -> list[Path]:
    """Write a manuscript that builds as it is, and give its files in reading order.

    Args:
        folder: Made if it is not there; must be empty if it is.
        language: One of `languages()`.
        title: The book's.
        today: The book's date until its author gives another.
        book_id: The book's own for ever.

    Raises:
        ConfigError: `language-unknown`, `folder-exists`, `folder-not-writable`.
    """
    source = _STARTERS / language
    if language not in languages():
        hint = "one of: " + ", ".join(languages())
        raise _refused("language-unknown", f"there is no starting manuscript in “{language}”", hint)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        message = f"{folder} is there already and not an empty folder; nothing is overwritten"
        raise _refused("folder-exists", message, "name a new folder")
    # JSON's escapes are TOML's too; the quotes stand in the template.
    values = {"title": json.dumps(title, ensure_ascii=False)[1:-1], "date": today.isoformat(), "uuid": str(book_id)}
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        settings = folder / "book.toml"
        write_atomically(settings, _filled(settings.read_text(encoding="utf-8"), values).encode())
    except OSError as problem:
        message = f"cannot write {folder}: {problem.strerror or problem}"
        raise _refused("folder-not-writable", message, "name a folder that you may write to") from problem
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _filled(template: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        template = template.replace("{{ " + name + " }}", value)
    return template


def _refused(code: str, message: str, hint: str) -> ConfigError:
    return ConfigError(Diagnostic(code=code, message=message, hint=hint))
