"""Files of pictures without anything but the picture; what is left is byte for byte as it was."""

from collections.abc import Iterator

_PNG_SIGNATURE = 8
# What shows; a profile comes here only if it is that of every screen (PNG 3, 11.2 and 11.3).
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})

_END, _SCAN, _JFIF, _ADOBE = 0xD9, 0xDA, 0xE0, 0xEE
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE


def png(data: bytes) -> bytes:
    """Give a PNG without text, dates, thumbnails and further frames."""
    return data[:_PNG_SIGNATURE] + b"".join(chunk for kind, chunk in _chunks(data) if kind in _PNG_KEPT)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = _PNG_SIGNATURE
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        yield kind, data[at:end]
        if kind == b"IEND":
            return
        at = end


def jpeg(data: bytes) -> bytes:
    """Give a JPEG without what cameras say of place, time and themselves, and without what stands behind it.

    Source: ITU-T T.81, annex B.
    """
    return b"\xff\xd8" + b"".join(part for marker, part in _segments(data) if _shows(marker))


def _shows(marker: int) -> bool:
    # Adobe's segment says how three channels make colours.
    return marker in (_JFIF, _ADOBE) or not (marker in _APPLICATION or marker == _COMMENT)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        marker = data[at + 1]
        if marker == 0xFF:
            # Any number of these may stand before a marker.
            at += 1
            continue
        if marker == _END:
            yield marker, data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Give where the next marker stands that is none of a scan's own."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
