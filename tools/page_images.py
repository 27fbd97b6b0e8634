"""Draw the page images of README and docs/typography.md from the print edition in build/: see `make images`."""

from pathlib import Path

import pypdfium2
from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
SHOWN = {"title": (2, 3), "contents": (4,), "chapter": (13, 14), "map": (25, 26), "notes": (26,)}
DPI = 88
# Notes are small.
NOTES_DPI = 132
GAP = 12
PAPER = (228, 229, 232)


def main() -> None:
    """Write one image for each spread: two facing pages on grey."""
    (printed,) = (PROJECT / "build").glob("*-screen.pdf")
    book = pypdfium2.PdfDocument(printed)
    folder = PROJECT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    for name, pages in SHOWN.items():
        drawn = [draw(book, page, NOTES_DPI if name == "notes" else DPI) for page in pages]
        width = sum(page.width for page in drawn) + 2 * GAP
        sheet = Image.new("RGB", (width, drawn[0].height + 2 * GAP), PAPER)
        left = GAP
        for page in drawn:
            sheet.paste(page, (left, GAP))
            left += page.width
        sheet.quantize(64).save(folder / f"{name}.png", optimize=True)


def draw(book: pypdfium2.PdfDocument, index: int, dpi: int) -> Image.Image:
    """Draw a page inside its trim box."""
    page = book[index]
    left, bottom, right, top = page.get_trimbox()
    width, height = page.get_size()
    crop = (left, bottom, width - right, height - top)
    image: Image.Image = page.render(scale=dpi / 72, crop=crop).to_pil().convert("RGB")
    return image


if __name__ == "__main__":
    main()
