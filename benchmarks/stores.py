"""Stores filled for a benchmark: people, reminders that are due and reminders that are pending.

What is measured on them is in engine.py, lateness.py and listing.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import insert

from bot.actions.users import identify_user
from bot.domain.identifier import new_id
from bot.domain.message import Address, Profile
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import At, Origin, Person, Reminder
from bot.domain.user import User
from storage.occurrences import OCCURRENCES
from storage.reminders import REMINDERS
from storage.store import Store
from storage.tables import occurrences, reminders

NOW = datetime(2026, 1, 1, tzinfo=UTC)
_AT_ONCE = 5_000


async def add_people(store: Store, count: int) -> list[User]:
    """People of one workspace, each reached on the web."""
    people = []
    async with store.open_unit() as uow:
        for number in range(count):
            address, profile = Address("web", f"room-{number}"), Profile(f"person-{number}", f"Person {number}", "UTC")
            people.append(await identify_user(uow, "bench", address, profile, NOW))
        await uow.commit()
    return people


async def add_reminders(
    store: Store, people: Sequence[User], dues: Sequence[datetime], first_number: int = 1
) -> list[UUID]:
    """One-off reminders due at these instants, the people taking turns; returns their ids."""
    ids: list[UUID] = []
    for start in range(0, len(dues), _AT_ONCE):
        reminder_rows, occurrence_rows = [], []
        for number, due in enumerate(dues[start : start + _AT_ONCE], start):
            reminder = _reminder(people[number % len(people)], first_number + number, due)
            occurrence = Occurrence(reminder.workspace_id, new_id(NOW), reminder.id, due, due)
            ids.append(reminder.id)
            reminder_rows.append({**REMINDERS.values(reminder), "next_due": due})
            occurrence_rows.append(OCCURRENCES.values(occurrence))
        async with store.engine.begin() as connection:
            await connection.execute(insert(reminders), reminder_rows)
            await connection.execute(insert(occurrences), occurrence_rows)
    return ids


def spread(start: datetime, step: timedelta, count: int) -> list[datetime]:
    return [start + number * step for number in range(count)]


def _reminder(owner: User, number: int, due: datetime) -> Reminder:
    text = f"look after thing number {number}"
    origin = Origin("chat", "web", "room")
    return Reminder(
        owner.workspace_id, new_id(NOW), number, owner.id, text, At(due), "UTC", (Person(owner.id),), origin, NOW
    )
