"""The answer to "which time zone are you in?": a city, a zone's name, or what a clock there shows just now."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from bot.dialogue.turn import Heard
from bot.domain.zone import is_zone
from bot.language.intents import EditReminder, ListReminders, Preference, SetPreference, SetReminder, Snooze
from bot.language.lexicon.lexicon import LANGUAGES, load_lexicon
from bot.language.zone import offset_name

_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.h](\d{2})\s*(am|pm|a\.m\.|p\.m\.)?(?!\d)|(?<!\d)(\d{1,2})\s*(am|pm)\b", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\Z", re.IGNORECASE)
_LEAD_IN = re.compile(r"(?:i'?m|i am|we'?re|i live|my time ?zone is|it'?s|use)?\s*(?:in|near|on)?\s*", re.IGNORECASE)
_QUARTER = timedelta(minutes=15)


def needs_zone(heard: Heard) -> bool:
    """Whether what was said depends on where the person is: any time does, and any list."""
    timed = SetReminder | EditReminder | Snooze | ListReminders
    return heard.understanding.time is not None or isinstance(heard.understanding.intent, timed)


def zone_from(heard: Heard) -> str | None:
    """An IANA name where one can be known, else an offset like "+02:00"; None when the answer names neither."""
    intent = heard.understanding.intent
    if isinstance(intent, SetPreference) and intent.preference is Preference.ZONE and intent.value:
        return intent.value
    text = heard.text.strip(" .!?")
    return zone_by_name(text) or _by_offset(text) or _by_clock(text, heard.reference.now)


def zone_by_name(text: str) -> str | None:
    """ "Copenhagen", "I'm in Buenos Aires", "CET", "europe/paris" → the IANA name."""
    plain = text.strip()
    lead_in = _LEAD_IN.match(plain)
    names = _names()
    for candidate in (plain, plain[lead_in.end() :] if lead_in else plain):
        place = candidate.split(",")[0].strip().casefold().replace("_", " ")
        if place in names:
            return names[place]
    return None


def _by_offset(text: str) -> str | None:
    match = _OFFSET.match(text)
    if match is None:
        return None
    name = f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"
    return name if is_zone(name) else None


def _by_clock(text: str, now: datetime) -> str | None:
    """ "it's 14:30" → the offset, to the quarter of an hour, between that and UTC."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[4]), int(match[2] or 0)
    half = (match[3] or match[5] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    utc = now.astimezone(UTC)
    shown = utc.replace(hour=hour, minute=minute, second=0, microsecond=0)
    quarters = round((shown - utc.replace(second=0, microsecond=0)) / _QUARTER)
    if quarters < -40:  # hardly anybody lives beyond -10:00; up to +14:00 whole countries do
        quarters += 96
    elif quarters > 56:
        quarters -= 96
    return offset_name(quarters * 15)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every zone by its name and by its city, in lower case. Of a city's names the longest counts: the others are older.

    The zones of Etc are left out: their signs are turned round (Etc/GMT-3 is three hours ahead), which nobody means.
    """
    zones = sorted((name for name in available_timezones() if not name.startswith("Etc/")), key=len)
    cities = {name.rsplit("/", 1)[-1].replace("_", " ").casefold(): name for name in zones}
    return _named_cities() | cities | {name.replace("_", " ").casefold(): name for name in zones}


def _named_cities() -> dict[str, str]:
    """Cities as our languages call them: København, Wien, Nueva York."""
    named: dict[str, str] = {}
    for language in LANGUAGES:
        lexicon = load_lexicon(language)
        named |= {word: meaning["city"] for word, meaning in lexicon.words.items() if "city" in meaning}
        named |= {" ".join(words): meaning["city"] for words, meaning in lexicon.several.items() if "city" in meaning}
    return named
