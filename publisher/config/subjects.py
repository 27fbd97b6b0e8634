"""What a book is about: in words of its own, and as schemes for bookshops and libraries class it."""

from publisher.config.keys import Report, Table
from publisher.model import SubjectCode, SubjectScheme


def subjects(book: Table, report: Report) -> tuple[tuple[str, ...], tuple[SubjectCode, ...]]:
    """Read `subjects` of `[book]`: the texts in it, and the tables."""
    values = book.value("subjects")
    if values is None:
        return (), ()
    if not isinstance(values, list) or not all(_is_text(value) or isinstance(value, dict) for value in values):
        book.wrong(
            "subjects",
            "“subjects” must be a list of texts or tables",
            'write subjects = ["…", { scheme = "thema", code = "…", name = "…" }]',
        )
        return (), ()
    codes = [_code(value, index, report) for index, value in enumerate(values) if isinstance(value, dict)]
    return tuple(value.strip() for value in values if isinstance(value, str)), tuple(code for code in codes if code)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _code(value: dict[str, object], index: int, report: Report) -> SubjectCode | None:
    table = Table(value, "subjects", ("book", "subjects", index), report)
    scheme = table.choice("scheme", SubjectScheme)
    code, name = table.text("code"), table.text("name")
    return SubjectCode(scheme, code, name) if scheme and code and name else None
