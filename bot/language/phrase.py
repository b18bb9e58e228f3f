"""Phrase: what one stretch of a message says about time, slot by slot, before anything is counted. merge.py fills it, resolve.py reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from bot.language.clock import Clock
from bot.language.date import Day
from bot.language.duration import Duration
from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, COMMA, IN, ON, THE
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday
from bot.language.zone import Zone

_DEEPEST = 3  # "2 hours before the day before christmas"
# Frequencies of elapsed time, in seconds; the others keep the clock on the wall.
ELAPSED = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
_PREPOSITIONS = IN | AT | ON | BY


class PhraseReader(Protocol):
    """Reads the phrase that begins at a token; marks: what words before it say about it."""

    def __call__(self, t: Tokens, i: int, *, marks: int = 0, depth: int = 0) -> Phrase | None: ...


@dataclass(slots=True)
class Repeat:
    """How often. freq: an RFC 5545 frequency. nth: (n, weekday) with None for any day of Monday to Friday.

    clocks_per_day: "twice a day". times_per_period: "twice a week". dates: (month, day) of each year.
    minute: of every hour, "on the hour". holiday: "every christmas".
    excepted: weekdays left out; excepted_days: days of the month left out. keeps_exceptions: others were to be left out, which no rule can.
    """

    freq: str
    interval: int = 1
    weekdays: list[int] = field(default_factory=list)
    nth: list[tuple[int, int | None]] = field(default_factory=list)
    month_days: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    excepted: list[int] = field(default_factory=list)
    excepted_days: list[int] = field(default_factory=list)
    keeps_exceptions: bool = False
    clocks_per_day: int = 0
    times_per_period: int = 0
    dates: list[tuple[int, int]] = field(default_factory=list)
    minute: int | None = None
    holiday: str | None = None
    business_days: list[int] = field(default_factory=list)
    cron: str | None = None

    def copy(self) -> Repeat:
        """The same, with lists of its own."""
        return Repeat(
            self.freq, self.interval, self.weekdays[:], self.nth[:], self.month_days[:], self.months[:],
            self.excepted[:], self.excepted_days[:], self.keeps_exceptions, self.clocks_per_day, self.times_per_period,
            self.dates[:], self.minute, self.holiday, self.business_days[:], self.cron,
        )  # fmt: skip


@dataclass(slots=True, eq=False)
class Phrase:
    """Slots of one phrase; start and end are tokens, half-open (end: once it is read). marks: flags of the small words before it.

    further_parts: "every morning and evening".
    further_days: weekdays that have clocks of their own (timetable.py). also: further single times (several.py), either: of which one is meant.
    through: the end of a stretch of days whose start is `day`. guessed: a length by itself, taken as counted from now.
    reader: how a phrase inside this one is read; depth: how many it is inside of. delta: counted from now (negative: ago).
    shift: before (-1) or after (+1) the anchor, or another phrase of the message where anchor is None.
    """

    start: int
    reader: PhraseReader | None = None
    depth: int = 0
    end: int = 0
    marks: int = 0
    clocks: list[Clock] = field(default_factory=list)
    window: Clock | None = None
    or_clock: Clock | None = None
    day: Day | None = None
    days: list[int] = field(default_factory=list)
    weekday: Weekday | None = None
    weekdays: list[int] = field(default_factory=list)
    part: str | None = None
    further_parts: tuple[str, ...] = ()
    delta: Duration | None = None
    delta_sign: int = 1
    shift: Duration | None = None
    shift_sign: int = 0
    anchor: Phrase | None = None
    item_anchor: tuple[str, str] | None = None
    repeat: Repeat | None = None
    until: Phrase | None = None
    starting: Phrase | None = None
    lasting: Duration | None = None
    count: int | None = None
    zone: Zone | None = None
    further_days: tuple[Phrase, ...] = ()
    also: tuple[Phrase, ...] = ()
    either: bool = False
    through: Phrase | None = None
    guessed: bool = False
    same_time: bool = False
    later: bool = False
    invalid: bool = False

    def blank(self, start: int) -> Phrase:
        """An empty phrase that reads others as this one does."""
        return Phrase(start, self.reader, self.depth)

    def read(self, t: Tokens, i: int, *, marks: int = 0) -> Phrase | None:
        """The phrase inside this one that begins at token i; none where they lie too deep in one another."""
        if self.reader is None or self.depth >= _DEEPEST:
            return None
        return self.reader(t, i, marks=marks, depth=self.depth + 1)

    @property
    def says_day(self) -> bool:
        """Whether it names a day, a repeat or a distance: anything that a clock can be added to."""
        return bool(self.day or self.weekday or self.weekdays or self.delta or self.repeat or self.shift)

    @property
    def says_clock(self) -> bool:
        return bool(
            self.clocks
            or self.part
            or self.same_time
            or (self.delta and self.delta.is_elapsed)
            or (self.shift and self.shift.is_elapsed)
        )

    @property
    def is_impossible(self) -> bool:
        for clock in self.clocks:
            if clock.invalid:
                return True
        return self.invalid

    @property
    def has_no_day_yet(self) -> bool:
        return self.day is None and self.delta is None and self.shift is None


def place_of(t: Tokens, p: Phrase) -> tuple[int, int]:
    """Where in the text a phrase stands: characters, half-open."""
    return t.starts[p.start], t.ends[p.end - 1]


def covered_by(phrases: Iterable[Phrase]) -> set[int]:
    """The tokens inside of phrases."""
    return {k for p in phrases for k in range(p.start, p.end)}


def skip_marks(t: Tokens, i: int) -> tuple[int, int]:
    """The small words at token i ("on the", "at about"): their flags joined and the token after them; at most four."""
    flags, k, means = 0, i, t.means
    while mark := means[k].get("mark", 0):
        if flags:
            if flags & THE or k == i + 4 or not _can_follow(mark, flags):
                break
        elif mark == AROUND and not is_clock(t, k + 1):
            break
        flags |= mark
        k += 1
    return flags, k


def _can_follow(mark: int, flags: int) -> bool:
    """Whether a small word goes on with those before it: "and at", "on the", not "at in"."""
    if mark & (COMMA | AND) and flags & ~(COMMA | AND):
        return False
    if not (mark & _PREPOSITIONS and flags & _PREPOSITIONS):
        return True
    return bool(mark & (THE | AROUND) or (flags & (AROUND | BY) and mark & AT and not mark & BY))


def is_clock(t: Tokens, i: int) -> bool:
    """ "about 3pm": what follows can be nothing but a clock."""
    return "clock" in t.means[i] or ("int" in t.means[i] and "mer" in t.means[i + 1])


def is_possessive(t: Tokens, i: int) -> bool:
    """Whether 's follows at token i: "friday's meeting" is no time."""
    return "genitive" in t.means[i]
