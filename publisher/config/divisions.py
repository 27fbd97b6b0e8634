"""How the book wants words to be divided: `[hyphenation]`."""

import re

from publisher.config.keys import Table

_DIVISION = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def word_divisions(table: Table) -> tuple[str, ...]:
    """Give the words of `exceptions`, each with hyphens where it may be divided, and report what is none."""
    words = table.texts("exceptions")
    known: dict[str, str] = {}
    for word in words:
        if not _DIVISION.fullmatch(word):
            table.wrong(
                "exceptions",
                f"“{word}” is no word with its divisions",
                'write letters, and a hyphen where the word may be divided: exceptions = ["Ka-zak-stan", "ANKASAM"]',
            )
        elif known.setdefault(word.replace("-", ""), word) != word:
            table.wrong("exceptions", f"“{word}” is divided otherwise above", "delete one of the two")
    return words
