"""Takers of clocks: "at 5", "2-4pm", "between 9:30 and 11", "in the morning", "this time tomorrow". What one clock is, clock.py says."""

from __future__ import annotations

from bot.language.bounds import is_stretch, make_stretch, take_stretch
from bot.language.clock import Clock, read_clock
from bot.language.date import read_day_first, read_ordinal
from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, OF, ON, THE
from bot.language.offset import is_length_in_hours
from bot.language.phrase import Phrase, is_possessive, skip_marks
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday
from bot.language.zone import has_seconds, read_zone

_CLOCK_MARKS = AT | BY
_DAYS = frozenset({"rel", "weekday", "tonight"})
_COUNTED = frozenset({"unit", "opaque", "month", "ord", "times"})


def take_clock(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """at 5, 17:30, half past four, noon; a bare number only where "at" or a day says that it is a clock."""
    if p.clocks and not (flags & AND and p.repeat):
        return 0
    if not flags and k and "numbered" in t.means[k - 1] and "int" in t.means[k] and "mer" not in t.means[k + 1]:
        return 0  # chapter 10
    if (p.delta and p.delta.is_elapsed) or (p.shift and p.shift.is_elapsed):
        return 0
    marked = bool(flags & _CLOCK_MARKS) or (p.says_day and not flags & (IN | OF | THE))
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
    clocks, after = _read_more(t, after, clock)
    p.clocks += clocks
    if "or" in t.means[after] and (other := read_clock(t, after + 1, marked=True)) is not None:
        p.or_clock, after = other
    return after


def _read_more(t: Tokens, i: int, clock: Clock) -> tuple[list[Clock], int]:
    """More clocks after one: ", 12:30 and 6pm". Those without am or pm keep their own reading."""
    clocks, after = [clock], i
    while True:
        k, joined = after, False
        if t.words[k] == "/" and "mer" in t.means[k - 1] and "mer" in t.means[k + 2]:  # 8am/8pm
            k, joined = k + 1, True
        while (flags := t.means[k].get("mark", 0)) and k < after + 3:
            joined = joined or bool(flags & AND) or t.words[k] == ","
            k += 1
            if not flags & (AND | THE | AROUND) and t.words[k - 1] != "," and not joined:
                break
        if not joined or k == after:
            return clocks, after
        found = read_clock(t, k, marked=True, listed=t.words[k - 1] == ",")
        if found is None or not _is_time_after(t, found[1]) or _counts(t, k, found[1]):
            return clocks, after
        clocks.append(found[0])
        after = found[1]


def _counts(t: Tokens, k: int, after: int) -> bool:
    """ "at 10, 2 kg of flour": behind a comma, a bare number before a plain word counts something."""
    return t.words[k - 1] == "," and "int" in t.means[k] and after == k + 1 and after < t.n and not t.means[after]


def _is_time_after(t: Tokens, i: int) -> bool:
    """A listed number is a clock only where no counted thing follows it: "at 9 and 5 minutes before" has one clock."""
    return _COUNTED.isdisjoint(t.means[i])


def take_plain_clock(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """5pm and 17:30, the commonest numbers by far: what can be nothing but a clock is asked about nothing else."""
    follower = t.means[k + 1]
    if flags == IN and is_length_in_hours(t, k, flags):
        return 0
    if "mer" in follower or ("clock" in t.means[k] and not ("unit" in follower or "sign" in follower)):
        return take_clock(t, k, p, flags)
    return 0


def _read_clock_in_company(t: Tokens, k: int) -> tuple[Clock, int] | None:
    """half seven in the evening, seven thirty tonight, 2-4pm: what follows says that the number is a clock."""
    found = read_clock(t, k, marked=True, in_range=True)
    if found is None:
        return None
    after = found[1]
    if ("dash" in t.means[after] or "to" in t.means[after]) and {"digits", "dot_clock"} & t.means[k].keys():
        end = _read_range_end(t, after)
        last = t.means[end[1] - 1] if end is not None else {}
        return (
            found
            if {"mer", "clock", "oclock"} & last.keys() or ("dot_clock" in last and "dot_clock" in t.means[k])
            else None
        )
    _, j = skip_marks(t, after)
    if "which" in t.means[j]:
        j += 1
    ends = after >= t.n or "stop" in t.means[after]
    if (
        found[0].minute
        and (ends or ("num" in t.means[k] and _DAYS.intersection(t.means[after])))
        and "digits" not in t.means[k]
    ):
        return found  # "ping Bob five thirty"
    if "tells_clock" in t.means[after - 1] and (after >= t.n or t.means[after]):
        return found  # 5ish
    if t.means[k].get("int", 0) > 12:
        return None
    said_day = "rel" in t.means[after] and "part" in t.means[after + 1]  # 7 tomorrow morning
    return found if ("part" in t.means[j] and j > after) or "tonight" in t.means[after] or said_day else None


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
    if ("unit" in follower and "oclock" not in follower and read_zone(t, after) is None) or (
        "int" in follower and "dash" not in follower
    ):
        return True
    return not follower and after < t.n and not flags & AT and t.words[after].isalpha()


def _read_range_end(t: Tokens, k: int) -> tuple[Clock, int] | None:
    """The end of "2-4pm", "9:30 to 11", "9 - 17"."""
    if not ("dash" in t.means[k] or "to" in t.means[k] or "until" in t.means[k]):
        return None
    if "at_most" in t.means[k] or ("dash" in t.means[k] and not t.glued(k) and t.glued(k + 1)):
        return None  # up to 5 times; 18:00 -0700 is an offset
    if "dash" in t.means[k] and t.glued(k) and has_seconds(t, k - 1) and not has_seconds(t, k + 1):
        return None  # 09:00:00-0500 is one as well
    j = k + 1
    while t.means[j].get("mark", 0) & (AROUND | AT):
        j += 1
    found = read_clock(t, j, marked=True)
    if (
        found is None
        or ("int" in t.means[j] and "to" in t.means[k] and "unit" in t.means[j + 1])
        or read_day_first(t, j)
    ):
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
    elif end.bare and end.hour <= start.hour < end.hour + 12 and end.hour < 12:
        end.hour, end.bare = end.hour + 12, False


def take_between(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """between 2 and 4, from 9:30 to 11: begins with the first."""
    if (p.clocks and p.window is None and p.repeat is None) or "between" in t.means[k + 1]:
        return 0
    _, j = skip_marks(t, k + 1)
    is_day = read_ordinal(t, j) or read_day_first(t, j)  # fra 16. til 18. februar, from 16 feb until 18 feb
    found = None if is_day else read_clock(t, j, marked=True, in_range=True)
    if found is None:
        return _take_between_days(t, k, p)
    clock, after = found
    meaning = t.means[after]
    if not (meaning.get("mark", 0) & AND or "to" in meaning or "dash" in meaning or "until" in meaning):
        return 0
    _, j = skip_marks(t, after + 1)
    end = read_clock(t, j, marked=True)
    if end is None or (t.means[k].get("mark", 0) & OF and _is_quantity(t, j, end[1], 0)):
        return 0  # "de 3 a 5 manzanas"
    if read_day_first(t, j):
        return _take_between_days(t, k, p)  # from 13 to 15 july
    p.window, after = end
    _spread_meridiem(clock, p.window)
    p.clocks = [clock]
    return after


def _take_between_days(t: Tokens, k: int, p: Phrase) -> int:
    """between september 22 and september 24: begins with the first."""
    if not p.has_no_day_yet or p.weekday or p.starting:
        return 0
    first = p.read(t, k + 1, marks=ON)
    if first is not None and first.repeat and len(first.repeat.weekdays) > 1 and "to" in t.means[k + 2]:
        p.repeat, p.clocks, p.part = first.repeat, first.clocks, first.part  # du lundi au vendredi
        return first.end
    if first is not None and is_stretch(first):  # from today until friday
        take_stretch(p, first)
        return first.end
    if first is not None and first.through and not p.repeat:  # from oct 3 to oct 5
        p.day, p.through, p.clocks, p.part = first.day, first.through, first.clocks, first.part
        return first.end
    if first is not None and t.means[k]["between"] == 2 and len(first.weekdays) == 2 and not first.says_clock:
        p.weekday = Weekday(first.weekdays[0])  # between monday and wednesday
        return first.end
    if first is not None and first.days and not first.repeat:
        p.day = first.day  # between the 20th and the 25th
        return first.end
    if first is None or first.repeat or first.also or not (first.day or first.weekday):
        return 0
    if not (t.means[first.end].get("mark", 0) & AND or "to" in t.means[first.end]):
        return 0
    last = p.read(t, first.end + 1, marks=ON)
    if last is None or not last.says_day or (t.means[k]["between"] == 2 and isinstance(first.weekday, Weekday)):
        return 0
    p.day, p.weekday, p.clocks, p.part = first.day, first.weekday, p.clocks or first.clocks, p.part or first.part
    if p.repeat:
        make_stretch(p, last)
        return last.end
    p.clocks, p.part, p.through = p.clocks or last.clocks, p.part or last.part, last
    return last.end


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
