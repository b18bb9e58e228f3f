"""The times of day of a recurrence in words: "09:00 and 17:00", "every 2 hours from 09:00 to 17:00"."""

from __future__ import annotations

from datetime import time
from itertools import pairwise

from bot.domain.recurrence import SUB_DAILY, Recurrence
from bot.wording.times import clock
from bot.wording.voice import Voice

_ROW = 4
_DAY = 24 * 60


def with_clocks(days: str, recurrence: Recurrence, voice: Voice) -> str:
    """The days' words with their times of day; rules that count minutes or hours have none."""
    if recurrence.parts["FREQ"] in SUB_DAILY:
        return days
    return at_minutes(days, _minutes(recurrence), voice)


def at_minutes(days: str, minutes: list[int], voice: Voice) -> str:
    """The days' words with times of day, in minutes after midnight."""
    step = _step(minutes)
    if step is None:
        clocks = voice.listed(clock(_time(minute), voice) for minute in minutes)
        return voice.text("repeat.at", days=days, clocks=clocks)
    every = _every(step, voice)
    if step * len(minutes) == _DAY:
        return voice.text("repeat.all_day", days=days, every=every)
    first, last = clock(_time(minutes[0]), voice), clock(_time(minutes[-1]), voice)
    return voice.text("repeat.window", days=days, every=every, first=first, last=last)


def _minutes(recurrence: Recurrence) -> list[int]:
    """The times of day in minutes after midnight; BYSETPOS of a daily rule picks among them."""
    parts = recurrence.parts
    hours = _numbers(parts.get("BYHOUR")) or [recurrence.start.hour]
    minutes = _numbers(parts.get("BYMINUTE")) or [recurrence.start.minute]
    every = [hour * 60 + minute for hour in hours for minute in minutes]
    if parts["FREQ"] == "DAILY" and "BYSETPOS" in parts:
        picked = [position - 1 if position > 0 else position for position in _numbers(parts["BYSETPOS"])]
        return sorted(every[place] for place in picked if -len(every) <= place < len(every))
    return every


def _step(minutes: list[int]) -> int | None:
    """The common distance of a row of four or more; None for fewer, or no row."""
    steps = {later - earlier for earlier, later in pairwise(minutes)}
    return steps.pop() if len(minutes) >= _ROW and len(steps) == 1 else None


def _every(step: int, voice: Voice) -> str:
    if step % 60:
        return voice.text("repeat.every_minute", count=step)
    return voice.text("repeat.every_hour", count=step // 60)


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _numbers(value: str | None) -> list[int]:
    return sorted(int(number) for number in value.split(",")) if value else []
