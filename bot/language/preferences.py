"""Preferences in words: "set my timezone to Copenhagen", "quiet from 22 to 8", "daily digest at 9", "mute BUG-12"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.language.clock import Clock, read_clock
from bot.language.intents import ItemMention, Preference, SetPreference
from bot.language.lexicon.lexicon import AT
from bot.language.merge import read_phrase
from bot.language.phrase import Phrase, covered_by
from bot.language.resolve import clock_times
from bot.language.tokens import Tokens
from bot.language.weekday import CODES
from bot.language.zone import iana_name, read_zone

Reader = Callable[[Tokens, int, list[Phrase], int], SetPreference | None]

_BEFORE_SETTING = frozenset(
    {
        "polite",
        "sets",
        "makes",
        "det",
        "me",
        "mark",
        "lead",
        "freq",
        "none_word",
        "part",
        "too",
        "kind",
        "reminder_noun",
        "policy",
        "switches",
    }
)

_BESIDE_CHANNEL = frozenset(
    {
        "channel",
        "setting",
        "sets",
        "polite",
        "me",
        "det",
        "mark",
        "lead",
        "none_word",
        "off",
        "too",
        "stop",
        "kind",
        "everything",
        "blocks",
        "makes",
        "reminder_noun",
        "switches",
    }
)


def read_preference(t: Tokens, start: int, phrases: list[Phrase]) -> SetPreference | None:
    """The setting that the message changes; None where it changes none."""
    if "sets" in t.means[start] and "part" in t.kinds and (part := _read_new_part(t, start)) is not None:
        return part
    if "setting" not in t.kinds:
        return None
    covered: set[int] | None = None
    for k in range(start, min(t.n, start + 12)):
        kind = t.means[k].get("setting")
        if kind is None:
            continue
        if any(_BEFORE_SETTING.isdisjoint(t.means[j]) for j in range(start, k)) and not _is_named_first(t, start, k):
            covered = covered or covered_by(phrases)
            if any(j not in covered and _BEFORE_SETTING.isdisjoint(t.means[j]) for j in range(start, k)):
                continue
        found = _READERS[kind](t, k, phrases, start)
        if found is not None:
            return found
    return None


def _is_named_first(t: Tokens, start: int, k: int) -> bool:
    """ "BUG-12 stummschalten": what is muted stands before the verb."""
    return k == start + 1 and t.lexicon.grammar.verb_last and bool({"item", "mention"} & t.means[start].keys())


def _typed(t: Tokens, k: int) -> str:
    return t.text[t.starts[k] :].strip(" \t.,!?:;\"'")


def _after_filler(t: Tokens, k: int) -> int:
    while (k < t.n and {"mark", "lead", "is", "det", "polite", "to", "edit_to"} & t.means[k].keys()) or t.words[k] in (
        ":",
        "=",
        "to",
    ):
        k += 1
    return k


def _read_zone(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    j = _after_filler(t, k + 1)
    if j >= t.n:
        return None
    value = None
    meaning = t.means[j]
    if "city" in meaning:
        value = meaning["city"]
    elif "iana" in meaning:
        value = iana_name(t.words[j])
    elif (zone := read_zone(t, j)) is not None:
        value = zone[0].home or zone[0].name
    if "loosely" in t.means[k] and (value is None or phrases):
        return None
    return SetPreference(Preference.ZONE, value, _typed(t, j))


def _read_locale(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    for j in range(k, t.n):
        language = t.means[j].get("language")
        if language is not None:
            return SetPreference(Preference.LOCALE, language, _typed(t, j))
    j = _after_filler(t, k + 1)
    return SetPreference(Preference.LOCALE, None, _typed(t, j)) if j < t.n and "loosely" not in t.means[k] else None


def _first_clock(phrases: list[Phrase]) -> Phrase | None:
    return next((p for p in phrases if p.clocks), None)


def _written(clock: Clock, part: str | None) -> str | None:
    """ "20:00"; None for a clock that there is not ("25:00")."""
    return None if clock.invalid else clock_times(clock, part)[0].strftime("%H:%M")


def _read_quiet(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    """quiet from 22 to 8; quiet hours 22:00-07:00; no quiet hours."""
    if any("none_word" in t.means[j] for j in range(start, t.n) if j != k):
        return SetPreference(Preference.QUIET_HOURS, "", _typed(t, k))
    behind = read_phrase(t, _after_filler(t, k + 1), marks=AT)  # set quiet hours to 22-7
    for p in [*phrases, behind] if behind is not None else phrases:
        if p.clocks and p.window is not None:
            first, last = p.clocks[0], p.window
            if first.invalid or last.invalid:
                return SetPreference(Preference.QUIET_HOURS, None, _typed(t, k))
            begin = clock_times(first, p.part)[0]
            end = clock_times(last, None)[0]
            if first.bare and 7 <= first.hour <= 11:
                begin = begin.replace(hour=begin.hour + 12 if begin.hour < 12 else begin.hour)
            if last.bare or (last.hour in range(13, 24) and first.bare):
                end = end.replace(hour=end.hour % 12) if end.hour % 12 in range(4, 12) else end
            return SetPreference(Preference.QUIET_HOURS, f"{begin:%H:%M}-{end:%H:%M}", _typed(t, k))
    if "loosely" in t.means[k]:
        return _read_channel(t, k, phrases, start) if "channel" in t.means[k] else None
    return SetPreference(Preference.QUIET_HOURS, None, _typed(t, k))


def _read_digest(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    """daily digest at 9; weekly summary on monday at 8; no digest."""
    if any("none_word" in t.means[j] for j in range(start, t.n)):
        return SetPreference(Preference.DIGEST, "", _typed(t, start))
    weekday, often = 0, "daily"
    for j in range(start, t.n):
        freq = t.means[j].get("freq")
        if freq is not None:
            often = {"WEEKLY": "weekly", "MONTHLY": "monthly"}.get(freq[0], "daily")
    for p in phrases:
        if p.repeat is not None:
            often = {"WEEKLY": "weekly", "MONTHLY": "monthly"}.get(p.repeat.freq, "daily")
            weekday = p.repeat.weekdays[0] if p.repeat.weekdays else weekday
        if p.weekday is not None:
            often, weekday = "weekly", p.weekday.weekday
    said = _first_clock(phrases)
    clock = _written(said.clocks[0], said.part) if said is not None else "09:00"
    value = f"weekly@{CODES[weekday]} {clock}" if often == "weekly" else f"{often}@{clock}"
    return SetPreference(Preference.DIGEST, value if clock is not None else None, _typed(t, start))


def _read_level(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    level = next((t.means[j]["level"] for j in range(k, t.n) if "level" in t.means[j]), None)
    return SetPreference(Preference.MINIMUM_LEVEL, level, _typed(t, k)) if level else None


def _read_switch(preference: Preference) -> Reader:
    def read(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
        j = k + 1
        while (
            j < t.n and ({"mark", "lead", "polite", "det", "sets"} & t.means[j].keys()) and "mention" not in t.means[j]
        ):
            j += 1
        if (j >= t.n or "stop" in t.means[j]) and _is_named_first(t, start, k):
            j = start  # BUG-12 stummschalten
        if j >= t.n or "reminder_number" in t.means[j]:
            return None
        meaning = t.means[j]
        if not ({"mention", "item", "opaque", "email", "kind"} & meaning.keys()):
            return None
        if "item" in meaning:
            item = ItemMention(*meaning["item"])
            return SetPreference(preference, item.key, _typed(t, j), item)
        return SetPreference(preference, meaning.get("kind") or t.typed(j), _typed(t, j))

    return read


def _read_channel(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    """e-mail me too; no emails; turn off push."""
    channel = next((t.means[j]["channel"] for j in range(start, t.n) if "channel" in t.means[j]), None)
    if channel is None or phrases or any(_BESIDE_CHANNEL.isdisjoint(t.means[j]) for j in range(start, t.n)):
        return None
    off = any("none_word" in t.means[j] or "off" in t.means[j] for j in range(start, t.n))
    if channel == "all":
        return SetPreference(Preference.NOTIFICATIONS, "off" if off else "on", _typed(t, start))
    return SetPreference(Preference.CHANNEL_OFF if off else Preference.CHANNEL_ON, channel, _typed(t, start))


def _read_fallback(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    """if you can't reach me, use #dev; fallback ~dev; no fallback."""
    for j in range(k + 1, t.n):
        if "mention" in t.means[j] and t.text[t.starts[j]] in "#~":
            return SetPreference(Preference.FALLBACK, t.typed(j), _typed(t, j))
        if "here" in t.means[j]:
            return SetPreference(Preference.FALLBACK, "here", _typed(t, j))
    if any("none_word" in t.means[j] or "off" in t.means[j] for j in range(start, t.n) if j != k):
        return SetPreference(Preference.FALLBACK, "", _typed(t, start))
    return None


