"""Turkish."""

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
    page="Sayfa",
    page_short="s.",
    back_to_note="{number}. nota dön",
    series="Dizi",
    authors="Yazarlar",
    publisher="Yayıncı",
    place_and_date="Yer ve tarih",
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
