"""Rules on what a file for the press says of itself."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from publisher.check.preflight.pressfile import PressFile, error, printer_rule, standard_rule
from publisher.errors import Diagnostic

_X4 = "PDF/X-4"
_IDENTIFIED_BY = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_PDF, _XMP = "{http://ns.adobe.com/pdf/1.3/}", "{http://ns.adobe.com/xap/1.0/}"
_DC, _MM = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/mm/}"
_NEEDED = {
    f"{_DC}title": "dc:title",
    f"{_XMP}CreateDate": "xmp:CreateDate",
    f"{_XMP}ModifyDate": "xmp:ModifyDate",
    f"{_XMP}MetadataDate": "xmp:MetadataDate",
    f"{_MM}DocumentID": "xmpMM:DocumentID",
    f"{_MM}VersionID": "xmpMM:VersionID",
    f"{_MM}RenditionClass": "xmpMM:RenditionClass",
}
_SAME = {
    "/Title": f"{_DC}title",
    "/Author": f"{_DC}creator",
    "/Subject": f"{_DC}description",
    "/Creator": f"{_XMP}CreatorTool",
    "/Producer": f"{_PDF}Producer",
    "/CreationDate": f"{_XMP}CreateDate",
    "/ModDate": f"{_XMP}ModifyDate",
    "/Trapped": f"{_PDF}Trapped",
    "/GTS_PDFXVersion": _IDENTIFIED_BY,
}
_DIGITS = re.compile(r"\d")
_SECONDS = 14
_MAKE_ANEW = "make it with publish pdf --for press, or set it in the program that made the file"


@standard_rule("x-version-unsaid", needs_book=False)
def x_version_unsaid(file: PressFile) -> Iterator[Diagnostic]:
    """Find files that claim PDF/X and do not name PDF/X-4 in their metadata."""
    said = file.metadata.get(_IDENTIFIED_BY)
    if said != _X4:
        what = f"say “{said}”" if said else "do not say which version of PDF/X it is"
        yield error("x-version-unsaid", f"the metadata {what}, the file is held to {_X4}", _MAKE_ANEW)


@printer_rule("x-version-refused", needs_book=False)
def x_version_refused(file: PressFile) -> Iterator[Diagnostic]:
    """Find files of a kind that the printer does not take."""
    taken, version = file.printer.pdf_x, file.x_version
    # One that claims PDF/X without a name is held to PDF/X-4, and told so.
    if taken and version != "" and not any((version or "").startswith(kind) for kind in taken):
        message = f"the file is {version or 'no PDF/X'}, {file.printer.name} takes {', '.join(taken)}"
        yield error("x-version-refused", message, "publish pdf --for press makes PDF/X-4")


@printer_rule("pdf-version-refused", needs_book=False)
def pdf_version_refused(file: PressFile) -> Iterator[Diagnostic]:
    """Find files of a newer PDF than the printer reads."""
    newest = file.printer.pdf_version
    if newest is not None and _version(file.pdf.pdf_version) > _version(newest):
        message = f"the file is PDF {file.pdf.pdf_version}, {file.printer.name} reads up to {newest}"
        yield error("pdf-version-refused", message, "save it as an older PDF, or ask the printer")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


@standard_rule("metadata-incomplete", needs_book=False)
def metadata_incomplete(file: PressFile) -> Iterator[Diagnostic]:
    """Find files whose metadata lack what PDF/X asks for."""
    missing = [name for key, name in _NEEDED.items() if not file.metadata.get(key)]
    if not isinstance(file.pdf.trailer.get("/ID"), Array):
        missing.append("the file's /ID")
    if missing:
        yield error("metadata-incomplete", f"the metadata lack {', '.join(missing)}", _MAKE_ANEW)


@standard_rule("metadata-disagree", needs_book=False)
def metadata_disagree(file: PressFile) -> Iterator[Diagnostic]:
    """Find files whose document information and metadata say different things."""
    info = file.pdf.trailer.get("/Info")
    for key, name in _SAME.items():
        said = info.get(key) if isinstance(info, Dictionary) else None
        if said is None or key == "/Trapped":
            continue
        other = file.metadata.get(name)
        if not _agree(str(said), other or "", is_date=key.endswith("Date")):
            message = f"{key[1:]} is “{said}” in the document information, “{other or ''}” in the metadata"
            yield error("metadata-disagree", message, "write the same into both")


def _agree(one: str, other: str, *, is_date: bool) -> bool:
    if is_date:
        first, second = ("".join(_DIGITS.findall(date))[:_SECONDS] for date in (one, other))
        shortest = min(len(first), len(second))
        return shortest >= 4 and first[:shortest] == second[:shortest]
    # Several authors are a list in one place and a text in the other.
    return one.strip() == other or (other != "" and one.strip().startswith(other))


@standard_rule("trapping-unsaid", needs_book=False)
def trapping_unsaid(file: PressFile) -> Iterator[Diagnostic]:
    """Find files that do not say whether they are trapped, or say two things."""
    info = file.pdf.trailer.get("/Info")
    said = str(info.get("/Trapped", "")).lstrip("/") if isinstance(info, Dictionary) else ""
    other = file.metadata.get(f"{_PDF}Trapped", "")
    if {said, other} not in ({"True"}, {"False"}):
        message = f"Trapped is “{said}” in the document information, “{other}” in the metadata"
        yield error("trapping-unsaid", message, "say False in both, unless the file has traps: then True")


@printer_rule("file-encrypted", needs_book=False)
def file_encrypted(file: PressFile) -> Iterator[Diagnostic]:
    """Find files under a password or with rights that are taken away."""
    if file.pdf.is_encrypted:
        yield error("file-encrypted", "the file is encrypted", "save it without a password and without restrictions")


@printer_rule("action-in-press", needs_book=False)
def action_in_press(file: PressFile) -> Iterator[Diagnostic]:
    """Find what acts: scripts, and actions of the file, its pages, its bookmarks and its links."""
    found = dict.fromkeys(name for thing in _dictionaries(file.pdf) for name in _actions(thing))
    if found:
        message = f"the file holds what acts: {', '.join(found)}"
        yield error("action-in-press", message, "take scripts and actions out: a press has no use for them")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | pikepdf.Stream):
            yield thing


def _actions(thing: Any) -> Iterator[str]:
    if "/JS" in thing or thing.get("/S") == "/JavaScript":
        yield "JavaScript"
    names = thing.get("/JavaScript")
    if isinstance(names, Dictionary):
        yield "JavaScript"
    if isinstance(thing.get("/AA"), Dictionary):
        yield "actions on events"
    for key in ("/A", "/OpenAction"):
        action = thing.get(key)
        if isinstance(action, Dictionary) and isinstance(action.get("/S"), pikepdf.Name):
            yield f"{str(action['/S'])[1:]}"


@standard_rule("content-forbidden", needs_book=False)
def content_forbidden(file: PressFile) -> Iterator[Diagnostic]:
    """Find what a press may read otherwise than was meant: PostScript, pictures that lie elsewhere, curves of tone."""
    found = dict.fromkeys(name for thing in _dictionaries(file.pdf) for name in _forbidden(thing))
    if found:
        message = f"the file holds what PDF/X forbids: {', '.join(found)}"
        yield error("content-forbidden", message, "take it out, or have the program flatten it")


def _forbidden(thing: Any) -> Iterator[str]:
    if thing.get("/Subtype") == "/PS" or thing.get("/Subtype2") == "/PS":
        yield "PostScript"
    if "/OPI" in thing:
        yield "pictures of low resolution in place of others (OPI)"
    if isinstance(thing, pikepdf.Stream) and "/F" in thing:
        yield "streams that lie outside the file"
    state = thing.get("/Type") == "/ExtGState"
    if state and ("/TR" in thing or thing.get("/TR2", pikepdf.Name.Default) != "/Default"):
        yield "curves of tone (transfer functions)"
