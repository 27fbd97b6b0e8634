"""The system libraries that typesetting needs: which are there, in what version."""

import ctypes
import ctypes.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Library:
    """A system library.

    Args:
        name: What people call it.
        version: `None` if the library is not there; empty if it does not tell.
        place: The file it was loaded from; `None` where that cannot be told.
    """

    name: str
    version: str | None
    place: str | None = None


@cache
def libraries() -> tuple[Library, ...]:
    """Give what the loader finds of the libraries that WeasyPrint opens, in a fixed order."""
    return tuple(_look_up(name, *wanted) for name, wanted in _WANTED.items())


def _pango(library: ctypes.CDLL) -> str:
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())


def _harfbuzz(library: ctypes.CDLL) -> str:
    library.hb_version_string.restype = ctypes.c_char_p
    return str(library.hb_version_string().decode())


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _untold(library: ctypes.CDLL) -> str:
    return ""


_WANTED: dict[str, tuple[tuple[str, ...], Callable[[ctypes.CDLL], str]]] = {
    "Pango": (("libpango-1.0.so.0", "libpango-1.0.0.dylib"), _pango),
    "PangoFT2": (("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"), _untold),
    "HarfBuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), _harfbuzz),
    "HarfBuzz-subset": (("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), _untold),
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.1.dylib"), _fontconfig),
}


def _look_up(name: str, files: tuple[str, ...], version: Callable[[ctypes.CDLL], str]) -> Library:
    # Homebrew's folder is not on the loader's path.
    for file in (*files, *(f"/opt/homebrew/lib/{file}" for file in files)):
        try:
            library = ctypes.CDLL(file)
        except OSError:
            continue
        return Library(name, version(library), _place(file))
    return Library(name, None)


def _place(file: str) -> str | None:
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    stem = file.split(".so", 1)[0]
    return next((line.split()[-1] for line in maps.splitlines() if f"/{stem}.so" in line), None)
