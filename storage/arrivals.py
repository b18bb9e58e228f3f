"""Arrivals in the database: events that are kept until somebody attends to them.

Whether an event counted before is for the rows of `events` to say (conversations.py).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, select

from bot.domain.message import ButtonPress, IncomingMessage
from storage.prepared import Query, insert_new
from storage.tables import arrivals
from storage.transaction import Transaction

_ADD = insert_new(arrivals)
_GET_OLDEST = Query(
    select(arrivals.c.event)
    .where(arrivals.c.platform == bindparam("of_platform"))
    .order_by(arrivals.c.kept_at)
    .limit(bindparam("count", type_=Integer))
)
_REMOVE = Query(
    delete(arrivals).where(
        arrivals.c.platform == bindparam("of_platform"),
        arrivals.c.workspace == bindparam("of_workspace"),
        arrivals.c.event_id == bindparam("id"),
    )
)


class ArrivalRows:
    """Implements bot.conversation_repositories.Arrivals."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, event: IncomingMessage | ButtonPress, now: datetime) -> None:
        await _ADD.run(
            self._transaction, platform=event.address.platform, workspace=event.workspace, event_id=event.event_id,
            kept_at=now, event=event,
        )  # fmt: skip

    async def oldest(self, platform: str, limit: int) -> list[IncomingMessage | ButtonPress]:
        return [row[0] for row in await _GET_OLDEST.rows(self._transaction, of_platform=platform, count=limit)]

    async def remove(self, event: IncomingMessage | ButtonPress) -> None:
        await _REMOVE.run(
            self._transaction, of_platform=event.address.platform, of_workspace=event.workspace, id=event.event_id
        )
