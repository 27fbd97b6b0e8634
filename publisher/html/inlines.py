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
    # They are markup already; going through each of them for signs to escape takes long.
    return Markup("".join(parts))


def _render(inline: Inline, hooks: Hooks) -> Markup:
    match inline:
        case Text(text):
            return hooks.text(text)
        case Emphasis(inlines):
            return Markup(f"<em>{render_inlines(inlines, hooks)}</em>")
        case Strong(inlines):
            return Markup(f"<strong>{render_inlines(inlines, hooks)}</strong>")
        case Foreign(inlines, language):
            return Markup(f"<span{hooks.language(language)}>{render_inlines(inlines, hooks)}</span>")
        case SmallCaps(inlines):
            return Markup(f'<span class="smallcaps">{render_inlines(inlines, hooks)}</span>')
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
