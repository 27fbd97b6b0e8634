"""Inlines as well-formed HTML."""

from typing import assert_never

from markupsafe import Markup

from publisher.html.hooks import Hooks
from publisher.model import (
    Code,
    Emphasis,
    Foreign,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Reference,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publisher.walk import calls_meet


def render_inlines(inlines: Inlines, hooks: Hooks) -> Markup:
    """Render a run of inlines."""
    parts: list[Markup] = []
    for before, inline in zip((None, *inlines), inlines, strict=False):
        if calls_meet(before, inline):
            # Two calls side by side would read as one number.
            parts.append(Markup('<sup class="between-notes">,</sup>'))
        parts.append(_render(inline, hooks))
    return Markup("").join(parts)


def _render(inline: Inline, hooks: Hooks) -> Markup:
    match inline:
        case Text(text):
            return hooks.text(text)
        case Emphasis(inlines):
            return Markup("<em>{}</em>").format(render_inlines(inlines, hooks))
        case Strong(inlines):
            return Markup("<strong>{}</strong>").format(render_inlines(inlines, hooks))
        case Foreign(inlines, language):
            return Markup("<span{}>{}</span>").format(hooks.language(language), render_inlines(inlines, hooks))
        case SmallCaps(inlines):
            return Markup('<span class="smallcaps">{}</span>').format(render_inlines(inlines, hooks))
        case Superscript(inlines):
            return Markup("<sup>{}</sup>").format(render_inlines(inlines, hooks))
        case Subscript(inlines):
            return Markup("<sub>{}</sub>").format(render_inlines(inlines, hooks))
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case LineBreak():
            return Markup("<br/>")
        case Link(inlines, target):
            href = hooks.href(target[1:]) if target.startswith("#") else target
            return Markup('<a href="{}">{}</a>').format(href, render_inlines(inlines, hooks))
        case Reference(target):
            return Markup('<a class="reference" href="{}">{}</a>').format(hooks.href(target), hooks.reference(inline))
        case InlineImage(source, alt):
            return Markup('<img class="inline" src="{}" alt="{}"/>').format(hooks.image_url(source), alt)
        case Note() | NoteReference():
            return hooks.place_note(inline)
        case _:
            assert_never(inline)
