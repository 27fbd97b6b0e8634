"""Pictures of finished pages: turned into the press's inks, and drawn as they are."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name
from PIL import Image

from publisher.pdf.standards.inked import Inked, read_inked

Convert = Callable[[Image.Image], Image.Image]
"""Gives a picture in inks (mode `CMYK`) for one in screen colours (mode `RGB`)."""

_SCREEN = "/DeviceRGB"


@dataclass(frozen=True, slots=True)
class Originals:
    """Pictures that came in inks, and were turned into screen colours for the typesetter.

    Args:
        files: Their own bytes, by the hash of those that the typesetter saw.
        convert: Gives their inks on this press, `None` where no profile says; not asked for those that are its own.
        is_own: Says whether a picture is in the inks of this press.
    """

    files: Mapping[str, bytes]
    convert: Callable[[Inked], Image.Image | None]
    is_own: Callable[[Inked], bool]


def to_press(book: pikepdf.Pdf, convert: Convert | None, originals: Originals | None = None) -> tuple[int, ...]:
    """Turn every picture in screen colours into inks; grey ones stay, black ink prints them.

    Args:
        book: The file.
        convert: By a profile; `None` where there is none.
        originals: Those that had inks of their own.

    Returns:
        Width in pixels of each picture that could not be turned, for want of a profile.
    """
    left = []
    for picture in list(_pictures(book)):
        own = _original(picture, originals)
        if own is not None and originals is not None:
            done = _restore(picture, own, originals)
        elif _is_in_screen_colours(picture.get("/ColorSpace")):
            done = _turn(picture, convert)
        else:
            done = True
        if not done:
            left.append(int(picture.Width))
    return tuple(left)


def _turn(picture: pikepdf.Stream, convert: Convert | None) -> bool:
    image = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
    if _is_grey(image):
        _replace(picture, image.convert("L"), Name.DeviceGray)
    elif convert is None:
        return False
    else:
        _replace(picture, convert(image), Name.DeviceCMYK)
    return True


def _original(picture: pikepdf.Stream, originals: Originals | None) -> bytes | None:
    if originals is None or not originals.files or picture.get("/Filter") != "/DCTDecode":
        return None
    return originals.files.get(hash_of(picture.read_raw_bytes()))


def hash_of(data: bytes) -> str:
    """Give what a picture is known by."""
    return hashlib.sha256(data).hexdigest()


def _restore(picture: pikepdf.Stream, data: bytes, originals: Originals) -> bool:
    """Give a picture its own inks back, or those that stand for them on this press."""
    inked = read_inked(data)
    assert inked
    if not (inked.is_black or originals.is_own(inked)):
        converted = originals.convert(inked)
        if converted is not None:
            _replace(picture, converted, Name.DeviceCMYK)
        return converted is not None
    if not inked.is_upright:
        _replace(picture, inked.amounts, Name.DeviceCMYK)
        return True
    # Byte for byte what the author gave: nothing is lost to a second compression.
    picture.write(data, filter=Name.DCTDecode)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceCMYK, 8
    if inked.is_inverted:
        picture.Decode = Array([1, 0] * 4)
    return True


def as_they_are(book: pikepdf.Pdf) -> None:
    """Let no picture be smoothed where it is enlarged: neither PDF/A nor PDF/X lets a reader add what is not there."""
    for picture in _pictures(book):
        if "/Interpolate" in picture:
            del picture["/Interpolate"]


def _pictures(book: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for thing in book.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
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
