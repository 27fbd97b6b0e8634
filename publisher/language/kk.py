"""Kazakh, in Cyrillic letters."""

from publisher.language.case import plain
from publisher.language.definition import Language
from publisher.language.punctuation import UNITS, Quotes, Spacing, word_set
from publisher.language.syllables import Syllables, letters
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

# Both alphabets at once, for they share no letter: Cyrillic, and the Latin one of 2021 with the letters that only
# foreign words have. In Cyrillic у is a glide or a vowel; in Latin u is, and i, which stands for и and й.
_SYLLABLES = Syllables(
    vowels=letters("аәеёиоөұүыіэюя") | frozenset("aäeıoöūüyAÄEIOÖŪÜY"),
    consonants=letters("бвгғджзйкқлмнңпрстфхһцчшщ") | letters("bcdfgğhjklmnñpqrsştvwxz"),
    glides=letters("у") | frozenset("uiUİ"),
)

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

LANGUAGE = Language(tag="kk", words=WORDS, case=plain(), quotes=_QUOTES, spacing=_SPACING, divide=_SYLLABLES.divide)
