"""Two PDFs compared by what their pages show."""

import io
from dataclasses import replace

import pikepdf
import pytest

from publisher.check import comparing
from publisher.check.comparing import Comparison, Kind, bounded, compare, look_at
from publisher.check.comparing.telling import told
from publisher.errors import ConfigError
from publisher.pdf.audit import UnreadableError
from tests.support.typed_pdf import Typed, typed_pdf

SENTENCE = "the quick brown fox jumps over a lazy dog and runs into deep woods where nobody has ever seen it"
WORDS = SENTENCE.split()


def page(seed: int, *notes: str, grey: float | None = None) -> Typed:
    """Type a page like no other."""
    words = [WORDS[(seed * 7 + n * (seed + 3)) % len(WORDS)] for n in range(60)]
    lines = [" ".join([f"p{seed}w{n}", *words[n * 6 : n * 6 + 6]]) for n in range(10)]
    return Typed(tuple(lines), notes, grey)


BOOK = [page(seed) for seed in range(12)]


def compared(old: bytes, new: bytes, signature: int = 4) -> Comparison:
    return compare(look_at(old), look_at(new), signature)


def kinds(found: Comparison) -> list[tuple[str, int | None, int | None]]:
    return [
        (str(pair.kind), pair.old.number if pair.old else None, pair.new.number if pair.new else None)
        for pair in found.pairs
        if pair.kind is not Kind.SAME
    ]


def test_other_bytes_that_show_the_same_are_the_same() -> None:
    old, new = typed_pdf(BOOK), typed_pdf(BOOK, title="Another")
    assert old != new
    found = compared(old, new)
    assert (found.differs, kinds(found), found.signatures) == (False, [], ())


def test_a_word_changes_its_page_and_its_signature() -> None:
    changed = replace(BOOK[5], lines=("another word", *BOOK[5].lines[1:]))
    found = compared(typed_pdf(BOOK), typed_pdf([*BOOK[:5], changed, *BOOK[6:]]))
    assert (kinds(found), found.signatures) == ([("changed", 6, 6)], (2,))
    assert dict(told(found))["changed"] == "1 page: 6"


def test_what_is_no_text_counts_too() -> None:
    grey, darker = replace(BOOK[2], grey=0.5), replace(BOOK[2], grey=0.4)
    old, new = ([*BOOK[:2], square, *BOOK[3:]] for square in (grey, darker))
    assert kinds(compared(typed_pdf(old), typed_pdf(new))) == [("changed", 3, 3)]


def test_a_running_head_is_a_change_of_its_page() -> None:
    headed = replace(BOOK[8], head="Another Book")
    found = compared(typed_pdf(BOOK), typed_pdf([*BOOK[:8], headed, *BOOK[9:]]))
    assert kinds(found) == [("changed", 9, 9)]


def test_a_new_leaf_moves_those_behind_it() -> None:
    found = compared(typed_pdf(BOOK), typed_pdf([*BOOK[:5], page(20), page(21), *BOOK[5:]]))
    moved = [("moved", old, old + 2) for old in range(6, 13)]
    assert kinds(found) == [("new", None, 6), ("new", None, 7), *moved]
    assert found.signatures == (2, 3, 4)
    assert dict(told(found)) == {
        "the same": "5 pages",
        "moved": "7 pages: 8–14 (6–12 before)",
        "new": "2 pages: 6–7",
        "signatures of 4": "2–4 of 4 to be printed again",
    }


def test_a_page_on_the_other_side_of_the_leaf_has_only_moved() -> None:
    old = typed_pdf(BOOK, shift_pt=12.25)
    new = typed_pdf([*BOOK[:5], page(20), *BOOK[5:]], shift_pt=12.25)
    assert kinds(compared(old, new)) == [("new", None, 6), *[("moved", n, n + 1) for n in range(6, 13)]]


def test_a_moved_page_on_which_something_changed_has_changed() -> None:
    grey = [*BOOK[:5], page(20), page(21), *BOOK[5:7], replace(BOOK[7], grey=0.2), *BOOK[8:]]
    found = compared(typed_pdf(BOOK), typed_pdf(grey))
    assert ("changed", 8, 10) in kinds(found)
    assert ("moved", 9, 11) in kinds(found)


