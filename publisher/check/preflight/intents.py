"""Rules on the output intent: for which paper and inks a file is made."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.check.preflight.pressfile import PressFile, error, standard_rule
from publisher.errors import Diagnostic

_HINT = "name a printing condition: [print] condition in book.toml, and publish pdf --for press"
_REGISTRY = "http://www.color.org"
# Of an ICC header: the class of device and the space of its colours (ICC.1, 7.2).
_CLASS, _SPACE, _HEADER = slice(12, 16), slice(16, 20), 128


@standard_rule("output-intent-missing", needs_book=False)
def output_intent_missing(file: PressFile) -> Iterator[Diagnostic]:
    """Find files that do not say for which printing condition they are made."""
    if not _intents(file):
        yield error("output-intent-missing", "the file names no printing condition", _HINT)


@standard_rule("output-intent-wrong", needs_book=False)
def output_intent_wrong(file: PressFile) -> Iterator[Diagnostic]:
    """Find output intents that do not tell a press what it needs."""
    intents = _intents(file)
    if len(intents) > 1:
        yield error("output-intent-wrong", f"the file names {len(intents)} printing conditions for the press", _HINT)
    for intent in intents:
        yield from (error("output-intent-wrong", f"the output intent {what}", _HINT) for what in _faults(intent))
    profiles = [intent.get("/DestOutputProfile") for intent in file.intents]
    if len({profile.objgen for profile in profiles if isinstance(profile, pikepdf.Stream)}) > 1:
        yield error("output-intent-wrong", "the output intents hold different profiles", _HINT)


def _intents(file: PressFile) -> list[Any]:
    return [intent for intent in file.intents if intent.get("/S") == "/GTS_PDFX"]


def _faults(intent: Any) -> Iterator[str]:
    if not str(intent.get("/OutputConditionIdentifier", "")).strip():
        yield "does not name its condition"
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        if str(intent.get("/RegistryName", "")) != _REGISTRY:
            yield "holds no profile, and names no condition of the ICC's registry"
        return
    if not isinstance(profile, pikepdf.Stream):
        yield "holds no profile where one should be"
        return
    head = profile.read_bytes()[:_HEADER]
    if len(head) < _HEADER or head[_CLASS] != b"prtr":
        yield "holds a profile that is none of a printer"
    elif head[_SPACE] != b"CMYK" or profile.get("/N") != 4:
        yield f"holds a profile of {head[_SPACE].decode('latin-1').strip()}, not of CMYK"
