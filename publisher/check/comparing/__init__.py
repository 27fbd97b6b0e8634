"""Two finished PDFs, page by page: what a reader sees that is another, and which sheets that concerns."""

from publisher.check.comparing.bounded import draw_pages, look_at_all
from publisher.check.comparing.comparison import Comparison, compare
from publisher.check.comparing.looking import FileLook, PageLook, look_at
from publisher.check.comparing.notes import NoteChange
from publisher.check.comparing.pairing import Kind, Pair
from publisher.check.comparing.showing import show
from publisher.check.comparing.telling import told

__all__ = [
    "Comparison",
    "FileLook",
    "Kind",
    "NoteChange",
    "PageLook",
    "Pair",
    "compare",
    "draw_pages",
    "look_at",
    "look_at_all",
    "show",
    "told",
]
