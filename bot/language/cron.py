"""Cron: five fields become an RRULE. Both a day of the month and a weekday (cron's "either") is no single rule and is refused."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from dateutil.rrule import rrulestr

from bot.language.weekday import CODES

_DAY_NAMES = {name: n for n, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_MONTH_NAMES = {
    name: n + 1
    for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
}
_FIELD = r"[\d*/,a-z-]{1,40}"
_CRON = re.compile(rf"\A\s*({_FIELD})[ ]+({_FIELD})[ ]+({_FIELD})[ ]+({_FIELD})[ ]+({_FIELD})\s*\Z")
# Five fields in running text.
CRON_FIELDS = re.compile(rf"[ ]+{_FIELD}(?:[ ]+{_FIELD}){{4}}(?!\S)", re.IGNORECASE)


def read_cron(text: str) -> str | None:
    """The RRULE's value for five cron fields in lower case; None for what is no cron expression. Raises ValueError for fields out of range."""
    found = _CRON.match(text)
    if found is None or not any(sign.isdecimal() or sign == "*" for sign in text):
        return None
    minute, hour, month_day, month, weekday = found.groups()
    if month_day != "*" and weekday != "*":
        raise ValueError("a day of the month and a weekday at once")
    minutes, hours = _values(minute, 0, 59, {}), _values(hour, 0, 23, {})
    if (minute, hour, month_day, month, weekday) == ("*", "*", "*", "*", "*"):
        return "FREQ=MINUTELY"
    rule = "FREQ=DAILY"
    if month != "*":
        rule += ";BYMONTH=" + _join(_values(month, 1, 12, _MONTH_NAMES))
    if month_day != "*":
        rule += ";BYMONTHDAY=" + _join(_values(month_day, 1, 31, {}))
    if weekday != "*":
        days = sorted({day % 7 for day in _values(weekday, 0, 7, _DAY_NAMES)})
        rule += ";BYDAY=" + ",".join(CODES[day - 1] for day in days)  # cron's week begins with Sunday
    return rule + f";BYHOUR={_join(hours)};BYMINUTE={_join(minutes)};BYSECOND=0"


def first_of_cron(rule: str, wall: datetime) -> datetime:
    """The first firing after a wall time. Raises ValueError where there is none ("30 2 31 2 *")."""
    start = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
    if rule == "FREQ=MINUTELY":
        return start
    midnight = datetime.combine(wall.date(), time())
    first = rrulestr(rule + f";UNTIL={wall.year + 9}0101T000000", dtstart=midnight).after(wall)
    if first is None:
        raise ValueError("no such day")
    return first


def _join(values: list[int]) -> str:
    return ",".join(map(str, values))


def _values(field: str, low: int, high: int, names: dict[str, int]) -> list[int]:
    """The numbers that a field names. Raises ValueError for one out of range."""
    values: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        if span == "*":
            first, last = low, high
        else:
            start, dash, end = span.partition("-")
            first = _value(start, names)
            last = _value(end, names) if dash else (high if step else first)
        if not low <= first <= last <= high or (step and not step.isdecimal()) or step == "0":
            raise ValueError(f"out of range: {field!r}")
        values.update(range(first, last + 1, int(step or 1)))
    return sorted(values)


def _value(text: str, names: dict[str, int]) -> int:
    if text in names:
        return names[text]
    if not text.isdecimal():
        raise ValueError(f"no number: {text!r}")
    return int(text)