def _read_confirmation(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    """always ask; never confirm; only confirm when unsure; turn confirmations off."""
    said = [t.means[j]["policy"] for j in range(start, t.n) if "policy" in t.means[j]]
    value = "when-unsure" if "when-unsure" in said else said[0] if said else None
    if value is None and "switches" in t.kinds:
        off = any("none_word" in t.means[j] or "off" in t.means[j] for j in range(start, t.n))
        value = "never" if off else "always"
    return SetPreference(Preference.CONFIRMATION, value, _typed(t, start))


def _read_start_of_day(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    said = _first_clock(phrases)
    if said is None:
        return None
    return SetPreference(Preference.START_OF_DAY, _written(said.clocks[0], said.part), _typed(t, k))


def _read_part(t: Tokens, k: int, phrases: list[Phrase], start: int) -> SetPreference | None:
    """evening means 20:00; my mornings start at 8."""
    part = next((t.means[j]["part"] for j in range(start, k) if "part" in t.means[j]), None)
    clock = _clock_at(t, _after_filler(t, k + 1))
    return _part_at(part, clock, _typed(t, start)) if part and clock is not None else None


def _read_new_part(t: Tokens, start: int) -> SetPreference | None:
    """set evening to 20:00, make my lunch 12:30: nothing else is said."""
    k = start
    while k < t.n and "part" not in t.means[k]:
        if not {"sets", "det", "polite"} & t.means[k].keys():
            return None
        k += 1
    j = k + 1
    while {"edit_to", "to", "mark"} & t.means[j].keys() or t.words[j] in ("=", ":"):
        j += 1
    clock = _clock_at(t, j) if j > k + 1 else None
    return _part_at(t.means[k]["part"], clock, _typed(t, start)) if clock is not None else None


def _part_at(part: str, clock: Clock, typed: str) -> SetPreference:
    written = _written(clock, None)
    return SetPreference(Preference.PART_OF_DAY, f"{part}={written}" if written is not None else None, typed)


def _clock_at(t: Tokens, k: int) -> Clock | None:
    """The clock at token k, if nothing follows it."""
    found = read_clock(t, k, marked=True)
    return found[0] if found is not None and t.closes(found[1]) else None


_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "zone": _read_zone,
        "locale": _read_locale,
        "quiet": _read_quiet,
        "digest": _read_digest,
        "level": _read_level,
        "mute": _read_switch(Preference.MUTE),
        "unmute": _read_switch(Preference.UNMUTE),
        "block": _read_switch(Preference.BLOCK),
        "unblock": _read_switch(Preference.UNBLOCK),
        "channel": _read_channel,
        "confirmation": _read_confirmation,
        "fallback": _read_fallback,
        "start_of_day": _read_start_of_day,
        "part": _read_part,
    }
)
