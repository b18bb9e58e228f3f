"""Takers of distances: "in 10 minutes", "3 days ago", "a week from friday", "30 min before 16:00". Lengths themselves are duration.py's."""

from __future__ import annotations

from bot.language.date import Relative
from bot.language.duration import Duration, read_duration
from bot.language.lexicon.lexicon import AT, BY, COMMA, IN, OF, ON, THE
from bot.language.numbers import read_integer
from bot.language.phrase import Phrase, is_possessive, skip_marks
from bot.language.shifted import take_repeat_beside
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday

# Without one of these behind it a number in digits measures nothing; behind "in" it may be minutes.
_MEASURES = frozenset(
    {
        "unit",
        "unit1",
        "and_half",
        "num",
        "numeric_date",
        "or",
        "dash",
        "more",
        "weekday",
        "weekdays",
        "weekday_sets",
        "parts",
        "to",
    }
)


def take_delta(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in 10 minutes; 2 hours from now; 3 days ago; a week from friday; 30 min before 16:00."""
    if p.delta is not None or p.shift is not None:
        return 0
    if "int" in t.means[k] and not flags & IN and _MEASURES.isdisjoint(t.means[k + 1]):
        return 0
    if p.day is not None and not (flags & IN):
        return 0
    if "parts" in t.means[k + 1] and p.has_no_day_yet and (after := _take_parts_from_now(t, k, p, flags)):
        return after
    weeks_on = _read_weekdays_from_now(t, k, alone=bool(flags & IN))
    if weeks_on is not None and p.has_no_day_yet and p.weekday is None:
        p.weekday, after = weeks_on
        return after
    alone = flags & IN and not flags & BY and not p.says_day
    found = read_duration(t, k) or (_read_bare_minutes(t, k, flags) if alone else None)
    if found is None:
        return 0
    duration, after = found
    if k and "for" in t.means[k - 1] and "starting" in t.means[after]:
        return _take_start(t, after + 1, p)
    if is_possessive(t, after):
        after += 1
        if t.words[after] == "time":
            after += 1
    elif flags & IN and t.words[after] == "time" and "unit" in t.means[after - 1]:
        after += 1  # in 2 weeks time
    if "from_now" in t.means[after] and not (t.words[after] == "later" and "rel" in t.means[after + 1]):
        p.delta = duration
        return after + 1
    if "ago" in t.means[after]:
        p.delta, p.delta_sign = duration, -1
        return after + 1
    if "lasting" in t.means[after] and (p.repeat or {"every", "freq", "weekdays"} & t.means[after + 1].keys()):
        p.lasting = duration
        return after + 1
    if p.clocks and duration.is_elapsed:
        return 0
    return _take_distance(t, k, after, p, duration, flags)


def _take_start(t: Tokens, k: int, p: Phrase) -> int:
    """The start of "for 10 days from october 18th" at token k: when something begins is the time, not how long it goes on."""
    begin = p.read(t, k, marks=ON | AT)
    if (
        begin is None
        or begin.repeat
        or (begin.says_day and p.says_day)
        or not (begin.day or begin.weekday or begin.clocks)
    ):
        return 0
    p.day, p.weekday = begin.day or p.day, begin.weekday or p.weekday
    p.clocks, p.part = begin.clocks, begin.part
    return begin.end


def _take_distance(t: Tokens, k: int, after: int, p: Phrase, duration: Duration, flags: int) -> int:
    """A length from token k until `after` whose own words do not tell what it is counted from: "in" and what follows do."""
    if (
        flags & IN
        and ("before" in t.means[after] or "after_next" in t.means[after])
        and _take_shift(t, after, p.blank(k), duration)
    ):
        if t.words[after] == "from":
            return _take_shift(t, after, p, duration)  # in two weeks from tomorrow
        return 0  # "dial in a week after next friday": the distance is not from now
    if (
        flags & IN
        and not is_possessive(t, after)
        and not (t.means[after].get("mark", 0) & OF and "opaque" in t.means[after + 1])
    ):
        p.delta = duration
        while "sharp" in t.means[after]:  # in 20 minutes or so
            after += 1
        return after
    return _take_shift(t, after, p, duration)


def _read_weekdays_from_now(t: Tokens, k: int, *, alone: bool) -> tuple[Weekday, int] | None:
    """3 fridays from now: the coming one and two weeks. alone: "in" says so too."""
    meaning = t.means[k + 1]
    day = meaning.get("weekdays", meaning.get("weekday"))
    if meaning.get("weekday_sets") == "SA-SU":
        day = 5  # 2 weekends from now
    if day is None or not ("from_now" in t.means[k + 2] or (alone and {"weekdays", "weekday_sets"} & meaning.keys())):
        return None
    number = read_integer(t, k)
    if number is None or not 1 <= number[0] <= 520:
        return None
    return Weekday(day, plus_weeks=number[0] - 1), k + 2 + ("from_now" in t.means[k + 2])


def _take_parts_from_now(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in 3 nights, two mornings from now."""
    number, from_now = read_integer(t, k), "from_now" in t.means[k + 2]
    if number is None or not (from_now or flags & IN) or p.part:
        return 0
    p.day, p.part = Relative(number[0]), t.means[k + 1]["part"]
    return k + 2 + from_now


def take_weeks_from_now(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in einer Woche, om en uge: one token, because "Montag in einer Woche" is read as a whole; "morgen in einer Woche"."""
    if isinstance(p.day, Relative) and p.delta is None:
        p.day = Relative(p.day.days + 7 * t.means[k]["in_a_week"])
        return k + 1
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


def _read_bare_minutes(t: Tokens, k: int, flags: int) -> tuple[Duration, int] | None:
    """ "in 5", "in fifteen to put the sign up": minutes; "in 1:30": hours and minutes."""
    if is_length_in_hours(t, k, flags):
        hours, more, *rest = t.means[k]["clock"]
        length = Duration()
        length.add(hours * 3600 + more * 60 + (rest[0] if rest else 0), "s", 1)
        return length, k + 1
    number = read_integer(t, k)
    if number is None or not 1 <= number[0] <= 120 or t.means[k].get("digits", 0) > 3:
        return None
    after = t.means[number[1]]
    if number[1] < t.n and not {"stop", "polite", "lead"} & after.keys() and not after.get("mark", 0) & COMMA:
        return None
    minutes = Duration()
    minutes.add(number[0], "s", 60)
    return minutes, number[1]


def is_length_in_hours(t: Tokens, k: int, flags: int) -> bool:
    """Whether "1:30" or "00:20" at token k is a length: behind nothing but "in", where no clock of the day follows."""
    meaning = t.means[k]
    if flags != IN or "clock" not in meaning or not t.closes(k + 1):
        return False
    return meaning["digits"] == 1 or meaning["clock"][0] == 0 or len(meaning["clock"]) == 3


def _take_shift(t: Tokens, k: int, p: Phrase, duration: Duration) -> int:
    """before or after what follows; alone, before another time of the message."""
    sign = t.means[k].get("before")
    if sign is not None:
        item = _item_after(t, k + 1)
        if item is not None:
            p.shift, p.shift_sign, p.item_anchor = duration, sign, item[0]
            return item[1]
        anchor = p.read(t, k + 1, marks=ON | AT)
        if anchor is not None and take_repeat_beside(p, anchor, duration, sign):
            return anchor.end
        only_clock = (
            anchor is not None and not anchor.says_day and not duration.is_elapsed and "lone_shift" in t.means[k]
        )
        if anchor is not None and not anchor.repeat and not only_clock:
            _count_from(p, duration, sign, anchor)
            return _past_name(t, k + 1, anchor.end)
    if "after_next" in t.means[k] and "weekday" in t.means[k + 1]:  # a week after next friday
        p.shift, p.shift_sign, p.anchor = duration, 1, Phrase(k)
        p.anchor.weekday = Weekday(t.means[k + 1]["weekday"], which=1)
        return k + 2
    if duration.days and duration.days % 7 == 0 and not duration.is_elapsed:
        flags, j = skip_marks(t, k)
        if {"rel", "weekday"} & t.means[j].keys() and not flags & ~ON:  # a week on monday, a fortnight today
            anchor = p.read(t, j, marks=ON)
            if anchor is not None and not anchor.repeat:
                _count_from(p, duration, 1, anchor)
                return anchor.end
    lone = t.means[k].get("lone_shift")
    if lone is not None:
        p.shift, p.shift_sign = duration, lone
        return k + 1
    return 0


def _count_from(p: Phrase, duration: Duration, sign: int, anchor: Phrase) -> None:
    """So long from the anchor. "A week from today at 9" is at nine on that day: nine o'clock of today may have passed."""
    p.shift, p.shift_sign, p.anchor = duration, sign, anchor
    whole_days = not duration.is_elapsed and anchor.says_day and anchor.shift is None and anchor.zone is None
    if whole_days and not (p.clocks or p.part or any(clock.midnight for clock in anchor.clocks)):
        p.clocks, p.part, anchor.clocks, anchor.part = anchor.clocks, anchor.part, [], None


def take_added(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """today + 3 days, 2025-10-31 + 1 week: so long from the day before it."""
    if t.means[k].get("sign") != 1 or p.repeat or p.delta or p.shift or p.also or p.days or not (p.day or p.weekday):
        return 0
    found = read_duration(t, k + 1)
    if found is None or found[0].is_elapsed:
        return 0
    anchor = p.blank(p.start)
    anchor.day, anchor.weekday, anchor.weekdays, p.day, p.weekday = p.day, p.weekday, p.weekdays, None, None
    _count_from(p, found[0], 1, anchor)
    return found[1]


def _past_name(t: Tokens, k: int, after: int) -> int:
    """The token behind "the 3pm meeting" at token k, whose time ends before token `after`: a name between an article and what leads on."""
    name = t.means[after]
    named = t.means[k].get("mark", 0) & THE and (not name or "event" in name) and "lead" in t.means[after + 1]
    return after + 1 if named else after


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


def take_day_before(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """el día antes de Navidad, la veille du 3 octobre, dagen før: one day from what follows, or from the message's other time."""
    if not p.has_no_day_yet:
        return 0
    p.shift, p.shift_sign = Duration(days=1, unit="DAILY"), t.means[k]["day_before"]
    anchor = p.read(t, k + 1, marks=ON)
    if anchor is None or anchor.repeat or not anchor.says_day:
        return k + 1
    p.anchor = anchor
    return anchor.end


def take_the_day(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """the day before christmas, the week after next, a day before."""
    if not p.has_no_day_yet:
        return 0
    kind, amount = t.means[k]["the_day"]
    duration = Duration()
    duration.add(amount, kind, 1)
    return _take_shift(t, k + 1, p, duration)
