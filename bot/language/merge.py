"""Merge: fragments that stand together become one Phrase; find_phrases() gives all phrases of a message, in order, not overlapping.

Which takers look at a token is decided by what the token can mean, so that plain words cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.language.clock import Clock, read_clock, read_clocks
from bot.language.cron import CRON_FIELDS, read_cron
from bot.language.date import Relative, read_day_first
from bot.language.days import (
    combine_days,
    take_date,
    take_edge,
    take_holiday,
    take_month,
    take_month_year,
    take_one_in_two,
    take_part_of_today,
    take_period_end,
    take_plural_weekdays,
    take_quarter,
    take_relative,
    take_season,
    take_tonight,
    take_unit,
    take_week_number,
    take_weekday,
    take_weekend,
    take_which,
    take_year,
    take_year_of_date,
)
from bot.language.duration import Duration, read_duration
from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, COMMA, IN, OF, ON, THE
from bot.language.numbers import read_integer
from bot.language.ordinal import take_ordinal
from bot.language.period import NearestBusinessDay
from bot.language.phrase import Phrase, Repeat, is_possessive, skip_marks
from bot.language.repeat import (
    read_excepted,
    take_clocks_per_day,
    take_every,
    take_frequency,
    take_weekday_set,
)
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday
from bot.language.zone import read_zone

Taker = Callable[[Tokens, int, Phrase, int], int]

_CLOCK_MARKS = AT | BY


def find_phrases(t: Tokens) -> list[Phrase]:
    """Every phrase of time in the message."""
    phrases: list[Phrase] = []
    i, n, means = 0, t.n, t.means
    while i < n:
        if not means[i] or ("until" in means[i] and i and means[i - 1].get("mark") == THE):
            i += 1  # "the till" is a thing
            continue
        phrase = None if _ANCHORS.isdisjoint(means[i]) else read_phrase(t, i)
        if phrase is None:
            i += 1
        else:
            phrases.append(phrase)
            i = phrase.end
    return phrases


def read_phrase(t: Tokens, i: int, *, marks: int = 0) -> Phrase | None:
    """The phrase that begins at token i, as long as it goes; marks: what words before it, already read, say about it."""
    flags, k = skip_marks(t, i)
    if flags & (COMMA | AND | OF) and not marks:
        return None
    if k > i and _ANCHORS.isdisjoint(t.means[k]) and _ANCHORS.isdisjoint(t.means[i].keys() - {"mark"}):
        return None
    p = Phrase(i)
    p.marks = flags | marks
    after = take_between(t, i, p, 0) if "between" in t.means[i] else 0
    if not after and "ago_prefix" in t.means[i]:
        after = take_ago(t, i, p, 0)
    if not after and k < t.n:
        after = _take(t, k, p, flags | marks)
    if not after:
        return None
    while after < t.n:
        p.end = after
        if p.repeat is not None and (further := _take_bound(t, after, p)):
            after = further
            continue
        if "between" in t.means[after] and (further := take_between(t, after, p, 0)):
            after = further
            continue
        flags, k = skip_marks(t, after)
        if "stop" in t.means[k] and t.words[k] != "(":
            break
        if flags & COMMA and flags & AND:
            break
        further = _take(t, k, p, flags)
        if not further and k > after:
            further = _take(t, after, p, 0)
        if not further:
            break
        after = further
    p.end = after
    combine_days(p)
    return p


def _take(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    for kind in t.means[k]:
        takers = _TAKERS.get(kind)
        if takers is not None:
            for taker in takers:
                after = taker(t, k, p, flags)
                if after:
                    return after
    if (p.clocks or p.part) and p.zone is None:
        found = read_zone(t, k)
        if found is not None:
            p.zone = found[0]
            return found[1]
    return 0


def _take_bound(t: Tokens, k: int, p: Phrase) -> int:
    """until, from, for and except belong to the repeat before them, though elsewhere they are small words of other meaning."""
    if t.words[k] == ",":
        k += 1
    if "between" in t.means[k] and (after := take_between(t, k, p, 0)):
        return after
    for kind in ("until", "starting", "for", "except"):
        if kind in t.means[k] and (after := _TAKERS[kind][0](t, k, p, 0)):
            return after
    return 0


def take_clock(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """at 5, 17:30, half past four, noon; a bare number only where "at" or a day says that it is a clock."""
    if p.clocks and not (flags & AND and p.repeat):
        return 0
    if (p.delta and p.delta.is_elapsed) or (p.shift and p.shift.is_elapsed):
        return 0
    marked = bool(flags & _CLOCK_MARKS) or (p.says_day and not flags & (IN | OF))
    found = read_clock(t, k, marked=marked) or _read_clock_in_company(t, k)
    if found is None or is_possessive(t, found[1]):
        return 0
    clock, after = found
    end = _read_range_end(t, after)
    if end is None and _is_quantity(t, k, after, flags):
        return 0
    if end is not None:
        p.window, after = end[0], end[1]
        _spread_meridiem(clock, p.window)
        p.clocks = [clock]
        return after
    clocks, after = read_clocks(t, after, clock)
    p.clocks += clocks
    if "or" in t.means[after] and (other := read_clock(t, after + 1, marked=True)) is not None:
        p.or_clock, after = other
    return after


def _read_clock_in_company(t: Tokens, k: int) -> tuple[Clock, int] | None:
    """half seven in the evening, seven thirty tonight, 2-4pm: what follows says that the number is a clock."""
    found = read_clock(t, k, marked=True, in_range=True)
    if found is None:
        return None
    after = found[1]
    if ("dash" in t.means[after] or "to" in t.means[after]) and {"digits", "dot_clock"} & t.means[k].keys():
        end = _read_range_end(t, after)
        last = t.means[end[1] - 1] if end is not None else {}
        return found if {"mer", "clock", "oclock"} & last.keys() or ("dot_clock" in last and "dot_clock" in t.means[k]) else None
    _, j = skip_marks(t, after)
    if "which" in t.means[j]:
        j += 1
    if t.means[k].get("int", 0) > 12:
        return None
    return found if ("part" in t.means[j] and j > after) or "tonight" in t.means[after] else None


def _is_quantity(t: Tokens, k: int, after: int, flags: int) -> bool:
    """ "at 5 percent", "at 5 euros", "friday 3 pizzas": a bare number with something counted behind it, or a price."""
    meaning = t.means[k]
    if not ("int" in meaning or "num" in meaning) or after != k + 1:
        return False
    if t.glued(k) and t.words[k - 1] in ("$", "€", "£", "#", "+"):
        return True
    follower = t.means[after]
    if t.words[after] in ("%", "€", "$", "£", "°", "/", "x", "*", "+", "="):
        return True
    if "unit" in follower and "oclock" not in follower or "int" in follower and "dash" not in follower:
        return True
    return not follower and after < t.n and not flags & AT and t.words[after].isalpha()


def _read_range_end(t: Tokens, k: int) -> tuple[Clock, int] | None:
    """The end of "2-4pm", "9:30 to 11", "9 - 17"."""
    if not ("dash" in t.means[k] or "to" in t.means[k] or "until" in t.means[k]):
        return None
    if "dash" in t.means[k] and not t.glued(k) and t.glued(k + 1):
        return None  # 18:00 -0700 is an offset
    j = k + 1
    while t.means[j].get("mark", 0) & (AROUND | AT):
        j += 1
    found = read_clock(t, j, marked=True)
    if found is None or ("int" in t.means[j] and "to" in t.means[k] and "unit" in t.means[j + 1]) or read_day_first(t, j):
        return None
    return found


def _spread_meridiem(start: Clock, end: Clock) -> None:
    """2-4pm begins at 14:00, 11-1pm at 11:00: the half of the day said at the end holds for the start where the start stays before it."""
    if start.bare and not end.bare:
        if end.hour >= 12 and start.hour % 12 + 12 < end.hour + (24 if end.hour < start.hour % 12 else 0):
            start.hour = start.hour % 12 + 12
        elif end.hour < 12:
            start.hour %= 12
        start.bare = False
    elif end.bare and end.hour <= start.hour and end.hour < 12:
        end.hour, end.bare = end.hour + 12, False


def take_between(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """between 2 and 4, from 9:30 to 11: begins with the first."""
    if p.clocks and p.window is None and p.repeat is None:
        return 0
    _, j = skip_marks(t, k + 1)
    found = read_clock(t, j, marked=True, in_range=True)
    if found is None:
        return _take_between_days(t, k, p)
    clock, after = found
    meaning = t.means[after]
    if not (meaning.get("mark", 0) & AND or "to" in meaning or "dash" in meaning or "until" in meaning):
        return 0
    _, j = skip_marks(t, after + 1)
    end = read_clock(t, j, marked=True)
    if end is None:
        return 0
    p.window, after = end
    _spread_meridiem(clock, p.window)
    p.clocks = [clock]
    return after


def _take_between_days(t: Tokens, k: int, p: Phrase) -> int:
    """between september 22 and september 24: begins with the first."""
    if not p.has_no_day_yet or p.weekday or p.repeat:
        return 0
    first = read_phrase(t, k + 1, marks=ON)
    if first is None or first.repeat or not (first.day or first.weekday):
        return 0
    if not (t.means[first.end].get("mark", 0) & AND or "to" in t.means[first.end]):
        return 0
    last = read_phrase(t, first.end + 1, marks=ON)
    if last is None or not last.says_day or t.words[k] == "between" and isinstance(first.weekday, Weekday):
        return 0
    p.day, p.weekday, p.clocks, p.part = first.day, first.weekday, first.clocks, first.part
    return last.end


def take_part(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in the morning, eod; "lunch" only behind a day or a preposition."""
    if (p.part and p.part != t.means[k]["part"]) or is_possessive(t, k + 1):
        return 0
    needs = t.means[k].get("part_in_company")
    if needs and not flags & (IN | AT | BY | ON) and not (needs == "any" and (p.says_day or p.clocks)):
        return 0
    p.part = t.means[k]["part"]
    return k + 1


