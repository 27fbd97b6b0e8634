"""Kazakh, in Cyrillic letters."""

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
    page="Бет",
    page_short="б.",
    back_to_note="{number}-ескертпеге оралу",
    series="Топтама",
    authors="Авторлар",
    publisher="Баспа",
    place_and_date="Орны мен күні",
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
