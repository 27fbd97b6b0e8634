"""Where notes are called again, and what their calls print."""

from publisher.model import NoteReference
from tests.support.small_press import SmallPress
from tests.support.stock_book import note, paragraph, place


def test_a_note_called_again_is_set_once_and_keeps_its_number(press: SmallPress) -> None:
    again = NoteReference("x", place(9))
    (page,) = press.pages(paragraph("Bir.", note("Not.", name="x"), " İki.", note("Öteki.", line=4), " Üç.", again))
    assert page.body[-1].dense == "Bir.1İki.2Üç.1"
    assert [line.text for line in page.notes] == ["1. Not.", "2. Öteki."]
    assert [link.target for link in page.calls] == ["note-bolum-x", page.calls[1].target, "note-bolum-x"]
    assert page.note_numbers[0].target == "call-note-bolum-x"
