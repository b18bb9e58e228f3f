"""The ledger, the sessions of browsers and the runs of loops, in the database.

What belongs into the ledger is decided in bot/actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Integer, and_, bindparam, delete, func, insert, select, update

from bot.domain.identifier import id_after
from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.session import Session
from storage.conditions import has_status
from storage.mapping import Mapping
from storage.prepared import Batch, Query
from storage.tables import ledger, reminders, runs, sessions
from storage.transaction import Transaction

ENTRIES = Mapping(LedgerEntry, ledger)
SESSIONS = Mapping(Session, sessions)
_RUNS_KEPT = 100

_ADD_ENTRIES = ENTRIES.inserting()
_OF_REMINDER = Query(
    select(*ENTRIES.columns)
    .where(ledger.c.workspace_id == bindparam("workspace"), ledger.c.reminder_id == bindparam("reminder"))
    .order_by(ledger.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_LATEST = Query(
    select(ledger.c.id)
    .where(ledger.c.workspace_id == bindparam("workspace"), ledger.c.reminder_id == bindparam("reminder"))
    .order_by(ledger.c.id.desc())
    .limit(1)
)
_BY_ACTOR = Query(
    select(*ENTRIES.columns)
    .where(ledger.c.workspace_id == bindparam("workspace"), ledger.c.actor_id == bindparam("actor"))
    .order_by(ledger.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_HANDED_OVER = Query(
    select(ledger.c.reminder_id, ledger.c.actor_id)
    .join(reminders, and_(reminders.c.workspace_id == ledger.c.workspace_id, reminders.c.id == ledger.c.reminder_id))
    .where(
        ledger.c.workspace_id == bindparam("workspace"),
        ledger.c.action == LedgerAction.HANDED_OVER,
        ledger.c.note == bindparam("batch"),
        reminders.c.owner_id == bindparam("owner"),
        has_status(reminders, "active", "paused"),
    )
)
_OF_HASH = sessions.c.token_hash == bindparam("of_hash")
_ADD_SESSION = SESSIONS.inserting()
_GET_SESSION = Query(
    select(*SESSIONS.columns).where(
        _OF_HASH, sessions.c.purpose == bindparam("of_purpose"), sessions.c.expires_at > bindparam("now")
    )
)
_REMOVE_SESSION = Query(delete(sessions).where(_OF_HASH))
_EXTEND_SESSION = Query(update(sessions).where(_OF_HASH).values(expires_at=bindparam("until")))
_REMOVE_EXPIRED = Query(delete(sessions).where(sessions.c.expires_at <= bindparam("now")))
_ADD_RUN = Batch(insert(runs), ["id", "started_at", "seen_at"])
_SEEN_AT = Query(select(func.max(runs.c.seen_at)))
_BEAT = Query(update(runs).where(runs.c.id == bindparam("run")).values(seen_at=bindparam("now")))
_FORGET_RUNS = Query(
    delete(runs).where(runs.c.id.not_in(select(runs.c.id).order_by(runs.c.seen_at.desc()).limit(_RUNS_KEPT)))
)


class LedgerEntries:
    """Implements bot.repositories.LedgerRows."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def come_from(self, via: Literal["chat", "ui", "api"], platform: str, room: str) -> None:
        self._transaction.place = (via, platform, room)

    async def add(self, entry: LedgerEntry) -> None:
        latest: UUID | None = await _LATEST.value(
            self._transaction, workspace=entry.workspace_id, reminder=entry.reminder_id
        )
        await self.add_many([replace(entry, id=id_after(entry.id, latest))])

    async def add_many(self, entries: Sequence[LedgerEntry]) -> None:
        await _ADD_ENTRIES.run(self._transaction, ENTRIES.rows(map(self._placed, _in_order(entries))))

    def _placed(self, entry: LedgerEntry) -> LedgerEntry:
        if self._transaction.place is None or entry.actor_id is None or entry.via is not None:
            return entry
        via, platform, room = self._transaction.place
        return replace(entry, via=via, platform=platform, room=room)

    async def handed_over(self, workspace_id: UUID, owner_id: UUID, batch: str) -> list[tuple[UUID, UUID]]:
        rows = await _HANDED_OVER.rows(self._transaction, workspace=workspace_id, owner=owner_id, batch=batch)
        return [(row[0], row[1]) for row in rows]

    async def of_reminder(self, workspace_id: UUID, reminder_id: UUID, limit: int) -> list[LedgerEntry]:
        found = await _OF_REMINDER.columns(self._transaction, workspace=workspace_id, reminder=reminder_id, count=limit)
        return ENTRIES.read_all(found)[::-1]

    async def by_actor(self, workspace_id: UUID, user_id: UUID, limit: int) -> list[LedgerEntry]:
        found = await _BY_ACTOR.columns(self._transaction, workspace=workspace_id, actor=user_id, count=limit)
        return ENTRIES.read_all(found)[::-1]


def _in_order(entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """Those of one reminder with ids in the order in which they are given."""
    latest: dict[UUID, UUID] = {}
    for entry in entries:
        id_ = latest[entry.reminder_id] = id_after(entry.id, latest.get(entry.reminder_id))
        yield entry if id_ is entry.id else replace(entry, id=id_)


class SessionRows:
    """Implements bot.people_repositories.Sessions."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, session: Session) -> None:
        await _ADD_SESSION.run(self._transaction, SESSIONS.rows([session]))

    async def get(self, token_hash: bytes, purpose: Literal["sign_in", "session"], now: datetime) -> Session | None:
        row = await _GET_SESSION.row(self._transaction, of_hash=token_hash, of_purpose=purpose, now=now)
        return SESSIONS.read(row) if row else None

    async def use_sign_in(self, token_hash: bytes, now: datetime) -> Session | None:
        """Only who removes the row has used it."""
        session = await self.get(token_hash, "sign_in", now)
        removed = await _REMOVE_SESSION.run(self._transaction, of_hash=token_hash) if session else 0
        return session if removed else None

    async def remove(self, token_hash: bytes) -> None:
        await _REMOVE_SESSION.run(self._transaction, of_hash=token_hash)

    async def extend(self, token_hash: bytes, expires_at: datetime) -> None:
        await _EXTEND_SESSION.run(self._transaction, of_hash=token_hash, until=expires_at)

    async def remove_expired(self, now: datetime) -> int:
        return await _REMOVE_EXPIRED.run(self._transaction, now=now)


class RunRows:
    """Implements bot.engine_repositories.Runs."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def start(self, run_id: UUID, now: datetime) -> datetime | None:
        seen = await self.seen_at()
        await _FORGET_RUNS.run(self._transaction)
        await _ADD_RUN.run(self._transaction, [(run_id, now, now)])
        return seen

    async def seen_at(self) -> datetime | None:
        seen: datetime | None = await _SEEN_AT.value(self._transaction)
        return seen

    async def beat(self, run_id: UUID, now: datetime) -> None:
        await _BEAT.run(self._transaction, run=run_id, now=now)
