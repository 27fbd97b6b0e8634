"""Turkish."""

from publisher.language.case import with_dotless_i
from publisher.language.collation import CYRILLIC, Collation
from publisher.language.dates import Dates
from publisher.language.definition import Language
from publisher.language.lists import word_list, word_set
from publisher.language.punctuation import UNITS, Quotes, Spacing
from publisher.language.syllables import Syllables, letters
from publisher.language.words import Words
from publisher.model import Role

WORDS = Words(
    contents="İçindekiler",
    proof="Prova",
    notes="Notlar",
    note="Not",
    cover="Kapak",
    title_page="İç kapak",
    imprint="Künye",
    start="Metnin başı",
    landmarks="Kitabın bölümleri",
    table="Tablo\u00a0{number}",
    figure="Şekil\u00a0{number}",
    part="{number}.\u00a0Kısım",
    chapter="{number}.\u00a0Bölüm",
    figures="Şekiller",
    tables="Tablolar",
    pages="Basılı kitabın sayfaları",
    page="Sayfa",
    page_reference="s.\u00a0{page}",
    back_to_note="{number}. nota dön",
    back_to_call="{number}. notun {call}. çağrısına dön",
    series="Dizi",
    author="Yazar",
    authors="Yazarlar",
    editor="Yayına hazırlayan",
    editors="Yayına hazırlayanlar",
    translator="Çeviren",
    translators="Çevirenler",
    contributor="Katkıda bulunan",
    contributors="Katkıda bulunanlar",
    publisher="Yayıncı",
    place_and_date="Yer ve tarih",
    date="Tarih",
    edition="Baskı",
    subjects="Konular",
    cover_alt="Kapak: {title}",
    access_text=(
        "Bu yayın ekran okuyucuyla baştan sona okunabilir: başlıklar, listeler ve tablolar işaretlidir; "
        "harflerin boyu, biçimi ve rengi okura bırakılmıştır."
    ),
    access_notes="Notlar metne iki yönlü bağlıdır.",
    access_pictures="Resimlerin metin karşılığı vardır.",
    access_descriptions="Ayrıntılı açıklaması olan resimler bu açıklamaya bağlıdır.",
    access_pages="Basılı kitabın sayfalarına gidilebilir.",
)

# Capitals by hand where Python's locale-blind upper() is wrong: i has İ, ı has I.
_SYLLABLES = Syllables(
    vowels=frozenset("aeıioöuüâîûəAEIİOÖUÜÂÎÛƏ"),
    consonants=letters("bcçdfgğhjklmnprsştvyzqwx"),
)
_MONTHS = word_list("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık")
_DATES = Dates(months=_MONTHS, months_of_days=_MONTHS)
_CASE = with_dotless_i(word_set("ve ile veya ya da de ki mi mı mu mü ise"))
# Q, w and x stand where they stand abroad; a circumflex makes no letter of its own.
_COLLATION = Collation(_CASE, "abcçdefgğhıijklmnoöpqrsştuüvwxyz", CYRILLIC)
_QUOTES = Quotes(outer=("“", "”"), inner=("‘", "’"))
_SPACING = Spacing(
    before_number=word_set(
        "s. ss. sf. c. C. S. no. No. nu. Nu. No: md. Md. fık. böl. bl. "
        "Sayfa Cilt Sayı Kısım Bölüm Madde Tablo Şekil Harita Grafik Ek § §§ №"
    ),
    after_number=UNITS | word_set("yy. TL bin milyon milyar trilyon") | frozenset(_MONTHS),
    before_name=word_set("Dr. Prof. Doç. Yrd. Öğr. Arş. Gör. Av. Sn. Hz. Org. Korg. Tümg. Alb. Müh. Mim."),
    percent="%{number}",
    dash="\u00a0– ",
)

_ROLE_TITLES = {
    Role.FOREWORD: ("takdim", "sunuş", "sunum"),
    Role.PREFACE: ("önsöz", "ön söz"),
    Role.ACKNOWLEDGMENTS: ("teşekkür", "teşekkürler"),
    Role.INTRODUCTION: ("giriş",),
    Role.CONCLUSION: ("sonuç", "sonuçlar", "sonuç yerine"),
    Role.AFTERWORD: ("sonsöz", "son söz"),
    Role.BIBLIOGRAPHY: ("kaynakça", "kaynaklar", "bibliyografya"),
    Role.APPENDIX: ("ek", "ekler"),
    Role.GLOSSARY: ("sözlük", "sözlükçe", "terimler"),
}

LANGUAGE = Language(
    tag="tr",
    words=WORDS,
    dates=_DATES,
    collation=_COLLATION,
    role_titles=_ROLE_TITLES,
    own_letters="ğışİĞŞ",
    case=_CASE,
    quotes=_QUOTES,
    spacing=_SPACING,
    divide=_SYLLABLES.divide,
)
