"""Lists of words that are written as a text."""


def word_list(text: str) -> tuple[str, ...]:
    """Give the words of a list in their order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Give the words of a list whose order says nothing."""
    return frozenset(text.split())
