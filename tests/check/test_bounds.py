"""Files made to fill memory or take for ever are a finding, and never the end of the program."""

import os
import re
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from publisher import confined
from publisher.errors import ConfigError, Diagnostic
from publisher.pipeline.checking import CheckReport, check_file

_GIGABYTE = 1_000_000_000


def check(path: Path) -> CheckReport:
    return check_file(path, None, printer="generic", environ={})


def codes(report: CheckReport) -> list[str]:
    return [found.code for found in report.found]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.pdf"


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of what is usual, so that it is soon filled."""
    monkeypatch.setattr(confined, "MOST_BYTES", confined.MOST_BYTES // 10)


def bomb(gigabytes: int) -> bytes:
    """Give spaces, packed a thousandfold: one block of them, and the same once more, and so on."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (100 * gigabytes) + packer.flush()


def of_one_page() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    return pdf


def save(pdf: pikepdf.Pdf, file: Path) -> None:
    pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def form(pdf: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None = None) -> pikepdf.Stream:
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 400]))
    made.Resources = Dictionary(XObject=Dictionary(F=inner)) if inner is not None else Dictionary()
    return made


def show(pdf: pikepdf.Pdf, thing: pikepdf.Object) -> None:
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F=thing))
    pdf.pages[0].Contents = pdf.make_stream(b"/F Do")


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("packed", [1, 2])
def test_a_page_that_unpacks_to_gigabytes(file: Path, packed: int) -> None:
    pdf = of_one_page()
    data = bomb(10) if packed == 1 else zlib.compress(bomb(10))
    pdf.pages[0].Contents = pdf.make_stream(b"")
    pdf.pages[0].Contents.write(data, filter=Array([Name.FlateDecode] * packed))
    save(pdf, file)
    assert file.stat().st_size < _GIGABYTE / 50
    assert codes(check(file)) == ["file-unbounded"]


@pytest.mark.usefixtures("little_memory")
def test_a_page_of_millions_of_numbers(file: Path) -> None:
    pdf = of_one_page()
    pdf.pages[0].Contents = pdf.make_stream(b"[" + b"0 " * 5_000_000 + b"] TJ")
    pdf.save(file)
    assert codes(check(file)) == ["file-unbounded"]


def test_pictures_and_metadata_that_unpack_to_gigabytes_are_not_unpacked(file: Path) -> None:
    pdf = of_one_page()
    picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=900, Height=900)
    picture.write(bomb(2), filter=Name.FlateDecode)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceCMYK, 8
    show(pdf, picture)
    save(pdf, file)
    assert "file-unbounded" not in codes(check(file))


def test_forms_in_forms_without_end(file: Path) -> None:
    pdf = of_one_page()
    inner = form(pdf, b"0 0 1 1 re f")
    for _ in range(3000):
        inner = form(pdf, b"/F Do", inner)
    show(pdf, inner)
    pdf.save(file)
    assert "page-unfollowed" in codes(check(file))


@pytest.mark.usefixtures("little_memory")
def test_forms_that_draw_each_other_ten_times(file: Path) -> None:
    pdf = of_one_page()
    inner = form(pdf, b"0 0 1 1 re f")
    for _ in range(10):
        inner = form(pdf, b"/F Do " * 10, inner)
    show(pdf, inner)
    pdf.save(file)
    assert codes(check(file)) == ["file-unbounded"]


def test_gradients_whose_parts_are_each_other(file: Path) -> None:
    pdf = of_one_page()
    function: pikepdf.Object = Dictionary(FunctionType=2, C0=Array([0]), C1=Array([1]), N=1, Domain=Array([0, 1]))
    for _ in range(8):
        part = pdf.make_indirect(function)
        function = Dictionary(FunctionType=3, Functions=Array([part] * 30), Domain=Array([0, 1]))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 1, 1]), Function=function)
    pdf.pages[0].Resources = Dictionary(Shading=Dictionary(S=pdf.make_indirect(shading)))
    pdf.pages[0].Contents = pdf.make_stream(b"/S sh")
    pdf.save(file)
    assert "page-unfollowed" not in codes(check(file))


@pytest.mark.parametrize("where", ["objects", "page"])
def test_brackets_in_brackets(file: Path, where: str) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    pdf = of_one_page()
    if where == "page":
        pdf.pages[0].Contents = pdf.make_stream(deep + b" TJ")
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    if where == "objects":
        file.write_bytes(file.read_bytes().replace(b"/Pages", b"/Deep " + deep + b" /Pages", 1))
        with pytest.raises(ConfigError, match="cannot be read as PDF"):
            check(file)
    else:
        assert check(file).pages == 1


def test_pages_that_hold_each_other(file: Path) -> None:
    pdf = of_one_page()
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    tree = re.search(rb"/Pages (\d+ 0 R)", file.read_bytes())
    assert tree
    file.write_bytes(re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [ " + tree[1], file.read_bytes(), count=1))
    with pytest.raises(ConfigError) as told:
        check(file)
    assert [found.code for found in told.value.found] == ["file-unreadable"]
    assert "<_io" not in told.value.found[0].message


# --- the process that reads them ---------------------------------------------------------------------------------


def test_what_it_gives_and_what_it_raises_comes_back() -> None:
    found = Diagnostic(code="a", message="b", hint="c")

    def fails() -> None:
        raise ConfigError(found)

    def breaks() -> None:
        raise KeyError("ours")

    assert confined.confined(lambda: ("a", 1)) == ("a", 1)
    with pytest.raises(ConfigError) as told:
        confined.confined(fails)
    assert told.value.found == (found,)
    with pytest.raises(KeyError, match="ours") as broken:
        confined.confined(breaks)
    assert "in breaks" in "".join(broken.value.__notes__)


def test_work_that_takes_too_much_is_ended() -> None:
    def spin() -> None:
        while True:
            pass

    with pytest.raises(confined.OutOfBoundsError, match="more than 1 seconds"):
        confined.confined(spin, most_seconds=1)
    with pytest.raises(confined.OutOfBoundsError, match="more than 1 seconds"):
        confined.confined(lambda: time.sleep(60), most_seconds=1)
    with pytest.raises(confined.OutOfBoundsError, match=r"more than 0\.1 GB"):
        confined.confined(lambda: len(bytes(_GIGABYTE)), most_bytes=_GIGABYTE // 10)
    with pytest.raises(confined.OutOfBoundsError, match="broke down"):
        confined.confined(lambda: os._exit(3))
