"""Recurrences in words: "every Friday at 16:00", "on the last day of every month at 09:00, 3 times".

Good for every rule that the language yields; a part that it never yields is shown as written rather than left out.
"""

from __future__ import annotations

import re
from datetime import datetime

from babel.dates import format_skeleton, get_day_names, get_month_names

from bot.domain.recurrence import SUB_DAILY, WEEKDAYS, Recurrence
from bot.wording.clocks import at_minutes, with_clocks
from bot.wording.times import day, zone_name
from bot.wording.timetables import days_at_clocks, picked_dates
from bot.wording.voice import Voice

_WORKING, _WEEKEND = frozenset(WEEKDAYS[:5]), frozenset(WEEKDAYS[5:])
_UNITS = {
    "SECONDLY": "second",
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
_BYDAY = re.compile(r"([+-]?\d+)?([A-Z]{2})\Z")
_TIMETABLE = frozenset({"BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS"})
_READ_SUB_DAILY = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "UNTIL", "COUNT", "WKST"})
_READ = _READ_SUB_DAILY | {"BYMONTHDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS"}


def repeat(recurrence: Recurrence, voice: Voice) -> str:
    """The whole rule in words: which days, at what time, until when."""
    parts = _as_period(recurrence.parts)
    if parts["FREQ"] == "WEEKLY" and parts.keys() >= _TIMETABLE:
        words = _timetable(recurrence, parts, voice)
    else:
        words = with_clocks(_days(recurrence, parts, voice), recurrence, voice)
    if recurrence.zone != voice.zone and not recurrence.counts_elapsed_time:
        words = voice.text("repeat.zone", repeat=words, zone=zone_name(recurrence.zone))
    read = _READ_SUB_DAILY if parts["FREQ"] in SUB_DAILY else _READ
    unread = ";".join(f"{name}={value}" for name, value in parts.items() if name not in read)
    if unread:
        words = voice.text("repeat.unread", repeat=words, rule=unread)
    return _bounded(words, parts, voice)


def _timetable(recurrence: Recurrence, parts: dict[str, str], voice: Voice) -> str:
    """ "every Monday at 09:00 and every Thursday at 14:00"."""
    interval = int(parts.get("INTERVAL", "1"))
    return voice.listed(
        at_minutes(_weekly(recurrence, [(0, code) for code in codes], interval, voice), minutes, voice)
        for codes, minutes in days_at_clocks(parts)
    )


def _as_period(parts: dict[str, str]) -> dict[str, str]:
    """A daily rule kept to days of the month, as cron has it, is a monthly or a yearly one."""
    if parts["FREQ"] == "DAILY" and "BYMONTHDAY" in parts:
        return parts | {"FREQ": "YEARLY" if "BYMONTH" in parts else "MONTHLY"}
    return parts


