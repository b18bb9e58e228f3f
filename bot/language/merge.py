"""Merge: fragments that stand together become one Phrase; find_phrases() gives all phrases of a message, in order, not overlapping.

Which takers look at a token is decided by what the token can mean, so that plain words cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.language.bounds import (
    take_at_most,
    take_count,
    take_cron,
    take_excepted,
    take_last_before,
    take_lasting,
    take_starting,
    take_through,
    take_times,
    take_until,
)
from bot.language.clocks import take_between, take_clock, take_plain_clock, take_same_time
from bot.language.date import Relative, read_day_first
from bot.language.dates import take_date, take_iso_week, take_month, take_month_year, take_year, take_year_of_date
from bot.language.days import (
    combine_days,
    take_holiday,
    take_one_in_two,
    take_part_of_today,
    take_plural_weekdays,
    take_relative,
    take_tonight,
    take_weekday,
)
from bot.language.frequency import (
    take_clocks_per_day,
    take_frequency,
    take_frequency_behind,
    take_on_the_hour,
    take_times_per_period,
    take_weekday_set,
)
from bot.language.lexicon.lexicon import AND, AROUND, COMMA, IN, OF, ON, THE
from bot.language.offset import take_added, take_ago, take_day_before, take_delta, take_the_day, take_weeks_from_now
from bot.language.ordinal import take_numbered_day, take_ordinal
from bot.language.part_of_day import take_half_of_day, take_part
from bot.language.period import NearestBusinessDay
from bot.language.periods import (
    take_edge,
    take_few_next,
    take_period_end,
    take_quarter,
    take_same_day,
    take_season,
    take_unit,
    take_week_number,
    take_weekend,
    take_which,
)
from bot.language.phrase import Phrase, skip_marks
from bot.language.repeat import take_every
from bot.language.several import take_further_times, take_or
from bot.language.timetable import take_further_days
from bot.language.tokens import Tokens
from bot.language.zone import NAMES_ZONE, read_zone

_EDGE = 200  # words

Taker = Callable[[Tokens, int, Phrase, int], int]


def find_phrases(t: Tokens) -> list[Phrase]:
    """Every phrase of time in the message; of a page of text, in its beginning and its end: nobody hides a time in between."""
    phrases: list[Phrase] = []
    end, n, means = 0, t.n, t.means
    for i, is_plain in enumerate(map(_ANCHORS.isdisjoint, means)):
        if is_plain or i < end or _EDGE <= i < n - _EDGE:
            continue
        if "until" in means[i] and i and means[i - 1].get("mark") == THE:
            continue  # "the till" is a thing
        phrase = read_phrase(t, i)
        if phrase is not None:
            if _follows_around(t, phrase.start) and not (phrases and end == phrase.start):
                phrase.start -= 1
            phrases.append(phrase)
            end = phrase.end
    return phrases


def _follows_around(t: Tokens, i: int) -> bool:
    """exactly at 5, immer montags: the word goes with the time; "about" leads a message in."""
    return i > 0 and t.means[i - 1].get("mark") == AROUND and "lead" not in t.means[i - 1]


def read_phrase(t: Tokens, i: int, *, marks: int = 0, depth: int = 0) -> Phrase | None:
    """The phrase that begins at token i, as long as it goes; marks: what words before it, already read, say about it."""
    first = t.means[i]
    if _FIRST_OF_ANY.isdisjoint(first):
        return None
    flags, k = skip_marks(t, i) if "mark" in first else (0, i)
    opens = not _FIRST_WORDS.isdisjoint(first)
    if flags:
        if flags & _JOINING and not marks and "between" not in first:
            return None
        if _ANCHORS.isdisjoint(t.means[k]) and (not opens or _GOES_ON.isdisjoint(t.means[i + 1])):
            return None
    p = Phrase(i, read_phrase, depth)
    p.marks = flags | marks
    after = _take_first_word(t, i, k, p) if opens or (flags and "until" in first) else 0
    if not after and k < t.n:
        after = _take(t, k, p, flags | marks)
    if not after and "for" in first and not depth:
        after = take_lasting(t, i, p, 0)
    if not after:
        return None
    p.end = take_further(t, after, p)
    if p.count is not None and p.repeat is None:
        return None
    if p.weekday is not None:
        combine_days(p)
    return p


def _take_first_word(t: Tokens, i: int, k: int, p: Phrase) -> int:
    """What a small word at token i may begin by itself; k: the token behind all small words."""
    first, after = t.means[i], 0
    if "between" in first:
        after = take_between(t, i, p, 0)
    if not after and "ago_prefix" in first:
        after = take_ago(t, i, p, 0)
    if not after and k > i and "until" in first:
        after = take_until(t, i, p, 0)
    return after


def take_further(t: Tokens, after: int, p: Phrase) -> int:
    """The token behind all that goes on with the phrase from token `after` on."""
    while not _GOES_ON.isdisjoint(t.means[after]):
        p.end = after
        if p.repeat is not None and (further := _take_bound(t, after, p)):
            after = further
            continue
        if "between" in t.means[after] and (further := take_between(t, after, p, 0)):
            after = further
            continue
        flags, k = skip_marks(t, after) if "mark" in t.means[after] else (0, after)
        if flags & (COMMA | AND) and (
            further := take_further_days(t, after, p) or take_further_times(t, after, p, flags)
        ):
            after = further
            continue
        if ("stop" in t.means[k] and t.words[k] != "(") or (flags & COMMA and flags & AND):
            break
        dated = flags and "through" in t.means[after] and read_day_first(t, k)  # until 18 feb: not until 18:00
        further = 0 if dated else _take(t, k, p, flags)
        if not further and k > after:
            further = _take(t, after, p, 0)
        if not further:
            break
        after = further
    return after


def _take(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    for kind in t.means[k]:
        takers = _TAKERS.get(kind)
        if takers is not None:
            for taker in takers:
                after = taker(t, k, p, flags)
                if after:
                    return after
    if (p.clocks or p.part) and (p.zone is None or t.words[k] == "("):
        found = read_zone(t, k)
        if found is not None:
            p.zone = p.zone or found[0]  # 09:00 GMT+0100 (CET)
            return found[1]
    return 0


def _take_bound(t: Tokens, k: int, p: Phrase) -> int:
    """until, from, for and except belong to the repeat before them, though elsewhere they are small words of other meaning."""
    if t.words[k] == ",":
        k += 1
    if "between" in t.means[k] and (after := take_between(t, k, p, 0)):
        return after
    meaning = t.means[k]
    if ("at_most" in meaning or t.words[k] == "(") and (after := take_at_most(t, k, p)):
        return after
    for kind in ("until", "starting", "for", "except"):
        if kind in meaning and (after := _TAKERS[kind][0](t, k, p, 0)):
            return after
    return take_last_before(t, k, p) if meaning.get("before") == -1 else 0


def take_later(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """later today, sometime next week: the word says nothing more than what follows."""
    if p.later:
        return 0
    meaning = t.means[k + 1]
    if "edge" in t.means[k] and "which" in meaning and "unit" in t.means[k + 2]:
        return 0  # late next week is its end
    if not (
        "rel" in meaning
        or "weekday" in meaning
        or "tonight" in meaning
        or "which" in meaning
        or meaning.get("mark", 0) & (ON | IN)
    ):
        return 0
    flags, j = skip_marks(t, k + 1)
    p.later = True
    after = _take(t, j, p, flags)
    p.later = bool(after) and isinstance(p.day, Relative)
    return after


def take_latest(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """The "at the latest" of "by friday at the latest" says nothing more."""
    return k + 1 if p.says_day or p.says_clock else 0


def take_nearest(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """the working day nearest to the 15th."""
    if not p.has_no_day_yet:
        return 0
    anchor = read_phrase(t, k + 1, marks=ON | THE)
    if anchor is None or anchor.day is None or anchor.repeat is not None:
        return 0
    p.day = NearestBusinessDay(anchor.day)
    p.clocks = anchor.clocks
    return anchor.end


_NUMBERS: tuple[Taker, ...] = (take_delta, take_times, take_date, take_ordinal, take_clock, take_year, take_few_next)
_TAKERS: Mapping[str, tuple[Taker, ...]] = {
    "every": (take_every,),
    "freq": (take_frequency,),
    "freq_behind": (take_frequency_behind,),
    "per_day": (take_clocks_per_day,),
    "per_period": (take_times_per_period,),
    "on_the_hour": (take_on_the_hour,),
    "rel": (take_relative,),
    "tonight": (take_tonight,),
    "today_part": (take_part_of_today,),
    "ago_prefix": (take_ago,),
    "in_a_week": (take_weeks_from_now,),
    "which": (take_ordinal, take_which),
    "weekday": (take_weekday,),
    "weekdays": (take_plural_weekdays,),
    "weekday_sets": (take_weekday_set,),
    "weekend": (take_weekend,),
    "month": (take_month,),
    "int": (take_plain_clock, take_year_of_date, *_NUMBERS),
    "num": _NUMBERS,
    "dec": (take_delta, take_date, take_clock),
    "day_month": (take_date,),
    "ord": (take_date, take_ordinal),
    "a": (take_delta, take_one_in_two),
    "half": (take_clock, take_delta),
    "half_hour": (take_clock,),
    "duration": (take_clock, take_delta),
    "quarter": (take_clock,),
    "national_holiday": (take_holiday,),
    "clock": (take_plain_clock, take_delta, take_clock),
    "clockword": (take_clock,),
    "ymd": (take_date,),
    "year_day": (take_date,),
    "iso_week": (take_iso_week,),
    "numeric_date": (take_delta, take_date),
    "month_year": (take_month_year,),
    "holiday": (take_holiday,),
    "period_end": (take_period_end,),
    "edge": (take_edge,),
    "season": (take_season,),
    "quarter_name": (take_quarter,),
    "week_number": (take_week_number,),
    "part": (take_part,),
    "mer": (take_half_of_day,),
    "between": (take_between,),
    "until": (take_until,),
    "starting": (take_starting,),
    "except": (take_excepted,),
    "for": (take_lasting,),
    "same_time": (take_same_time,),
    "same_day": (take_same_day,),
    "later": (take_later,),
    "latest": (take_latest,),
    "the_day": (take_the_day,),
    "day_before": (take_day_before,),
    "count": (take_count,),
    "unit": (take_unit, take_numbered_day),
    "nearest": (take_nearest,),
    "or": (take_or,),
    "through": (take_through,),
    "cron": (take_cron,),
    "quoted": (take_cron,),
    "sign": (take_added,),
}
# What can begin a phrase: a limit cannot, having nothing to limit.
_ANCHORS = (frozenset(_TAKERS) | {"mark"}) - {
    "until",
    "starting",
    "except",
    "for",
    "times",
    "or",
    "through",
    "latest",
    "sign",
    "mer",
}
_FIRST_OF_ANY = frozenset(_TAKERS) | {"mark"}
_JOINING = COMMA | AND | OF
_FIRST_WORDS = frozenset({"between", "ago_prefix"})
# What can go on with one: what a taker, a limit or a zone begins with.
_GOES_ON = frozenset(_TAKERS) | NAMES_ZONE | {"mark", "stop", "before", "at_most"}
