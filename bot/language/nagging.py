"""Nagging: "nag me every 10 minutes until done" behind a request, and said of a reminder that is there; "stop nagging"."""

from __future__ import annotations

from datetime import timedelta

from bot.language.calendar import Calendar
from bot.language.command import Command
from bot.language.duration import read_duration
from bot.language.intents import EditReminder, Target
from bot.language.lexicon.lexicon import AND
from bot.language.target import read_target
from bot.language.tokens import Tokens

_NOT_AT_ALL = timedelta(0)


def read_nag(t: Tokens, k: int) -> tuple[timedelta, int, int] | None:
    """How often, said from token k on ("nag me every 10 minutes until done"), with the tokens where the words begin and where they end."""
    j = k + 1
    while "me" in t.means[j] or (t.means[j].get("mark", 0) and "every" not in t.means[j]):
        j += 1
    if "every" not in t.means[j]:
        return None
    duration = read_duration(t, j + 1)
    if duration is not None and duration[0].is_elapsed:
        often, end = duration[0].as_timedelta(), duration[1]
    else:
        often, end = _read_ordinal(t, j + 1)
        if duration is not None or not end:
            return None
    while {"nag_end", "until_done"} & t.means[end].keys() or (t.words[end] == "," and "until_done" in t.means[end + 1]):
        end += 1
    return often, k - 1 if k and t.means[k - 1].get("mark", 0) & AND else k, end


def _read_ordinal(t: Tokens, k: int) -> tuple[timedelta, int]:
    """ "every minute", "hvert 10. minut": how often, and the token after it; 0 where it is neither."""
    number = 1
    if "int" in t.means[k] and t.words[k + 1] == ".":
        number, k = t.means[k]["int"], k + 2
    elif "ord" in t.means[k]:
        number, k = t.means[k]["ord"], k + 1
    unit = t.means[k].get("unit")
    if unit is None or unit.kind != "s" or not 0 < number < 1000:
        return _NOT_AT_ALL, 0
    return timedelta(seconds=unit.factor) * number, k + 1


def read_nag_command(t: Tokens, start: int, calendar: Calendar) -> Command | None:
    """ "stop nagging", "don't nag me about REM-7", "nag me every 5 minutes about REM-7"; not a request that says what to remind of."""
    if not ("nag" in t.kinds or "no_nag" in t.kinds):
        return None
    k, number = start, None
    if "reminder_number" in t.means[k]:
        number = t.means[k]["reminder_number"]
        k += 1
        while t.words[k] in (":", ",", "-"):
            k += 1
    while t.means[k].get("mark", 0) & AND or "polite" in t.means[k]:
        k += 1
    if "no_nag" in t.means[k]:
        often, end = _NOT_AT_ALL, k + 1
    elif "nag" in t.means[k] and (found := read_nag(t, k)) is not None:
        often, _, end = found
    else:
        return None
    target = read_target(t, end, [], calendar)
    if not (target.is_reminder or target.is_empty):
        return None
    value = target.value if number is None else Target(number=number)
    return Command(EditReminder(value, nag_every=often))
