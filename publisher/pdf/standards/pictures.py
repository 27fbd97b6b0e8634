"""Pictures of finished pages turned into the press's inks."""

from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Name
from PIL import Image

Convert = Callable[[Image.Image], Image.Image]
"""Gives a picture in inks (mode `CMYK`) for one in screen colours (mode `RGB`)."""

_SCREEN = "/DeviceRGB"


def to_press(book: pikepdf.Pdf, convert: Convert | None) -> tuple[int, ...]:
    """Turn every picture in screen colours into inks; grey ones stay, black ink prints them.

    Args:
        book: The file.
        convert: By a profile; `None` where there is none.

    Returns:
        Width in pixels of each picture that could not be turned, for want of a profile.
    """
    left = []
    for picture in list(_pictures(book)):
        image = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
        if _is_grey(image):
            _replace(picture, image.convert("L"), Name.DeviceGray)
        elif convert is None:
            left.append(image.width)
        else:
            _replace(picture, convert(image), Name.DeviceCMYK)
    return tuple(left)


def _pictures(book: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for thing in book.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            if thing.get("/Interpolate"):
                del thing["/Interpolate"]
            if _is_in_screen_colours(thing.get("/ColorSpace")):
                yield thing


def _is_in_screen_colours(space: pikepdf.Object | None) -> bool:
    if not isinstance(space, pikepdf.Array):
        return space == _SCREEN
    if space[0] == "/Indexed":
        return _is_in_screen_colours(space[1])
    return bool(space[0] == "/CalRGB" or (space[0] == "/ICCBased" and int(space[1].N) == 3))


def _is_grey(image: Image.Image) -> bool:
    """Say whether a picture has no colour: a drawing in black then needs no other ink."""
    red, green, blue = image.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _replace(picture: pikepdf.Stream, image: Image.Image, space: pikepdf.Name) -> None:
    mask = picture.get("/SMask")
    for key in ("/Decode", "/DecodeParms", "/Intent", "/Mask"):
        if key in picture:
            del picture[key]
    picture.write(image.tobytes())
    picture.ColorSpace, picture.BitsPerComponent = space, 8
    picture.Width, picture.Height = image.size
    # A mask that was multiplied into the colours says by which (ISO 32000-1, 11.6.5.3); ours never are.
    if isinstance(mask, pikepdf.Stream) and "/Matte" in mask:
        del mask["/Matte"]
