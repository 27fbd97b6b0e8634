"""Kazakh, in Cyrillic letters; and the same in the Latin ones of 2021."""

from dataclasses import fields, replace

from publisher.language.case import plain, with_dotless_i
from publisher.language.collation import LATIN, Collation
from publisher.language.dates import Dates
from publisher.language.definition import Language
from publisher.language.lists import word_list, word_set
from publisher.language.punctuation import UNITS, Quotes, Spacing
from publisher.language.syllables import Syllables, letters
from publisher.language.words import Words
from publisher.model import Role

WORDS = Words(
    contents="Мазмұны",
    proof="Сынақ данасы",
    notes="Ескертпелер",
    note="Ескертпе",
    cover="Мұқаба",
    title_page="Титул беті",
    imprint="Шығарылым деректері",
    start="Мәтіннің басы",
    landmarks="Кітаптың бөліктері",
    table="{number}-\u2060кесте",
    figure="{number}-\u2060сурет",
    part="{number}-\u2060бөлім",
    chapter="{number}-\u2060тарау",
    figures="Суреттер",
    tables="Кестелер",
    pages="Баспа кітаптың беттері",
    page="Бет",
    page_reference="{page}-\u2060б.",
    back_to_note="{number}-ескертпеге оралу",
    back_to_call="{number}-ескертпенің {call}-сілтемесіне оралу",
    series="Топтама",
    author="Автор",
    authors="Авторлар",
    editor="Редактор",
    editors="Редакторлар",
    translator="Аудармашы",
    translators="Аудармашылар",
    contributor="Үлес қосқан",
    contributors="Үлес қосқандар",
    publisher="Баспа",
    place_and_date="Орны мен күні",
    date="Күні",
    edition="Басылым",
    subjects="Тақырыптар",
    cover_alt="Мұқаба: {title}",
    access_text=(
        "Бұл басылымды экран оқу бағдарламасымен басынан аяғына дейін оқуға болады: тақырыптар, тізімдер мен "
        "кестелер белгіленген; әріптердің өлшемін, түрін және түсін оқырман таңдайды."
    ),
    access_notes="Ескертпелер мәтінмен екі жаққа байланысқан.",
    access_pictures="Суреттердің мәтіндік сипаттамасы бар.",
    access_descriptions="Толық сипаттамасы бар суреттер сол сипаттамаға байланысқан.",
    access_pages="Баспа кітабының беттеріне өтуге болады.",
)

# Both alphabets at once, for they share no letter: Cyrillic, and the Latin one of 2021 with the letters that only
# foreign words have. In Cyrillic у is a glide or a vowel; in Latin u is, and i, which stands for и and й.
_SYLLABLES = Syllables(
    vowels=letters("аәеёиоөұүыіэюя") | frozenset("aäeıoöūüyAÄEIOÖŪÜY"),
    consonants=letters("бвгғджзйкқлмнңпрстфхһцчшщ") | letters("bcdfgğhjklmnñpqrsştvwxz"),
    glides=letters("у") | frozenset("uiUİ"),
)

_MONTHS = word_list("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")
_DATES = Dates(
    months=_MONTHS,
    months_of_days=_MONTHS,
    day="{year}\u00a0жылғы {day}\u00a0{month}",
    month="{year}\u00a0жылғы {month}",
)
_CASE = plain()
_CYRILLIC_ORDER = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LATIN_ORDER = "aäbcdefgğhıijklmnñoöpqrsştuūüvwxyz"
_COLLATION = Collation(_CASE, _CYRILLIC_ORDER, LATIN)
_QUOTES = Quotes(outer=("«", "»"), inner=("„", "“"))
_SPACING = Spacing(
    before_number=word_set("№ § §§ Б. б. Т. Кесте Сурет Карта Бөлім Тарау Қосымша Том"),
    after_number=UNITS
    | word_set("ж. жж. ғ. ғғ. б. мың млн млрд трлн теңге тг км м см мм кг г т га л сағ мин кВт МВт ГВт")
    | frozenset(_MONTHS),
    before_name=word_set("қ. көш. проф. акад. доц. ген. д-р"),
    whole=frozenset(("т. б.", "ж. б.", "т. с. с.", "б. з. д.", "б. з.")),
    percent="{number}\u00a0%",
    dash="\u00a0— ",
)

_ROLE_TITLES = {
    Role.FOREWORD: ("алғы сөз", "алғысөз"),
    Role.ACKNOWLEDGMENTS: ("алғыс",),
    Role.INTRODUCTION: ("кіріспе",),
    Role.CONCLUSION: ("қорытынды",),
    Role.AFTERWORD: ("соңғы сөз",),
    Role.BIBLIOGRAPHY: ("әдебиеттер", "әдебиеттер тізімі"),
    Role.APPENDIX: ("қосымша", "қосымшалар"),
    Role.GLOSSARY: ("глоссарий", "сөздік"),
}

LANGUAGE = Language(
    tag="kk",
    words=WORDS,
    dates=_DATES,
    collation=_COLLATION,
    role_titles=_ROLE_TITLES,
    own_letters="әғқңөұүһіӘҒҚҢӨҰҮҺІ",
    script="Cyrl",
    case=_CASE,
    quotes=_QUOTES,
    spacing=_SPACING,
    divide=_SYLLABLES.divide,
)

_LETTERS_IN_LATIN = "a,ä,b,v,g,ğ,d,e,io,j,z,i,i,k,q,l,m,n,ñ,o,ö,p,r,s,t,u,ū,ü,f,h,h,ts,ch,ş,şş,,y,ı,,e,iu,ia"
_IN_LATIN = dict(zip(_CYRILLIC_ORDER, _LETTERS_IN_LATIN.split(","), strict=True))


def _in_latin(text: str) -> str:
    """Write Cyrillic words in Latin letters; capitals are those of the Latin alphabet."""
    case = with_dotless_i()
    letters = []
    for letter in text:
        latin = _IN_LATIN.get(letter.lower(), letter)
        letters.append(case.capitalized(latin) if letter.isupper() and latin != letter else latin)
    return "".join(letters)


IN_LATIN = replace(
    LANGUAGE,
    tag="kk-Latn",
    script="Latn",
    words=Words(**{field.name: _in_latin(getattr(WORDS, field.name)) for field in fields(Words)}),
    dates=replace(
        _DATES,
        months=tuple(map(_in_latin, _MONTHS)),
        months_of_days=tuple(map(_in_latin, _MONTHS)),
        day=_in_latin(_DATES.day),
        month=_in_latin(_DATES.month),
    ),
    spacing=replace(
        _SPACING,
        before_number=frozenset(map(_in_latin, _SPACING.before_number)),
        after_number=frozenset(map(_in_latin, _SPACING.after_number)),
        before_name=frozenset(map(_in_latin, _SPACING.before_name)),
        whole=frozenset(map(_in_latin, _SPACING.whole)),
    ),
    case=with_dotless_i(),
    collation=Collation(with_dotless_i(), _LATIN_ORDER, _CYRILLIC_ORDER),
)
