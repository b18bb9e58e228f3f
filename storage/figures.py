"""Figures about deliveries, counted in the database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, func, select

from bot.domain.identifier import least_id
from bot.figures import ChannelFigures, Lateness, PaceFigures
from storage.conditions import has_status
from storage.deliveries import IS_LEASED, IS_PENDING, OF_NOTIFICATION
from storage.prepared import Query
from storage.tables import deliveries, notifications, paces, workspaces
from storage.transaction import Transaction
from storage.types import Instant

_OF_CHANNEL = select(deliveries.c.channel, func.count().label("rows")).group_by(deliveries.c.channel)
_COUNTS = {
    "waiting": Query(_OF_CHANNEL.where(IS_PENDING)),
    "again": Query(
        _OF_CHANNEL.where(
            IS_PENDING,
            deliveries.c.attempts > 0,
            deliveries.c.not_before > bindparam("now", type_=Instant),
        )
    ),
    "sending": Query(_OF_CHANNEL.where(IS_LEASED)),
    "failed": Query(_OF_CHANNEL.where(has_status(deliveries, "failed"))),
}
_PACES = Query(select(paces.c.channel, paces.c.address, paces.c.used_until).order_by(paces.c.channel))
_WORKSPACES = Query(select(workspaces.c.id))
_SENT = Query(
    select(deliveries.c.sent_at, notifications.c.due_at)
    .join(notifications, OF_NOTIFICATION)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.id >= bindparam("made_since"),
        has_status(deliveries, "sent"),
    )
    .order_by(deliveries.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class FigureRows:
    """Implements bot.figures.Figures."""

    transaction: Transaction

    async def channels(self, now: datetime) -> list[ChannelFigures]:
        counts = {
            name: {row[0]: row[1] for row in await query.rows(self.transaction, now=now)}
            for name, query in _COUNTS.items()
        }
        names = sorted({channel for counted in counts.values() for channel in counted})
        return [ChannelFigures(name, *(counted.get(name, 0) for counted in counts.values())) for name in names]

    async def paces(self, now: datetime) -> list[PaceFigures]:
        used: dict[str, datetime] = {}
        rooms: dict[str, list[datetime]] = defaultdict(list)
        for channel, address, until in await _PACES.rows(self.transaction):
            if not address:
                used[channel] = until
            elif until > now:
                rooms[channel].append(until)
        return [
            PaceFigures(channel, until, len(rooms[channel]), max(rooms[channel], default=None))
            for channel, until in used.items()
        ]

    async def lateness(self, since: datetime, limit: int) -> Lateness | None:
        """Ids begin with the instant at which they were made, so the latest are read without looking at the rest."""
        late: list[timedelta] = []
        for (workspace,) in await _WORKSPACES.rows(self.transaction):
            rows = await _SENT.rows(self.transaction, workspace=workspace, made_since=least_id(since), count=limit)
            late += [max(sent - due, timedelta(0)) for sent, due in rows]
        if not late:
            return None
        late.sort()
        return Lateness(len(late), late[len(late) // 2], late[len(late) * 99 // 100])
