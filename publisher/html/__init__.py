"""The model as HTML that both editions share; what differs comes in through `Hooks`."""

from publisher.html.blocks import render_blocks
from publisher.html.hooks import Hooks
from publisher.html.inlines import render_inlines

__all__ = ["Hooks", "render_blocks", "render_inlines"]
