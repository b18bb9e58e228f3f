"""A conversation, a moment and something heard, for the pure steps of the dialogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.dialogue.turn import Heard, Moment
from bot.domain.conversation import Conversation, Draft, Pending, Proposal
from bot.domain.limits import Limits
from bot.domain.reminder import At
from bot.domain.user import Preferences, User
from bot.domain.zone import zone_of
from bot.language.intents import Intent, NoIntent
from bot.language.reading import Implied, Reading, Reference, TimeError
from bot.language.understanding import Understanding

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)
ZONE = "Europe/Copenhagen"
ID = UUID(int=1)
ANA = User(ID, ID, "Ana", ZONE, "en", NOW)
MOMENT = Moment(ANA, NOW, "fresh", NOW + timedelta(days=1), Limits())
TOMORROW_14 = datetime(2025, 9, 11, 12, 0, tzinfo=UTC)
DRAFT = Draft("call Jens", Proposal(At(TOMORROW_14)), typed="remind me to call Jens tomorrow at 14:00")


def conversation(pending: Pending | None = None) -> Conversation:
    return Conversation(ID, "web", "room", ID, pending, NOW + timedelta(hours=1) if pending else None)


def moment(**preferences: object) -> Moment:
    return replace(MOMENT, user=replace(ANA, preferences=replace(Preferences(), **preferences)))  # type: ignore[arg-type] - a test's shorthand


def reading(instant: datetime, *implied: Implied) -> Reading:
    return Reading(instant.astimezone(zone_of(ZONE)), implied=frozenset(implied))


def heard(
    text: str,
    intent: Intent | None = None,
    time: Reading | None = None,
    *,
    others: tuple[Reading, ...] = (),
    error: TimeError | None = None,
    rest: str = "",
) -> Heard:
    understanding = Understanding(intent or NoIntent(), time, others, error, rest)
    return Heard(text, understanding, Reference(NOW, ZONE))
