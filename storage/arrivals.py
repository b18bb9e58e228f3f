"""Arrivals in the database: events that are kept until somebody attends to them.

Whether an event counted before is for the rows of `events` to say (conversations.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Integer, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.message import ButtonPress, IncomingMessage
from storage.prepared import Batch, Query
from storage.tables import arrivals
from storage.transaction import Transaction

Event = IncomingMessage | ButtonPress
_COLUMNS = ("platform", "workspace", "event_id", "kept_at", "event")
_ADD = {
    "sqlite": Batch(sqlite.insert(arrivals).on_conflict_do_nothing(), _COLUMNS),
    "postgresql": Batch(postgresql.insert(arrivals).on_conflict_do_nothing(), _COLUMNS),
}
_LAST = datetime.max.replace(tzinfo=UTC)
_GET_OLDEST = Query(
    select(arrivals.c.event)
    .where(arrivals.c.platform == bindparam("of_platform"), arrivals.c.kept_at < bindparam("before"))
    .order_by(arrivals.c.kept_at)
    .limit(bindparam("count", type_=Integer))
)
_REMOVE = Batch(
    delete(arrivals).where(
        arrivals.c.platform == bindparam("of_platform"),
        arrivals.c.workspace == bindparam("of_workspace"),
        arrivals.c.event_id == bindparam("id"),
    ),
    ["of_platform", "of_workspace", "id"],
)


class ArrivalRows:
    """Implements bot.conversation_repositories.Arrivals."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, events: Sequence[tuple[Event, datetime]]) -> None:
        rows = [(*_key(event), now, event) for event, now in events]
        await _ADD[self._transaction.dialect].run(self._transaction, rows)

    async def oldest(self, platform: str, limit: int, before: datetime | None = None) -> list[Event]:
        before = before or _LAST
        rows = await _GET_OLDEST.rows(self._transaction, of_platform=platform, before=before, count=limit)
        return [row[0] for row in rows]

    async def remove(self, events: Sequence[Event]) -> None:
        await _REMOVE.run(self._transaction, [_key(event) for event in events])


def _key(event: Event) -> tuple[str, str, str]:
    return event.address.platform, event.workspace, event.event_id
