"""Reminder: what somebody asked to be told, to whom, and the trigger that fires it.

Its firings are occurrences (occurrence.py); what people receive are notifications (notification.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

from bot.domain.errors import IllegalTransition
from bot.domain.notification import Level
from bot.domain.record import record
from bot.domain.recurrence import Recurrence


@dataclass(frozen=True, slots=True)
class At:
    """Once, at a UTC instant."""

    instant: datetime
    kind: Literal["at"] = "at"


@dataclass(frozen=True, slots=True)
class Repeat:
    recurrence: Recurrence
    kind: Literal["repeat"] = "repeat"


@dataclass(frozen=True, slots=True)
class OnStatus:
    """When the item reaches a status."""

    item_key: str
    status: str
    kind: Literal["on_status"] = "on_status"


@dataclass(frozen=True, slots=True)
class BeforeDue:
    """`offset` before the item's due date (negative: after it); moves with the date."""

    item_key: str
    offset: timedelta
    kind: Literal["before_due"] = "before_due"


@dataclass(frozen=True, slots=True)
class WhenIdle:
    """When nothing has happened to the item for `duration`."""

    item_key: str
    duration: timedelta
    kind: Literal["when_idle"] = "when_idle"


Trigger = At | Repeat | OnStatus | BeforeDue | WhenIdle


@dataclass(frozen=True, slots=True)
class Person:
    """A recipient who is a user of this workspace."""

    user_id: UUID
    kind: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class Room:
    """A recipient that is a room of a platform. name: as people call it ("dev"). calls: everybody in it is called, as the platform calls them."""

    platform: str
    external_id: str
    name: str
    kind: Literal["room"] = "room"
    calls: Literal["", "here", "channel"] = ""


Recipient = Person | Room


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a firing that one answer is about, where several receive it: one person's; user_id None: the rooms'."""

    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reminder was set: via "chat", "ui" or "api"; platform and room of the chat; link to the message it is about."""

    via: Literal["chat", "ui", "api"]
    platform: str
    room: str = ""
    permalink: str | None = None


class ReminderStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@record(frozen=True, slots=True)
class Reminder:
    """number: 7 of REM-7. zone: IANA name in which its wall-clock times are meant and shown. version counts the changes, from 1.

    nag_every: a firing that nobody answers is told again so often, at most nag_limit times.
    """

    workspace_id: UUID
    id: UUID
    number: int
    owner_id: UUID
    text: str
    trigger: Trigger
    zone: str
    recipients: tuple[Recipient, ...]
    origin: Origin
    created_at: datetime
    status: ReminderStatus = ReminderStatus.ACTIVE
    item_key: str | None = None
    level: Level = Level.INFO
    unless_closed: bool = False
    nag_every: timedelta | None = None
    nag_limit: int = 0
    expires_at: datetime | None = None
    version: int = 1

    @property
    def label(self) -> str:
        """What people call it: "REM-7"."""
        return f"REM-{self.number}"

    @property
    def is_own(self) -> bool:
        """Whether its owner alone receives it, as most people set them."""
        first = self.recipients[0] if len(self.recipients) == 1 else None
        return isinstance(first, Person) and first.user_id == self.owner_id

    def next_nag(self, at: datetime, nags: int) -> datetime | None:
        """When a firing that is told at `at` (UTC), for the `nags`-th time again, is told once more if nobody answers; None: no more."""
        if self.nag_every is None or nags >= self.nag_limit or self.status is not ReminderStatus.ACTIVE:
            return None
        again = at + self.nag_every
        return again if self.expires_at is None or again < self.expires_at else None

    @property
    def is_over(self) -> bool:
        return self.status in (ReminderStatus.COMPLETED, ReminderStatus.CANCELLED)

    def pause(self) -> Reminder:
        return self._become(ReminderStatus.PAUSED, "pause", {ReminderStatus.ACTIVE})

    def resume(self) -> Reminder:
        return self._become(ReminderStatus.ACTIVE, "resume", {ReminderStatus.PAUSED})

    def complete(self) -> Reminder:
        return self._become(ReminderStatus.COMPLETED, "complete", {ReminderStatus.ACTIVE})

    def cancel(self) -> Reminder:
        return self._become(ReminderStatus.CANCELLED, "cancel", {ReminderStatus.ACTIVE, ReminderStatus.PAUSED})

    def hand_over(self, owner_id: UUID) -> Reminder:
        """Another's from now on, who receives it in the place of who gives it away."""
        mine, theirs = Person(self.owner_id), Person(owner_id)
        recipients = tuple(dict.fromkeys(theirs if one == mine else one for one in self.recipients))
        return replace(self, owner_id=owner_id, recipients=recipients, version=self.version + 1)

    def restore(self, earlier: Reminder) -> Reminder:
        """Undo: everything as it was in `earlier`, as a new version of this reminder. The only way back from COMPLETED and CANCELLED."""
        if earlier.id != self.id:
            raise ValueError("a reminder is restored from a state of its own")
        return replace(earlier, version=self.version + 1)

    def edit(self, *, text: str | None = None, trigger: Trigger | None = None) -> Reminder:
        """Another text, another time, or both. Raises IllegalTransition when it is over."""
        if self.is_over:
            raise IllegalTransition(self.label, self.status, "edit")
        return replace(
            self, text=self.text if text is None else text, trigger=trigger or self.trigger, version=self.version + 1
        )

    def nag(self, every: timedelta | None, limit: int) -> Reminder:
        """Told again so often while nobody answers; None: no more. Raises IllegalTransition when it is over."""
        if self.is_over:
            raise IllegalTransition(self.label, self.status, "edit")
        return replace(self, nag_every=every, nag_limit=limit if every else 0, version=self.version + 1)

    def _become(self, status: ReminderStatus, change: str, allowed: set[ReminderStatus]) -> Reminder:
        if self.status not in allowed:
            raise IllegalTransition(self.label, self.status, change)
        return replace(self, status=status, version=self.version + 1)


def people_in(recipients: Iterable[Recipient]) -> set[UUID]:
    """The ids of the people among them."""
    return {one.user_id for one in recipients if isinstance(one, Person)}


def first_due(trigger: Trigger, now: datetime) -> datetime | None:
    """When a trigger next fires, strictly after `now` (UTC); None when it waits for an item, or has nothing left."""
    if isinstance(trigger, At):
        return trigger.instant if trigger.instant > now else None
    if isinstance(trigger, Repeat):
        return trigger.recurrence.next_after(now)
    return None
