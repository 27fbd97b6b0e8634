"""The note rule: every note is defined once, called in its own file, and not from inside another."""

import unicodedata

from publisher.manuscript.attributes import nearest
from publisher.manuscript.reading import Definition, Reading
from publisher.source import Position

MOST_COMPARED = 50


def collect(reading: Reading) -> None:
    """Find every definition of the file before the first call is read."""
    for index, token in enumerate(reading.tokens):
        if token.type != "note_open":
            continue
        name = unicodedata.normalize("NFC", token.meta["name"])
        at = reading.source.at(token.meta["offset"])
        first = reading.definitions.get(name)
        if not is_name(name):
            _report_name(reading, name, at)
        elif first:
            reading.report(
                "note-duplicate",
                f"the note [^{name}] is already defined on line {first.at.line}",
                at,
                "give one of the two another name, and its call too",
            )
        else:
            reading.definitions[name] = Definition(at, index + 1, reading.closing[index])


def is_name(name: str) -> bool:
    """Tell whether a note can be called so."""
    return bool(name) and not any(sign.isspace() for sign in name)


def call(reading: Reading, written: str, at: Position) -> tuple[str, Definition] | None:
    """Look up a note that is called; `None`, with the mistake reported, where the call cannot be."""
    name = unicodedata.normalize("NFC", written)
    definition = reading.definitions.get(name)
    if not is_name(name):
        _report_name(reading, name, at)
    elif definition is None:
        _report_undefined(reading, name, at)
    elif reading.in_note:
        definition.called_at = definition.called_at or at
        report_nested(reading, f"[^{name}]", at)
    else:
        return name, definition
    return None


def report_nested(reading: Reading, written: str, at: Position) -> None:
    """Report a note called inside a note."""
    reading.report(
        "note-nested", f"{written} is called inside a note", at, "move its words into the note that calls it"
    )


def report_empty(reading: Reading, at: Position) -> None:
    """Report a note without words."""
    reading.report("note-empty", "this note is empty", at, "write its words, or delete it and its call")


def unused(reading: Reading) -> list[Definition]:
    """Give the definitions that nothing calls, and report them."""
    lonely = [(name, entry) for name, entry in reading.definitions.items() if entry.called_at is None]
    for name, entry in lonely:
        reading.report(
            "note-unused",
            f"nothing calls the note [^{name}]",
            entry.at,
            f"put [^{name}] where it belongs in the text, or delete the note",
        )
    return [entry for _, entry in lonely]


def _report_undefined(reading: Reading, name: str, at: Position) -> None:
    names = list(reading.definitions)
    # Comparing every name with every other takes long where hundreds are wrong, and helps nobody there.
    near = nearest(name, names).split(";")[0] if names and len(reading.found) < MOST_COMPARED else ""
    hint = f"add a line “[^{name}]: …” after the paragraph"
    if home := reading.elsewhere.get(name):
        hint += f"; the note of this name in {home} can be called in that file only"
    elif near.startswith("nearest"):
        hint += f"; nearest name: [^{near.removeprefix('nearest: ')}]"
    reading.report("note-undefined", f"no note is defined for [^{name}]", at, hint)


def _report_name(reading: Reading, name: str, at: Position) -> None:
    reading.report(
        "note-name-malformed",
        f"a note cannot be called “{name}”" if name else "this note has no name",
        at,
        "use letters, digits and hyphens, no spaces: [^first-edition]",
    )
