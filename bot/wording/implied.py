"""What nobody said, pointed out: "I took 5 as 17:00." One sentence for each implied part of a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from babel.dates import format_skeleton

from bot.domain.zone import to_wall
from bot.wording.times import clock, day
from bot.wording.voice import Voice


def implied_words(implied: Iterable[str], at: datetime, voice: Voice, *, choices: bool = False) -> list[str]:
    """implied: names of bot.language.reading.Implied; at: the first firing that they led to; choices: other readings are offered.

    Unknown names say nothing, and so does what is plain from the answer itself.
    """
    wall = to_wall(at, voice.zone)
    names = set(implied)
    if "part_of_day" in names:  # "in the morning" is one guess, not two
        names.discard("clock")
    today = to_wall(voice.now, voice.zone).date()
    if wall.date() == today:
        names.discard("day")
    if wall.year == today.year:
        names.discard("year")
    if not choices and wall.hour < 12 and not voice.twelve_hour:  # 9 is 09:00 by the clock itself
        names.discard("meridiem")
    return [word(wall, voice) for name, word in _WORDS.items() if name in names]


def _hour(wall: datetime) -> str:
    hour = wall.hour % 12 or 12
    return f"{hour}:{wall.minute:02}" if wall.minute else str(hour)


def _say_clock(key: str) -> Callable[[datetime, Voice], str]:
    return lambda wall, voice: voice.text(key, clock=clock(wall, voice), hour=_hour(wall))


def _say_day(key: str) -> Callable[[datetime, Voice], str]:
    return lambda wall, voice: voice.text(key, day=day(wall, voice), date=day(wall, voice))


def _say_date_order(wall: datetime, voice: Voice) -> str:
    return voice.text("implied.date_order", date=format_skeleton("MMMMd", wall, locale=voice.locale))


_WORDS: dict[str, Callable[[datetime, Voice], str]] = {
    "second_reader": _say_day("implied.second_reader"),
    "spelling": _say_day("implied.spelling"),
    "length": _say_day("implied.length"),
    "exception": _say_day("implied.exception"),
    "clock": _say_clock("implied.clock"),
    "part_of_day": _say_clock("implied.part_of_day"),
    "meridiem": _say_clock("implied.meridiem"),
    "day": _say_day("implied.day"),
    "year": lambda wall, voice: voice.text("implied.year", year=wall.year),
    "date_order": _say_date_order,
    "week": _say_day("implied.week"),
    "zone": _say_day("implied.zone"),
    "gap": _say_clock("implied.gap"),
}
