"""Where the lines of a paragraph may end: places for breaking, and the cuts through the text that belong to them."""

from itertools import pairwise

from publisher.pdf.breaking import Place
from publisher.pdf.engine.content import Content, Leaf, may_break
from publisher.pdf.engine.notebook import Break, Cut
from publisher.pdf.engine.words import HYPHENS, Face, breaks_in, letters_of, may_break_at_space

# A last line is too short below so many ems; one of a single word also below so many, or with fewer letters.
_SHORTEST_LINE_EM = 2.0
_SHORTEST_WORD_EM = 3.0
_FEWEST_LETTERS = 5
# No line that is too short by these is longer.
_NO_RUNT_EM = 8.0
# A hyphen added to a word that has one already.
_COMPOUND_DIVIDED = 30.0
# An address that goes on in the next line.
_ADDRESS_DIVIDED = 50.0
_BREAKS_ADDRESS = "\u200b"


class Breaks:
    """The places where lines may end, and as many cuts, from a paragraph's beginning to its end.

    Args:
        content: What the paragraph says.
        indent: Of its first line, in pixels.
        em: Its font size, in pixels.
        hang: As in `Manner`.
    """

    def __init__(self, content: Content, indent: float, em: float, hang: float) -> None:
        self._text = content.text
        self._leaves = list(content.leaves.values())
        self._leaf = 0
        self._hang = hang
        self._along = self._give = 0.0
        for leaf in self._leaves:
            leaf.face.get_ready(self._text[leaf.start : leaf.end].split(" "))
        begin, end = len(self._text) - len(self._text.lstrip(" ")), len(self._text.rstrip(" "))
        hang_left = self._hang_left(self._at(begin).face, self._text[begin]) if not indent else 0.0
        self.places = [Place(0.0, -indent, hang_begin=hang_left)]
        self.cuts = [Cut(begin, begin, False)]
        words = self._text[begin:end].split(" ")
        stand_out = [letters_of(word) for word in words]
        self._add_word(begin, words[0])
        for (word, after), (word_end, word_begin) in zip(pairwise(words), pairwise(stand_out), strict=True):
            begin += len(word)
            self._add_space(begin, word, after, word_end, word_begin)
            begin += 1
            self._add_word(begin, after)
        self._mark_runts(end, em)
        self._add_end(words[-1])
        self.cuts.append(Cut(end, len(self._text), False))

    def _at(self, at: int) -> Leaf:
        """Give what holds a character; characters are asked for in their order."""
        while self._leaves[self._leaf].end <= at:
            self._leaf += 1
        return self._leaves[self._leaf]

    def _hang_left(self, face: Face, sign: str) -> float:
        return self._hang * face.hangs_left(sign)

    def _hang_right(self, face: Face, sign: str) -> float:
        return self._hang * face.hangs_right(sign)

    def _add_space(self, at: int, before: str, after: str, word_end: str, word_begin: str) -> None:
        leaf = self._at(at)
        face = leaf.face
        along, give = self._along, self._give
        self._along += face.space
        self._give += face.space
        if leaf.may_break and before and after and may_break_at_space(before[-1], after[0]):
            sign = before[-1]
            hang_end, hang_begin = self._hang_right(face, sign), self._hang_left(face, after[0])
            hyphen = sign in HYPHENS
            # By their order: there is one for each space of a book, and names take as long as all the rest.
            self.places.append(
                Place(along, self._along, hang_end, hang_begin, give, self._give, hyphen, 0.0, word_end, word_begin)
            )
            self.cuts.append(Cut(at, at + 1, False))

    def _add_word(self, start: int, word: str) -> None:
        at, end = start, start + len(word)
        while at < end:
            leaf = self._at(at)
            stop = min(end, leaf.end)
            if at > start and self._may_break_before(leaf):
                self._add_break(at, Break(0, 0.0, 0.0, 0.0, False), 0.0, leaf.face, word)
            part = leaf.face.word(self._text[at:stop])
            if part.breaks and leaf.may_break:
                joined = (at > start and self._parts_letters(at)) or (stop < end and self._parts_letters(stop))
                for place in part.breaks:
                    if not (place.divides and joined):
                        self._add_break(at, place, part.width, leaf.face, word)
            self._along += part.width
            self._give += part.give
            at = stop

    def _add_break(self, start: int, place: Break, width: float, face: Face, word: str) -> None:
        """Add a place within a word, or within a part of it of one look, which has some width."""
        give, at = self._give + place.give, start + place.at
        end, sign, cost = self._along + place.before, self._text[at - 1], 0.0
        if place.divides:
            sign = face.hyphen
            end += face.word(sign).width
            cost = _COMPOUND_DIVIDED if not set(HYPHENS).isdisjoint(word) else 0.0
        elif sign == _BREAKS_ADDRESS:
            cost = _ADDRESS_DIVIDED
        added = Place(
            end=end,
            begin=self._along + width - place.after,
            hang_end=self._hang_right(face, sign),
            give_end=give,
            give_begin=give,
            hyphen=place.divides or sign in HYPHENS,
            cost=cost,
        )
        self.places.append(added)
        self.cuts.append(Cut(at, at, place.divides))

    def _may_break_before(self, leaf: Leaf) -> bool:
        """Say whether a line may end where a leaf begins within a word."""
        before = self._leaves[self._leaf - 1]
        shared = next(box for box in reversed(before.around) if box in leaf.around)
        letters = self._text[leaf.start - 1 : leaf.start + 1]
        return may_break(shared) and bool(breaks_in(letters, leaf.box.style["lang"]))

    def _parts_letters(self, at: int) -> bool:
        return self._text[at - 1].isalpha() and self._text[at].isalpha()

    def _add_end(self, word: str) -> None:
        place = Place(
            end=self._along,
            begin=self._along,
            hang_end=self._hang_right(self._leaves[self._leaf].face, word[-1]),
            give_end=self._give,
            give_begin=self._give,
            word_end=letters_of(word),
        )
        self.places.append(place)

    def _mark_runts(self, end: int, em: float) -> None:
        """Mark the places, but for the paragraph's beginning, from which on too little is left for a line."""
        for index in range(len(self.places) - 1, 0, -1):
            width_em = (self._along - self.places[index].begin) / em
            if width_em > _NO_RUNT_EM:
                break
            if width_em < _SHORTEST_LINE_EM or self._is_short_word(self.cuts[index].begin, end, width_em):
                self.places[index] = self.places[index]._replace(runt=True)

    def _is_short_word(self, begin: int, end: int, width_em: float) -> bool:
        rest = self._text[begin:end]
        letters = sum(map(str.isalpha, rest))
        return " " not in rest and (width_em < _SHORTEST_WORD_EM or letters < _FEWEST_LETTERS)
