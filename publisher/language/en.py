"""English."""

from publisher.language.case import plain
from publisher.language.definition import Language
from publisher.language.punctuation import UNITS, Quotes, Spacing, word_set
from publisher.language.words import Words

WORDS = Words(
    contents="Contents",
    notes="Notes",
    note="Note",
    cover="Cover",
    title_page="Title page",
    imprint="Imprint",
    start="Start of the text",
    landmarks="Parts of the book",
    table="Table",
    figure="Figure",
    figures="Figures",
    tables="Tables",
    page="Page",
    page_reference="p.\u00a0{page}",
    back_to_note="Back to note {number}",
    back_to_call="Back to call {call} of note {number}",
    series="Series",
    authors="Authors",
    editors="Editors",
    translators="Translators",
    contributors="Contributors",
    publisher="Publisher",
    place_and_date="Place and date",
    date="Date",
    edition="Edition",
    subjects="Subjects",
    cover_alt="Cover: {title}",
    accessibility_summary=(
        "This publication can be read from beginning to end with a screen reader: headings, lists and tables "
        "are marked up, notes are linked both ways, and pictures have a text alternative."
    ),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)

_SMALL_WORDS = word_set("a an the and or nor but of in on at to by for from with as into over per via")
_QUOTES = Quotes(outer=("“", "”"), inner=("‘", "’"))
_SPACING = Spacing(
    before_number=word_set(
        "p. pp. vol. vols. Vol. no. nos. No. Nos. ch. chs. chap. sec. fig. figs. Fig. Figs. n. nn. l. ll. art. c. ca. "
        "Part Chapter Section Figure Table Map Appendix Volume Article AD § §§ №"
    ),
    after_number=UNITS | word_set("million billion trillion percent a.m. p.m. BC BCE CE") | frozenset(WORDS.months),
    before_name=word_set("Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof. St St. Gen. Col. Capt. Sen. Rep. Hon. Rev. Sir"),
    percent="{number}%",
    dash="—",
)

LANGUAGE = Language(tag="en", words=WORDS, case=plain(_SMALL_WORDS), quotes=_QUOTES, spacing=_SPACING, decimal_sign=".")
