"""Capitals that style sheets ask for, as languages write them."""

from typing import Any

from publisher.language import is_known, language


def teach() -> None:
    """Make WeasyPrint ask our languages for capitals; calling it again changes nothing.

    WeasyPrint 70 looks at the first part of a tag alone, so that Kazakh in Latin letters, where İ is the capital of i,
    is Kazakh to it, and an i loses its dot. Drop this when it knows scripts.
    """
    from weasyprint.formatting_structure import boxes

    if boxes.TextBox.process_text_transform is not _transform:
        _Own.transform = boxes.TextBox.process_text_transform
        boxes.TextBox.process_text_transform = _transform


class _Own:
    """What WeasyPrint does by itself."""

    transform: Any


def _transform(box: Any) -> None:
    tag = box.style["lang"]
    if box.style["text_transform"] == "uppercase" and tag and is_known(tag):
        box.text = language(tag).case.upper(box.text)
    _Own.transform(box)
