"""Commands that ask to see reminders: "list", "what have I got this week?", "any reminders for friday?", "show REM-7"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from bot.language.calendar import Calendar
from bot.language.command import Command
from bot.language.cutting import cut_text
from bot.language.intents import ListReminders, ListScope, ShowReminder
from bot.language.items import first_item
from bot.language.period import Period
from bot.language.phrase import Phrase, covered_by, place_of
from bot.language.rule import resolve_phrase
from bot.language.target import read_target
from bot.language.tokens import Tokens

_ASKED_FOR = frozenset({"reminder_noun", "next_one", "reminded", "pending_word"})
_LIST_WORDS = frozenset(
    {
        "stop",
        "polite",
        "det",
        "everything",
        "reminder_noun",
        "reminded",
        "list_filler",
        "mention",
        "item",
        "for",
        "lead",
        "pending_word",
        "me",
    }
)


def read_show(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """show REM-7, show my reminders, view the one about the bank."""
    j = k + 1
    while "me" in t.means[j]:
        j += 1
    if (
        any("reminder_noun" in t.means[i] and t.means[i]["reminder_noun"] == 2 for i in range(j, t.n))
        or "pending_word" in t.means[j]
    ):
        return _list(t, k, phrases, calendar)
    target = read_target(t, j, phrases, calendar)
    if target.value.every:
        return _list(t, k, phrases, calendar)
    return Command(ShowReminder(target.value)) if target.is_reminder else None


def read_list(t: Tokens, k: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """list, list my reminders, list overdue."""
    if any("reminder_noun" in t.means[i] or "pending_word" in t.means[i] for i in range(k, t.n)):
        return _list(t, k, phrases, calendar)
    covered = sum(p.end - p.start for p in phrases)
    others = [
        j
        for j in range(k + 1, t.n)
        if not {"stop", "polite", "me", "mention", "item", "everything", "for", "mark"} & t.means[j].keys()
    ]
    return _list(t, k, phrases, calendar) if len(others) <= covered else None


def read_question(t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar) -> Command | None:
    """what reminders do I have?, any reminders for friday?, reminders?, what am I supposed to be reminded of this week?"""
    first = t.means[start]
    if first.get("pending_open") in t.words[start : t.n]:  # was steht heute an?
        return _list(t, start, phrases, calendar)
    if _ASKED_FOR.isdisjoint(t.kinds):
        return None
    nouns = [k for k in range(start, t.n) if not _ASKED_FOR.isdisjoint(t.means[k])]
    if not nouns:
        return None
    if "question" in first or "pending_word" in first:
        if any("asks_other" in t.means[k] for k in range(start, nouns[0])):
            return None
        if t.means[nouns[0]].get("reminder_noun") == 1 and "any" not in first and "counts" not in first:
            target = read_target(t, nouns[0], phrases, calendar)
            if target.value.number or target.value.words:
                return Command(ShowReminder(target.value))
        return _list(t, start, phrases, calendar)
    covered = covered_by(phrases)
    rest = [j for j in range(start, t.n) if j not in covered and _LIST_WORDS.isdisjoint(t.means[j])]
    plural = any(t.means[k].get("reminder_noun") == 2 for k in nouns)
    return _list(t, start, phrases, calendar) if not rest and (plural or "pending_word" in t.means[nouns[0]]) else None


def _list(t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar) -> Command:
    """The list's scope from the words around."""
    scope, since, until = ListScope.UPCOMING, None, None
    later = [p for p in phrases if p.start >= start]
    for k in range(start, t.n):
        named = t.means[k].get("list_scope")
        if named is not None:
            scope = ListScope(named)
    if later:
        scope, since, until = _range(later[0], calendar, scope)
    room = person = None
    for k in range(start, t.n):
        if "mention" in t.means[k]:
            name = t.typed(k)
            if name[0] in "#~":
                room = name
            elif name.lstrip("@").lower() not in calendar.reference.bot_names:
                person = name
    words = _list_words(t, start, later)
    return Command(ListReminders(scope, since, until, first_item(t), person, room, words), None, later[:1])


def _list_words(t: Tokens, start: int, phrases: list[Phrase]) -> str | None:
    """What follows "about"."""
    for k in range(start, t.n):
        if (
            "about" in t.means[k]
            and "item" not in t.means[k + 1]
            and k + 1 < t.n
            and not any(p.start <= k < p.end for p in phrases)
        ):
            cuts = [place_of(t, p) for p in phrases]
            return cut_text(t.text, t.ends[k], len(t.text), cuts) or None
    return None


def _range(p: Phrase, calendar: Calendar, scope: ListScope) -> tuple[ListScope, datetime | None, datetime | None]:
    """The day or period that a list is asked for."""
    zone = calendar.home
    if isinstance(p.day, Period) and p.weekday is None and p.day.edge is None:
        first, last = p.day.bounds(calendar)
        if p.day.unit == "WEEKEND":
            first = last - timedelta(days=1)
        this_week = p.day.unit == "WEEKLY" and p.day.offset == 0
        scope = ListScope.WEEK if this_week else ListScope.RANGE
        return scope, datetime.combine(first, time(), zone), _end_of(last, zone)
    found = resolve_phrase(p, calendar)
    if not found.readings:
        return scope, None, None
    day = found.readings[0].at.date()
    if p.delta is not None:
        return ListScope.RANGE, calendar.now.astimezone(zone), found.readings[0].at
    scope = {0: ListScope.TODAY, 1: ListScope.TOMORROW}.get((day - calendar.today).days, ListScope.RANGE)
    return scope, datetime.combine(day, time(), zone), _end_of(day, zone)


def _end_of(day: date, zone: tzinfo) -> datetime:
    """The midnight after a day; of the calendar's last one, which has none, an hour that still is an instant in every zone."""
    return (
        datetime.combine(day + timedelta(days=1), time(), zone)
        if day < date.max
        else datetime.combine(day, time(11), zone)
    )
