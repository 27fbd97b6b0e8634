"""Signs that Markdown would take for markup, written so that they stay text, and only those."""

import re

# Square brackets around plain words are text unless something follows that makes them markup.
_HARMLESS_BRACKETS = re.compile(r"\[[^\[\]\\`*_<>&^!{}|\n]*\](?=[^(\[{\]])")
_SIGN = re.compile(r"[\\`*_\[\]<&{^!]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LINE_START = re.compile(
    r"""(?P<number>[0-9]{1,9})[.)](?=[ \t]|$)
      | (?P<bracketed>\[[^\[\]\n]*\])(?=:)
      | (?P<sign>\#{1,6}(?=[ \t]|$) | [-+](?=[ \t]|$) | > | [:~](?=[ \t]) | :{3} | ~{3} | (?:-[ \t]*){3,}$
      | [=-]+[ \t]*$
      | [|:-][|:\- \t]*$ | (?P<table>Table:(?=[ \t]|$)) | \+{3}[ \t]*$)""",
    re.VERBOSE,
)


def escape(text: str, *, in_table: bool = False, last: bool = True) -> str:
    """Give running text as Markdown.

    Args:
        text: One text of the model.
        in_table: Whether it stands in a cell, where `|` ends it.
        last: Whether nothing follows it in its run.
    """
    pieces: list[str] = []
    position = 0
    while match := _SIGN.search(text, position):
        index = match.start()
        pieces.append(text[position:index])
        harmless = (
            _HARMLESS_BRACKETS.match(text, index) if match[0] == "[" and text[index - 1 : index] not in "^!" else None
        )
        if match[0] == "[" and index == 0:
            harmless = _HARMLESS_BRACKETS.match(text, index)
        if harmless:
            pieces.append(harmless[0])
            position = harmless.end()
            continue
        pieces.append("\\" + match[0] if _is_markup(text, index, last) else match[0])
        position = index + 1
    pieces.append(text[position:])
    written = "".join(pieces)
    return written.replace("|", "\\|") if in_table else written


def _is_markup(text: str, index: int, last: bool) -> bool:
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
    match text[index]:
        case "\\":
            return after in _PUNCTUATION if after else True
        case "*":
            return not (before == " " and after == " ")
        case "_":
            return not (before.isalnum() and after.isalnum()) and not (before == " " and after == " ")
        case "<":
            return after.isascii() and (after.isalpha() or after in ("/", "!", "?"))
        case "&":
            return _ENTITY.match(text, index) is not None
        case "{":
            return index == 0 or after in ("#", ".")
        case "^" | "!":
            return after == "[" or (not after and not last) or (text[index] == "^" and index == 0)
        case _:
            return True


def at_line_start(written: str) -> str:
    """Keep a line from being taken for a heading, a list, a quotation, a fence or a table."""
    match = _LINE_START.match(written)
    if not match:
        return written
    if match["number"]:
        return f"{match['number']}\\{written[len(match['number']) :]}"
    if match["bracketed"]:
        return f"{match['bracketed']}\\{written[match.end() :]}"
    if match["table"]:
        return "Table\\:" + written[len("Table:") :]
    return "\\" + written


def spaced(written: str) -> str:
    """Write white space at both ends of a line so that it is not taken away."""
    bare = written.strip()
    if bare == written:
        return written
    if not bare:
        return "".join(map(_entity, written))
    lead = len(written) - len(written.lstrip())
    tail = len(written.rstrip())
    slashes = tail - len(written[:tail].rstrip("\\"))
    # A backslash before the white space was text; before an entity it would be markup.
    body = written[lead:tail] + "\\" * (slashes % 2 if tail < len(written) else 0)
    return "".join(map(_entity, written[:lead])) + body + "".join(map(_entity, written[tail:]))


def _entity(sign: str) -> str:
    return "&nbsp;" if sign == "\u00a0" else f"&#{ord(sign)};"
