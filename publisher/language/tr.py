"""Turkish."""

from publisher.language.case import with_dotless_i
from publisher.language.definition import Language
from publisher.language.punctuation import UNITS, Quotes, Spacing, word_set
from publisher.language.syllables import Syllables, letters
from publisher.language.words import Words

WORDS = Words(
    contents="İçindekiler",
    notes="Notlar",
    note="Not",
    cover="Kapak",
    title_page="İç kapak",
    imprint="Künye",
    start="Metnin başı",
    landmarks="Kitabın bölümleri",
    table="Tablo",
    figure="Şekil",
    figures="Şekiller",
    tables="Tablolar",
    page="Sayfa",
    page_reference="s.\u00a0{page}",
    back_to_note="{number}. nota dön",
    back_to_call="{number}. notun {call}. çağrısına dön",
    series="Dizi",
    authors="Yazarlar",
    editors="Yayına hazırlayanlar",
    translators="Çevirenler",
    contributors="Katkıda bulunanlar",
    publisher="Yayıncı",
    place_and_date="Yer ve tarih",
    date="Tarih",
    edition="Baskı",
    subjects="Konular",
    cover_alt="Kapak: {title}",
    accessibility_summary=(
        "Bu yayın ekran okuyucularla baştan sona okunabilir: başlıklar, listeler ve tablolar işaretlidir, "
        "notlar çift yönlü bağlıdır, resimlerin metin karşılığı vardır."
    ),
    months=(
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haziran",
        "Temmuz",
        "Ağustos",
        "Eylül",
        "Ekim",
        "Kasım",
        "Aralık",
    ),
)

# Capitals by hand where Python's locale-blind upper() is wrong: i has İ, ı has I.
_SYLLABLES = Syllables(
    vowels=frozenset("aeıioöuüâîûəAEIİOÖUÜÂÎÛƏ"),
    consonants=letters("bcçdfgğhjklmnprsştvyzqwx"),
)
_SMALL_WORDS = word_set("ve ile veya ya da de ki mi mı mu mü ise")
_QUOTES = Quotes(outer=("“", "”"), inner=("‘", "’"))
_SPACING = Spacing(
    before_number=word_set(
        "s. ss. sf. c. C. S. no. No. nu. Nu. No: md. Md. fık. böl. bl. "
        "Sayfa Cilt Sayı Kısım Bölüm Madde Tablo Şekil Harita Grafik Ek § §§ №"
    ),
    after_number=UNITS | word_set("yy. TL bin milyon milyar trilyon") | frozenset(WORDS.months),
    before_name=word_set("Dr. Prof. Doç. Yrd. Öğr. Arş. Gör. Av. Sn. Hz. Org. Korg. Tümg. Alb. Müh. Mim."),
    percent="%{number}",
    dash="\u00a0– ",
)

LANGUAGE = Language(
    tag="tr",
    words=WORDS,
    case=with_dotless_i(_SMALL_WORDS),
    quotes=_QUOTES,
    spacing=_SPACING,
    divide=_SYLLABLES.divide,
)
