"""The loop under load, killed with -9 at random moments: nothing is lost, and nothing doubled at a receiver that honours the key.

At one that doesn't, only what was in flight at a kill comes twice, and is marked so.
"""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import pytest

from tests.faults.under_load import LoopProcess, Receiver, prepare

LONG = os.environ.get("REMINDBOT_FAULTS") == "long"
KILLS = 100 if LONG else 8
REMINDERS = 5_000 if LONG else 400
PER_SECOND = 60

pytestmark = pytest.mark.faults


async def test_kills_under_load_lose_nothing_and_double_only_what_was_in_flight(tmp_path: Path) -> None:
    url, receiver = f"sqlite:///{tmp_path / 'remindbot.sqlite'}", Receiver(tmp_path / "delivered")
    texts = await prepare(url, REMINDERS, PER_SECOND)
    process = LoopProcess(url, receiver)
    for _ in range(KILLS):
        before = receiver.count()
        await process.start()
        await receiver.wait_for(min(before + 1, REMINDERS), 60)
        await asyncio.sleep(random.uniform(0, 0.5))  # noqa: S311 - a moment, not a secret
        await process.kill()
    await process.start()
    await receiver.wait_for_all(texts, 120 + REMINDERS / PER_SECOND)
    await process.stop()
    print(f"{KILLS} kills, {REMINDERS} reminders: {receiver.doubled()} handed over again")
    keys = {key for key, _, _ in receiver.arrived()}
    assert len(keys) == REMINDERS, "a receiver that honours the key sees each once"
    assert receiver.unmarked() == set(), "what comes again is marked as perhaps arrived"
    assert receiver.doubled() <= KILLS * 200, "only what was in flight can come twice"
