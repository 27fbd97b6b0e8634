"""What a version of PDF calls structure elements, and what it lets them say of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_NEWER = frozenset(
    (
        *("Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "FENote", "Lbl", "Span", "Link"),
        *("L", "LI", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "Caption", "Figure"),
    )
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The structure types of a version of PDF.

    Args:
        version: Of PDF.
        namespace: The name of that of newer types; `None` where there are no namespaces.
        newer: Types that belong to it. The others are those of PDF 1.7, which need not say so.
        kinds: What types of PDF 1.7 are called instead.
        numberings: What values of `ListNumbering` are called instead.
        refers: Whether elements name those that they refer to, notes their kind, and destinations an element.
    """

    version: str
    namespace: str | None = None
    newer: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)
    numberings: Mapping[str, str] = field(default_factory=dict)
    refers: bool = False


PDF_1_7 = Vocabulary("1.7")
"""Source: ISO 32000-1, 14.8.4."""

PDF_2_0 = Vocabulary(
    "2.0",
    namespace="http://iso.org/pdf2/ssn",
    newer=_NEWER,
    kinds={"Note": "FENote"},
    numberings={"None": "Description"},
    refers=True,
)
"""Source: ISO 32000-2, 14.8.4 to 14.8.6."""
