"""Takers of frequencies: "daily", "twice a week", "three times a day", "on the hour", "weekdays". "every …" is repeat.py's."""

from __future__ import annotations

from bot.language.lexicon.lexicon import THE
from bot.language.phrase import Phrase, Repeat
from bot.language.repeat import SETS, join_repeat
from bot.language.tokens import Tokens


def take_frequency(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """daily, weekly, once a month, nightly, hourly; "the daily metrics" is a thing."""
    if flags & THE or ("det" in t.means[k - 1] and k > 0 and "reminder_noun" not in t.means[k + 1]):
        return 0
    if p.repeat is not None and not (p.repeat.freq == "WEEKLY" and p.repeat.weekdays):
        return 0
    freq, interval = t.means[k]["freq"]
    if freq == "NIGHT":
        freq, p.part = "DAILY", "night"
    repeat = Repeat(freq, interval)
    return join_repeat(t, p, repeat, k + 1)


def take_frequency_behind(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """un recordatorio diario, un rappel quotidien: only behind the reminder itself; "el informe semanal" is a thing."""
    if p.repeat is not None or not k or not {"reminder_noun", "ask"} & t.means[k - 1].keys():
        return 0
    return join_repeat(t, p, Repeat(*t.means[k]["freq_behind"]), k + 1)


def take_clocks_per_day(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """twice a day, three times daily."""
    if p.repeat is None:
        p.repeat = Repeat("DAILY")
    p.repeat.clocks_per_day = t.means[k]["per_day"]
    return k + 1


def take_times_per_period(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """twice a week, three times a month: on the days that are named, else spread."""
    if p.repeat is not None:
        return 0
    freq, times = t.means[k]["per_period"]
    return join_repeat(t, p, Repeat(freq, times_per_period=times), k + 1)


def take_on_the_hour(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """every hour on the hour."""
    if p.repeat is None or p.repeat.freq != "HOURLY" or p.clocks:
        return 0
    p.repeat.minute = t.means[k]["on_the_hour"]
    return k + 1


def take_weekday_set(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """on weekdays, weekends: plural, so a repeat."""
    if p.repeat is None:
        p.repeat = Repeat("WEEKLY")
    elif p.repeat.weekdays:
        return 0
    p.repeat.weekdays += SETS[t.means[k]["weekday_sets"]]
    p.part = p.part or t.means[k].get("with_part")
    return k + 1
