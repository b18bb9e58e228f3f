"""Clocks: "3pm", "17:30", "1730", "half past four", "noon", "at 5". Parts of the day ("morning") live in part_of_day.py."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.lexicon.lexicon import AND
from bot.language.numbers import read_integer
from bot.language.tokens import Tokens
from bot.language.zone import read_zone

_BEFORE_HOUR = frozenset({"past", "min_word"})  # what stands between the minutes and their hour
_COUNTED = frozenset({"unit", "oclock", "times"})


@dataclass(slots=True)
class Clock:
    """A wall clock as it was said.

    bare: nobody said which half of the day ("at 5"). early: but the morning's is likelier ("6:30" in German).
    midnight: the coming 0:00. invalid: "25:00".
    """

    hour: int
    minute: int = 0
    second: int = 0
    bare: bool = False
    early: bool = False
    midnight: bool = False
    invalid: bool = False


def read_clock(
    t: Tokens, i: int, *, marked: bool, in_range: bool = False, listed: bool = False
) -> tuple[Clock, int] | None:
    """A clock at token i and the token after it.

    marked: something before says that a clock follows ("at"), so it may be a bare number. in_range: "2 to 4" is no 3:58.
    listed: it follows a comma, so that "and" goes on to another clock ("a las 8, 12 y 18").
    """
    meaning = t.means[i]
    if "clock" in meaning:
        found: tuple[Clock, int] | None = _read_colon(t, i)
    elif "clockword" in meaning:
        hour, minute = meaning["clockword"]
        clock = Clock(hour, minute, midnight=hour == 0)
        found = _read_plus(t, i + 1 + ("hours_word" in t.means[i + 1]), clock)
    else:
        found = None
        if not in_range and ("int" not in meaning or not _BEFORE_HOUR.isdisjoint(t.means[i + 1])):
            found = _read_past(t, i, marked)
        if found is None and "half_hour" in meaning:
            found = _read_half(t, i, marked)
        found = found or _read_hour(t, i, marked, listed)
    if found is None:
        return None
    clock, after = found
    if clock.bare and t.lexicon.grammar.day_clock and 7 <= clock.hour <= 12:
        clock.bare = False
    while "sharp" in t.means[after]:
        after += 1
    return clock, after


def _read_colon(t: Tokens, i: int) -> tuple[Clock, int]:
    """17:30, 5:30 pm, 11:30:15. With a leading zero or two digits it is the 24-hour clock."""
    hour, minute, *rest = t.means[i]["clock"]
    clock = Clock(hour, minute, rest[0] if rest else 0)
    after = _read_meridiem(t, i + 1, clock)
    if after == i + 1:
        if 1 <= hour <= 9 and t.means[i]["digits"] == 1:
            clock.bare, clock.early = True, t.lexicon.grammar.day_clock
        if "oclock" in t.means[after] or "hours_word" in t.means[after]:
            after += 1
    return _checked(clock), after


def _checked(clock: Clock) -> Clock:
    if clock.hour == 24 and clock.minute == 0:
        clock.hour, clock.midnight = 0, True
    clock.invalid = clock.invalid or clock.hour > 23 or clock.minute > 59 or clock.second > 59
    return clock


def _read_meridiem(t: Tokens, i: int, clock: Clock) -> int:
    """Applies am or pm at token i. "a" and "p" only glued to the number ("5p")."""
    meaning = t.means[i]
    mer = meaning.get("mer")
    if mer is None or (len(t.words[i]) == 1 and not t.glued(i)):
        return i
    if clock.hour > 12 or clock.hour == 0:
        clock.invalid = mer == "a" and clock.hour > 12
    elif mer == "p":
        clock.hour = clock.hour % 12 + 12
    else:
        clock.hour %= 12
    clock.bare = False
    i += 1
    if t.words[i] == "." and t.glued(i) and t.words[i - 1] in ("a.m", "p.m"):
        i += 1
    return i


def _read_past(t: Tokens, i: int, marked: bool) -> tuple[Clock, int] | None:
    """quarter to six, 10 past 4 pm, twenty minutes past noon; Viertel nach drei, kvart over tre."""
    meaning = t.means[i]
    if "quarter" in meaning:
        minutes, k = meaning["quarter"], i + 1
    else:
        number = read_integer(t, i)
        if number is None or not 1 <= number[0] <= 59:
            return None
        minutes, k = number
    if "digits" not in meaning and minutes == 5 and t.means[k].get("mark", 0) & AND and t.means[k + 1].get("num") == 20:
        minutes, k = 25, k + 2  # five and twenty past three
    counted = "min_word" in t.means[k] or "digits" not in meaning or _is_score_of_five(t, minutes, k)
    if "min_word" in t.means[k]:
        k += 1
    direction = t.means[k].get("past")
    if direction is None or (direction < 0 and not (marked or counted)):
        return None
    k += 1
    half = 0
    if "half_hour" in t.means[k]:  # "fünf vor halb vier"
        half, k = 30, k + 1
    hour = _read_hour_number(t, k)
    if hour is None:
        return None
    clock, after = hour
    if "unit" in t.means[after] and "oclock" not in t.means[after]:
        return None  # "kl. 9 i 5 dage": five days, not five to
    if half:
        clock.hour = (clock.hour - 1) % 12 or 12
    total = clock.hour * 60 + half + direction * minutes
    clock.hour, clock.minute, clock.midnight = total // 60 % 24, total % 60, False
    if clock.bare and clock.hour == 0:
        clock.hour = 12
    after = _read_meridiem_or_oclock(t, after, clock)
    return _checked(clock), after


def _is_score_of_five(t: Tokens, minutes: int, k: int) -> bool:
    """Whether "10 to 8" ends what is said, as nobody counts from 10 to 8; "5 to 10" is a range."""
    hour = t.means[k + 1].get("int", 99)
    return minutes in (5, 10, 20, 25) and minutes > hour >= 1 and t.closes(k + 2 + ("mer" in t.means[k + 2]))


def _read_half(t: Tokens, i: int, marked: bool) -> tuple[Clock, int] | None:
    """half four: 4:30 in English, 3:30 in German and Danish; dreiviertel vier: 3:45."""
    if not (marked or t.lexicon.grammar.half_is_before):
        return None
    hour = _read_hour_number(t, i + 1)
    if hour is None or hour[0].hour > 12:
        return None
    clock, after = hour
    if t.lexicon.grammar.half_is_before:
        clock.hour = (clock.hour - 1) % 12 or 12
    clock.minute = t.means[i]["half_hour"]
    after = _read_meridiem_or_oclock(t, after, clock)
    return clock, after


def _read_hour_number(t: Tokens, i: int) -> tuple[Clock, int] | None:
    """The hour in "ten to six": a number, noon or midnight."""
    meaning = t.means[i]
    if "clockword" in meaning:
        hour, minute = meaning["clockword"]
        return Clock(hour or 24, minute), i + 1
    number = read_integer(t, i)
    if number is None or not 0 <= number[0] <= 24:
        return None
    hour, after = number
    clock = Clock(hour, bare=1 <= hour <= 12)
    return clock, _read_meridiem(t, after, clock)


def _read_meridiem_or_oclock(t: Tokens, i: int, clock: Clock) -> int:
    after = _read_meridiem(t, i, clock)
    if after == i and "oclock" in t.means[i]:
        return i + 1
    return after


def _read_hour(t: Tokens, i: int, marked: bool, listed: bool = False) -> tuple[Clock, int] | None:
    """5pm, 5 o'clock, five thirty pm, 17h30, 15 Uhr 30, 1730, at 9.30, at 5."""
    meaning = t.means[i]
    if "dot_clock" in meaning and (marked or _says_clock(t, i + 1)):
        return _read_dotted(t, i)
    number = read_integer(t, i)
    if number is None:
        return None
    hour, after = number
    digits = meaning.get("digits", 0)
    if not digits and hour % 100 == 0 and hour >= 100 and (marked or "hours_word" in t.means[after]):
        said = after + ("hours_word" in t.means[after])  # seventeen hundred hours
        return (Clock(hour // 100), said) if hour < 2400 else None
    if digits == 4 or (digits == 3 and hour >= 100):
        return _read_military(t, after, hour, digits, marked)
    return _read_small_hour(t, hour, digits, after, marked, listed) if digits <= 2 else None


def _read_dotted(t: Tokens, i: int) -> tuple[Clock, int] | None:
    """9.30, where something says that it is no decimal."""
    hour, minute = t.means[i]["dot_clock"]
    if hour > 24 or minute > 59:
        return None
    clock = Clock(hour, minute, bare=1 <= hour <= 12 and len(t.words[i]) == 4, early=t.lexicon.grammar.day_clock)
    return _checked(clock), _read_meridiem_or_oclock(t, i + 1, clock)


def _read_small_hour(
    t: Tokens, hour: int, digits: int, after: int, marked: bool, listed: bool
) -> tuple[Clock, int] | None:
    """An hour of one or two digits, or in words, with what follows at token `after`: am and pm, o'clock, minutes, or nothing."""
    clock = Clock(hour, bare=(1 <= hour <= 12 and digits != 2) or hour in (10, 11, 12))
    if digits == 2 and hour < 10:
        clock.bare = False
    said = _read_meridiem(t, after, clock)
    if said > after:
        return _checked(clock), said
    if "oclock" in t.means[after] or (
        (marked or hour > 12) and t.words[after] == "h" and t.glued(after) and t.means[after + 1].get("digits", 2) == 2
    ):
        return _read_after_oclock(t, after + 1, clock, glued=t.glued(after + 1))
    apart = t.means[after]
    if marked and 12 < hour <= 24 and "hours_word" in apart and t.closes(after + 1):
        return _checked(clock), after + 1  # at 15 hours
    if digits and hour <= 24 and apart.get("digits") == 2 and apart.get("int", 60) < 60 and not t.glued(after):
        spaced = Clock(hour, apart["int"], bare=clock.bare)  # "at 7 30", "7 30 pm"
        said = _read_meridiem_or_oclock(t, after + 1, spaced)
        if said > after + 1 or (marked and t.closes(said)):
            return _checked(spaced), said
    plus = (clock, after) if listed and "plus" in t.means[after] else _read_plus(t, after, clock)
    if plus[1] > after:
        return plus if marked or plus[0].minute else None
    if not digits and hour <= 24:
        spoken = _read_spoken_minutes(t, after, clock, marked)
        if spoken is not None:
            return spoken
    if marked and (hour <= 24 or (t.lexicon.grammar.day_clock and "lead" in t.means[after])):
        return _checked(clock), after
    return None


def _says_clock(t: Tokens, i: int) -> bool:
    return "mer" in t.means[i] or "oclock" in t.means[i]


def _read_military(t: Tokens, after: int, number: int, digits: int, marked: bool) -> tuple[Clock, int] | None:
    """1730, 0630 hours, 930; a plain number unless something says that it is a clock."""
    clock = Clock(number // 100, number % 100)
    if clock.hour > 24 or clock.minute > 59:
        return None
    if digits == 3:
        clock.bare = True
    said = _read_meridiem_or_oclock(t, after, clock)
    if said == after and digits == 4 and "hours_word" in t.means[after]:
        said += 1
    if said > after or (digits == 4 and read_zone(t, after) is not None) or (marked and "unit" not in t.means[after]):
        return _checked(clock), said
    return None


def _read_after_oclock(t: Tokens, i: int, clock: Clock, *, glued: bool) -> tuple[Clock, int]:
    """The minutes in "15 Uhr 30" and "17h30", then am or pm."""
    meaning = t.means[i]
    minutes = meaning.get("int", meaning.get("num", -1))
    if 0 <= minutes <= 59 and (glued or t.lexicon.grammar.day_clock) and minutes == int(minutes):
        if "unit" not in t.means[i + 1]:
            clock.minute = int(minutes)
            clock.early = glued and t.lexicon.grammar.day_clock  # 6h30 is 6:30
            i += 1
    else:
        clock, i = _read_plus(t, i, clock)
    return _checked(clock), _read_meridiem(t, i, clock)


def _read_plus(t: Tokens, i: int, clock: Clock) -> tuple[Clock, int]:
    """las tres y media, quatre heures moins le quart: minutes said after the hour."""
    if "plus_minutes" in t.means[i]:
        minutes, after = t.means[i]["plus_minutes"], i + 1
    elif "plus" in t.means[i] and (number := read_integer(t, i + 1)) is not None and number[0] < 60:
        minutes, after = t.means[i]["plus"] * number[0], number[1]
        if not _COUNTED.isdisjoint(t.means[after]) and "min_word" not in t.means[after]:
            return clock, i
        if "min_word" in t.means[after]:
            after += 1
    else:
        return clock, i
    total = (clock.hour * 60 + minutes) % 1440
    clock.hour, clock.minute = total // 60, total % 60
    clock.midnight = False
    return clock, _read_meridiem(t, after, clock)


def _read_spoken_minutes(t: Tokens, i: int, clock: Clock, marked: bool) -> tuple[Clock, int] | None:
    """five thirty pm, ten forty five, six oh five: minutes in words right behind the hour."""
    k = i + 1 if t.words[i] in ("oh", "o", "-") else i
    number = read_integer(t, k)
    if number is None or "int" in t.means[k] or not (number[0] in range(10, 60) or (k > i and number[0] < 10)):
        return None
    minutes, after = number
    if "unit" in t.means[after]:
        return None
    spoken = Clock(clock.hour, minutes, bare=clock.bare)
    said = _read_meridiem_or_oclock(t, after, spoken)
    return (spoken, said) if said > after or marked else None
