"""Addresses of the web on pages: broken where a reader can tell that they go on, with no hyphen added."""

import re

import pytest

from publisher.pdf.addresses import addresses_in, with_breaks
from tests.support.small_press import SmallPress
from tests.support.stock_book import note, paragraph

LONG = (
    "https://www.ornek-gazete.com.tr/haber/dunya/orta-asya/kazakistan-cumhurbaskani-ankarada-1234567.html"
    "?utm_source=mektup&utm_medium=eposta#bolum-2"
)


def pieces(address: str) -> list[str]:
    return with_breaks(address).replace("\u2060", "").split("\u200b")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a/b.html", ["https://", "example.org", "/a", "/b", ".html"]),
        ("www.example.org/deep-sea?x=1&y=2#top", ["www.example.org", "/deep", "-sea", "?x", "=1", "&y", "=2", "#top"]),
        ("https://example.org/a%C3%BC_bcd", ["https://", "example.org", "/a", "%C3", "%BC", "_bcd"]),
        # Hardly anything would stand on the next line.
        ("https://example.org/ab/).", ["https://", "example.org", "/ab/)."]),
        ("https://a-b.example.org", ["https://", "a-b.example.org"]),
        ("https://a.very.long.name.of.a.host.example.org", None),
        ("doi:10.1000/abc.182", ["doi:10.1000", "/abc", ".182"]),
    ],
)
def test_where_an_address_may_break(address: str, expected: list[str] | None) -> None:
    assert [found.group() for found in addresses_in(f"Bkz. {address} ve")] == [address]
    assert "".join(pieces(address)) == address
    if expected:
        assert pieces(address) == expected
    else:
        assert len(pieces(address)) > 3


def test_what_is_no_address_is_left_alone() -> None:
    assert not list(addresses_in("a/b, http, www, 10.1000/182, ://, doi: yok"))


@pytest.mark.parametrize("language", ["tr", "ru", "kk", "en"])
def test_an_address_is_broken_before_its_signs_and_copied_whole(press: SmallPress, language: str) -> None:
    pages = press.pages(paragraph(f"Önce {LONG} sonra.", note(f"Bkz. {LONG}.")), language=language)
    for lines in (pages[0].body, [line for page in pages for line in page.notes]):
        found = [line.text for line in lines]
        first = next(index for index, text in enumerate(found) if "https://" in text)
        joined = "".join(found[first:])
        assert LONG.replace("/", "") in re.sub(r"[\s/]", "", joined)
        last = next(index for index, text in enumerate(found) if "bolum" in text)
        for before, after in zip(found[first:last], found[first + 1 : last + 1], strict=True):
            assert not before.endswith(("-", ".", "=", "&", "?"))
            assert after[0] in "/.?&=#_-" or before.endswith("https://")


def test_a_range_of_numbers_is_whole(press: SmallPress) -> None:
    for words in range(1, 14):
        (page, *_) = press.pages(paragraph("söz " * words + "1991–2018 arası"))
        assert "1991–2018" in page.text, words
