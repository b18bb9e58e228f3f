"""Listing: which reminders a person asks to see, and what they are shown of each.

What is stored is reminder.py and occurrence.py; how it reads is wording's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Reminder, ReminderStatus, Room

T = TypeVar("T")

OPEN = frozenset({ReminderStatus.ACTIVE, ReminderStatus.PAUSED})


@dataclass(frozen=True, slots=True)
class ReminderQuery:
    """All conditions hold together; None asks for nothing. since, until: UTC instants around the next firing, until excluded.

    words: every word occurs in the text, whatever its case. missed: fired and not answered. others: set by this person for others.
    own: set by this person.
    person: its owner or among its recipients, beside the one who asks (a user's id); room: among the recipients.
    The order is by next firing, those without one last.
    """

    number: int | None = None
    item_key: str | None = None
    words: str | None = None
    statuses: frozenset[ReminderStatus] = OPEN
    since: datetime | None = None
    until: datetime | None = None
    missed: bool = False
    others: bool = False
    own: bool = False
    person: UUID | None = None
    room: Room | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ReminderView:
    """next_due: UTC, None when paused, waiting for an item, or fired for good. occurrence: the last that fired and was not answered."""

    reminder: Reminder
    next_due: datetime | None
    occurrence: Occurrence | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """more: whether something follows after these."""

    items: tuple[T, ...]
    offset: int
    more: bool
