"""Occurrence: one firing of a reminder. Only the next one of a reminder is stored, beside those that have fired.

`slot` is the instant that the rule named and never changes; a snooze moves `due_at`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import IllegalTransition
from bot.domain.record import record


class OccurrenceStatus(StrEnum):
    SCHEDULED = "scheduled"
    FIRED = "fired"
    ACKNOWLEDGED = "acknowledged"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@record(frozen=True, slots=True)
class Occurrence:
    """All instants UTC. times_fired counts first firing and snoozes. dismissed_reason: why it was put away undone.

    nag_at: when it is told again unless it is answered before; only while it is FIRED. nags: how often it was told again since it fired.
    """

    workspace_id: UUID
    id: UUID
    reminder_id: UUID
    slot: datetime
    due_at: datetime
    status: OccurrenceStatus = OccurrenceStatus.SCHEDULED
    fired_at: datetime | None = None
    acknowledged_at: datetime | None = None
    dismissed_reason: str | None = None
    times_fired: int = 0
    nag_at: datetime | None = None
    nags: int = 0

    @property
    def is_snoozed(self) -> bool:
        return self.status is OccurrenceStatus.SCHEDULED and self.times_fired > 0

    def fire(self, now: datetime, nag_at: datetime | None = None) -> Occurrence:
        self._require("fire", OccurrenceStatus.SCHEDULED)
        return Occurrence(
            self.workspace_id, self.id, self.reminder_id, self.slot, self.due_at, OccurrenceStatus.FIRED,
            fired_at=now, times_fired=self.times_fired + 1, nag_at=nag_at,
        )  # fmt: skip

    def nag(self, nag_at: datetime | None) -> Occurrence:
        """Told again, as nobody answered; nag_at: the next time, None for the last."""
        self._require("nag", OccurrenceStatus.FIRED)
        return replace(self, nag_at=nag_at, nags=self.nags + 1)

    def nag_next(self, nag_at: datetime | None) -> Occurrence:
        """Told again at another time, or (None) no more; it goes on waiting for an answer."""
        self._require("nag", OccurrenceStatus.FIRED)
        return replace(self, nag_at=nag_at)

    def acknowledge(self, now: datetime, dismissed_reason: str | None = None) -> Occurrence:
        """Done, or dismissed with a reason ("" for none given); also while it is snoozed."""
        if not self.is_snoozed:
            self._require("acknowledge", OccurrenceStatus.FIRED)
        return replace(
            self,
            status=OccurrenceStatus.ACKNOWLEDGED,
            acknowledged_at=now,
            dismissed_reason=dismissed_reason,
            nag_at=None,
        )

    def snooze(self, until: datetime) -> Occurrence:
        """Told again at `until`; the slot, and with it the rule, stays."""
        self._require("snooze", OccurrenceStatus.FIRED)
        return replace(self, status=OccurrenceStatus.SCHEDULED, due_at=until, nag_at=None)

    def move(self, due_at: datetime) -> Occurrence:
        """A snoozed firing that was put off again before it fired."""
        self._require("move", OccurrenceStatus.SCHEDULED)
        return replace(self, due_at=due_at)

    def expire(self) -> Occurrence:
        self._require("expire", OccurrenceStatus.FIRED)
        return replace(self, status=OccurrenceStatus.EXPIRED, nag_at=None)

    def reopen(self) -> Occurrence:
        """Undo of an answer: fired, and waiting for one again. The only way back from ACKNOWLEDGED."""
        if self.status is not OccurrenceStatus.ACKNOWLEDGED and not self.is_snoozed:
            raise IllegalTransition("occurrence", self.status, "reopen")
        return replace(self, status=OccurrenceStatus.FIRED, acknowledged_at=None, dismissed_reason=None)

    def cancel(self) -> Occurrence:
        self._require("cancel", OccurrenceStatus.SCHEDULED)
        return replace(self, status=OccurrenceStatus.CANCELLED)

    def _require(self, change: str, status: OccurrenceStatus) -> None:
        if self.status is not status:
            raise IllegalTransition("occurrence", self.status, change)