def take_delta(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in 10 minutes; 2 hours from now; 3 days ago; a week from friday; 30 min before 16:00."""
    if p.delta is not None or p.shift is not None:
        return 0
    if p.day is not None and not (flags & IN):
        return 0
    found = read_duration(t, k) or (_read_bare_minutes(t, k) if flags & IN and not p.says_day else None)
    if found is None:
        return 0
    duration, after = found
    if is_possessive(t, after):
        after += 1
        if t.words[after] == "time":
            after += 1
    if "from_now" in t.means[after] and not (t.words[after] == "later" and "rel" in t.means[after + 1]):
        p.delta = duration
        return after + 1
    if "ago" in t.means[after]:
        p.delta, p.delta_sign = duration, -1
        return after + 1
    if p.clocks and duration.is_elapsed:
        return 0
    if flags & IN and ("before" in t.means[after] or "after_next" in t.means[after]) and _take_shift(t, after, Phrase(k), duration):
        return 0  # "dial in a week after next friday": the distance is not from now
    if flags & IN and not is_possessive(t, after) and not (t.means[after].get("mark", 0) & OF and "opaque" in t.means[after + 1]):
        p.delta = duration
        return after
    return _take_shift(t, after, p, duration)


def take_weeks_from_now(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in einer Woche, om en uge: one token, because "Montag in einer Woche" is read as a whole."""
    if not p.has_no_day_yet:
        return 0
    p.delta = Duration(days=7 * t.means[k]["in_a_week"], unit="WEEKLY")
    return k + 1


def take_ago(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """vor zwei Tagen, hace dos días, il y a deux jours."""
    if not p.has_no_day_yet:
        return 0
    found = read_duration(t, k + 1)
    if found is None:
        return 0
    p.delta, p.delta_sign = found[0], -1
    return found[1]


def _read_bare_minutes(t: Tokens, k: int) -> tuple[Duration, int] | None:
    """ "in 5", "in fifteen to put the sign up": minutes."""
    number = read_integer(t, k)
    if number is None or not 1 <= number[0] <= 120 or t.means[k].get("digits", 0) > 3:
        return None
    after = t.means[number[1]]
    if number[1] < t.n and not {"stop", "polite", "lead"} & after.keys():
        return None
    minutes = Duration()
    minutes.add(number[0], "s", 60)
    return minutes, number[1]


def _take_shift(t: Tokens, k: int, p: Phrase, duration: Duration) -> int:
    """before or after what follows; alone, before another time of the message."""
    sign = t.means[k].get("before")
    if sign is not None:
        item = _item_after(t, k + 1)
        if item is not None:
            p.shift, p.shift_sign, p.item_anchor = duration, sign, item[0]
            return item[1]
        anchor = read_phrase(t, k + 1, marks=ON | AT)
        only_clock = anchor is not None and not anchor.says_day and not duration.is_elapsed and "lone_shift" in t.means[k]
        if anchor is not None and not anchor.repeat and not only_clock:
            p.shift, p.shift_sign, p.anchor = duration, sign, anchor
            return anchor.end
    if "after_next" in t.means[k] and "weekday" in t.means[k + 1]:  # a week after next friday
        p.shift, p.shift_sign, p.anchor = duration, 1, Phrase(k)
        p.anchor.weekday = Weekday(t.means[k + 1]["weekday"], which=1)
        return k + 2
    if duration.days and duration.days % 7 == 0 and not duration.is_elapsed:
        flags, j = skip_marks(t, k)
        if {"rel", "weekday"} & t.means[j].keys() and not flags & ~ON:  # a week on monday, a fortnight today
            anchor = read_phrase(t, j, marks=ON)
            if anchor is not None and not anchor.repeat:
                p.shift, p.shift_sign, p.anchor = duration, 1, anchor
                return anchor.end
    lone = t.means[k].get("lone_shift")
    if lone is not None:
        p.shift, p.shift_sign = duration, lone
        return k + 1
    return 0


def _item_after(t: Tokens, k: int) -> tuple[tuple[str, str], int] | None:
    """ "TSK-123 is due" and "the due date of TSK-123" behind "2 days before"."""
    while t.means[k].get("mark", 0) & (THE | OF) or "due" in t.means[k]:
        k += 1
    item = t.means[k].get("item")
    if item is None:
        return None
    k += 1
    while "due" in t.means[k] or "genitive" in t.means[k]:
        k += 1
    return item, k


def take_the_day(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """the day before christmas, the week after next, a day before."""
    if not p.has_no_day_yet:
        return 0
    kind, amount = t.means[k]["the_day"]
    duration = Duration()
    duration.add(amount, kind, 1)
    return _take_shift(t, k + 1, p, duration)


def take_until(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """until 31 October: the end of a repeat."""
    if p.repeat is None or p.until is not None:
        return 0
    p.until = read_phrase(t, k + 1, marks=ON | BY)
    if p.until is None:
        return 0
    if p.until.says_day and p.until.clocks and not p.clocks:
        p.clocks, p.until.clocks = p.until.clocks, []
    return p.until.end


def take_starting(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """starting next monday, from 1 October, from 8:00: the beginning of a repeat."""
    if p.repeat is None or p.starting is not None:
        return 0
    found = read_phrase(t, k + 1, marks=ON | AT)
    if found is None or found.repeat is not None:
        return 0
    if found.clocks and not p.clocks:
        p.clocks = found.clocks
    p.starting = found if found.says_day else None
    return found.end


def take_excepted(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    if p.repeat is None:
        return 0
    found = read_excepted(t, k + 1)
    if found is None:
        return 0
    p.repeat.excepted += found[0]
    return found[1]


def take_lasting(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """for 5 days, for the next two weeks, for 3 times."""
    if p.repeat is None or p.lasting is not None:
        return 0
    j = k + 1
    while t.means[j].get("mark", 0) & (THE | AROUND) or "which" in t.means[j]:
        j += 1
    number = read_integer(t, j)
    if number is not None and "times" in t.means[number[1]]:
        p.count = number[0]
        return number[1] + 1
    duration = read_duration(t, j)
    if duration is None and "unit" in t.means[j] and "which" in t.means[j - 1]:
        single = Duration()
        unit = t.means[j]["unit"]
        single.add(1, unit[0], unit[1])
        duration = single, j + 1
    if duration is None:
        return 0
    p.lasting = duration[0]
    return duration[1]


def take_times(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """10 times, behind a repeat."""
    if p.repeat is None or p.count is not None:
        return 0
    number = read_integer(t, k)
    if number is None or "times" not in t.means[number[1]] or t.words[number[1]] == "time":
        return 0
    p.count = number[0]
    return number[1] + 1


def take_same_time(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """this time tomorrow, same time next week."""
    if p.same_time or p.clocks:
        return 0
    if not p.says_day:
        _, j = skip_marks(t, k + 1)
        if not {"rel", "which", "weekday", "month", "in"} & t.means[j].keys() and not flags & IN:
            return 0
    p.same_time = True
    return k + 1


def take_later(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """later today, sometime next week: the word says nothing more than what follows."""
    if p.later:
        return 0
    meaning = t.means[k + 1]
    if not ("rel" in meaning or "tonight" in meaning or "which" in meaning or meaning.get("mark", 0) & (ON | IN)):
        return 0
    flags, j = skip_marks(t, k + 1)
    p.later = True
    after = _take(t, j, p, flags)
    p.later = bool(after) and isinstance(p.day, Relative)
    return after


def take_cron(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """ "0 9 * * 1-5" in quotes, or five fields behind "cron"."""
    if p.says_day or p.says_clock:
        return 0
    if "quoted" in t.means[k]:
        fields, after = t.words[k][1:-1].strip("`"), k + 1
    else:
        if t.words[k + 1] == ":" or "quoted" in t.means[k + 1]:
            k += 1 if t.words[k + 1] == ":" else 0
        if "quoted" in t.means[k + 1]:
            return take_cron(t, k + 1, p, flags)
        found = CRON_FIELDS.match(t.text, t.ends[k])
        if found is None:
            return 0
        fields = found.group().lower()
        after = next(j for j in range(k + 1, t.n + 1) if t.starts[j] >= found.end())
    try:
        rule = read_cron(fields)
    except ValueError:
        rule = None
        p.invalid = "quoted" not in t.means[k]
    if rule is None and not p.invalid:
        return 0
    p.repeat = Repeat("DAILY", cron=rule)
    return after


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


_NUMBERS: tuple[Taker, ...] = (take_delta, take_times, take_date, take_ordinal, take_clock, take_year)
_TAKERS: Mapping[str, tuple[Taker, ...]] = MappingProxyType(
    {
        "every": (take_every,),
        "freq": (take_frequency,),
        "per_day": (take_clocks_per_day,),
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
        "int": (take_year_of_date, *_NUMBERS),
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
        "clock": (take_delta, take_clock),
        "clockword": (take_clock,),
        "ymd": (take_date,),
        "numeric_date": (take_delta, take_date),
        "month_year": (take_month_year,),
        "holiday": (take_holiday,),
        "period_end": (take_period_end,),
        "edge": (take_edge,),
        "season": (take_season,),
        "quarter_name": (take_quarter,),
        "week_number": (take_week_number,),
        "part": (take_part,),
        "between": (take_between,),
        "until": (take_until,),
        "starting": (take_starting,),
        "except": (take_excepted,),
        "for": (take_lasting,),
        "same_time": (take_same_time,),
        "later": (take_later,),
        "the_day": (take_the_day,),
        "unit": (take_unit,),
        "nearest": (take_nearest,),
        "cron": (take_cron,),
        "quoted": (take_cron,),
    }
)
_ANCHORS = frozenset(_TAKERS) | {"mark"}
