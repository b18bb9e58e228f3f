"""`remindbot copy-database` killed with -9 again and again: each time it goes on where it was, and in the end both hold the same."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert

from storage.store import open_store
from storage.tables import events
from tests.waiting import until

LONG = os.environ.get("REMINDBOT_FAULTS") == "long"
KILLS = 20 if LONG else 3
ROWS = 200_000 if LONG else 60_000

pytestmark = pytest.mark.faults


async def _fill(path: Path) -> None:
    store, workspace, now = await open_store(f"sqlite:///{path}"), uuid4(), datetime.now(UTC)
    async with store.engine.begin() as connection:
        rows = [
            {"workspace_id": workspace, "platform": "web", "event_id": str(number), "seen_at": now}
            for number in range(ROWS)
        ]
        await connection.execute(insert(events), rows)
    await store.close()


async def _copy(source: Path, target: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "copy-database", str(source), str(target),
        cwd=Path(__file__).parents[2], stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


def _copied(target: Path) -> int:
    """How many rows of the large table the target notes as copied."""
    if not target.exists():
        return 0
    with closing(sqlite3.connect(target)) as database:
        try:
            found = database.execute("SELECT rows_copied FROM copying WHERE table_name = 'events'").fetchone()
        except sqlite3.OperationalError:  # not begun yet, or done
            return 0
    return int(found[0]) if found else 0


async def _copy_and_kill(source: Path, target: Path, before: int) -> None:
    """Killed soon after more than before is copied."""
    process = await _copy(source, target)
    await until(lambda: process.returncode is not None or _copied(target) > before)
    await asyncio.sleep(random.uniform(0, 0.05))  # noqa: S311 - a moment, not a secret
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def test_a_copy_that_is_killed_goes_on_and_ends_equal(tmp_path: Path) -> None:
    source, target = tmp_path / "source.sqlite", tmp_path / "target.sqlite"
    await _fill(source)
    before = 0
    for _ in range(KILLS):
        await _copy_and_kill(source, target, before)
        assert _copied(target) >= before, "what is copied stays copied"
        before = _copied(target)
    assert 0 < before < ROWS, "the kills came too late to show anything"
    process = await _copy(source, target)
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    assert f"{ROWS:,} rows" in said.decode()
    with closing(sqlite3.connect(target)) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (ROWS,)
