"""The one funnel: whatever remindbot tells anybody passes through here, where the person's preferences are applied.

How a notification then travels is in deliveries.py; what it says is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.actions.routing import choose_routes
from bot.domain.delivery import Delivery
from bot.domain.identifier import new_id
from bot.domain.notification import TITLE_LENGTH, Kind, Level, Notification, Source
from bot.domain.record import record
from bot.domain.reminder import Origin, Room
from bot.domain.user import Identity, User
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Lease:
    """Who sends: deliveries on these channels are claimed with `token` until `until` (UTC).

    served: the channels that anybody serves, None where that is not known; avoided: those that are taken only where nothing else is left.
    """

    token: UUID
    until: datetime
    channels: Collection[str]
    served: Collection[str] | None = None
    avoided: Collection[str] = ()


class Refusal(StrEnum):
    SWITCHED_OFF = "switched_off"
    BELOW_LEVEL = "below_level"
    MUTED = "muted"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Refused:
    """duplicate_of: the unread notification that says it already."""

    why: Refusal
    duplicate_of: UUID | None = None


@record(frozen=True, slots=True)
class Telling:
    """What somebody is to be told. title: 1 to 200 characters. due_at: when it should arrive, now where it is None.

    origin: where the reminder that it comes from was set; it goes there where the person is known there. mutes: by what a person
    may have muted it (item keys, "@names"); its kind counts anyway. not_by: a channel that has just failed.
    """

    recipient: User | Room
    title: str
    body: str = ""
    kind: Kind = Kind.SYSTEM
    level: Level = Level.INFO
    url: str | None = None
    source: Source | None = None
    deduplicate: bool = False
    expires_at: datetime | None = None
    due_at: datetime | None = None
    occurrence_id: UUID | None = None
    origin: Origin | None = None
    mutes: tuple[str, ...] = ()
    not_by: str | None = None


@record(frozen=True, slots=True)
class Told:
    """A notification that was let through, and its deliveries: none where nothing reaches the person but the list in the web chat."""

    notification: Notification
    deliveries: tuple[Delivery, ...]


async def notify_user(
    uow: UnitOfWork,
    recipient: User | Room,
    title: str,
    body: str = "",
    *,
    workspace_id: UUID,
    now: datetime,
    kind: Kind = Kind.SYSTEM,
    level: Level = Level.INFO,
    url: str | None = None,
    source: Source | None = None,
    deduplicate: bool = False,
    expires_at: datetime | None = None,
    due_at: datetime | None = None,
    occurrence_id: UUID | None = None,
) -> Notification | Refused:
    """Tell one person, or one room, one thing. Raises ValueError for a title of no or of more than 200 characters."""
    telling = Telling(
        recipient, title, body, kind, level, url, source, deduplicate, expires_at, due_at, occurrence_id
    )  # fmt: skip
    answer = await notify(uow, workspace_id, telling, now)
    return answer.notification if isinstance(answer, Told) else answer


async def notify(uow: UnitOfWork, workspace_id: UUID, telling: Telling, now: datetime) -> Told | Refused:
    """The same for a Telling, with the deliveries that follow."""
    identities = []
    if isinstance(telling.recipient, User):
        refused = refuse(telling.recipient, telling) or await _find_duplicate(uow, telling.recipient, telling)
        if refused:
            return refused
        identities = await uow.users.identities(workspace_id, [telling.recipient.id])
    told = tell(workspace_id, telling, identities, now)
    await uow.notifications.add_many([told.notification])
    await uow.deliveries.add_many(told.deliveries)
    return told


def refuse(user: User, telling: Telling) -> Refused | None:
    """What a person's preferences say against it, in the order of the house plan; None: nothing. Pure."""
    preferences = user.preferences
    if not preferences.notifications:
        return Refused(Refusal.SWITCHED_OFF)
    least = preferences.minimum_level
    if telling.level is not least and telling.level.weight < least.weight:
        return Refused(Refusal.BELOW_LEVEL)
    if preferences.muted and not {telling.kind.value, *telling.mutes}.isdisjoint(preferences.muted):
        return Refused(Refusal.MUTED)
    return None


