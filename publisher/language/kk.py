"""Kazakh, in Cyrillic letters."""

import re

from publisher.language.case import plain
from publisher.language.definition import Language
from publisher.language.punctuation import UNITS, Quotes, Spacing, word_set
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


_QUOTES = Quotes(outer=("«", "»"), inner=("„", "“"))
_SPACING = Spacing(
    before_number=word_set("№ § §§ Б. б. Т. Кесте Сурет Карта Бөлім Тарау Қосымша Том"),
    after_number=UNITS
    | word_set("ж. жж. ғ. ғғ. б. мың млн млрд трлн теңге тг км м см мм кг г т га л сағ мин кВт МВт ГВт")
    | frozenset(WORDS.months),
    before_name=word_set("қ. көш. проф. акад. доц. ген. д-р"),
    whole=frozenset(("т. б.", "ж. б.", "т. с. с.", "б. з. д.", "б. з.")),
    percent="{number}\u00a0%",
    dash="\u00a0— ",
)

LANGUAGE = Language(tag="kk", words=WORDS, case=plain(), quotes=_QUOTES, spacing=_SPACING, divide=syllable_breaks)
