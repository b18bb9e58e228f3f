"""Stores filled for a benchmark: people, reminders that are due and reminders that are pending.

What is measured on them is in engine.py, lateness.py and listing.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
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
FIRST_COPY = 10_000_000
_MICROSECOND = timedelta(microseconds=1)


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


def multiply(path: Path, count: int, due: int = 0, step: timedelta = timedelta(milliseconds=1)) -> None:
    """So many more of a SQLite file's reminders, numbered from 1 on, in turn, in SQL alone: due a month after theirs, a step apart.

    due: so many of them, spread evenly among the others, were due from an hour before NOW on instead.
    """
    stride, start = count // due if due else count + 1, (NOW - timedelta(hours=1)).timestamp() * 1_000_000
    instant = (
        f"CASE WHEN n % {stride} = 0 AND n / {stride} <= {due} THEN {start:.0f} + n / {stride} * 1000"
        f" ELSE next_due + {timedelta(days=30) // _MICROSECOND} + n * {step // _MICROSECOND} END"
    )
    id_ = "CAST(printf('%016d', n) AS BLOB)"
    many = {
        reminders: {"id": id_, "number": f"{FIRST_COPY} + n", "next_due": instant},
        occurrences: {"id": id_, "reminder_id": id_, "slot": instant, "due_at": instant},
    }
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("BEGIN")
    [originals] = database.execute("SELECT count(*) FROM reminders").fetchone()
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
    taken = f"numbers JOIN reminders ON reminders.number = 1 + n % {originals}"
    for table, made in many.items():
        if table is occurrences:
            taken += " JOIN occurrences ON occurrences.reminder_id = reminders.id"
        columns = ", ".join(made.get(column.name, f'{table.name}."{column.name}"') for column in table.c)
        statement = f"{numbers} INSERT INTO {table.name} SELECT {columns} FROM {taken}"  # noqa: S608 - our own names
        database.execute(statement, (count,))
    database.execute("COMMIT")
    database.close()


def spread(start: datetime, step: timedelta, count: int) -> list[datetime]:
    return [start + number * step for number in range(count)]


def _reminder(owner: User, number: int, due: datetime) -> Reminder:
    text = f"look after thing number {number}"
    origin = Origin("chat", "web", "room")
    return Reminder(
        owner.workspace_id, new_id(NOW), number, owner.id, text, At(due), "UTC", (Person(owner.id),), origin, NOW
    )
