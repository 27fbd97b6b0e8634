"""Pictures of random documents: small and tall, with words in them and without."""

import io

from PIL import Image as Picture

from publisher.model import Image

_CHART = b"""<svg xmlns="http://www.w3.org/2000/svg" width="240" height="150" viewBox="0 0 240 150">
<path d="M20 10 V130 H230 M40 120 L90 70 L150 90 L220 20" fill="none" stroke="#12284C" stroke-width="3"/>
<text x="30" y="146" font-size="12">2016</text><text x="200" y="146" font-size="12">2018</text>
<text x="4" y="130" font-size="12">0</text><text x="4" y="20" font-size="12">5</text>
<text x="12" y="100" font-size="12" transform="rotate(-90 12 100)">ka lan</text>
<text x="100" y="60" font-size="12">A</text>
</svg>"""
_TALL = b"""<svg xmlns="http://www.w3.org/2000/svg" width="60" height="150" viewBox="0 0 60 150">
<rect x="2" y="2" width="56" height="146" fill="none" stroke="#12284C" stroke-width="4"/>
</svg>"""


def pictures() -> tuple[Image, ...]:
    """Give a tall drawing, a wide photograph, and a chart with words."""
    wide = io.BytesIO()
    Picture.new("L", (400, 60), "#888888").save(wide, "PNG")
    return (
        Image("images/tall.svg", "image/svg+xml", _TALL, 60, 150),
        Image("images/wide.png", "image/png", wide.getvalue(), 400, 60),
        Image("images/chart.svg", "image/svg+xml", _CHART, 240, 150),
    )