def _days(recurrence: Recurrence, parts: dict[str, str], voice: Voice) -> str:
    """Which days, without the clock."""
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    named = [_BYDAY.match(item) for item in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    weekdays = [(int(match[1] or 0), match[2]) for match in named if match]
    if frequency in SUB_DAILY or frequency == "DAILY":
        if weekdays and interval == 1 and frequency == "DAILY":
            words = _weekdays(weekdays, voice)
        else:
            words = _every(frequency, interval, voice)
            words = voice.text("repeat.on", every=words, days=_names(weekdays, voice)) if weekdays else words
        return _in_months(words, parts, voice)
    if frequency == "WEEKLY":
        return _in_months(_weekly(recurrence, weekdays, interval, voice), parts, voice)
    return _in_period(recurrence, parts, weekdays, interval, voice)


def _weekly(recurrence: Recurrence, weekdays: list[tuple[int, str]], interval: int, voice: Voice) -> str:
    weekdays = weekdays or [(0, WEEKDAYS[recurrence.start.weekday()])]
    if interval == 1:
        return _weekdays(weekdays, voice)
    if interval == 2 and len(weekdays) == 1:
        return voice.text("repeat.other_weekday", day=_names(weekdays, voice))
    return voice.text("repeat.on", every=_every("WEEKLY", interval, voice), days=_names(weekdays, voice))


def _weekdays(weekdays: list[tuple[int, str]], voice: Voice) -> str:
    """ "every weekday", "every Monday and Friday", "every day except Friday"."""
    codes = {code for _, code in weekdays}
    if codes == set(WEEKDAYS):
        return _every("DAILY", 1, voice)
    if codes == _WORKING:
        return voice.text("repeat.weekdays")
    if codes == _WEEKEND:
        return voice.text("repeat.weekends")
    if len(codes) == 6:
        missing = [(0, code) for code in WEEKDAYS if code not in codes]
        return voice.text("repeat.except", day=_names(missing, voice))
    return voice.text("repeat.each", days=_names(weekdays, voice))


def _in_period(
    recurrence: Recurrence, parts: dict[str, str], weekdays: list[tuple[int, str]], interval: int, voice: Voice
) -> str:
    """Days picked within a month or a year: "on the 1st and 15th of every month", "every year on 3 March"."""
    yearly = parts["FREQ"] == "YEARLY"
    every = _every(parts["FREQ"], interval, voice)
    if yearly and not weekdays and "," not in parts.get("BYMONTHDAY", "") and "," not in parts.get("BYMONTH", ""):
        return voice.text("repeat.yearly", every=every, date=_anniversary(recurrence, parts, voice))
    if yearly and not weekdays and {"BYMONTH", "BYMONTHDAY", "BYSETPOS"} <= parts.keys():
        dates = [_anniversary(recurrence, parts | date, voice) for date in picked_dates(parts)]
        return voice.text("repeat.yearly", every=every, date=voice.listed(dates))
    days = _picked(recurrence, parts, weekdays, voice)
    if "BYMONTH" in parts:
        return voice.text("repeat.of_months", days=days, months=_months(parts, voice), every=every)
    return voice.text("repeat.of", days=days, every=every)


def _picked(recurrence: Recurrence, parts: dict[str, str], weekdays: list[tuple[int, str]], voice: Voice) -> str:
    """ "the first Monday", "the last weekday", "the 1st and 15th", "Friday the 13th"."""
    month_days = [int(number) for number in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else []
    position = int(parts["BYSETPOS"].split(",")[0]) if "BYSETPOS" in parts else 0
    if weekdays and month_days:
        dates = voice.listed(_month_day(number, voice) for number in month_days)
        words = voice.text("repeat.day_and_date", days=_kind_of_day(weekdays, voice), dates=dates)
        return voice.text("repeat.nth_of", nth=_nth(position, voice), days=words) if position else words
    if weekdays and position:
        return voice.text("repeat.nth", nth=_nth(position, voice), day=_kind_of_day(weekdays, voice))
    if weekdays:
        return voice.listed(
            voice.text("repeat.nth", nth=_nth(number, voice), day=_names([(0, code)], voice))
            if number
            else voice.text("repeat.each", days=_names([(0, code)], voice))
            for number, code in weekdays
        )
    return voice.listed(_month_day(number, voice) for number in month_days or [recurrence.start.day])


def _kind_of_day(weekdays: list[tuple[int, str]], voice: Voice) -> str:
    codes = {code for _, code in weekdays}
    if codes == _WORKING:
        return voice.text("repeat.weekday")
    if codes == _WEEKEND:
        return voice.text("repeat.weekend_day")
    return voice.text("repeat.day") if codes == set(WEEKDAYS) else _names(weekdays, voice)


def _nth(number: int, voice: Voice) -> str:
    """ "first" to "fifth", "last", "second last"; others as numbers."""
    known = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second_last"}
    if number in known:
        return voice.text(f"nth.{known[number]}")
    ordinal = voice.ordinal(abs(number))
    return ordinal if number > 0 else voice.text("nth.from_end", ordinal=ordinal)


def _month_day(number: int, voice: Voice) -> str:
    if number > 0:
        return voice.text("repeat.month_day", ordinal=voice.ordinal(number))
    return voice.text("repeat.nth", nth=_nth(number, voice), day=voice.text("repeat.day"))


def _anniversary(recurrence: Recurrence, parts: dict[str, str], voice: Voice) -> str:
    month = int(parts.get("BYMONTH", recurrence.start.month))
    number = int(parts.get("BYMONTHDAY", recurrence.start.day))
    if number < 0:
        return voice.text(
            "repeat.day_of_month", day=_month_day(number, voice), month=_months({"BYMONTH": str(month)}, voice)
        )
    # 2024 had a 29 February.
    return format_skeleton("MMMMd", datetime(2024, month, number), locale=voice.locale)  # noqa: DTZ001 - a calendar day, no instant


def _names(weekdays: list[tuple[int, str]], voice: Voice) -> str:
    names = get_day_names("wide", locale=voice.locale)
    return voice.listed(
        names[WEEKDAYS.index(code)] for _, code in sorted(weekdays, key=lambda day: WEEKDAYS.index(day[1]))
    )


def _months(parts: dict[str, str], voice: Voice) -> str:
    names = get_month_names("wide", locale=voice.locale)
    return voice.listed(names[int(number)] for number in parts["BYMONTH"].split(","))


def _in_months(words: str, parts: dict[str, str], voice: Voice) -> str:
    return voice.text("repeat.in_months", days=words, months=_months(parts, voice)) if "BYMONTH" in parts else words


def _every(frequency: str, interval: int, voice: Voice) -> str:
    """ "every day", "every other day", "every 3 days"."""
    if interval == 2 and frequency == "DAILY":
        return voice.text("repeat.other_day")
    return voice.text(f"repeat.every_{_UNITS[frequency]}", count=interval)


def _bounded(words: str, parts: dict[str, str], voice: Voice) -> str:
    if "UNTIL" in parts:
        until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 - a calendar day, no instant
        return voice.text("repeat.until", repeat=words, date=day(until, voice))
    if "COUNT" in parts:
        return voice.text("repeat.times", repeat=words, count=int(parts["COUNT"]))
    return words
