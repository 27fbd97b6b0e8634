"""How well a finished PDF is set: word spaces, line ends and page ends, measured from the file alone."""

from publisher.check.typography.figures import Figures, PageFigures, measure
from publisher.check.typography.table import by_page, in_all

__all__ = ["Figures", "PageFigures", "by_page", "in_all", "measure"]
