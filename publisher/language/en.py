"""English."""

from publisher.language.case import plain
from publisher.language.collation import CYRILLIC, LATIN, Collation
from publisher.language.dates import Dates
from publisher.language.definition import Language
from publisher.language.lists import word_list, word_set
from publisher.language.punctuation import UNITS, Quotes, Spacing
from publisher.language.words import Words
from publisher.model import Role

WORDS = Words(
    contents="Contents",
    proof="Proof",
    notes="Notes",
    note="Note",
    cover="Cover",
    title_page="Title page",
    imprint="Imprint",
    start="Start of the text",
    landmarks="Parts of the book",
    table="Table\u00a0{number}",
    figure="Figure\u00a0{number}",
    part="Part\u00a0{number}",
    chapter="Chapter\u00a0{number}",
    figures="Figures",
    tables="Tables",
    pages="Pages of the printed book",
    page="Page",
    page_reference="p.\u00a0{page}",
    back_to_note="Back to note {number}",
    back_to_call="Back to call {call} of note {number}",
    series="Series",
    author="Author",
    authors="Authors",
    editor="Editor",
    editors="Editors",
    translator="Translator",
    translators="Translators",
    contributor="Contributor",
    contributors="Contributors",
    publisher="Publisher",
    place_and_date="Place and date",
    date="Date",
    edition="Edition",
    subjects="Subjects",
    cover_alt="Cover: {title}",
    access_text=(
        "This publication can be read from beginning to end with a screen reader: headings, lists and tables "
        "are marked up; size, face and colour of the letters are left to the reader."
    ),
    access_notes="Notes are linked both ways.",
    access_pictures="Pictures have a text alternative.",
    access_descriptions="Pictures with a longer description are linked to it.",
    access_pages="The pages of the printed book can be gone to.",
)

_MONTHS = word_list("January February March April May June July August September October November December")
_DATES = Dates(months=_MONTHS, months_of_days=_MONTHS)
_CASE = plain(word_set("a an the and or nor but of in on at to by for from with as into over per via"))
_COLLATION = Collation(_CASE, LATIN, CYRILLIC)
_QUOTES = Quotes(outer=("“", "”"), inner=("‘", "’"))
_SPACING = Spacing(
    before_number=word_set(
        "p. pp. vol. vols. Vol. no. nos. No. Nos. ch. chs. chap. sec. fig. figs. Fig. Figs. n. nn. l. ll. art. c. ca. "
        "Part Chapter Section Figure Table Map Appendix Volume Article AD § §§ №"
    ),
    after_number=UNITS | word_set("million billion trillion percent a.m. p.m. BC BCE CE") | frozenset(_MONTHS),
    before_name=word_set("Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof. St St. Gen. Col. Capt. Sen. Rep. Hon. Rev. Sir"),
    percent="{number}%",
    dash="—",
)

_ROLE_TITLES = {
    Role.FOREWORD: ("foreword",),
    Role.PREFACE: ("preface",),
    Role.ACKNOWLEDGMENTS: ("acknowledgments", "acknowledgements"),
    Role.INTRODUCTION: ("introduction",),
    Role.PROLOGUE: ("prologue",),
    Role.CONCLUSION: ("conclusion", "conclusions"),
    Role.EPILOGUE: ("epilogue",),
    Role.AFTERWORD: ("afterword",),
    Role.BIBLIOGRAPHY: ("bibliography", "references", "works cited"),
    Role.APPENDIX: ("appendix", "appendices"),
    Role.GLOSSARY: ("glossary",),
}

LANGUAGE = Language(
    tag="en",
    words=WORDS,
    dates=_DATES,
    collation=_COLLATION,
    role_titles=_ROLE_TITLES,
    case=_CASE,
    quotes=_QUOTES,
    spacing=_SPACING,
    decimal_sign=".",
)
