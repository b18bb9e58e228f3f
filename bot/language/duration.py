"""Durations: "2 days", "an hour and a half", "1h30m", "a fortnight". Where one is counted from is offset.py's business."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.lexicon.lexicon import AND, COMMA
from bot.language.lexicon.units import HOUR, MONTH, Unit
from bot.language.numbers import read_number
from bot.language.tokens import Tokens

_MOST = 1e9  # of a unit: more than the calendar holds
_MOST_DAYS = 3_652_059  # as many as the calendar has


@dataclass(slots=True)
class Duration:
    """Calendar parts (months, days, business days) and elapsed seconds; a part of a day is elapsed time."""

    months: int = 0
    days: int = 0
    business_days: int = 0
    seconds: float = 0
    unit: str = ""  # the first that was said, as a frequency: "WEEKLY"

    @property
    def is_elapsed(self) -> bool:
        return self.seconds != 0

    @property
    def is_nothing(self) -> bool:
        return not (self.months or self.days or self.business_days or self.seconds)

    def add(self, amount: float, kind: str, factor: float) -> None:
        """Half a month is 15 days, half a day 12 hours."""
        amount *= factor
        if kind == "s":
            self.seconds += amount
        elif kind == "b":
            self.business_days += int(amount)
        elif kind == "m":
            whole = int(amount)
            self.months += whole
            self.days += int(30 * (amount - whole))
        else:
            whole = int(amount)
            self.days += whole
            self.seconds += (amount - whole) * 86400

    def as_timedelta(self) -> timedelta:
        """The length with months of 30 days: for "every 10 minutes" and "idle for 3 days", not for calendars; at most as long as theirs."""
        days = self.months * 30 + self.days + self.business_days
        return timedelta(days=min(days, _MOST_DAYS), seconds=min(self.seconds, _MOST_DAYS * 86400))


def one_of(unit: Unit) -> Duration:
    """The length of one hour, one week, …"""
    duration = Duration(unit=unit.freq)
    duration.add(1, unit.kind, unit.factor)
    return duration


def add_months(day: date, months: int) -> date:
    """The same day so many months on, the last of the month where it has no such day. Raises ValueError beyond year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def read_duration(t: Tokens, i: int) -> tuple[Duration, int] | None:
    """A duration at token i, in all its terms ("1 day 4 hours"), and the token after it."""
    duration = Duration()
    after = _read_term(t, i, duration, first=True)
    if not after:
        return None
    while True:
        k = after
        means = t.means[k]
        if "and_half" in means and (unit := t.means[k - 1].get("unit")):
            duration.add(means["and_half"], unit.kind, unit.factor)
            after = k + 1
            continue
        if means.get("mark", 0) & (AND | COMMA):
            k += 1
            if t.means[k].get("mark", 0) & AND:
                k += 1
        further = _read_term(t, k, duration, first=False)
        if not further:
            break
        after = further
    if "or" in t.means[after] and t.means[after + 1].get("num") == 2 and "unit" not in t.means[after + 2]:
        after += 2  # an hour or two
    return duration, after


def _read_term(t: Tokens, i: int, duration: Duration, *, first: bool) -> int:
    """One number with its unit, added to `duration`. Returns the token after, 0 for none."""
    meaning = t.means[i]
    if "clock" in meaning and t.means[i + 1].get("unit") == HOUR and len(meaning["clock"]) == 2:
        hours, minutes = meaning["clock"]  # 1:30 hours
        duration.add(hours * 60 + minutes, "s", 60)
        return i + 2
    if "duration" in meaning:
        kind, amount = meaning["duration"]
        duration.add(amount, kind, 1)
        return i + 1
    if "a" in meaning and t.means[i + 1].get("num", 0) < 2:
        amount, k = 1.0, i + 1
        if "half" in t.means[k]:
            amount, k = 0.5, k + 1
        elif "duration" in t.means[k]:
            kind, length = t.means[k]["duration"]
            duration.add(length, kind, 1)
            return k + 1
    elif "half" in meaning:
        amount, k = 0.5, i + 1
        if "a" in t.means[k]:
            k += 1
    else:
        number = read_number(t, i)
        if number is None:
            return 0
        amount, k = number
    if "more" in t.means[k]:
        k += 1
    if "dash" in t.means[k] and t.glued(k) and t.glued(k + 1):
        k += 1
    unit = _unit_at(t, k, duration)
    if unit is None:
        return 0
    if not first and duration.unit == unit.freq:
        return 0
    duration.add(min(amount, _MOST), unit.kind, unit.factor)
    duration.unit = duration.unit or unit.freq
    k += 1
    if t.words[k] == "." and t.words[k - 1] in ("min", "std", "sek", "hr", "sec", "t", "h"):
        k += 1
    return _glued_minutes(t, k, unit, duration)


def _unit_at(t: Tokens, k: int, duration: Duration) -> Unit | None:
    """The unit at token k, behind what the duration says already: the m of "1y6m" is months."""
    if duration.unit == "YEARLY" and t.words[k] == "m":
        return MONTH
    unit: Unit | None = t.means[k].get("unit")
    return unit or (t.means[k].get("unit1") if t.glued(k) or _stands_alone(t, k) else None)


def _stands_alone(t: Tokens, k: int) -> bool:
    """ "in 5 m": the letter is a word by itself, right behind its number."""
    return "int" in t.means[k - 1] and not (t.glued(k + 1) and t.words[k + 1][:1].isalnum())


def _glued_minutes(t: Tokens, k: int, unit: Unit, duration: Duration) -> int:
    """1h30, 1 heure 30: what is glued to the hour, or two digits behind it that end the phrase, and has no unit is minutes."""
    spoken = t.glued(k) or (t.means[k].get("digits") == 2 and (t.lexicon.grammar.day_clock or t.closes(k + 1)))
    if unit == HOUR and spoken and "int" in t.means[k] and not {"unit", "unit1"} & t.means[k + 1].keys():
        duration.seconds += 60 * t.means[k]["int"]
        return k + 1
    return k
