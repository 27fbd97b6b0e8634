"""The one place that reaches into WeasyPrint's private parts: boxes before and after they are put on pages.

WeasyPrint breaks lines and draws; it never makes a page of text here (docs/architecture.md). Everything in
this package was proven on one version, and refuses to start on another.
"""

from publisher.pdf.engine.drawing import DrawnPages, draw, draw_pages
from publisher.pdf.engine.galley import Galley
from publisher.pdf.engine.setting import PX_PER_PT, Typesetter
from publisher.pdf.engine.typecase import TypeCase

__all__ = ["PX_PER_PT", "DrawnPages", "Galley", "TypeCase", "Typesetter", "draw", "draw_pages"]
