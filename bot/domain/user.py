"""User: a person of one workspace, with the identities by which platforms know them and the preferences they chose.

Identity is the platform's id, never a name: names change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID

from bot.domain.notification import Level
from bot.domain.reminder import Room

Confirmation = Literal["always", "when-unsure", "never"]

PARTS_OF_DAY: tuple[tuple[str, time], ...] = (
    ("morning", time(9)),
    ("lunch", time(12)),
    ("afternoon", time(15)),
    ("eod", time(17)),
    ("evening", time(19)),
    ("night", time(21)),
)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Wall time in the person's zone, from `start` until `end`; past midnight where end is earlier."""

    start: time
    end: time

    def holds(self, wall: time) -> bool:
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


@dataclass(frozen=True, slots=True)
class Digest:
    """weekday: 0 Monday to 6 Sunday, for weekly; day: of the month, for monthly."""

    every: Literal["day", "week", "month"]
    at: time
    weekday: int = 0
    day: int = 1


WHERE_SET = ""
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose. muted: item keys, "@names" and kinds; channels_off: channel names.

    notifications_days: after how many days those that were seen are deleted; None: as this installation does.
    places: where reminders go: platforms' names, WHERE_SET, EVERYWHERE; none: where each was set. called: what the person is called.
    fallback: the room where they are told what does not reach them directly.
    """

    confirmation: Confirmation = "always"
    start_of_day: time = time(9)
    parts_of_day: tuple[tuple[str, time], ...] = PARTS_OF_DAY
    snooze: timedelta = timedelta(minutes=20)
    notifications: bool = True
    minimum_level: Level = Level.INFO
    quiet_hours: QuietHours | None = None
    digest: Digest | None = None
    muted: tuple[str, ...] = ()
    channels_off: tuple[str, ...] = ()
    notifications_days: int | None = None
    places: tuple[str, ...] = ()
    called: str = ""
    fallback: Room | None = None


@dataclass(frozen=True, slots=True)
class User:
    """zone is None until it is known: from the platform's profile, the browser, the host of the terminal, or asked once.

    zone_chosen, locale_chosen: the person said so, and what a platform's profile says no longer counts.
    """

    workspace_id: UUID
    id: UUID
    name: str
    zone: str | None
    locale: str
    created_at: datetime
    is_admin: bool = False
    preferences: Preferences = field(default_factory=Preferences)
    zone_chosen: bool = False
    locale_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """How a platform knows a user. address: where that platform reaches the person directly (a room id, a chat id).

    handle: Profile's, casefolded, as it was when last seen; it may move to somebody else and is never a key.
    """

    workspace_id: UUID
    platform: str
    external_id: str
    user_id: UUID
    address: str
    handle: str = ""
