"""Ledger: what happened to a reminder, by whom, when and why; what `why REM-7` tells and an audit reads.

Rows are only ever added. How deliveries fared stands in the deliveries themselves and is joined in when told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.delivery import Delivery
from bot.domain.record import record
from bot.domain.reminder import Reminder


class LedgerAction(StrEnum):
    """In the order in which a delivery (WAITING to FAILED) stands among what happened to its firing at the same instant."""

    SET = "set"
    EDITED = "edited"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"
    ZONE_CHANGED = "zone_changed"
    LINKED = "linked"
    FIRED = "fired"
    NAGGED = "nagged"
    REFUSED = "refused"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    SENT = "sent"
    FAILED = "failed"
    SNOOZED = "snoozed"
    DONE = "done"
    DISMISSED = "dismissed"
    EXPIRED = "expired"
    UNDONE = "undone"


@record(frozen=True, slots=True)
class LedgerEntry:
    """actor_id is None where the engine acted. All instants UTC.

    slot, due_at: of the firing concerned; for SET, EDITED, RESUMED, UNDONE, ZONE_CHANGED due_at is the next firing that follows.
    via, platform, room: where the actor did it. note: the reason given (DISMISSED), why nobody was told (REFUSED: a name of
    bot.actions.notifications.Refusal, "item_closed", "no_channel"), what was edited ("text", "time", "text, time", "nag"), which change was
    UNDONE; which repetition of how many it was ("2/12", NAGGED).
    delivery, late: only in the entries WAITING, WITHDRAWN (its firing was answered or cancelled first), SENT and FAILED, which are read
    from the deliveries.
    """

    workspace_id: UUID
    id: UUID
    reminder_id: UUID
    at: datetime
    action: LedgerAction
    actor_id: UUID | None = None
    occurrence_id: UUID | None = None
    slot: datetime | None = None
    due_at: datetime | None = None
    via: str | None = None
    platform: str | None = None
    room: str | None = None
    note: str | None = None
    delivery: Delivery | None = None
    late: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A reminder's whole history, the oldest entry first."""

    reminder: Reminder
    entries: tuple[LedgerEntry, ...]
