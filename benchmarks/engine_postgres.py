"""Fire and settle on PostgreSQL: due reminders a second through our engine, beside raw asyncpg doing the same statements, in one run.

A server of our own serves both, on copies of one database; they take turns, batch by batch. Nothing is sent. SQLite's is engine.py.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg

from benchmarks.engine import fire_and_settle
from benchmarks.stores import NOW, add_people, add_reminders, spread
from storage.store import open_store
from tests.postgres import create_database, drop_database, running_postgres

_PEOPLE = 200
Rows = list[tuple[Any, ...]]


class RawDriver:
    """The same statements with asyncpg alone, on tuples; no object of ours is made."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._db = connection

    async def fire_and_settle(self, batch: int) -> int:
        token = uuid4()
        async with self._db.transaction():
            deliveries = await self._fire(batch, token)
        async with self._db.transaction():
            await self._settle(deliveries, token)
        return len(deliveries)

    async def _fire(self, batch: int, token: Any) -> Rows:
        db, lease_until = self._db, NOW + timedelta(seconds=90)
        due = await db.fetch(_CLAIM, NOW, batch)
        people = list({row[12] for row in due})
        await db.fetch(_USERS, due[0][0], people)
        reached = dict(await db.fetch(_IDENTITIES, due[0][0], people))
        await db.executemany(_FIRE, [(row[4], "fired", NOW, None, None, 1, row[0], row[1]) for row in due])
        await db.executemany(_NEXT_DUE, [(row[0], row[2]) for row in due])
        notifications = [
            (row[0], uuid4(), row[12], row[13], "", "reminder", NOW, row[4], row[20],
             None, None, None, None, row[1], None, None, None, None) for row in due
        ]  # fmt: skip
        await db.executemany(_NOTIFY, notifications)
        deliveries = [
            (told[0], uuid4(), told[1], "web", reached[told[2]], told[7], "sending", 1, token, lease_until,
             None, None, None, False) for told in notifications
        ]  # fmt: skip
        await db.executemany(_DELIVER, deliveries)
        ledger = [
            (row[0], row[2], uuid4(), NOW, "fired", None, row[1], row[3], row[4], None, None, None, None) for row in due
        ]
        await db.executemany(_LEDGER, ledger)
        return deliveries

    async def _settle(self, deliveries: Rows, token: Any) -> None:
        held = await self._db.fetch(_HELD, deliveries[0][0], [row[1] for row in deliveries], token)
        kept = {row[0] for row in held}
        rows = [
            (row[5], "sent", 1, None, None, NOW, "ref", None, False, row[0], row[1])
            for row in deliveries if row[1] in kept
        ]  # fmt: skip
        await self._db.executemany(_SETTLE, rows)


def _marks(count: int) -> str:
    return ",".join(f"${number}" for number in range(1, count + 1))


_CLAIM = """SELECT o.workspace_id, o.id, o.reminder_id, o.slot, o.due_at, o.status, o.fired_at, o.acknowledged_at,
 o.dismissed_reason, o.times_fired, r.id, r.number, r.owner_id, r.text, r."trigger", r.zone, r.recipients, r.origin,
 r.created_at, r.status, r.level, r.item_key, r.unless_closed, r.nag_every, r.nag_limit, r.expires_at, r.version
 FROM occurrences o JOIN reminders r ON r.workspace_id = o.workspace_id AND r.id = o.reminder_id
 WHERE o.status = 'scheduled' AND o.due_at <= $1 ORDER BY o.due_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED"""
_USERS = "SELECT * FROM users WHERE workspace_id = $1 AND id = ANY($2)"
_IDENTITIES = "SELECT user_id, address FROM identities WHERE workspace_id = $1 AND user_id = ANY($2)"
_FIRE = """UPDATE occurrences SET due_at=$1, status=$2, fired_at=$3, acknowledged_at=$4, dismissed_reason=$5, times_fired=$6
 WHERE workspace_id = $7 AND id = $8"""
_NEXT_DUE = """UPDATE reminders SET next_due = (SELECT min(o.due_at) FILTER (WHERE o.status = 'scheduled') FROM occurrences o
 WHERE o.workspace_id = reminders.workspace_id AND o.reminder_id = reminders.id) WHERE workspace_id = $1 AND id = $2"""
_NOTIFY = f"INSERT INTO notifications VALUES ({_marks(18)})"  # noqa: S608 - marks only
_DELIVER = f"INSERT INTO deliveries VALUES ({_marks(14)})"  # noqa: S608 - marks only
_LEDGER = f"INSERT INTO ledger VALUES ({_marks(13)})"  # noqa: S608 - marks only
_HELD = """SELECT id FROM deliveries WHERE workspace_id = $1 AND id = ANY($2) AND lease_token = $3 AND status = 'sending'
 FOR UPDATE"""
_SETTLE = """UPDATE deliveries SET not_before=$1, status=$2, attempts=$3, lease_token=$4, lease_until=$5, sent_at=$6,
 message_ref=$7, error=$8, may_have_arrived=$9 WHERE workspace_id = $10 AND id = $11"""


async def compare(server: str, pending: int, batch: int, rounds: int) -> tuple[float, float]:
    """Rates of ours and of the raw driver, due reminders settled per second: the medians over the rounds."""
    ours_url = await create_database(server)
    store = await open_store(ours_url)
    people = await add_people(store, _PEOPLE)
    due = spread(NOW - timedelta(hours=1), timedelta(milliseconds=1), (rounds + 1) * batch)
    await add_reminders(store, people, due)
    later = spread(NOW + timedelta(days=30), timedelta(milliseconds=1), pending)
    await add_reminders(store, people, later, first_number=len(due) + 1)
    await store.close()
    raw_url = await create_database(server, ours_url)
    store, connection = (
        await open_store(ours_url),
        await asyncpg.connect(raw_url, server_settings={"enable_seqscan": "off"}),
    )
    raw = RawDriver(connection)
    ours_times, raw_times = [], []
    for turn in range(rounds + 1):
        started = time.perf_counter()
        ours_count = await fire_and_settle(store, batch)
        between = time.perf_counter()
        raw_count = await raw.fire_and_settle(batch)
        assert ours_count == raw_count == batch
        if turn:  # the first round fills caches
            ours_times.append(between - started)
            raw_times.append(time.perf_counter() - between)
    await connection.close()
    await store.close()
    for url in (ours_url, raw_url):
        await drop_database(url)
    return batch / statistics.median(ours_times), batch / statistics.median(raw_times)


async def measure(pendings: tuple[int, ...] = (10_000, 300_000)) -> None:
    print("Fire and settle on PostgreSQL, due reminders per second (median of the rounds)")
    with running_postgres() as server:
        for pending in pendings:
            for batch, rounds in ((500, 30), (100, 60)):
                ours, raw = await compare(server, pending, batch, rounds)
                print(
                    f"  {pending:>9,} pending, batches of {batch}: ours {ours:,.0f}, raw {raw:,.0f}, ratio {ours / raw:.2f}"
                )


if __name__ == "__main__":
    asyncio.run(measure(tuple(map(int, sys.argv[1:])) or (10_000, 300_000)))
