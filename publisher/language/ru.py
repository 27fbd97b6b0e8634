"""Russian."""

from publisher.language.words import Words

WORDS = Words(
    contents="Содержание",
    notes="Примечания",
    note="Примечание",
    cover="Обложка",
    title_page="Титульный лист",
    imprint="Выходные данные",
    start="Начало текста",
    landmarks="Части книги",
    table="Таблица",
    figure="Рисунок",
    figures="Рисунки",
    tables="Таблицы",
    page="Страница",
    page_reference="с.\u00a0{page}",
    back_to_note="Вернуться к примечанию {number}",
    back_to_call="Вернуться к месту {call}, где дано примечание {number}",
    series="Серия",
    authors="Авторы",
    editors="Редакторы",
    translators="Переводчики",
    contributors="Участники издания",
    publisher="Издатель",
    place_and_date="Место и дата",
    date="Дата",
    edition="Издание",
    subjects="Темы",
    cover_alt="Обложка: {title}",
    accessibility_summary=(
        "Это издание можно целиком прочесть с помощью программы экранного доступа: заголовки, списки и таблицы "
        "размечены, примечания связаны с текстом в обе стороны, у изображений есть текстовое описание."
    ),
    months=(
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ),
)
