"""Hearing: some words become Heard, understood as this person's: their zone, habits and language."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.turn import Heard
from bot.domain.user import User
from bot.language.intents import Reference
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
