"""Instants and spans of time in words: "today at 16:30 (in 2 hours, Europe/Copenhagen)".

All in the voice's zone. Rules of repetition are in repeats.py.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import ceil

from babel.dates import format_skeleton, format_time, format_timedelta
from babel.units import format_unit

from bot.domain.zone import to_wall
from bot.wording.voice import Voice

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock(wall: datetime | time, voice: Voice) -> str:
    """ "16:30", or "4:30 pm" in a 12-hour voice. Seconds are left out."""
    if isinstance(wall, datetime):
        wall = wall.time()
    if voice.twelve_hour:
        return format_time(wall, "h:mm a", locale=voice.locale).lower().replace("\u202f", " ")
    return format_time(wall, "short", locale=voice.locale)


def clock_of(instant: datetime, voice: Voice) -> str:
    return clock(to_wall(instant, voice.zone), voice)


def day(wall: date, voice: Voice) -> str:
    """ "Fri 14 Nov", with the year when it is not this one."""
    this_year = to_wall(voice.now, voice.zone).year
    skeleton = "MMMEd" if wall.year == this_year else "yMMMEd"
    return format_skeleton(skeleton, datetime(wall.year, wall.month, wall.day), locale=voice.locale)  # noqa: DTZ001 - a calendar day, no instant


def when(instant: datetime, voice: Voice) -> str:
    """ "today at 16:30", "tomorrow at 09:00", "Fri 14 Nov at 17:00"."""
    wall = to_wall(instant, voice.zone)
    days = (wall.date() - to_wall(voice.now, voice.zone).date()).days
    key = {-1: "time.yesterday", 0: "time.today", 1: "time.tomorrow"}.get(days, "time.date")
    return voice.text(key, date=day(wall, voice), clock=clock(wall, voice))


def when_in_full(instant: datetime, voice: Voice) -> str:
    """ "today at 16:30 (in 2 hours, Europe/Copenhagen)"."""
    return voice.text(
        "time.full", when=when(instant, voice), relative=relative(instant, voice), zone=zone_name(voice.zone)
    )


def zone_name(zone: str) -> str:
    """ "Europe/Copenhagen"; "UTC+02:00" for a bare offset."""
    return f"UTC{zone}" if zone.startswith(("+", "-")) else zone


def relative(instant: datetime, voice: Voice) -> str:
    """ "in 2 hours", "in 1 hour 30 minutes", "in 3 weeks", "12 minutes ago", "now"."""
    delta = instant - voice.now
    if abs(delta) < timedelta(seconds=1):
        return voice.text("time.now")
    if abs(delta) >= 1.5 * _DAY:
        days = (to_wall(instant, voice.zone).date() - to_wall(voice.now, voice.zone).date()).days
        return format_timedelta(timedelta(days=days), add_direction=True, threshold=2, locale=voice.locale)
    if delta > timedelta():
        delta = timedelta(seconds=ceil(delta.total_seconds()))  # what is 1.4 seconds away is in 2 seconds
    key = "time.in" if delta > timedelta() else "time.ago"
    return voice.text(key, duration=duration(abs(delta), voice))


def duration(delta: timedelta, voice: Voice) -> str:
    """ "45 seconds", "20 minutes", "1 hour 30 minutes"; whole hours from six hours on, days from a day and a half on."""
    if delta >= 1.5 * _DAY:
        return _unit(round(delta / _DAY), "day", voice)
    if delta >= 6 * _HOUR:
        return _unit(round(delta / _HOUR), "hour", voice)
    if delta < 2 * _MINUTE and delta % _MINUTE:
        minutes, seconds = divmod(max(1, round(delta.total_seconds())), 60)
        parts = ((minutes, "minute"), (seconds, "second"))
    else:
        hours, minutes = divmod(round(delta / _MINUTE), 60)
        parts = ((hours, "hour"), (minutes, "minute"))
    return " ".join(_unit(number, unit, voice) for number, unit in parts if number)


def _unit(number: int, unit: str, voice: Voice) -> str:
    return format_unit(number, f"duration-{unit}", length="long", locale=voice.locale)
