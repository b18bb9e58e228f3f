"""Takers of a repeat's limits: "until 31 October", "starting monday", "for 5 days", "10 times", "except fridays"; and cron, which is all in one."""

from __future__ import annotations

from bot.language.cron import CRON_FIELDS, read_cron
from bot.language.date import DayOfMonth, Relative
from bot.language.duration import Duration, one_of, read_duration
from bot.language.lexicon.lexicon import AROUND, AT, BY, IN, OF, ON, THE
from bot.language.lexicon.units import HOUR
from bot.language.numbers import read_integer
from bot.language.period import END, MonthPeriod, Period
from bot.language.phrase import ELAPSED, Phrase, Repeat
from bot.language.repeat import SETS, read_weekdays
from bot.language.tokens import Tokens

_DAYS_APART = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_REPEATS = frozenset({"every", "freq", "weekdays", "weekday_sets"})


def take_until(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """until 31 October: the end of a repeat, also before it ("until the end of the year every friday")."""
    if p.until is not None:
        return 0
    if p.repeat is None:
        return _take_until_first(t, k, p)
    p.until = p.read(t, k + 1, marks=ON | BY)
    if p.until is None:
        return 0
    if t.means[k].get("through") == 2 and isinstance(p.until.day, MonthPeriod | Period) and p.until.day.edge is None:
        p.until.day.edge = END  # "through october"
    if p.until.says_day and p.until.clocks and not p.clocks:
        p.clocks, p.until.clocks = p.until.clocks, []
    return p.until.end


def _take_until_first(t: Tokens, k: int, p: Phrase) -> int:
    if p.says_day or p.says_clock or "until" in t.means[k + 1]:
        return 0
    end = p.read(t, k + 1, marks=ON | BY)
    if end is None or end.repeat is None or not (end.day or end.weekday):
        return 0
    p.repeat, p.clocks, p.part, p.until = end.repeat, end.clocks, end.part, end
    end.repeat, end.clocks, end.part = None, [], None
    return end.end


def take_last_before(t: Tokens, k: int, p: Phrase) -> int:
    """every day before october 1: the day before it is the last."""
    if p.until is not None:
        return 0
    end = p.read(t, k + 1, marks=ON | BY)
    if end is None or end.repeat is not None or not (end.day or end.weekday):
        return 0
    p.until = Phrase(k)
    p.until.shift, p.until.shift_sign, p.until.anchor = Duration(days=1), -1, end
    p.clocks, end.clocks = p.clocks or end.clocks, []
    return end.end


def take_through(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """tomorrow through sunday at 8, from today until friday: every day of them."""
    if p.repeat or p.shift or p.also or flags or not (p.day or p.weekday) or not p.start < k:
        return 0
    end = p.read(t, k + 1, marks=ON)
    if end is None or end.repeat or end.shift or not (end.day or end.weekday):
        return 0
    make_stretch(p, end)
    return end.end


def make_stretch(p: Phrase, end: Phrase) -> None:
    """The days from the phrase's own to another's, each at the clock that either says."""
    p.repeat = p.repeat or Repeat("DAILY")
    p.starting = Phrase(p.start)
    p.starting.day, p.starting.weekday, p.day, p.weekday = p.day, p.weekday, None, None
    p.until, p.clocks, p.part, end.clocks = end, p.clocks or end.clocks, p.part or end.part, []


def is_stretch(p: Phrase) -> bool:
    return p.repeat is not None and p.starting is not None and p.until is not None


def take_stretch(p: Phrase, stretch: Phrase) -> None:
    """The beginning and the end that another phrase says; its repeat where this one has none."""
    p.repeat, p.starting, p.until = p.repeat or stretch.repeat, stretch.starting, stretch.until
    p.clocks, p.part = p.clocks or stretch.clocks, p.part or stretch.part


def take_starting(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """starting next monday, from 1 October, from 8:00: the beginning of a repeat."""
    if p.repeat is None or p.starting is not None:
        return 0
    found = p.read(t, k + 1, marks=ON | AT) or p.read(t, k + 1, marks=IN)  # starting october; starting in two weeks
    if found is None or (found.repeat is not None and not is_stretch(found)):
        return 0
    if is_stretch(found):
        take_stretch(p, found)
        return found.end
    if found.clocks and not p.clocks:
        p.clocks = found.clocks
    p.starting = found if found.says_day else None
    return max(found.end, _take_until_in(t, k + 1, found, p))


def _take_until_in(t: Tokens, k: int, found: Phrase, p: Phrase) -> int:
    """The end of "from october 1 until december 15", which reads as one stretch of days; 0 where it has none."""
    between = next((j for j in range(k + 1, found.end) if "until" in t.means[j]), 0)
    if not between or not found.says_day or p.until is not None:
        return 0
    end = p.read(t, between + 1, marks=ON | BY)
    if end is None or not end.says_day or end.repeat is not None:
        return 0
    p.until, p.clocks, end.clocks = end, p.clocks or end.clocks, []
    return end.end


def take_excepted(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """except fridays, not on the 15th; holidays and single dates are no part of a rule: they are noted."""
    if p.repeat is None:
        return 0
    while "except" in t.means[k + 1]:
        k += 1  # but not on
    found = _read_excepted(t, k + 1)
    if found is not None:
        p.repeat.excepted += found[0]
        return found[1]
    if "public_holiday" in t.means[k + 1] or "public_holidays" in t.means[k + 1]:
        p.repeat.keeps_exceptions = True
        return k + 2
    day = p.read(t, k + 1, marks=ON)
    if day is None or day.repeat is not None or not day.day or day.clocks:
        return 0
    if isinstance(day.day, DayOfMonth) and day.day.months_ahead is None:
        p.repeat.excepted_days += [day.day.day, *day.days]
    else:
        p.repeat.keeps_exceptions = True
    return day.end


def take_at_most(t: Tokens, k: int, p: Phrase) -> int:
    """but only 4 times, at most 4 times, (4 times)."""
    j = k
    while "at_most" in t.means[j] or "except" in t.means[j] or "for" in t.means[j] or t.words[j] == "(":
        j += 1
    after = take_times(t, j, p, 0)
    return after + (t.words[after] == ")" and t.words[j - 1] == "(") if after else 0


def take_lasting(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """for 5 days, for the next two weeks, for 3 times; also before the repeat ("for a week every day")."""
    if p.repeat is None:
        return _take_lasting_first(t, k, p)
    if p.lasting is not None:
        return 0
    j = k + 1
    while t.means[j].get("mark", 0) & (THE | AROUND) or "which" in t.means[j]:
        j += 1
    if "rest" in t.means[j]:
        return _take_rest(t, j + 1, p)
    number = read_integer(t, j)
    if number is not None and "times" in t.means[number[1]]:
        p.count = number[0]
        return number[1] + 1
    duration = read_duration(t, j)
    if duration is None and "unit" in t.means[j] and "which" in t.means[j - 1]:
        duration = one_of(t.means[j]["unit"]), j + 1
    if duration is None:
        return 0
    p.lasting = duration[0]
    return duration[1]


def _take_rest(t: Tokens, k: int, p: Phrase) -> int:
    """for the rest of the week: as long as this week, month or year goes."""
    while t.means[k].get("mark", 0) & (THE | OF) or "which" in t.means[k]:
        k += 1
    unit = t.means[k].get("unit")
    if unit is None or unit.interval != 1 or unit.freq not in _DAYS_APART or p.day is not None:
        return 0
    p.day = Relative(0) if unit.freq == "DAILY" else Period(unit.freq, 0)
    return k + 1


def _take_lasting_first(t: Tokens, k: int, p: Phrase) -> int:
    if p.says_day or p.says_clock:
        return 0
    length = read_duration(t, k + 1)
    repeated = p.read(t, length[1]) if length is not None and t.means[length[1]].keys() & _REPEATS else None
    if length is None or repeated is None or repeated.repeat is None or not holds_several(length[0], repeated.repeat):
        return 0
    for slot in p.__slots__:
        if slot not in ("start", "end", "reader", "depth", "marks"):
            setattr(p, slot, getattr(repeated, slot))
    p.lasting = length[0]
    return repeated.end


def holds_several(length: Duration, repeat: Repeat) -> bool:
    """Whether a length holds the repeat more than once: "meditate for 20 minutes every morning" is about a length of the message."""
    if repeat.freq in ELAPSED:
        return length.as_timedelta().total_seconds() >= 2 * ELAPSED[repeat.freq] * repeat.interval
    days = _DAYS_APART.get(repeat.freq, 0) * repeat.interval
    return not length.is_elapsed and bool(days) and length.as_timedelta().days >= 2 * days


def take_times(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """10 times, behind a repeat or before it ("5 times every 10 minutes")."""
    if p.count is not None or (p.repeat is None and p.says_clock):
        return 0
    if "int" in t.means[k] and "times" not in t.means[k + 1]:
        return 0
    number = read_integer(t, k)
    if p.repeat is None and number is not None:
        follower = t.means[number[1] + 1]
        behind = t.means[number[1] + 2]
        hourly = behind.get("unit") == HOUR
        daily = follower.get("freq") == ("DAILY", 1) and behind.get("mark", 0) & AT  # "… every day at 8pm"
        spaced = "every" in follower and (hourly or {"int", "num", "duration", "weekday"} & behind.keys())
        if not (spaced or daily):
            return 0
    if number is None or "times" not in t.means[number[1]] or t.words[number[1]] == "time":
        return 0
    p.count = number[0]
    return number[1] + 1


def take_count(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """zehnmal, behind a repeat."""
    if p.repeat is None or p.count is not None:
        return 0
    p.count = t.means[k]["count"]
    return k + 1


def take_cron(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """ "0 9 * * 1-5" in quotes, or five fields behind "cron"."""
    if p.says_day or p.says_clock:
        return 0
    if "quoted" in t.means[k]:
        fields, after = t.words[k][1:-1].strip("`"), k + 1
    else:
        if t.words[k + 1] == ":":
            k += 1
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


def _read_excepted(t: Tokens, k: int) -> tuple[list[int], int] | None:
    """fridays, weekends, on monday and tuesday: what an "except" leaves out."""
    while t.means[k].get("mark", 0) & (ON | THE) and "weekday_sets" not in t.means[k]:
        k += 1
    meaning = t.means[k]
    if "weekday_set" in meaning or "weekday_sets" in meaning:
        return SETS[meaning.get("weekday_set") or meaning["weekday_sets"]], k + 1
    if "weekend" in meaning:
        return SETS["SA-SU"], k + 1
    if "weekday" in meaning or "weekdays" in meaning:
        days, after, _ = read_weekdays(t, k)
        return days, after
    return None
