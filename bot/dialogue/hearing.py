"""Hearing: some words become Heard, understood as this person's: their zone, habits and language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.dialogue.turn import Heard
from bot.domain.conversation import AwaitingWhen, Pending
from bot.domain.user import User
from bot.language.fallback import understand_with_fallback
from bot.language.intents import NoIntent, SetReminder
from bot.language.reading import Reference, TimeError
from bot.language.understand import understand

_UNKNOWN_ZONE = "UTC"


def hear(text: str, user: User, *, now: datetime, series: tuple[tuple[str, str], ...]) -> Heard:
    """While the zone is unknown, times are read in UTC; whoever needs the zone asks for it first."""
    reference = Reference(
        now=now,
        zone=user.zone or _UNKNOWN_ZONE,
        locale=user.locale,
        start_of_day=user.preferences.start_of_day,
        parts_of_day=user.preferences.parts_of_day,
        series=series,
    )
    return Heard(text, understand(text, reference), reference)


def misses_a_time(heard: Heard, pending: Pending | None) -> bool:
    """Whether a time is wanted, and our own grammar found none: then the second readers are worth their time."""
    intent = heard.understanding.intent
    if isinstance(intent, SetReminder):
        return intent.error is TimeError.NO_TIME
    return isinstance(pending, AwaitingWhen) and isinstance(intent, NoIntent) and heard.understanding.time is None


async def hear_again(heard: Heard) -> Heard:
    """The same words, with the second readers' help; outside of any transaction, as they take their time."""
    return replace(heard, understanding=await understand_with_fallback(heard.text, heard.reference))
