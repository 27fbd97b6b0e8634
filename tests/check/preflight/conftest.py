import pytest

from publisher import pdf
from publisher.model import Purpose
from publisher.store import Store
from tests.support.press_damage import PressDamage
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, section_of


@pytest.fixture(scope="session")
def sound(store: Store, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small book for the press, in black and the theme's blue, with no more of a profile than its head."""
    press = SmallPress(tmp_path_factory.mktemp("press"), store)
    words = " ".join(f"söz{number}" for number in range(120))
    book = book_of(section_of(paragraph(words), paragraph(words)))
    with pytest.MonkeyPatch.context() as patch:
        # Whatever profiles lie on this machine, the file is the same.
        patch.setattr("publisher.pdf.standards.pressroom.find_profile", lambda _: None)
        data = pdf.render(book, press.theme(), store=store, purpose=Purpose.PRESS).data
    file = PressDamage(data)
    file.add_profile()
    return file.data()
