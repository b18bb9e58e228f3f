"""The clock of the machine is set by an hour, forward and back, under a real process: nothing is lost, nothing comes twice."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.stepped_clock import Steps
from tests.faults.terminal import Terminal

ROUNDS = 12 if os.environ.get("REMINDBOT_FAULTS") == "long" else 1
HOUR = 3600.0
_SET = re.compile(r"^Set: REM-\d+, water (thing-\d+)\b")
_ARRIVED = re.compile(r"^⏰ water (thing-\d+)\b")

pytestmark = pytest.mark.faults


@pytest.fixture
def steps(tmp_path: Path) -> Iterator[Steps]:
    opened = Steps(tmp_path / "steps")
    yield opened
    opened.close()


async def set_reminder(terminal: Terminal, thing: int, when: str) -> None:
    terminal.type(f"remind me to water thing-{thing} {when}")
    await terminal.wait_until_shown(re.compile(rf"^Set: .*thing-{thing}\b"))


async def arrives(terminal: Terminal, *things: int) -> None:
    for thing in things:
        await terminal.wait_until_shown(re.compile(rf"^⏰ water thing-{thing}\b"))


async def test_an_hour_forward_and_back_again_loses_nothing_and_doubles_nothing(tmp_path: Path, steps: Steps) -> None:
    terminal = Terminal(tmp_path, "tests.faults.stepped_clock", str(tmp_path / "steps"))
    await terminal.start()
    terminal.type("my time zone is UTC", "never confirm")  # a second may be over before a question is answered
    for thing in range(0, 10 * ROUNDS, 10):
        await set_reminder(terminal, thing, "in 30 minutes")
        await set_reminder(terminal, thing + 1, "in 2 seconds")
        steps.to(HOUR)
        await set_reminder(terminal, thing + 2, "in 1 second")
        await arrives(terminal, thing, thing + 1, thing + 2)
        await set_reminder(terminal, thing + 3, "in 20 seconds")
        steps.to(0)
        await set_reminder(terminal, thing + 4, "in 1 second")
        await arrives(terminal, thing + 4)
        assert f"thing-{thing + 3}" not in terminal.things(_ARRIVED)  # its instant is an hour away again
        steps.to(HOUR)  # the alarm is set for another hour, and nothing else happens: the sweep finds it
        await arrives(terminal, thing + 3)
        steps.to(0)
    await set_reminder(terminal, 999, "in 1 second")
    await arrives(terminal, 999)
    await terminal.kill()
    assert terminal.things(_ARRIVED) == dict.fromkeys(terminal.things(_SET), 1)
