"""What a heading says of its section: its role, and its title in small letters."""

import re
from collections.abc import Mapping, Sequence

from publisher.importers.lines import Vocabulary
from publisher.importers.pages import CALL_CLOSE, CALL_OPEN
from publisher.language import primary
from publisher.model import Role

LONGEST_HEADING = 300

_ROLE_WORDS: Mapping[str, Mapping[Role, tuple[str, ...]]] = {
    "tr": {
        Role.FOREWORD: ("takdim", "sunuş", "sunum"),
        Role.PREFACE: ("önsöz", "ön söz"),
        Role.ACKNOWLEDGMENTS: ("teşekkür", "teşekkürler"),
        Role.INTRODUCTION: ("giriş",),
        Role.CONCLUSION: ("sonuç", "sonuçlar", "sonuç yerine"),
        Role.AFTERWORD: ("sonsöz", "son söz"),
        Role.BIBLIOGRAPHY: ("kaynakça", "kaynaklar", "bibliyografya"),
        Role.APPENDIX: ("ek", "ekler"),
        Role.GLOSSARY: ("sözlük", "sözlükçe", "terimler"),
    },
    "en": {
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
    },
    "ru": {
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
    },
    "kk": {
        Role.FOREWORD: ("алғы сөз", "алғысөз"),
        Role.ACKNOWLEDGMENTS: ("алғыс",),
        Role.INTRODUCTION: ("кіріспе",),
        Role.CONCLUSION: ("қорытынды",),
        Role.AFTERWORD: ("соңғы сөз",),
        Role.BIBLIOGRAPHY: ("әдебиеттер", "әдебиеттер тізімі"),
        Role.APPENDIX: ("қосымша", "қосымшалар"),
        Role.GLOSSARY: ("глоссарий", "сөздік"),
    },
}

# Words that a title in capitals of each word leaves small.
_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "tr": frozenset({"ve", "ile", "veya", "ya", "da", "de", "ki", "mi", "mı", "mu", "mü", "ise"}),
    "en": frozenset({"a", "an", "the", "and", "or", "nor", "but", "of", "in", "on", "at", "to", "by", "for", "from"})
    | frozenset({"with", "as", "into", "over", "per", "via"}),
}
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[ivxlc]+[.)])\s+")
_ROMAN = re.compile(r"(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TIGHT = re.compile(r"([,;:])(?=[^\W\d_])")
_CALLS = re.compile(f"{CALL_OPEN}\\d+{CALL_CLOSE}")


def without_calls(text: str) -> str:
    """Give a text without the marks of its notes' calls."""
    return _CALLS.sub("", text)


def lower(text: str, language: str) -> str:
    """Give small letters as the language writes them: Turkish keeps i and ı apart."""
    if primary(language) in {"tr", "az"}:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _upper(text: str, language: str) -> str:
    return text.replace("i", "İ").upper() if primary(language) in {"tr", "az"} else text.upper()


def role_of(title: str, language: str) -> Role | None:
    """Give the role that a heading names, alone or before a colon; `None` where it names none.

    The language's own words are tried first, then those of the others.
    """
    ordered = sorted(_ROLE_WORDS, key=lambda known: known != primary(language))
    for known in ordered:
        word = _NUMBERING.sub("", lower(without_calls(title), known)).split(":")[0].strip(" .\t")
        for role, words in _ROLE_WORDS[known].items():
            if " ".join(word.split()) in words:
                return role
    return None


def in_capitals(text: str) -> bool:
    """Whether a line is printed in capitals: at least two letters, none of them small, no end of a sentence."""
    text = without_calls(text)
    letters = sum(letter.isalpha() for letter in text)
    return letters > 1 and not any(letter.islower() for letter in text) and any(letter.isupper() for letter in text)


def is_heading(lines: Sequence[str]) -> bool:
    """Whether lines together can be a heading: all in capitals, not too long, not a sentence."""
    last = without_calls(lines[-1]).rstrip()
    return (
        all(in_capitals(line) or _numbers_only(line) for line in lines)
        and in_capitals(" ".join(lines))
        and sum(map(len, lines)) <= LONGEST_HEADING
        and not last.endswith((".", ";", ",", ":"))
    )


def _numbers_only(line: str) -> bool:
    return not any(letter.isalpha() for letter in without_calls(line))


def in_title_case(text: str, language: str, vocabulary: Vocabulary) -> str:
    """Take the capitals off a heading.

    Turkish and English titles get a capital at each word but the small ones; other languages at the first
    word alone. Abbreviations that the text itself writes in capitals, and Roman numbers, stay.
    """
    text = _TIGHT.sub(r"\1 ", text)
    every_word = primary(language) in _SMALL_WORDS
    small = _SMALL_WORDS.get(primary(language), frozenset())
    first = True

    def cased(match: re.Match[str]) -> str:
        nonlocal first
        opens = first or re.search(r"[:.!?]\s*$", text[: match.start()]) is not None
        first = False
        word = match.group()
        if _stays(word, vocabulary):
            return word
        small_word = lower(word, language)
        if opens or (every_word and small_word not in small):
            return _upper(small_word[0], language) + small_word[1:]
        return small_word

    pieces = re.split(f"({_CALLS.pattern})", text)
    return "".join(piece if _CALLS.fullmatch(piece) else _WORD.sub(cased, piece) for piece in pieces)


def _stays(word: str, vocabulary: Vocabulary) -> bool:
    return bool(_ROMAN.fullmatch(word)) or word in vocabulary.capitals
