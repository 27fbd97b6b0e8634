"""Which language words of a script are of, as far as their letters and the words themselves tell."""

import re

from publisher.language import kk
from publisher.language.lists import word_set
from publisher.language.scripts import HANGUL, KANA, Script

_KAZAKH_LETTERS = re.compile(f"[{kk.LANGUAGE.own_letters}]")
# Letters of spelling before 1918: i may stand beside them, and is no Kazakh one then. Kazakh ends no word in ъ.
_OLD_RUSSIAN = re.compile(r"[ѣѳѵѢѲѴ]|[ъЪ]\b")
# Cyrillic letters that neither Russian nor Kazakh has, and a word that only other languages have.
_OTHER_CYRILLIC = re.compile("[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f](?<![а-яёәғқңөұүһіѣѳѵ\u0483-\u0487])|\\bі\\b")
_WORD = re.compile(r"[^\W\d_]+")

# Frequent words of the one language that the other has not; the Kazakh ones without a letter that decides by itself.
_KAZAKH = word_set(
    "мен бен пен ол ал осы сол емес екен болды болып болса болады болатын деген тек туралы бойынша арасында сондай "
    "балалар ана жер жол жолы жолдары жолында жыл жылы жылдар жылдары жылдарда адамдар адамы елдер елбасы тарихы "
    "тарих саяси саясаты саясат мемлекет мемлекеттер жас жастар баспасы баспа бет беттер жыр жырлар жырлары дастан "
    "дастаны батырлар хандар даласы таулар жаса жасасын нан отаным атамекен мекен егемен айтыс зерттеу зерттеулер "
    "аударма олар неге бастап заман заманы жаман жарыс намыс рухани даму дамыту дамуы мектеп мектептер ауыл ауылы "
    "ауылдар достар тойы шабыт кедей асыл арман жазба жазбалар жауап мерей менен сендер сабырлы басылым танымдар "
)
_RUSSIAN = word_set(
    "и в во с со к ко о об обо у из за от до для при про без под над на по не ни но или что чтобы как так это эта "
    "этот эти его её ее их мы вы они она оно он же бы ли если когда где между через после перед против среди вокруг "
    "около также тоже ещё еще уже только более менее был была было были быть есть нет который которая которое "
    "которые которых свой своя своё свои своих весь вся всё все всех год года году лет век века веке история истории "
    "политика политики отношения отношений развитие развития вопрос вопросы проблемы проблема мир мира война войны "
    "жизнь жизни народ народа народов страна страны стран государство государства русский русская русское русские "
    "россия россии российский советский советская союз союза правда известия новости наука издательство сборник "
    "статей статья статьи книга книги слово слова язык языка языки литература литературы памяти время времени новый "
    "новая новое новые первый первая второй второе перевод сочинения собрание письма дневник записки очерк очерки "
    "труды учебник введение заключение глава часть центральная центральной азия азии средняя средней казахстана "
)
_RUSSIAN_ENDING = re.compile(r"[^\W\d_]{3}(?:ого|ому|ыми|ими|ую|юю|ые|ых|ий|ый|ость|ости|ение|ения|ский|ская|ское)$")
_KAZAKH_ENDING = re.compile(r"[^\W\d_]{3}(?:ында|ынан|ымен)$")

_PERSIAN_LETTERS = re.compile("[^\u0610-\u061a\u0621-\u063a\u0640-\u065f\u0670\u0671\ufe70-\ufefc]")
_KANA = re.compile(f"[{KANA}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_YIDDISH = re.compile("[\u05f0-\u05f2]")

USUAL = {
    Script.CYRILLIC: "ru",
    Script.GREEK: "el",
    Script.ARABIC: "ar",
    Script.HEBREW: "he",
    Script.ARMENIAN: "hy",
    Script.GEORGIAN: "ka",
    Script.EAST_ASIAN: "zh",
}
"""What words of a script are taken for where nothing in them tells."""


def language_of(script: Script, text: str) -> str | None:
    """Give the language of words of one script as a BCP 47 tag; `None` where they could be of several.

    Words that are certainly of none of the languages that are told apart get a tag of their script alone: `und-Cyrl`.
    """
    match script:
        case Script.CYRILLIC:
            return _cyrillic(text)
        case Script.ARABIC:
            return "und-Arab" if any(_PERSIAN_LETTERS.match(sign) for sign in text if sign.isalpha()) else None
        case Script.HEBREW:
            return "yi" if _YIDDISH.search(text) else None
        case Script.EAST_ASIAN:
            return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else None
        case _:
            return None


def _cyrillic(text: str) -> str | None:
    if _OLD_RUSSIAN.search(text):
        return "ru"
    words = [word.lower() for word in _WORD.findall(text)]
    if any(_OTHER_CYRILLIC.search(word) for word in words):
        return "und-Cyrl"
    if _KAZAKH_LETTERS.search(text):
        return "kk"
    weight = sum((word in _KAZAKH) - (word in _RUSSIAN) for word in words)
    if not weight:
        weight = sum(bool(_KAZAKH_ENDING.search(word)) - bool(_RUSSIAN_ENDING.search(word)) for word in words)
    return "kk" if weight > 0 else "ru" if weight < 0 else None
