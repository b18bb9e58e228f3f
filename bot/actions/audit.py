"""The audit: who did what to which reminder and to whom, when and from where. Rows of the store, as they stand, for the operator.

What a person is told of their own reminder is in explanations.py; people's words are in neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.actions.explanations import history_of
from bot.domain.dealing import Dealing
from bot.domain.ledger import LedgerEntry
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Deed:
    """label: REM-7; "" where the reminder is deleted, or it was none. actor: the person's name; "" where the engine acted, or the
    person is deleted. subject: the name of whom it was done to, where that is another.
    """

    entry: LedgerEntry | Dealing
    label: str
    actor: str
    subject: str = ""


async def audit_reminder(uow: UnitOfWork, workspace_id: UUID, number: int, limit: int) -> list[Deed] | None:
    """The latest `limit` things that happened to REM-`number`, the oldest first; None where there is no such reminder."""
    reminder = await uow.reminders.by_number(workspace_id, number)
    if reminder is None:
        return None
    return await _named(uow, workspace_id, await history_of(uow, reminder, limit))


async def audit_person(uow: UnitOfWork, workspace_id: UUID, name: str, limit: int) -> list[Deed] | None:
    """The latest `limit` things that people of that name did to reminders, and that they and others did to one another.

    The oldest first; None where nobody is called so.
    """
    wanted = name.casefold()
    people = [user_id for user_id, known_as in await uow.users.names(workspace_id) if known_as.casefold() == wanted]
    if not people:
        return None
    entries: dict[UUID, LedgerEntry | Dealing] = {}
    for user_id in people:
        entries |= {each.id: each for each in await uow.ledger.by_actor(workspace_id, user_id, limit)}
        entries |= {each.id: each for each in await uow.dealings.of_person(workspace_id, user_id, limit)}
    return await _named(uow, workspace_id, sorted(entries.values(), key=lambda each: (each.at, each.id))[-limit:])


async def _named(uow: UnitOfWork, workspace_id: UUID, entries: Sequence[LedgerEntry | Dealing]) -> list[Deed]:
    people = {entry.actor_id for entry in entries} | {
        entry.subject_id for entry in entries if isinstance(entry, Dealing)
    }
    users = await uow.users.get_many(workspace_id, {user_id for user_id in people if user_id is not None})
    labels: dict[UUID, str] = {}
    for reminder_id in {entry.reminder_id for entry in entries if isinstance(entry, LedgerEntry)}:
        reminder = await uow.reminders.get(workspace_id, reminder_id)
        labels[reminder_id] = reminder.label if reminder else ""

    def name(user_id: UUID | None) -> str:
        return users[user_id].name if user_id in users else ""

    return [
        Deed(entry, "", name(entry.actor_id), name(entry.subject_id))
        if isinstance(entry, Dealing)
        else Deed(entry, labels[entry.reminder_id], name(entry.actor_id))
        for entry in entries
    ]
