"""Fire and settle: due reminders a second through our engine, beside raw sqlite3 doing the same statements, in one run.

Both work on copies of one database and take turns, batch by batch, so that a noisy machine disturbs them alike. Nothing is sent.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.stores import NOW, add_people, add_reminders, multiply, spread
from bot.actions.deliveries import Outcome, settle
from bot.actions.firing import fire_due
from bot.actions.notifications import Lease
from bot.domain.delivery import RetryPolicy
from bot.domain.identifier import new_id
from bot.garbage import look_seldom
from storage.store import Store, open_store

BATCH = 500
_PEOPLE = 200
_POLICY = RetryPolicy()


async def fire_and_settle(store: Store, batch: int) -> int:
    """One batch through our own actions: due to settled, in two transactions."""
    lease = Lease(new_id(NOW), NOW + timedelta(seconds=90), frozenset({"web"}))
    async with store.open_unit() as uow:
        fired = await fire_due(uow, NOW, NOW, batch, lease)
        await uow.commit()
    async with store.open_unit() as uow:
        await settle(uow, [Outcome(due, NOW, "ref") for due in fired.leased], _POLICY, random.random)
        await uow.commit()
    return fired.fired


class RawDriver:
    """The same statements with sqlite3 alone, in one thread, on tuples; no object of ours is made."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
            self._db.execute(f"PRAGMA {pragma}")
        self._now = int(NOW.timestamp() * 1_000_000)

    def close(self) -> None:
        self._db.close()

    def fire_and_settle(self, batch: int) -> int:
        token = os.urandom(16)
        deliveries = self._fire(batch, token)
        self._settle(deliveries, token)
        return len(deliveries)

    def _fire(self, batch: int, token: bytes) -> list[tuple[Any, ...]]:
        db, now, lease_until = self._db, self._now, self._now + 90_000_000
        db.execute("BEGIN IMMEDIATE")
        due = db.execute(_CLAIM, (now, batch)).fetchall()
        people = list({row[12] for row in due})
        marks = ",".join("?" * len(people))
        db.execute(_USERS.format(marks), (due[0][0], *people)).fetchall()
        reached = dict(db.execute(_IDENTITIES.format(marks), (due[0][0], *people)).fetchall())
        db.executemany(_FIRE, [(row[4], "fired", now, None, None, 1, None, 0, row[0], row[1]) for row in due])
        db.executemany(_NEXT_DUE, [(row[0], row[2]) for row in due])
        notifications = [
            (row[0], os.urandom(16), row[12], row[13], "", "reminder", now, row[4], row[20],
             None, None, None, None, row[1], None, None, None, None) for row in due
        ]  # fmt: skip
        db.executemany(_NOTIFY, notifications)
        deliveries = [
            (told[0], os.urandom(16), told[1], "web", reached[told[2]], told[7], "sending", 1, token, lease_until,
             None, None, None, 0) for told in notifications
        ]  # fmt: skip
        db.executemany(_DELIVER, deliveries)
        ledger = [
            (row[0], row[2], os.urandom(16), now, "fired", None, row[1], row[3], row[4], None, None, None, None)
            for row in due
        ]
        db.executemany(_LEDGER, ledger)
        db.execute("COMMIT")
        return deliveries

    def _settle(self, deliveries: list[tuple[Any, ...]], token: bytes) -> None:
        db, now = self._db, self._now
        db.execute("BEGIN IMMEDIATE")
        marks = ",".join("?" * len(deliveries))
        held = db.execute(_HELD.format(marks), (deliveries[0][0], *(row[1] for row in deliveries), token)).fetchall()
        kept = {row[0] for row in held}
        rows = [
            (row[5], "sent", 1, None, None, now, "ref", None, 0, row[0], row[1]) for row in deliveries if row[1] in kept
        ]
        db.executemany(_SETTLE, rows)
        db.execute("COMMIT")


_CLAIM = """SELECT o.workspace_id, o.id, o.reminder_id, o.slot, o.due_at, o.status, o.fired_at, o.acknowledged_at,
 o.dismissed_reason, o.times_fired, r.id, r.number, r.owner_id, r.text, r."trigger", r.zone, r.recipients, r.origin,
 r.created_at, r.status, r.level, r.item_key, r.unless_closed, r.nag_every, r.nag_limit, r.expires_at, r.version
 FROM occurrences o JOIN reminders r ON r.workspace_id = o.workspace_id AND r.id = o.reminder_id
 WHERE o.status = 'scheduled' AND o.due_at <= ? ORDER BY o.due_at LIMIT ?"""