def test_pages_that_are_gone_and_a_chapter_put_elsewhere() -> None:
    gone = compared(typed_pdf(BOOK), typed_pdf([*BOOK[:4], *BOOK[6:]]))
    assert kinds(gone) == [("gone", 5, None), ("gone", 6, None), *[("moved", n, n - 2) for n in range(7, 13)]]
    turned = compared(typed_pdf(BOOK), typed_pdf([*BOOK[8:], *BOOK[:8]]))
    assert sorted(kinds(turned), key=lambda found: found[2] or 0) == [
        ("moved", old, new) for new, old in enumerate([*range(9, 13), *range(1, 9)], 1)
    ]


def test_a_paragraph_that_pushes_lines_over_changes_pages_one_by_one() -> None:
    lines = [line for typed in BOOK for line in typed.lines]
    pushed = [*lines[:43], "a new line of words", *lines[43:]]
    new = [Typed(tuple(pushed[n : n + 10])) for n in range(0, len(pushed), 10)]
    found = compared(typed_pdf(BOOK), typed_pdf(new))
    assert kinds(found) == [*[("changed", n, n) for n in range(5, 13)], ("new", None, 13)]


def test_notes_renumbered_new_and_gone() -> None:
    def noted(*notes: str) -> bytes:
        typed = [replace(BOOK[n], notes=(note,)) for n, note in enumerate(notes)]
        return typed_pdf([*typed, *BOOK[len(notes) :]])

    old = noted("1. First of all.", "2. See there.", "3. The last one.")
    new = noted("1. First of all.", "2. A new one.", "3. See there.", "4. The last one.")
    found = compared(old, new)
    assert [(n.old and n.old.label, n.new and n.new.label) for n in found.notes] == [
        (None, "2"),
        ("2", "3"),
        ("3", "4"),
    ]
    rows = dict(told(found))
    assert (rows["notes renumbered"], rows["notes new"]) == ("2–3 → 3–4", "2")
    back = dict(told(compared(new, old)))
    assert (back["notes renumbered"], back["notes gone"]) == ("3–4 → 2–3", "2")


def test_a_row_of_a_table_is_no_note_though_it_begins_with_the_number_that_is_due() -> None:
    pages = [
        replace(BOOK[0], notes=("1. First of all.",)),
        replace(BOOK[1], rows=("2 October 2009 a treaty", "3 May 2013 another one"), notes=("2. See there.",)),
        replace(BOOK[2], notes=("3. The last one.",)),
    ]
    notes = look_at(typed_pdf([*pages, *BOOK[3:]])).notes
    assert [(note.label, note.page, note.text) for note in notes] == [
        ("1", 1, "First of all."),
        ("2", 2, "See there."),
        ("3", 3, "The last one."),
    ]


def test_files_that_are_no_pdf() -> None:
    with pytest.raises(UnreadableError):
        comparing.look_at_all((b"%PDF-1.7 nothing", typed_pdf(BOOK)))


def test_a_file_of_too_many_pages_is_refused() -> None:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        leaf = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 9, 9]))
        pdf.Root.Pages.Kids = pikepdf.Array([leaf] * 5_001)
        pdf.Root.Pages.Count = 5_001
        pdf.save(file)
    with pytest.raises(ConfigError) as refused:
        comparing.look_at_all((file.getvalue(), file.getvalue()))
    assert [item.code for item in refused.value.found] == ["pdf-too-long"]


def _form(stream: pikepdf.Stream) -> pikepdf.Stream:
    stream.Type, stream.Subtype, stream.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 300, 400])
    return stream


def test_a_file_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_MOST_SECONDS", 1)
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400))
        # Each form draws the one inside it many times over, all in all more often than anybody can wait for.
        inner = pdf.make_stream(b"0 0 1 1 re f")
        for _ in range(5):
            inner = pdf.make_stream(
                b"/X Do " * 60,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 300, 400],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=_form(inner))),
            )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(file)
    with pytest.raises(ConfigError) as refused:
        comparing.look_at_all((file.getvalue(), typed_pdf(BOOK)))
    assert [item.code for item in refused.value.found] == ["pdf-too-costly"]
