"""The audit: who did what to which reminder, when and from where. Rows of the ledger, as they stand, for the operator.

What a person is told of their own reminder is in explanations.py; people's words are in neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from bot.actions.explanations import history_of
from bot.domain.ledger import LedgerEntry
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Deed:
    """label: REM-7; "" where the reminder is deleted. actor: the person's name; "" where the engine acted, or the person is deleted."""

    entry: LedgerEntry
    label: str
    actor: str


async def audit_reminder(uow: UnitOfWork, workspace_id: UUID, number: int, limit: int) -> list[Deed] | None:
    """The latest `limit` things that happened to REM-`number`, the oldest first; None where there is no such reminder."""
    reminder = await uow.reminders.by_number(workspace_id, number)
    if reminder is None:
        return None
    return await _named(uow, workspace_id, await history_of(uow, reminder, limit))


async def audit_person(uow: UnitOfWork, workspace_id: UUID, name: str, limit: int) -> list[Deed] | None:
    """The latest `limit` things that people of that name did, the oldest first; None where nobody is called so."""
    wanted = name.casefold()
    people = [user_id for user_id, known_as in await uow.users.names(workspace_id) if known_as.casefold() == wanted]
    if not people:
        return None
    entries = [each for user_id in people for each in await uow.ledger.by_actor(workspace_id, user_id, limit)]
    return await _named(uow, workspace_id, sorted(entries, key=lambda entry: (entry.at, entry.id))[-limit:])


async def _named(uow: UnitOfWork, workspace_id: UUID, entries: list[LedgerEntry]) -> list[Deed]:
    actors = {entry.actor_id for entry in entries if entry.actor_id}
    users = await uow.users.get_many(workspace_id, actors) if actors else {}
    labels: dict[UUID, str] = {}
    for reminder_id in {entry.reminder_id for entry in entries}:
        reminder = await uow.reminders.get(workspace_id, reminder_id)
        labels[reminder_id] = reminder.label if reminder else ""
    return [
        Deed(entry, labels[entry.reminder_id], users[entry.actor_id].name if entry.actor_id in users else "")
        for entry in entries
    ]
