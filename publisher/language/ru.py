"""Russian."""

from publisher.language.case import plain
from publisher.language.collation import CYRILLIC, LATIN, Collation
from publisher.language.dates import Dates
from publisher.language.definition import Language
from publisher.language.lists import word_list, word_set
from publisher.language.punctuation import UNITS, Quotes, Spacing
from publisher.language.words import Words
from publisher.model import Role

WORDS = Words(
    contents="Содержание",
    proof="Корректура",
    notes="Примечания",
    note="Примечание",
    cover="Обложка",
    title_page="Титульный лист",
    imprint="Выходные данные",
    start="Начало текста",
    landmarks="Части книги",
    table="Таблица\u00a0{number}",
    figure="Рисунок\u00a0{number}",
    part="Часть\u00a0{number}",
    chapter="Глава\u00a0{number}",
    figures="Рисунки",
    tables="Таблицы",
    pages="Страницы печатного издания",
    page="Страница",
    page_reference="с.\u00a0{page}",
    back_to_note="Вернуться к примечанию {number}",
    back_to_call="Вернуться к месту {call}, где дано примечание {number}",
    series="Серия",
    author="Автор",
    authors="Авторы",
    editor="Редактор",
    editors="Редакторы",
    translator="Переводчик",
    translators="Переводчики",
    contributor="Участник издания",
    contributors="Участники издания",
    publisher="Издатель",
    place_and_date="Место и дата",
    date="Дата",
    edition="Издание",
    subjects="Темы",
    cover_alt="Обложка: {title}",
    access_text=(
        "Это издание можно целиком прочесть с помощью программы экранного доступа: заголовки, списки и таблицы "
        "размечены; размер, гарнитура и цвет букв предоставлены читателю."
    ),
    access_notes="Примечания связаны с текстом в обе стороны.",
    access_pictures="У изображений есть текстовое описание.",
    access_descriptions="Изображения с подробным описанием связаны с ним.",
    access_pages="Можно переходить к страницам печатной книги.",
)

_MONTHS = word_list("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь")
_MONTHS_OF_DAYS = word_list("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_DATES = Dates(months=_MONTHS, months_of_days=_MONTHS_OF_DAYS, day="{day}\u00a0{month} {year}\u00a0г.")
_CASE = plain()
# Ё is е with a mark.
_COLLATION = Collation(_CASE, CYRILLIC, LATIN)
_QUOTES = Quotes(outer=("«", "»"), inner=("„", "“"))
_SPACING = Spacing(
    before_number=word_set(
        "с. стр. т. тт. Т. ч. гл. рис. Рис. табл. Табл. разд. прил. вып. ст. п. пп. № § §§ "
        "Часть Глава Раздел Рисунок Таблица Карта Приложение Том Статья"
    ),
    after_number=UNITS
    | word_set("г. гг. в. вв. руб. коп. чел. тыс. млн млрд трлн км м см мм кг г т га л ч мин кВт МВт ГВт")
    | frozenset(_MONTHS_OF_DAYS),
    before_name=word_set("г. гор. ул. пр. пл. р. оз. о. им. г-н г-жа д-р проф. акад. доц. ген."),
    # One letter left alone at a line's end is a fault; longer prepositions are a matter of taste.
    before_word=word_set("а в и к о с у А В И К О С У"),
    after_word=word_set("б бы ж же ли ль"),
    whole=frozenset(("и т. д.", "и т. п.", "и др.", "и пр.", "т. е.", "т. к.", "т. н.", "до н. э.", "н. э.")),
    percent="{number}\u00a0%",
    dash="\u00a0— ",
)

_ROLE_TITLES = {
    Role.FOREWORD: ("предисловие",),
    Role.PREFACE: ("от автора", "от редактора"),
    Role.ACKNOWLEDGMENTS: ("благодарности",),
    Role.INTRODUCTION: ("введение",),
    Role.PROLOGUE: ("пролог",),
    Role.CONCLUSION: ("заключение", "выводы"),
    Role.EPILOGUE: ("эпилог",),
    Role.AFTERWORD: ("послесловие",),
    Role.BIBLIOGRAPHY: ("литература", "библиография", "список литературы"),
    Role.APPENDIX: ("приложение", "приложения"),
    Role.GLOSSARY: ("глоссарий", "словарь"),
}

LANGUAGE = Language(
    tag="ru",
    words=WORDS,
    dates=_DATES,
    collation=_COLLATION,
    role_titles=_ROLE_TITLES,
    script="Cyrl",
    case=_CASE,
    quotes=_QUOTES,
    spacing=_SPACING,
)
