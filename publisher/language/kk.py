"""Kazakh, in Cyrillic letters."""

import re

from publisher.language.syllables import breaks, letters
from publisher.language.words import Words

WORDS = Words(
    contents="Мазмұны",
    notes="Ескертпелер",
    note="Ескертпе",
    cover="Мұқаба",
    title_page="Титул беті",
    imprint="Шығарылым деректері",
    start="Мәтіннің басы",
    landmarks="Кітаптың бөліктері",
    table="Кесте",
    figure="Сурет",
    figures="Суреттер",
    tables="Кестелер",
    page="Бет",
    page_reference="{page}-\u2060б.",
    back_to_note="{number}-ескертпеге оралу",
    back_to_call="{number}-ескертпенің {call}-сілтемесіне оралу",
    series="Топтама",
    authors="Авторлар",
    editors="Редакторлар",
    translators="Аудармашылар",
    contributors="Үлес қосқандар",
    publisher="Баспа",
    place_and_date="Орны мен күні",
    date="Күні",
    edition="Басылым",
    subjects="Тақырыптар",
    cover_alt="Мұқаба: {title}",
    accessibility_summary=(
        "Бұл басылымды экран оқу бағдарламасымен басынан аяғына дейін оқуға болады: тақырыптар, тізімдер мен "
        "кестелер белгіленген, ескертпелер мәтінмен екі жаққа байланысқан, суреттердің мәтіндік сипаттамасы бар."
    ),
    months=(
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ),
)

# У beside a vowel is a glide and closes or opens a syllable as a consonant does.
_GLIDE = re.compile(r"(?<=[аәеёоөұүыіэюя])у|у(?=[аәеоөұүыі])", re.IGNORECASE)
_VOWELS = letters("аәеёиоөуұүыіэюя")
_CONSONANTS = letters("бвгғджзйкқлмнңпрстфхһцчшщ")


def syllable_breaks(word: str) -> tuple[int, ...]:
    """Give the places where a Kazakh word in Cyrillic letters may be divided: `мем-ле-кет`, `ау-дар-ма`."""
    return breaks(_GLIDE.sub("в", word), _VOWELS, _CONSONANTS)
