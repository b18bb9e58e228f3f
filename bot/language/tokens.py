"""Tokens: a message cut once, at C speed, into words with their meanings and their places in the text as typed.

Quotes, code, links, addresses and unknown ids come out as opaque tokens: no time is ever read inside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from bot.language.letters import lower_text
from bot.language.lexicon.lexicon import NOTHING, Lexicon, Meaning, Run
from bot.language.numerals import OPAQUE, cluster_meaning, integer_meaning, moment_meaning, week_meaning
from bot.language.pieces import DIGITS_AND_LETTERS, LONE, NUMERIC, PIECES, PIECES_WITHOUT_ADDRESSES, SIGNS

_QUOTED: Meaning = {"quoted": True}
_LINK: Meaning = {"opaque": "link"}
_EMAIL: Meaning = {"email": True}
_GENITIVE: Meaning = {"genitive": True}
_PADDING = 6
_NO_WORDS = ("",) * _PADDING
_NO_MEANINGS = (NOTHING,) * _PADDING
_GLUED = frozenset({"glued", "unit"})
_CLOSING = frozenset({"stop", "lead", "polite"})


class Tokens:
    """Parallel lists, one entry a token: words (lower case), means, starts, ends (into the text as typed). kinds: every class of meaning met.

    A few empty entries follow the last token, so that a matcher may look ahead without asking for the length.
    """

    __slots__ = (
        "ends",
        "has_item",
        "has_mention",
        "kinds",
        "lexicon",
        "means",
        "n",
        "series",
        "starts",
        "text",
        "words",
    )

    def __init__(self, text: str, lexicon: Lexicon, series: Mapping[str, str]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.series = series
        self.has_item = self.has_mention = False
        self.words: list[str] = []
        self.means: list[Meaning] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._cut()
        self.n = len(self.words)
        self.kinds: set[str] = set().union(*self.means)
        self.words += _NO_WORDS
        self.means += _NO_MEANINGS
        behind = (len(text),) * _PADDING
        self.starts += behind
        self.ends += behind

    def glued(self, i: int) -> bool:
        """Whether token i follows the one before without a space."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def typed(self, i: int) -> str:
        """Token i as it was typed."""
        return self.text[self.starts[i] : self.ends[i]]

    def closes(self, i: int) -> bool:
        """Whether what was said ends before token i: the message does, or punctuation or words that lead it in follow."""
        return i >= self.n or not _CLOSING.isdisjoint(self.means[i])

    def _cut(self) -> None:
        """Words between spaces are looked up as they are; the expression looks only at what has a sign in it."""
        text, places = lower_text(self.text)
        meaning_of, pieces = self.lexicon.words.get, PIECES if "@" in text else PIECES_WITHOUT_ADDRESSES
        words, means, starts, ends = self.words, self.means, self.starts, self.ends
        end = read = -1  # of the last chunk; of the last piece, which may reach over spaces
        for chunk in text.split(" "):
            start = end + 1
            end = start + len(chunk)
            meaning = meaning_of(chunk)
            if meaning is None:
                if chunk.isalpha():
                    meaning = NOTHING
                elif chunk.isdecimal():
                    meaning = integer_meaning(chunk)
            if meaning is not None and start >= read:
                words.append(chunk)
                means.append(meaning)
                starts.append(start)
                ends.append(end)
            elif read < end and chunk:
                if start >= read and chunk.isalnum():
                    self._add_special(chunk, start, end)
                else:
                    read = self._cut_chunk(pieces, text, max(start, read), end)
        if not self.lexicon.rare_pairs.isdisjoint(pairwise(words)):
            self._join_runs()
        if places is not None:
            self.starts = [places[start] for start in starts]
            self.ends = [places[end] for end in ends]

    def _cut_chunk(self, pieces: re.Pattern[str], text: str, start: int, end: int) -> int:
        """Adds the pieces from `start` on until they have covered text[:end]. Returns where the last of them ends."""
        known, place = self.lexicon.words, start
        if self._cut_simply(text[start:end], start, text[end : end + 2]):
            return end
        for found in pieces.finditer(text, start):
            piece, start, place = found.group(), place, found.end()
            meaning = known.get(piece)
            if meaning is not None:
                self._add(piece, meaning, start, place)
            elif piece.isalpha() or piece in LONE:
                self._add(piece, NOTHING, start, place)
            elif not piece.isspace():
                self._add_special(piece, start, place)
            if place >= end:
                break
        return place

    def _cut_simply(self, chunk: str, start: int, behind: str) -> bool:
        """The commonest chunks with a sign, without the expression: "tomorrow,", "17:30", "d'appeler", "rappelle-moi". False for all others."""
        known, last = self.lexicon.words, start + len(chunk) - 1
        if chunk[-1] in SIGNS and ((word := chunk[:-1]).isalpha() or word.isdecimal()):
            if word.isalpha():
                self._add(word, known.get(word, NOTHING), start, last)
            else:
                self._add_numeric(word, start)
            self._add(chunk[-1], known.get(chunk[-1], NOTHING), last, last + 1)
            return True
        if chunk[0].isdecimal():
            is_clock = chunk.replace(":", "", 1).isdecimal() and behind not in (" a", " p")  # "5:30 p. m." is more
            if is_clock:
                self._add_numeric(chunk, start)
            return is_clock
        if chunk[0] == "." and 1 < len(chunk) < 6 and chunk[1:].isdecimal():
            self._add(chunk, {"dec": float(chunk)}, start, last + 1)
            return True
        head, dash, tail = chunk.partition("-")
        if dash and head.isalpha() and tail.isalpha():
            middle = start + len(head)
            self._add(head, known.get(head, NOTHING), start, middle)
            self._add("-", known["-"], middle, middle + 1)
            self._add(tail, known.get(tail, NOTHING), middle + 1, last + 1)
            return True
        head, apostrophe, tail = chunk.partition("'")
        if apostrophe and head.isalpha() and tail.isalpha():
            self._add_apostrophed(chunk, start)
            return True
        return False

    def _add(self, word: str, meaning: Meaning, start: int, end: int) -> None:
        self.words.append(word)
        self.means.append(meaning)
        self.starts.append(start)
        self.ends.append(end)

    def _add_special(self, piece: str, start: int, end: int) -> None:
        """A piece that is no known word."""
        first = piece[0]
        if first.isdecimal():
            self._add_numeric(piece, start)
        elif (first in '"“„«`‘' and len(piece) > 1) or (first == "'" and len(piece) > 2):
            self._add(piece, _QUOTED, start, end)
        elif piece.startswith(("http://", "https://", "www.")):
            self._add(piece, _LINK, start, end)
        elif first in "@#~<" and len(piece) > 1:
            self.has_mention = True
            self._add(piece, _mention(piece), start, end)
        elif "@" in piece:
            self._add(piece, _EMAIL, start, end)
        elif "/" in piece and len(piece) > 1:
            self._add(piece, {"iana": True}, start, end)
        elif piece[-1].isdecimal() or (first.isalpha() and any(map(str.isdecimal, piece))):
            self._add_id(piece, start, end)
        elif "'" in piece or "’" in piece:
            self._add_apostrophed(piece.replace("’", "'"), start)
        elif piece.rstrip(".") in ("a.m", "p.m"):
            self._add(piece, {"mer": piece[0]}, start, end)
        else:
            self._add(piece, NOTHING, start, end)

    def _add_apostrophed(self, piece: str, start: int) -> None:
        """friday's, d'appeler, o'clock: split where the language splits."""
        known = self.lexicon.words
        if piece in known:
            self._add(piece, known[piece], start, start + len(piece))
            return
        head, _, tail = piece.partition("'")
        cut = start + len(head)
        if head + "'" in self.lexicon.grammar.elisions:
            self._add(head + "'", known.get(head + "'", NOTHING), start, cut + 1)
            if tail:
                self._add(tail, known.get(tail, NOTHING), cut + 1, start + len(piece))
        elif tail in ("s", "") and head:
            self._add(head, known.get(head, NOTHING), start, cut)
            self._add(piece[len(head) :], _GENITIVE, cut, start + len(piece))
        else:
            self._add(piece, NOTHING, start, start + len(piece))

    def _add_id(self, piece: str, start: int, end: int) -> None:
        """TSK-123 of a known series; feb-21 and gmt-5 are words and numbers; covid-19 is neither."""
        known = self.lexicon.words
        if piece in known:
            self._add(piece, known[piece], start, end)
            return
        head, dash, tail = piece.partition("-")
        if dash and tail.isdecimal():
            kind = self.series.get(head.upper())
            if kind is not None:
                self.has_item = True
                self._add(piece, {"item": (piece.upper(), kind)}, start, end)
                return
            if head == "rem":
                self._add(piece, {"reminder_number": int(tail[:18])}, start, end)
                return
            meaning = known.get(head, NOTHING)
            if "month" in meaning or "zone" in meaning or "edge" in meaning:
                middle = start + len(head)
                self._add(head, meaning, start, middle)
                self._add("-", known["-"], middle, middle + 1)
                self._add_numeric(tail, middle + 1)
                return
        word = piece.rstrip("0123456789")
        if len(piece) - len(word) <= 2 and "month" in known.get(word, NOTHING):  # sep12
            self._add(word, known[word], start, start + len(word))
            self._add_numeric(piece[len(word) :], start + len(word))
            return
        self._add(piece, OPAQUE, start, end)

    def _add_numeric(self, piece: str, start: int) -> None:
        end, known = start + len(piece), self.lexicon.words
        if piece in known:
            self._add(piece, known[piece], start, end)
        elif piece.isdecimal():
            self._add(piece, integer_meaning(piece), start, end)
        elif ("t" in piece or "w" in piece) and (iso := moment_meaning(piece) or week_meaning(piece)) is not None:
            self._add(piece, iso, start, end)
        elif piece.strip(NUMERIC) or piece[-1] == ".":
            self._add_mixed(piece, start)
        else:
            self._add_cluster(piece, start)

    def _add_mixed(self, piece: str, start: int) -> None:
        """5pm, 1h30m, 3rd, 2-4pm: numbers with letters glued on, if every piece of letters is known to stand there."""
        known = self.lexicon.words
        word = piece.lstrip("0123456789")
        digits = piece[: len(piece) - len(word)]
        if (
            word.isalpha() and len(digits) < 5 and "ordinal_ending" not in known.get(word, NOTHING)
        ):  # 5pm, 30m; 2x is nothing
            if _GLUED.isdisjoint(known.get(word, NOTHING)) and "mer" not in known.get(word, NOTHING):
                self._add(piece, OPAQUE, start, start + len(piece))
                return
            self._add(digits, integer_meaning(digits), start, start + len(digits))
            self._add(word, known[word], start + len(digits), start + len(piece))
            return
        dotted = piece.replace(" ", "").replace(".", "") if "." in piece[-3:] else ""
        if dotted and dotted[-2:] in ("am", "pm") and dotted[:-2].replace(":", "").isdecimal():
            cut = next(k for k, letter in enumerate(piece) if letter in "ap")
            self._add_numeric(piece[:cut].rstrip(), start)
            self._add(dotted[-2:], {"mer": dotted[-2]}, start + cut, start + len(piece))
            return
        parts = list(DIGITS_AND_LETTERS.finditer(piece))
        letters = [part.group() for part in parts if not part.group()[0].isdecimal()]
        if any(_GLUED.isdisjoint(known.get(word, NOTHING)) for word in letters):
            self._add(piece, OPAQUE, start, start + len(piece))
            return
        for part in parts:
            word, at = part.group(), start + part.start()
            if word[0].isdecimal():
                self._add_numeric(word, at)
            elif "ordinal_ending" in known[word] and "int" in self.means[-1]:
                self.words[-1] += word
                self.means[-1] = {"ord": self.means[-1]["int"], "digits": True}
                self.ends[-1] = at + len(word)
            else:
                self._add(word, known[word], at, at + len(word))

    def _add_cluster(self, piece: str, start: int) -> None:
        """Numbers joined by punctuation. A dash between two clocks or numbers makes a range of two tokens around it."""
        meaning = cluster_meaning(piece)
        if meaning is None and piece.count("-") == 1:
            left, _, right = piece.partition("-")
            middle = start + len(left)
            self._add_numeric(left, start)
            self._add("-", self.lexicon.words["-"], middle, middle + 1)
            self._add_numeric(right, middle + 1)
            return
        self._add(piece, meaning or OPAQUE, start, start + len(piece))

    def _join_runs(self) -> None:
        """Make one token of each run of words that the lexicon knows as a whole; the longest wins."""
        words = self.words
        joined: list[tuple[int, int, Meaning]] = []
        free, n = 0, len(words)
        for i, head in enumerate(map(self.lexicon.pairs.get, pairwise(words))):
            if head is None or i < free:
                continue
            run: Run | None = head
            k, whole = i + 2, None
            while run is not None:
                if run.whole is not None:
                    whole, free = run.whole, k
                run = run.further.get(words[k]) if k < n else None
                k += 1
            if whole is not None:
                joined.append((i, free, whole))
        for i, stop, whole in reversed(joined):
            words[i:stop] = (" ".join(words[i:stop]),)
            self.means[i:stop] = (whole,)
            self.ends[i:stop] = (self.ends[stop - 1],)
            del self.starts[i + 1 : stop]


def _mention(piece: str) -> Meaning:
    if piece[0] == "#" and piece[1:].isdecimal():
        return {"hash_number": int(piece[1:19]), "opaque": "id"}
    return {"mention": True}
