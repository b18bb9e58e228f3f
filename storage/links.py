"""Codes that link places, the failed tries at them, and the making of one person out of two, in the database.

Which two become one, and what of theirs counts, is decided in bot/actions/linking.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, Select, Text, and_, bindparam, delete, exists, func, select, type_coerce, update

from bot.domain.linking import LinkCode
from bot.domain.reminder import Person
from storage.mapping import Mapping
from storage.prepared import Query, insert_new, upsert
from storage.reminders import ReminderRows, receiver_of
from storage.tables import consents, conversations, link_attempts, link_codes, metadata, recipients, reminders, users
from storage.transaction import Transaction

CODES = Mapping(LinkCode, link_codes)
# So are columns called that hold the id of a person.
OF_A_PERSON = ("user_id", "owner_id", "actor_id", "subject_id", "sender_id")
_SAVE_CODE = upsert(link_codes)
_GET_CODES = Query(
    select(*CODES.columns).where(
        link_codes.c.workspace_id == bindparam("workspace"), link_codes.c.created_at >= bindparam("since")
    )
)
_ADD_ATTEMPT = insert_new(link_attempts)
_SINCE = and_(link_attempts.c.workspace_id == bindparam("workspace"), link_attempts.c.at >= bindparam("since"))
_COUNTED = select(func.count(), func.count().filter(link_attempts.c.who == bindparam("by"))).where(_SINCE)
_COUNT_ATTEMPTS = Query(cast("Select[Any]", _COUNTED))
_FORGET_ATTEMPTS = Query(
    delete(link_attempts).where(
        link_attempts.c.workspace_id == bindparam("workspace"), link_attempts.c.at < bindparam("before")
    )
)


class LinkRows:
    """Implements bot.people_repositories.Links."""

    def __init__(self, transaction: Transaction, stored: ReminderRows) -> None:
        self._transaction, self._reminders = transaction, stored

    async def save_code(self, code: LinkCode) -> None:
        await _SAVE_CODE.run(self._transaction, **CODES.values(code))

    async def codes(self, workspace_id: UUID, since: datetime) -> list[LinkCode]:
        return CODES.read_all(await _GET_CODES.columns(self._transaction, workspace=workspace_id, since=since))

    async def add_attempt(self, workspace_id: UUID, attempt_id: UUID, who: str, at: datetime) -> None:
        await _ADD_ATTEMPT.run(self._transaction, workspace_id=workspace_id, id=attempt_id, who=who, at=at)

    async def count_attempts(self, workspace_id: UUID, who: str, since: datetime) -> tuple[int, int]:
        await _FORGET_ATTEMPTS.run(self._transaction, workspace=workspace_id, before=since)
        row = await _COUNT_ATTEMPTS.row(self._transaction, workspace=workspace_id, by=who, since=since)
        return (row[1], row[0]) if row else (0, 0)

    async def merge(self, workspace_id: UUID, kept: UUID, gone: UUID) -> None:
        was, becomes = receiver_of(Person(gone)), receiver_of(Person(kept))
        shared = await self._received_by(workspace_id, was, becomes)
        await self._keep_refusals(workspace_id, kept, gone)
        await self._rewrite(reminders.c.recipients, workspace_id, kept, gone)
        await self._rewrite(conversations.c.state, workspace_id, kept, gone)
        for table in metadata.sorted_tables:
            for column in (column for column in table.c if column.name in OF_A_PERSON):
                await self._lead_over(column, workspace_id, kept, gone)
        await self._lead_over(recipients.c.receiver, workspace_id, becomes, was)
        for reminder_id in shared:
            await self._tidy(workspace_id, reminder_id, kept)
        nobody_now = and_(users.c.workspace_id == workspace_id, users.c.id == gone)
        await self._transaction.connection.execute(delete(users).where(nobody_now))

    async def _received_by(self, workspace_id: UUID, *receivers: str) -> list[UUID]:
        of_these = (recipients.c.workspace_id == workspace_id, recipients.c.receiver.in_(receivers))
        rows = await self._transaction.rows(select(recipients.c.reminder_id).where(*of_these).distinct())
        return [row.reminder_id for row in rows]

    async def _keep_refusals(self, workspace_id: UUID, kept: UUID, gone: UUID) -> None:
        """Whom either of the two refuses is refused."""
        other = consents.alias()
        both = (other.c.sender_id == consents.c.sender_id, other.c.workspace_id == workspace_id)
        refused = exists().where(*both, other.c.user_id == gone, other.c.refused)
        of_kept = (consents.c.workspace_id == workspace_id, consents.c.user_id == kept, refused)
        await self._transaction.connection.execute(update(consents).where(*of_kept).values(refused=True))

    async def _rewrite(self, column: Column[Any], workspace_id: UUID, kept: UUID, gone: UUID) -> None:
        """Where the id stands inside of a JSON value."""
        written = type_coerce(column, Text)
        named = (column.table.c.workspace_id == workspace_id, written.contains(str(gone)))
        changed = {column.name: func.replace(written, str(gone), str(kept))}
        await self._transaction.connection.execute(update(column.table).where(*named).values(changed))

    async def _lead_over(self, column: Column[Any], workspace_id: UUID, kept: object, gone: object) -> None:
        """What was gone's is kept's; where it is a part of the key and kept has that row, that one stands."""
        table, there = column.table, column.table.alias()
        of_gone = [table.c.workspace_id == workspace_id, column == gone]
        if column.primary_key:
            rest = [key for key in table.primary_key if key not in (column, table.c.workspace_id)]
            same = [there.c[key.name] == key for key in rest]
            stands = exists().where(there.c.workspace_id == workspace_id, there.c[column.name] == kept, *same)
            await self._transaction.connection.execute(delete(table).where(*of_gone, stands))
        await self._transaction.connection.execute(update(table).where(*of_gone).values({column.name: kept}))

    async def _tidy(self, workspace_id: UUID, reminder_id: UUID, kept: UUID) -> None:
        """Nobody receives a reminder twice, and its owner is no recipient beside."""
        reminder = await self._reminders.get(workspace_id, reminder_id)
        if reminder is None:
            return
        once = tuple(dict.fromkeys(reminder.recipients))
        if once != reminder.recipients:
            await self._reminders.save(replace(reminder, recipients=once))
        if reminder.owner_id == kept:
            receiver = recipients.c.receiver == receiver_of(Person(kept))
            row = (recipients.c.workspace_id == workspace_id, recipients.c.reminder_id == reminder_id, receiver)
            await self._transaction.connection.execute(delete(recipients).where(*row))
