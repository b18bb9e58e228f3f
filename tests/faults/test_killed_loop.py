"""The loop under load, killed with -9 at random moments: nothing is lost, and nothing doubled at a receiver that honours the key.

At one that doesn't, only what was in flight at a kill comes twice, and is marked so.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin
from storage.store import open_store

LONG = os.environ.get("REMINDBOT_FAULTS") == "long"
KILLS = 100 if LONG else 8
REMINDERS = 5_000 if LONG else 400
PER_SECOND = 60

pytestmark = pytest.mark.faults


async def _prepare(url: str) -> set[str]:
    """A store with reminders due one after another from now on; returns their texts."""
    store, now = await open_store(url), datetime.now(UTC)
    texts = {f"reminder-{number}" for number in range(REMINDERS)}
    async with store.open_unit() as uow:
        user = await identify_user(uow, "", Address("web", "room"), Profile("owner", "Me", "UTC"), now)
        for number, text in enumerate(texts):
            due = At(now + timedelta(seconds=2 + number / PER_SECOND))
            draft = ReminderDraft(text, due, "UTC")
            await set_reminder(uow, user, draft, Origin("chat", "web", "room"), now, Limits(active_reminders=REMINDERS))
        await uow.commit()
    await store.close()
    return texts


async def _start(url: str, path: Path) -> asyncio.subprocess.Process:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.faults.loop_process", url, str(path)]
    return await asyncio.create_subprocess_exec(*command, cwd=root)


def _read(path: Path) -> list[tuple[str, str, bool]]:
    """(key, text, marked as perhaps arrived), in the order of arrival."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [(key, text, marked == "True") for key, text, marked in (line.split() for line in lines)]


async def test_kills_under_load_lose_nothing_and_double_only_what_was_in_flight(tmp_path: Path) -> None:
    url, path = f"sqlite:///{tmp_path / 'remindbot.sqlite'}", tmp_path / "delivered"
    texts = await _prepare(url)
    for _ in range(KILLS):
        process, before = await _start(url, path), len(_read(path))
        async with asyncio.timeout(60):
            while len(_read(path)) <= before < REMINDERS:  # noqa: ASYNC110 - a file has no event
                await asyncio.sleep(0.01)
        await asyncio.sleep(random.uniform(0, 0.5))  # noqa: S311 - a moment, not a secret
        process.send_signal(signal.SIGKILL)
        await process.wait()
    process = await _start(url, path)
    async with asyncio.timeout(120 + REMINDERS / PER_SECOND):
        while {text for _, text, _ in _read(path)} != texts:  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.05)
    process.terminate()
    await process.wait()
    arrived = _read(path)
    assert len({key for key, _, _ in arrived}) == REMINDERS, "a receiver that honours the key sees each once"
    times = Counter(key for key, _, _ in arrived)
    seen: set[str] = set()
    for key, _, marked in arrived:
        assert key not in seen or marked, "what comes again is marked as perhaps arrived"
        seen.add(key)
    assert sum(count - 1 for count in times.values()) <= KILLS * 200, "only what was in flight can come twice"
