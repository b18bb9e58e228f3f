"""Fire and settle on PostgreSQL: due reminders a second through our engine, beside raw asyncpg doing the same statements, in one run.

A server of our own serves both, on copies of one database; they take turns, batch by batch. Then much stored against little, and three
processes against one. Nothing is sent. SQLite's is engine.py.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
from sqlalchemy import Table

from benchmarks.engine import fire_and_settle
from benchmarks.stores import NOW, add_people, add_reminders, spread
from bot.garbage import look_seldom
from storage.store import Store, open_store
from storage.tables import occurrences, reminders
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


class Pair:
    """Two copies of one database, ours to settle on one and the raw driver's on the other. ours, raw: seconds of each batch."""

    def __init__(self, store: Store, raw: RawDriver, connection: asyncpg.Connection) -> None:
        self._store, self._raw, self._connection = store, raw, connection
        self.ours: list[float] = []
        self.raw: list[float] = []

    @classmethod
    async def open(cls, url: str, raw_url: str) -> Pair:
        connection = await asyncpg.connect(raw_url, server_settings={"enable_seqscan": "off"})
        return cls(await open_store(url), RawDriver(connection), connection)

    async def turn(self, batch: int) -> None:
        started = time.perf_counter()
        ours_count = await fire_and_settle(self._store, batch)
        between = time.perf_counter()
        raw_count = await self._raw.fire_and_settle(batch)
        assert ours_count == raw_count == batch
        self.ours.append(between - started)
        self.raw.append(time.perf_counter() - between)

    def rates(self, batch: int) -> tuple[float, float]:
        """Reminders a second, ours and raw: the medians; the first turn fills caches."""
        return batch / statistics.median(self.ours[1:]), batch / statistics.median(self.raw[1:])

    async def close(self) -> None:
        await self._connection.close()
        await self._store.close()


async def make(server: str, due: int, pending: int, since: datetime = NOW - timedelta(hours=1)) -> str:
    """A database with so many reminders due since then, and so many a month later."""
    url = await create_database(server)
    store = await open_store(url)
    people = await add_people(store, _PEOPLE)
    await add_reminders(store, people, spread(since, timedelta(milliseconds=1), due))
    await store.close()
    connection = await asyncpg.connect(url)
    for statement in (_MORE_REMINDERS, _MORE_OCCURRENCES):
        await connection.execute(statement, pending)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
    return url


def _more(table: Table, made: dict[str, str], taken: str) -> str:
    """As many more as asked for, made of the first one: due a month later, a millisecond apart."""
    columns = ", ".join(made.get(column.name, f'one."{column.name}"') for column in table.c)
    return f"INSERT INTO {table.name} SELECT {columns} FROM {taken}"  # noqa: S608 - our own names


_MORE_REMINDERS = _more(
    reminders,
    {
        "id": "gen_random_uuid()",
        "number": "10000000 + g",
        "next_due": "one.next_due + interval '30 days' + g * interval '1 ms'",
    },
    "(SELECT * FROM reminders ORDER BY number LIMIT 1) one, generate_series(1, $1::int) g",
)
_MORE_OCCURRENCES = _more(
    occurrences,
    {"id": "gen_random_uuid()", "reminder_id": "r.id", "slot": "r.next_due", "due_at": "r.next_due"},
    "(SELECT * FROM occurrences ORDER BY due_at LIMIT 1) one, (SELECT * FROM reminders WHERE number > 10000000 LIMIT $1) r",
)


async def compare(server: str, pending: int, batch: int, rounds: int) -> tuple[float, float]:
    """Rates of ours and of the raw driver, due reminders settled per second: the medians over the rounds."""
    [rates] = await compare_sizes(server, [pending], batch, rounds)
    return rates


async def compare_sizes(server: str, pendings: Sequence[int], batch: int, rounds: int) -> list[tuple[float, float]]:
    """The same for several sizes: all take turns, so that a noisy machine disturbs them alike."""
    pairs, urls = [], []
    for pending in pendings:
        url = await make(server, (rounds + 1) * batch, pending)
        urls += [url, await create_database(server, url)]
        pairs.append(await Pair.open(url, urls[-1]))
    for _ in range(rounds + 1):
        for pair in pairs:
            await pair.turn(batch)
    for pair in pairs:
        await pair.close()
    for url in urls:
        await drop_database(url)
    return [pair.rates(batch) for pair in pairs]


async def measure_size(server: str, few: int, many: int, batch: int = 500, rounds: int = 20) -> None:
    """Beside the raw driver, and much stored beside little."""
    rates = await compare_sizes(server, [few, many], batch, rounds)
    for pending, (ours, raw) in zip((few, many), rates, strict=True):
        print(f"  {pending:>9,} pending, batches of {batch}: ours {ours:,.0f}, raw {raw:,.0f}, ratio {ours / raw:.2f}")
    ours, raw = (rates[1][place] / rates[0][place] for place in (0, 1))
    print(f"  {many:,} pending against {few:,}: {ours:.2f} of the rate (raw {raw:.2f})", flush=True)


async def measure_processes(server: str, due: int = 12_000, batch: int = 100) -> None:
    """The same number of reminders settled by one process and by three, started before and let go at once."""
    seconds = {}
    for count in (1, 3):
        url = await make(server, due, 10_000)
        processes = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.engine_postgres", "settle", url, str(batch),
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )
            for _ in range(count)
        ]  # fmt: skip
        for process in processes:
            assert process.stdout
            await process.stdout.readline()
        started = time.perf_counter()
        answers = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
        seconds[count] = time.perf_counter() - started
        assert sum(int(out) for out, _ in answers) == due
        await drop_database(url)
    print(
        f"  {due:,} due, batches of {batch}: 1 process {due / seconds[1]:,.0f} a second, 3 processes {due / seconds[3]:,.0f}, "
        f"ratio {seconds[1] / seconds[3]:.2f}"
    )


async def settle_all(url: str, batch: int) -> None:
    """One of the processes: settles until nothing is due, and prints how many it was."""
    store, settled = await open_store(url), 0
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    while count := await fire_and_settle(store, batch):
        settled += count
    await store.close()
    print(settled)


async def measure(few: int = 10_000, many: int = 1_000_000) -> None:
    look_seldom()
    print("Fire and settle on PostgreSQL, due reminders per second (median of the rounds)")
    with running_postgres() as server:
        await measure_size(server, few, many)
        await measure_processes(server)


if __name__ == "__main__":
    if sys.argv[1:2] == ["settle"]:
        asyncio.run(settle_all(sys.argv[2], int(sys.argv[3])))
    else:
        asyncio.run(measure(*map(int, sys.argv[1:])))
