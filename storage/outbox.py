"""The outbox: deliveries that wait to be sent, by channel and by address, read and claimed.

Each channel is read by itself, so that what waits for one that is down is not in the way of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, Select, and_, bindparam, func, select

from bot.domain.delivery import Delivery
from bot.engine_repositories import Glance
from bot.repositories import DueDelivery
from storage import notifications as notification_rows
from storage.deliveries import DELIVERIES, IS_PENDING, OF_NOTIFICATION, OF_OCCURRENCE, OF_REMINDER
from storage.occurrences import LEAST_DUE, LEAST_NAG, OCCURRENCES
from storage.prepared import Query, Row
from storage.reminders import REMINDERS
from storage.tables import circuits, deliveries, notifications, occurrences, reminders, users
from storage.transaction import Transaction
from storage.types import Instant
from storage.users import USERS

_AFTER_DELIVERY = len(DELIVERIES.columns)
_AFTER_NOTIFICATION = _AFTER_DELIVERY + len(notification_rows.COLUMNS)
_AFTER_OCCURRENCE = _AFTER_NOTIFICATION + len(OCCURRENCES.columns)
_AFTER_REMINDER = _AFTER_OCCURRENCE + len(REMINDERS.columns)

_OF_USER = and_(users.c.workspace_id == notifications.c.workspace_id, users.c.id == notifications.c.user_id)
_OF_CHANNEL = and_(
    IS_PENDING, deliveries.c.channel == bindparam("of_channel"), deliveries.c.not_before <= bindparam("until")
)
_WAITING = (
    select(*DELIVERIES.columns, *notification_rows.COLUMNS, *OCCURRENCES.columns, *REMINDERS.columns, *USERS.columns)
    .join(notifications, OF_NOTIFICATION)
    .outerjoin(occurrences, OF_OCCURRENCE)
    .outerjoin(reminders, OF_REMINDER)
    .outerjoin(users, _OF_USER)
    .where(_OF_CHANNEL)
    .order_by(deliveries.c.not_before)
    .limit(bindparam("count", type_=Integer))
    .with_for_update(of=deliveries, key_share=True, skip_locked=True)
)
_WAITING_ANYWHERE = Query(_WAITING)
_WAITING_AT = Query(_WAITING.where(deliveries.c.address == bindparam("of_address")))


def _next_channels() -> Select[tuple[str, datetime]]:
    """The channels for which something waits, and since when: a look-up for each, whatever waits there."""
    first = select(func.min(deliveries.c.channel)).where(IS_PENDING)
    found = select(first.scalar_subquery().label("channel")).cte("found", recursive=True)
    after = first.where(deliveries.c.channel > found.c.channel).correlate(found).scalar_subquery()
    found = found.union_all(select(after).where(found.c.channel.is_not(None)))
    since = (
        select(func.min(deliveries.c.not_before))
        .where(IS_PENDING, deliveries.c.channel == found.c.channel)
        .correlate(found)
        .scalar_subquery()
    )
    return select(found.c.channel, since).where(found.c.channel.is_not(None))


def _addresses() -> Select[tuple[str]]:
    """The addresses of a channel for which something waits, who has waited longest first: a look-up for each, whatever waits there."""
    first = select(func.min(deliveries.c.address)).where(IS_PENDING, deliveries.c.channel == bindparam("of_channel"))
    found = select(first.scalar_subquery().label("address")).cte("found", recursive=True)
    after = first.where(deliveries.c.address > found.c.address).correlate(found).scalar_subquery()
    found = found.union_all(select(after).where(found.c.address.is_not(None)))
    since = (
        select(func.min(deliveries.c.not_before))
        .where(IS_PENDING, deliveries.c.channel == bindparam("of_channel"), deliveries.c.address == found.c.address)
        .correlate(found)
        .scalar_subquery()
    )
    waiting = select(found.c.address, since.label("since")).where(found.c.address.is_not(None)).subquery()
    return (
        select(waiting.c.address)
        .where(waiting.c.since <= bindparam("until", type_=Instant))
        .order_by(waiting.c.since)
        .limit(bindparam("count", type_=Integer))
    )


_GLANCE = Query(
    select(
        LEAST_DUE.scalar_subquery(),
        LEAST_NAG.scalar_subquery(),
        select(func.min(deliveries.c.channel)).where(IS_PENDING).scalar_subquery(),
        select(func.min(circuits.c.channel)).scalar_subquery(),
    )
)
_CHANNELS = Query(_next_channels())
_ADDRESSES = Query(_addresses())
_SAVE, _changes = DELIVERIES.updating("not_before", "status", "attempts", "lease_token", "lease_until")


class OutboxRows:
    """Implements bot.engine_repositories.Outbox."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def glance(self) -> Glance:
        row = await _GLANCE.row(self._transaction)
        firing, nag, waiting, down = row or (None, None, None, None)
        return Glance(firing, nag, waiting is not None, down is not None)

    async def channels(self) -> dict[str, datetime]:
        return {row[0]: row[1] for row in await _CHANNELS.rows(self._transaction)}

    async def waiting(self, channel: str, until: datetime, limit: int, address: str | None = None) -> list[DueDelivery]:
        if address is None:
            rows = await _WAITING_ANYWHERE.rows(self._transaction, of_channel=channel, until=until, count=limit)
        else:
            rows = await _WAITING_AT.rows(
                self._transaction, of_channel=channel, until=until, count=limit, of_address=address
            )
        return [_read_due(row) for row in rows]

    async def addresses(self, channel: str, until: datetime, limit: int) -> list[str]:
        rows = await _ADDRESSES.rows(self._transaction, of_channel=channel, until=until, count=limit)
        return [row[0] for row in rows]

    async def save(self, changed: Sequence[Delivery]) -> None:
        await _SAVE.run(self._transaction, map(_changes, changed))


def _read_due(row: Row) -> DueDelivery:
    delivery = DELIVERIES.read(row)
    notification = notification_rows.read(row, _AFTER_DELIVERY)
    occurrence = OCCURRENCES.read(row, _AFTER_NOTIFICATION) if row[_AFTER_NOTIFICATION] else None
    reminder = REMINDERS.read(row, _AFTER_OCCURRENCE) if row[_AFTER_OCCURRENCE] else None
    user = USERS.read(row, _AFTER_REMINDER) if row[_AFTER_REMINDER] else None
    return DueDelivery(delivery, notification, reminder, occurrence, user)
