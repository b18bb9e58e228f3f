"""Zones in a message: "PST", "UTC+2", "Europe/London", "London time". They apply to the clock that they follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from bot.language.lexicon.lexicon import OF
from bot.language.numbers import read_integer
from bot.language.tokens import Tokens


@dataclass(slots=True)
class Zone:
    """name: IANA name or offset, as bot.domain.zone takes it. home: where an abbreviation is at home, if its summer time may be meant."""

    name: str
    home: str | None = None


# What a zone begins with, a bracket aside.
NAMES_ZONE = frozenset({"iana", "zone", "zone_place", "city", "in_place", "sign", "zone_word"})


def read_zone(t: Tokens, i: int) -> tuple[Zone, int] | None:
    """A zone at token i, parentheses and "in" or "time" around it included."""
    k = i
    bracket = t.words[k] == "("
    if bracket:
        k += 1
    if NAMES_ZONE.isdisjoint(t.means[k]):
        return None
    found = _read_name(t, k) or _read_behind(t, k)
    if found is None:
        return None
    zone, after = found
    if "zone_word" in t.means[after]:
        after += 1
    if bracket:
        if t.words[after] != ")":
            return None
        after += 1
    return zone, after


def _read_name(t: Tokens, k: int) -> tuple[Zone, int] | None:
    meaning = t.means[k]
    if "iana" in meaning:
        name = iana_name(t.words[k])
        return (Zone(name), k + 1) if name else None
    if "zone" in meaning and _is_written_as_zone(t, k):
        minutes, home = meaning["zone"]
        if minutes == 0 and "sign" in t.means[k + 1]:
            return _read_offset(t, k + 1) or (Zone("UTC"), k + 1)
        return Zone(offset_name(minutes), home), k + 1
    if "zone_place" in meaning and (t.typed(k).isupper() or "zone_word" in t.means[k + 1]):
        return Zone(meaning["zone_place"]), k + 1
    if "city" in meaning and ("zone_word" in t.means[k + 1] or "zone_region" in meaning):
        return Zone(meaning["city"]), k + 1
    if "city" in meaning and "dash" in t.means[k + 1] and "zone_word" in t.means[k + 2]:  # London-tid
        return Zone(meaning["city"]), k + 2
    if "in_place" in meaning and "city" in t.means[k + 1]:
        follower = t.means[k + 2]
        if "zone_word" in follower or t.closes(k + 2) or {"rel", "weekday", "mark"} & follower.keys():
            return Zone(t.means[k + 1]["city"]), k + 2
    if "sign" in meaning and t.glued(k + 1):
        offset, digits = t.means[k + 1], t.means[k + 1].get("digits")
        if "clock" in offset or digits == 4 or (digits == 2 and has_seconds(t, k - 1)):
            return _read_offset(t, k)
    return None


def has_seconds(t: Tokens, k: int) -> bool:
    """Whether token k is a clock with its seconds, as machines write it: "09:00:00-05" has an offset."""
    return len(t.means[k].get("clock", ())) == 3


def _read_behind(t: Tokens, k: int) -> tuple[Zone, int] | None:
    """hora de Londres, heure de New York: the word for zone comes first."""
    if "zone_word" not in t.means[k] or not t.means[k + 1].get("mark", 0) & OF or "city" not in t.means[k + 2]:
        return None
    return Zone(t.means[k + 2]["city"]), k + 3


def _is_written_as_zone(t: Tokens, k: int) -> bool:
    """est and ist are words of other languages: there, and for a lone letter, only in capitals."""
    return (t.lexicon.grammar.abbreviated_zones and len(t.words[k]) > 2) or t.typed(k).isupper()


def _read_offset(t: Tokens, k: int) -> tuple[Zone, int] | None:
    """The +2 of GMT+2, +05:30 or +0530."""
    sign = t.means[k]["sign"]
    if "clock" in t.means[k + 1]:
        hours, minutes = t.means[k + 1]["clock"][:2]
        after = k + 2
    else:
        number = read_integer(t, k + 1)
        if number is None:
            return None
        hours, minutes = divmod(number[0], 100) if number[0] >= 100 else (number[0], 0)
        after = number[1]
    if hours > 14 or minutes > 59:
        return None
    return Zone(offset_name(sign * (hours * 60 + minutes))), after


def offset_name(minutes: int) -> str:
    """ "+05:30" from minutes east of UTC."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def iana_name(word: str) -> str | None:
    """The zone's name as the database writes it, from any case; None for no zone."""
    return _names().get(word.lower())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Read on first use only: it walks the zone database."""
    return {name.lower(): name for name in available_timezones()}
