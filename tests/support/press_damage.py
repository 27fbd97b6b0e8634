"""Break a file for the press the way careless programs do: colours, boxes, fonts, claims."""

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

# A header is all that is read of a profile here: class and colour space where they belong.
_PROFILE = bytes(12) + b"prtrCMYKLab " + bytes(104)


class PressDamage:
    """A PDF to be damaged; every method is one damage, and takes what TOML can write."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(data))
        self._encryption: pikepdf.Encryption | None = None
        self._count = 0

    def data(self) -> bytes:
        saved = io.BytesIO()
        self._pdf.save(saved, encryption=self._encryption)
        return saved.getvalue()

    def do(self, damage: Mapping[str, Any]) -> None:
        arguments = dict(damage)
        getattr(self, arguments.pop("do"))(**arguments)

    # --- what a page draws -----------------------------------------------------------------------------------------

    def draw(self, page: int, content: str, resources: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Draw more on a page; resources are written as a PDF has them."""
        target = self._pdf.pages[page - 1]
        for kind, named in (resources or {}).items():
            for name, written in named.items():
                target.add_resource(self._made(written), Name(f"/{kind}"), Name(f"/{name}"))
        # Pages that are drawn bind nothing they leave open: their own state is closed before ours begins.
        target.contents_add(b"q\n", prepend=True)
        target.contents_add(b"\nQ\n" + content.encode("latin-1"))

    def draw_form(self, page: int, content: str, more: str = "<< >>", times: int = 1) -> None:
        """Draw a form on a page, or a form that draws it, and so on."""
        form = self._stream("/XObject", "/Form", content, more)
        form.BBox = Array([0, 0, 1000, 1000])
        for _ in range(times - 1):
            outer = self._stream("/XObject", "/Form", "/In Do", "<< >>")
            outer.BBox, outer.Resources = Array([0, 0, 1000, 1000]), Dictionary(XObject=Dictionary(In=form))
            form = outer
        self._use(page, "XObject", form, "/{} Do")

    def draw_form_in_itself(self, page: int) -> None:
        """Draw a form that draws itself."""
        form = self._stream("/XObject", "/Form", "/In Do", "<< >>")
        form.BBox, form.Resources = Array([0, 0, 1000, 1000]), Dictionary(XObject=Dictionary(In=form))
        self._use(page, "XObject", form, "/{} Do")

    def draw_tiles(self, page: int, content: str, area: str) -> None:
        """Fill an area of a page with a pattern."""
        tiles = self._stream("/Pattern", None, content, "<< /PatternType 1 /PaintType 1 /TilingType 1 >>")
        tiles.BBox, tiles.XStep, tiles.YStep, tiles.Resources = Array([0, 0, 9, 9]), 9, 9, Dictionary()
        self._use(page, "Pattern", tiles, f"/Pattern cs /{{}} scn {area} re f")

    def draw_gradient(self, page: int, space: str, ends: list[list[float]]) -> None:
        """Draw a gradient over a page."""
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
        shading = Dictionary(ShadingType=2, ColorSpace=self._made(space), Coords=[0, 0, 200, 200], Function=function)
        self._use(page, "Shading", self._pdf.make_indirect(shading), "/{} sh")

    def draw_picture(
        self,
        page: int,
        space: str,
        size: list[int],
        at: list[float],
        pixel: list[int],
        bits: int = 8,
        more: str = "",
        data: bytes = b"",
    ) -> None:
        """Draw a picture of one colour, or its data as they are: left, bottom, width and height in points."""
        amount = size[0] * size[1] if bits == 8 else (size[0] + 7) // 8 * size[1]
        picture = self._stream("/XObject", "/Image", "", f"<< {more} >>")
        if data:
            picture.write(data, filter=picture.Filter)
        else:
            picture.write(bytes(pixel) * amount)
        picture.Width, picture.Height, picture.BitsPerComponent = *size, bits
        picture.ColorSpace = self._made(space)
        self._use(page, "XObject", picture, f"{at[2]} 0 0 {at[3]} {at[0]} {at[1]} cm /{{}} Do")

    def draw_text(self, page: int, at: list[float], state: str = "", font: str = "") -> None:
        """Print text in a font of the page, or in another."""
        name = str(next(iter(self._pdf.pages[page - 1].Resources.Font.keys())))[1:]
        if font:
            name = "Broken"
            self._pdf.pages[page - 1].Resources.Font[f"/{name}"] = self._made(font)
        shown = "<00240025>" if not font else "(Kedi)"
        self.draw(page, f"q {state} BT /{name} 10 Tf 1 0 0 1 {at[0]} {at[1]} Tm {shown} Tj ET Q")

    def draw_letters_that_are_drawn(self, page: int, content: str) -> None:
        """Print text in a font whose letters are drawings."""
        letter = self._pdf.make_stream(f"500 0 d0 {content}".encode())
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 500, 500],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=Dictionary(a=letter),
            Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name("/a")]),
            FirstChar=97,
            LastChar=97,
            Widths=[500],
            Resources=Dictionary(),
        )
        self._use(page, "Font", self._pdf.make_indirect(font), "BT /{} 10 Tf 100 100 Td (a) Tj ET")

    # --- pages and the file ----------------------------------------------------------------------------------------

    def set_on_page(self, page: int, key: str, value: str) -> None:
        self._set(self._pdf.pages[page - 1].obj, key, value)

    def set_on_all_pages(self, key: str, value: str) -> None:
        for page in self._pdf.pages:
            self._set(page.obj, key, value)

    def set_in_root(self, key: str, value: str) -> None:
        self._set(self._pdf.Root, key, value)

    def set_in_information(self, key: str, value: str) -> None:
        self._set(self._pdf.docinfo, key, value)

    def set_in_intent(self, key: str, value: str) -> None:
        self._set(self._pdf.Root.OutputIntents[0], key, value)

    def set_profile(self, device: str, space: str, components: int) -> None:
        """Give the output intent another profile."""
        head = bytes(12) + device.encode() + space.encode() + bytes(108)
        self._pdf.Root.OutputIntents[0].DestOutputProfile = self._pdf.make_stream(head, N=components)

    def add_profile(self) -> None:
        """Give the output intent a profile of a press: as much of one as is read here."""
        self._pdf.Root.OutputIntents[0].DestOutputProfile = self._pdf.make_stream(_PROFILE, N=4)

    def replace_in_metadata(self, old: str, new: str) -> None:
        before = self._pdf.Root.Metadata.read_bytes().decode()
        assert old in before
        self._pdf.Root.Metadata.write(before.replace(old, new).encode())

    def annotate(self, page: int, annotation: str) -> None:
        self._pdf.pages[page - 1].obj.Annots = Array([self._pdf.make_indirect(self._made(annotation))])

    def encrypt(self) -> None:
        self._encryption = pikepdf.Encryption(owner="geheim", user="")

    def drop_pages(self, keep: int) -> None:
        del self._pdf.pages[keep:]

    # --- hands -----------------------------------------------------------------------------------------------------

    def _made(self, written: str) -> Any:
        """Make an object as a PDF writes it; `ICC n` is a profile of so many components."""
        if written.startswith("ICC "):
            return Array([Name.ICCBased, self._pdf.make_stream(_PROFILE, N=int(written[4:]))])
        return pikepdf.Object.parse(written.encode())

    def _set(self, target: Any, key: str, value: str) -> None:
        if value:
            target[key] = self._made(value)
        else:
            del target[key]

    def _stream(self, kind: str, subtype: str | None, content: str, more: str) -> Any:
        stream = self._pdf.make_stream(content.encode())
        stream.Type = Name(kind)
        if subtype:
            stream.Subtype = Name(subtype)
        for key, value in dict(self._made(more)).items():
            stream[key] = value
        return stream

    def _use(self, page: int, kind: str, thing: Any, content: str) -> None:
        self._count += 1
        name = f"Broken{self._count}"
        self._pdf.pages[page - 1].add_resource(thing, Name(f"/{kind}"), Name(f"/{name}"))
        self.draw(page, f"q {content.format(name)} Q")
