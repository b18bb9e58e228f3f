"""The ledger, the sessions of browsers and the runs of loops, in the database.

What belongs into the ledger is decided in bot/actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from bot.domain.ledger import LedgerEntry
from bot.domain.session import Session
from storage.mapping import Mapping
from storage.tables import ledger, runs, sessions
from storage.transaction import Transaction

ENTRIES = Mapping(LedgerEntry, ledger)
SESSIONS = Mapping(Session, sessions)
_INSERT = ENTRIES.inserting()
_RUNS_KEPT = 100


class LedgerEntries:
    """Implements bot.repositories.LedgerRows."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, entry: LedgerEntry) -> None:
        await self.add_many([entry])

    async def add_many(self, entries: Sequence[LedgerEntry]) -> None:
        await _INSERT.run(self._transaction, ENTRIES.rows(entries))

    async def of_reminder(self, workspace_id: UUID, reminder_id: UUID, limit: int) -> list[LedgerEntry]:
        statement = (
            select(*ENTRIES.columns)
            .where(ledger.c.workspace_id == workspace_id, ledger.c.reminder_id == reminder_id)
            .order_by(ledger.c.id.desc())
            .limit(limit)
        )
        return [ENTRIES.read(row) for row in reversed(await self._transaction.rows(statement))]


class SessionRows:
    """Implements bot.repositories.Sessions."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, session: Session) -> None:
        await self._transaction.run(insert(sessions), SESSIONS.values(session))

    async def get(self, token_hash: bytes, purpose: Literal["sign_in", "session"], now: datetime) -> Session | None:
        statement = select(*SESSIONS.columns).where(
            sessions.c.token_hash == token_hash, sessions.c.purpose == purpose, sessions.c.expires_at > now
        )
        row = await self._transaction.row(statement)
        return SESSIONS.read(row) if row else None

    async def use_sign_in(self, token_hash: bytes, now: datetime) -> Session | None:
        statement = (
            delete(sessions)
            .where(sessions.c.token_hash == token_hash, sessions.c.purpose == "sign_in", sessions.c.expires_at > now)
            .returning(*SESSIONS.columns)
        )
        row = await self._transaction.row(statement)
        return SESSIONS.read(row) if row else None

    async def remove(self, token_hash: bytes) -> None:
        await self._transaction.run(delete(sessions).where(sessions.c.token_hash == token_hash))

    async def extend(self, token_hash: bytes, expires_at: datetime) -> None:
        statement = update(sessions).where(sessions.c.token_hash == token_hash).values(expires_at=expires_at)
        await self._transaction.run(statement)

    async def remove_expired(self, now: datetime) -> int:
        return (await self._transaction.run(delete(sessions).where(sessions.c.expires_at <= now))).rowcount


class RunRows:
    """Implements bot.repositories.Runs."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def start(self, run_id: UUID, now: datetime) -> datetime | None:
        seen = await self.seen_at()
        kept = select(runs.c.id).order_by(runs.c.seen_at.desc()).limit(_RUNS_KEPT).scalar_subquery()
        await self._transaction.run(delete(runs).where(runs.c.id.not_in(kept)))
        await self._transaction.run(insert(runs), {"id": run_id, "started_at": now, "seen_at": now})
        return seen

    async def seen_at(self) -> datetime | None:
        seen: datetime | None = await self._transaction.value(select(func.max(runs.c.seen_at)))
        return seen

    async def beat(self, run_id: UUID, now: datetime) -> None:
        await self._transaction.run(update(runs).where(runs.c.id == run_id).values(seen_at=now))