_USERS = "SELECT * FROM users WHERE workspace_id = ? AND id IN ({})"
_IDENTITIES = "SELECT user_id, address FROM identities WHERE workspace_id = ? AND user_id IN ({})"
_FIRE = """UPDATE occurrences SET due_at=?, status=?, fired_at=?, acknowledged_at=?, dismissed_reason=?, times_fired=?,
 nag_at=?, nags=? WHERE workspace_id = ? AND id = ?"""
_NEXT_DUE = """UPDATE reminders SET next_due = (SELECT min(o.due_at) FILTER (WHERE o.status = 'scheduled') FROM occurrences o
 WHERE o.workspace_id = reminders.workspace_id AND o.reminder_id = reminders.id) WHERE workspace_id = ? AND id = ?"""
_NOTIFY = f"INSERT INTO notifications VALUES ({','.join('?' * 18)})"  # noqa: S608 - marks only
_DELIVER = f"INSERT INTO deliveries VALUES ({','.join('?' * 14)})"  # noqa: S608 - marks only
_LEDGER = f"INSERT INTO ledger VALUES ({','.join('?' * 13)})"  # noqa: S608 - marks only
_HELD = """SELECT id FROM deliveries WHERE workspace_id = ? AND id IN ({}) AND lease_token = ? AND status = 'sending'"""
_SETTLE = """UPDATE deliveries SET not_before=?, status=?, attempts=?, lease_token=?, lease_until=?, sent_at=?, message_ref=?,
 error=?, may_have_arrived=? WHERE workspace_id = ? AND id = ?"""


class Pair:
    """Two copies of one file, ours to settle on one and the raw driver's on the other. ours, raw: seconds of each batch."""

    def __init__(self, store: Store, raw: RawDriver) -> None:
        self._store, self._raw = store, raw
        self.ours: list[float] = []
        self.raw: list[float] = []

    @classmethod
    async def open(cls, path: Path, raw_path: Path) -> Pair:
        shutil.copy(path, raw_path)
        return cls(await open_store(f"sqlite:///{path}"), RawDriver(raw_path))

    async def turn(self, batch: int) -> None:
        started = time.perf_counter()
        ours_count = await fire_and_settle(self._store, batch)
        between = time.perf_counter()
        raw_count = self._raw.fire_and_settle(batch)
        assert ours_count == raw_count == batch
        self.ours.append(between - started)
        self.raw.append(time.perf_counter() - between)

    def rates(self, batch: int) -> tuple[float, float]:
        """Reminders a second, ours and raw: the medians; the first turn fills caches."""
        return batch / statistics.median(self.ours[1:]), batch / statistics.median(self.raw[1:])

    async def close(self) -> None:
        self._raw.close()
        await self._store.close()


async def make(path: Path, due: int, pending: int, since: datetime = NOW) -> None:
    """A file with so many reminders due, spread among so many to come, a month after `since`."""
    store = await open_store(f"sqlite:///{path}")
    people = await add_people(store, _PEOPLE)
    await add_reminders(store, people, spread(since + timedelta(days=1), timedelta(milliseconds=1), _PEOPLE))
    await store.close()
    multiply(path, due + pending, due)


async def compare(folder: Path, pending: int, batch: int, rounds: int) -> tuple[float, float]:
    """Rates of ours and of the raw driver, due reminders settled per second: the medians over the rounds."""
    [rates] = await compare_sizes(folder, [pending], batch, rounds)
    return rates


async def compare_sizes(folder: Path, pendings: Sequence[int], batch: int, rounds: int) -> list[tuple[float, float]]:
    """The same for several sizes: all take turns, so that a noisy machine disturbs them alike."""
    pairs = []
    for pending in pendings:
        path = folder / f"ours-{pending}.sqlite"
        await make(path, (rounds + 1) * batch, pending)
        pairs.append(await Pair.open(path, folder / f"raw-{pending}.sqlite"))
    for _ in range(rounds + 1):
        for pair in pairs:
            await pair.turn(batch)
    for pair in pairs:
        await pair.close()
    return [pair.rates(batch) for pair in pairs]


async def measure(few: int = 10_000, many: int = 1_000_000) -> None:
    look_seldom()
    print("Fire and settle, due reminders per second (median of the rounds)")
    for batch, rounds in ((100, 60), (500, 30)):
        with tempfile.TemporaryDirectory() as folder:
            rates = await compare_sizes(Path(folder), [few, many], batch, rounds)
        for pending, (ours, raw) in zip((few, many), rates, strict=True):
            print(
                f"  {pending:>9,} pending, batches of {batch}: ours {ours:,.0f}, raw {raw:,.0f}, ratio {ours / raw:.2f}"
            )
        ours, raw = (rates[1][place] / rates[0][place] for place in (0, 1))
        print(f"  {many:,} pending against {few:,}: {ours:.2f} of the rate (raw {raw:.2f})", flush=True)


if __name__ == "__main__":
    asyncio.run(measure(*map(int, sys.argv[1:])))
