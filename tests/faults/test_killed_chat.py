"""The real process, in a terminal, killed with -9 at random moments: what was confirmed arrives, what was asked still stands.

The loop under load is in test_killed_loop.py.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.terminal import Terminal
from tests.waiting import until

KILLS = 200 if os.environ.get("REMINDBOT_FAULTS") == "long" else 20
_CONFIRMED = re.compile(r"^Set: REM-\d+, water (thing-\d+)\b")
_ARRIVED = re.compile(r"^⏰ water (thing-\d+)\b")

pytestmark = pytest.mark.faults


def _perhaps_arrived(data: Path) -> set[str]:
    """What the ledger says may have been sent before."""
    with closing(sqlite3.connect(data / "remindbot.sqlite")) as database, database:
        rows = database.execute(
            "SELECT n.title FROM deliveries d JOIN notifications n ON n.id = d.notification_id WHERE d.may_have_arrived"
        ).fetchall()
    return {title.removeprefix("water ") for (title,) in rows}


async def test_kills_at_random_moments_lose_nothing_that_was_confirmed(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    for number in range(KILLS):
        await terminal.start()
        terminal.type(f"remind me to water thing-{number} in 2 seconds", "yes")
        if number % 5:  # else while it starts
            await terminal.wait_until_shown(re.compile(f"thing-{number}"))
        await asyncio.sleep(random.uniform(0, 0.6))  # noqa: S311 - a moment, not a secret
        await terminal.kill()
    await terminal.start()
    confirmed = terminal.things(_CONFIRMED)
    await until(lambda: confirmed.keys() <= terminal.things(_ARRIVED).keys())
    await terminal.kill()
    doubled = {thing for thing, times in terminal.things(_ARRIVED).items() if times > 1}
    assert confirmed, "no reminder was ever confirmed: the kills came too early to show anything"
    print(f"{KILLS} kills, {len(confirmed)} reminders confirmed: {len(doubled)} came again")
    assert doubled <= _perhaps_arrived(tmp_path)


async def test_a_question_still_stands_after_a_kill(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    await terminal.start()
    terminal.type("remind me to water thing-1 in 1 second")
    await terminal.wait_until_shown(re.compile("Set it"))
    await terminal.kill()
    await terminal.start()
    terminal.type("in 10 seconds", "yes")  # on a crowded machine some pass before the answer is heard
    await terminal.wait_until_shown(_ARRIVED)
    await terminal.kill()
