"""Notifications in the database.

Whether one is let through is decided in bot/actions/notifications.py; how it travels is in deliveries.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, insert, or_, select, text, update

from bot.domain.notification import Notification, Source
from bot.domain.reminder import Share
from storage.prepared import Batch, Query, Row
from storage.shares import OF_SHARE, of_share
from storage.tables import notifications, users
from storage.transaction import Transaction
from storage.types import Instant

COLUMNS = list(notifications.c)
_IS_UNREAD = text("notifications.read_at IS NULL AND notifications.archived_at IS NULL")
_INSERT = Batch(insert(notifications), [column.name for column in COLUMNS])
_KEY = and_(notifications.c.workspace_id == bindparam("workspace"), notifications.c.id == bindparam("notification"))
_OF_OCCURRENCE = and_(
    notifications.c.workspace_id == bindparam("workspace"), notifications.c.occurrence_id == bindparam("occurrence")
)
_STATE = ("read_at", "archived_at", "acknowledged_at")
_SAVE = Batch(
    update(notifications).where(_KEY).values({name: bindparam(name) for name in _STATE}),
    [*_STATE, "workspace", "notification"],
)
_GET = Query(select(*COLUMNS).where(_KEY), locks=notifications)
_LOCK_USER = Query(
    select(users.c.id).where(users.c.workspace_id == bindparam("workspace"), users.c.id == bindparam("user")),
    locks=users,
)
_GET_UNREAD_OF = Query(
    select(*COLUMNS)
    .where(
        notifications.c.workspace_id == bindparam("workspace"),
        notifications.c.source_app == bindparam("app"),
        notifications.c.source_model == bindparam("model"),
        notifications.c.source_id == bindparam("thing"),
        notifications.c.user_id == bindparam("user"),
        _IS_UNREAD,
    )
    .limit(1)
)
_OF_USER = and_(
    notifications.c.workspace_id == bindparam("workspace"),
    notifications.c.user_id == bindparam("user"),
    or_(notifications.c.expires_at.is_(None), notifications.c.expires_at > bindparam("now")),
)
_COUNT_UNREAD = Query(select(func.count()).select_from(notifications).where(_OF_USER, _IS_UNREAD))
_READ_ALL = Query(update(notifications).where(_OF_USER, _IS_UNREAD).values(read_at=bindparam("at")))
_ANSWER = Query(
    update(notifications)
    .where(_OF_OCCURRENCE, OF_SHARE, notifications.c.acknowledged_at.is_(None))
    .values(
        read_at=func.coalesce(notifications.c.read_at, bindparam("now", type_=Instant)), acknowledged_at=bindparam("at")
    )
)
_ANSWERED_AMONG = Query(
    select(notifications.c.id).where(
        notifications.c.workspace_id == bindparam("workspace"),
        notifications.c.id.in_(bindparam("ids", expanding=True)),
        notifications.c.acknowledged_at.is_not(None),
    )
)
_READ_OF_OCCURRENCE = Batch(
    update(notifications).where(_OF_OCCURRENCE, _IS_UNREAD).values(read_at=bindparam("at")),
    ["workspace", "occurrence", "at"],
)
_REOPEN = Query(update(notifications).where(_OF_OCCURRENCE, OF_SHARE).values(acknowledged_at=None))
_COUNT_UNANSWERED = Query(
    select(func.count()).select_from(notifications).where(_OF_OCCURRENCE, notifications.c.acknowledged_at.is_(None))
)
_ANSWERED = Query(
    select(notifications.c.occurrence_id, notifications.c.user_id)
    .where(
        notifications.c.workspace_id == bindparam("workspace"),
        notifications.c.occurrence_id.in_(bindparam("occurrences", expanding=True)),
    )
    .group_by(notifications.c.occurrence_id, notifications.c.user_id)
    .having(func.count() == func.count(notifications.c.acknowledged_at))
)


def _row(n: Notification) -> Row:
    """The values of COLUMNS."""
    app, model, source_id = (n.source.app, n.source.model, n.source.id) if n.source else (None, None, None)
    return (
        n.workspace_id, n.id, n.user_id, n.title, n.body, n.kind, n.created_at, n.due_at, n.level, n.url, app, model,
        source_id, n.occurrence_id, n.expires_at, n.read_at, n.archived_at, n.acknowledged_at,
    )  # fmt: skip


def read(row: Sequence[Any], at: int = 0) -> Notification:
    """The notification in a row whose columns from `at` on are COLUMNS."""
    cells: Sequence[Any] = row[at : at + len(COLUMNS)]
    app, model, source_id = cells[10:13]
    source = Source(app, model, source_id) if app is not None else None
    fields: list[Any] = [*cells[:10], source, *cells[13:]]
    return Notification(*fields)


class NotificationRows:
    """Implements bot.repositories.Notifications."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_many(self, added: Sequence[Notification]) -> None:
        await _INSERT.run(self._transaction, map(_row, added))

    async def save(self, notification: Notification) -> None:
        n = notification
        await _SAVE.run(self._transaction, [(n.read_at, n.archived_at, n.acknowledged_at, n.workspace_id, n.id)])

    async def get(self, workspace_id: UUID, notification_id: UUID) -> Notification | None:
        row = await _GET.row(self._transaction, workspace=workspace_id, notification=notification_id)
        return read(row) if row else None

    async def unread_of(self, workspace_id: UUID, user_id: UUID, source: Source) -> Notification | None:
        if self._transaction.locks:  # two that would tell them the same at once take turns
            await _LOCK_USER.row(self._transaction, workspace=workspace_id, user=user_id)
        row = await _GET_UNREAD_OF.row(
            self._transaction, workspace=workspace_id, user=user_id, app=source.app, model=source.model, thing=source.id
        )
        return read(row) if row else None

    async def page(
        self,
        workspace_id: UUID,
        user_id: UUID,
        now: datetime,
        *,
        unread: bool | None = None,
        archived: bool = False,
        before: UUID | None = None,
        limit: int = 50,
    ) -> list[Notification]:
        statement = select(*COLUMNS).where(_OF_USER)
        if unread is not None:
            is_null = notifications.c.read_at.is_(None)
            statement = statement.where(is_null if unread else ~is_null)
        gone = notifications.c.archived_at.is_(None)
        statement = statement.where(~gone if archived else gone)
        if before is not None:
            statement = statement.where(notifications.c.id < before)
        statement = statement.order_by(notifications.c.id.desc()).limit(limit)
        rows = await self._transaction.rows(statement.params(workspace=workspace_id, user=user_id, now=now))
        return [read(row) for row in rows]

    async def count_unread(self, workspace_id: UUID, user_id: UUID, now: datetime) -> int:
        count: int = await _COUNT_UNREAD.value(self._transaction, workspace=workspace_id, user=user_id, now=now)
        return count

    async def answer(self, workspace_id: UUID, occurrence_id: UUID, now: datetime, share: Share | None = None) -> int:
        return await _ANSWER.run(
            self._transaction, workspace=workspace_id, occurrence=occurrence_id, now=now, at=now, **of_share(share)
        )

    async def count_unanswered(self, workspace_id: UUID, occurrence_id: UUID) -> int:
        count: int = await _COUNT_UNANSWERED.value(self._transaction, workspace=workspace_id, occurrence=occurrence_id)
        return count

    async def answered(self, workspace_id: UUID, occurrence_ids: Collection[UUID]) -> set[tuple[UUID, UUID | None]]:
        rows = await _ANSWERED.rows(self._transaction, workspace=workspace_id, occurrences=list(occurrence_ids))
        return {(row[0], row[1]) for row in rows}

    async def answered_among(self, workspace_id: UUID, notification_ids: Collection[UUID]) -> set[UUID]:
        ids = list(notification_ids)
        return {row[0] for row in await _ANSWERED_AMONG.rows(self._transaction, workspace=workspace_id, ids=ids)}

    async def read_of_occurrences(self, read: Sequence[tuple[UUID, UUID]], now: datetime) -> None:
        rows = [(workspace_id, occurrence_id, now) for workspace_id, occurrence_id in read]
        await _READ_OF_OCCURRENCE.run(self._transaction, rows)

    async def reopen(self, workspace_id: UUID, occurrence_id: UUID, share: Share | None = None) -> None:
        await _REOPEN.run(self._transaction, workspace=workspace_id, occurrence=occurrence_id, **of_share(share))

    async def read_all(self, workspace_id: UUID, user_id: UUID, now: datetime) -> int:
        return await _READ_ALL.run(self._transaction, workspace=workspace_id, user=user_id, now=now, at=now)
