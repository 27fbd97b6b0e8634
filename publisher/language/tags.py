"""Tags of languages, as BCP 47 and its registry have them."""

import functools

from publisher.language.registry import LANGUAGES


@functools.lru_cache(maxsize=256)
def exists(tag: str) -> bool:
    """Say whether a tag is well formed, and all of its subtags are registered: `kk-Cyrl`, not `xx`."""
    if tag in LANGUAGES:
        return True
    # The registry takes long to load.
    import langcodes

    # A tag of private use alone names no language that anybody else knows.
    return "-" not in tag[:2] and "_" not in tag and tag.isascii() and langcodes.tag_is_valid(tag)


def three_letters(tag: str) -> str:
    """Give the code that catalogues have for a tag's language: `ger` of `de-AT`; `und` for one without any.

    Source: ISO 639-2/B.
    """
    import langcodes

    try:
        return str(langcodes.Language.get(tag).to_alpha3(variant="B"))
    except LookupError:
        return "und"