def tell(
    workspace_id: UUID,
    telling: Telling,
    identities: Sequence[Identity],
    now: datetime,
    lease: Lease | None = None,
    new_id: Callable[[datetime], UUID] = new_id,
) -> Told:
    """The notification and its deliveries, not stored. identities: all of the recipient's, none for a room.

    lease: claims the deliveries by its channels as they are made.
    """
    user = telling.recipient if isinstance(telling.recipient, User) else None
    due_at = telling.due_at or now
    notification = Notification(
        workspace_id, new_id(now), user.id if user else None, telling.title, telling.body, telling.kind, now, due_at,
        telling.level, telling.url, telling.source, telling.occurrence_id, telling.expires_at,
    )  # fmt: skip
    deliveries = []
    for channel, address in _routes(telling, identities, lease):
        delivery = Delivery(workspace_id, new_id(now), notification.id, channel, address, due_at)
        leased = lease is not None and channel in lease.channels
        deliveries.append(delivery.claim(lease.token, lease.until) if lease and leased else delivery)
    return Told(notification, tuple(deliveries))


def shorten(text: str) -> str:
    """A title out of a longer text: at most TITLE_LENGTH characters, cut between words where there are any."""
    if len(text) <= TITLE_LENGTH:
        return text or "…"
    cut = text[: TITLE_LENGTH - 1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut) + "…"


async def mark_read(uow: UnitOfWork, user: User, notification_id: UUID, now: datetime) -> Notification | None:
    """None where this person has no such notification."""
    return await _change(uow, user, notification_id, lambda notification: notification.read(now))


async def mark_unread(uow: UnitOfWork, user: User, notification_id: UUID) -> Notification | None:
    return await _change(uow, user, notification_id, Notification.unread)


async def archive(uow: UnitOfWork, user: User, notification_id: UUID, now: datetime) -> Notification | None:
    return await _change(uow, user, notification_id, lambda notification: notification.archive(now))


async def mark_all_read(uow: UnitOfWork, user: User, now: datetime) -> int:
    """Returns how many were unread."""
    return await uow.notifications.read_all(user.workspace_id, user.id, now)


async def list_notifications(
    uow: UnitOfWork,
    user: User,
    now: datetime,
    *,
    unread: bool | None = None,
    archived: bool = False,
    before: UUID | None = None,
    limit: int = 50,
) -> list[Notification]:
    """The latest first, expired ones left out. unread: only these, or only the others. before: the last one already seen."""
    return await uow.notifications.page(
        user.workspace_id, user.id, now, unread=unread, archived=archived, before=before, limit=limit
    )


async def count_unread(uow: UnitOfWork, user: User, now: datetime) -> int:
    return await uow.notifications.count_unread(user.workspace_id, user.id, now)


async def _change(
    uow: UnitOfWork, user: User, notification_id: UUID, change: Callable[[Notification], Notification]
) -> Notification | None:
    notification = await uow.notifications.get(user.workspace_id, notification_id)
    if notification is None or notification.user_id != user.id:
        return None
    changed = change(notification)
    await uow.notifications.save(changed)
    return changed


async def _find_duplicate(uow: UnitOfWork, user: User, telling: Telling) -> Refused | None:
    if not telling.deduplicate or telling.source is None:
        return None
    unread = await uow.notifications.unread_of(user.workspace_id, user.id, telling.source)
    return Refused(Refusal.DUPLICATE, unread.id) if unread else None


def _routes(telling: Telling, identities: Sequence[Identity], lease: Lease | None) -> list[tuple[str, str]]:
    """Channels and addresses."""
    if isinstance(telling.recipient, Room):
        return [(telling.recipient.platform, telling.recipient.external_id)]
    served, avoided = (lease.served, lease.avoided) if lease else (None, ())
    return choose_routes(telling.recipient, identities, telling.origin, served, but=telling.not_by, avoided=avoided)
