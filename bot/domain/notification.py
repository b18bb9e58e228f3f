"""Notification: one thing that one person (or one room) is told, whatever it comes from.

How it travels is a delivery (delivery.py); whether it is let through is decided in bot/actions/notifications.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.record import record

TITLE_LENGTH = 200


class Level(StrEnum):
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"

    @property
    def weight(self) -> int:
        """info and success weigh the same: 0; warning 1; danger 2."""
        return _WEIGHTS[self.value]


_WEIGHTS = {"info": 0, "success": 0, "warning": 1, "danger": 2}


class Kind(StrEnum):
    REMINDER = "reminder"
    FAILURE = "failure"
    SUMMARY = "summary"
    ASSIGNED = "assigned"
    STATUS_CHANGE = "status_change"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Source:
    """What a notification is about, in the words of the application that sent it. Unread ones of one source are duplicates."""

    app: str
    model: str
    id: str


@record(frozen=True, slots=True)
class Notification:
    """user_id is None for a room. All instants UTC. due_at: when it was meant to arrive, so that lateness can be told."""

    workspace_id: UUID
    id: UUID
    user_id: UUID | None
    title: str
    body: str
    kind: Kind
    created_at: datetime
    due_at: datetime
    level: Level = Level.INFO
    url: str | None = None
    source: Source | None = None
    occurrence_id: UUID | None = None
    expires_at: datetime | None = None
    read_at: datetime | None = None
    archived_at: datetime | None = None
    acknowledged_at: datetime | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.title) <= TITLE_LENGTH:
            raise ValueError(f"a title has 1 to {TITLE_LENGTH} characters")

    def read(self, now: datetime) -> Notification:
        """Read the first time; later readings change nothing."""
        return self if self.read_at else replace(self, read_at=now)

    def unread(self) -> Notification:
        return replace(self, read_at=None)

    def archive(self, now: datetime) -> Notification:
        return self if self.archived_at else replace(self.read(now), archived_at=now)
