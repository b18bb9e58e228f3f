"""Whatever is typed and pressed, in whatever order, through time and restarts: the bot answers, and nothing breaks."""

from __future__ import annotations

import logging
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.player import Player, Setting
from tests.fakes import FrozenClock

UTTERANCES = """
remind me to call Jens|tomorrow at 9|at 5|next friday|yes|no|no, at 6pm|make it friday|to call Anna instead|change|2|the second one
remind me about TSK-123 in 20 minutes|remind me every day at 16:00 to stretch|remind me yesterday to sleep|remind me on february 30th to run
remind me|call the bank|list everything|list|what have I got this week?|show REM-1|why REM-2|preview REM-1|move REM-1 to 18:00|move it to friday
move REM-2 to saturday at 10:00|change REM-1 to buy milk|pause REM-1|resume it|pause all my reminders|resume all reminders|cancel REM-2|cancel it
cancel the one about TSK-123|cancel all my reminders|undo|done|done with REM-1|in 20 minutes|tomorrow 9|snooze|snooze for an hour|dismiss it
push it back by 2 hours|set confirmation to never|set confirmation to always|confirm only when unsure|set my timezone to Tokyo|my day starts at 8
help|help times|hello|thanks|what lovely weather|the train leaves at 17:30|never mind|REM-1|remind @bob to call tomorrow at 14:00|link|👍|🎂| |\x00
remind me when BUG-9 is resolved|remind me every minute to breathe|remind me in 30 years to wake up|%s {text} {0}|remind me to להתקשר tomorrow at 8
""".replace("\n", "|").split("|")
LABELS = (
    "Set it",
    "Do it",
    "Change",
    "Cancel",
    "Undo",
    "Done",
    "Snooze",
    "Dismiss",
    "More",
    "20 min",
    "Tomorrow",
    "Cancel them all",
)


@pytest.mark.parametrize("seed", range(4))
async def test_no_conversation_breaks_the_bot(seed: int, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same conversations each time
    zone = None if seed == 0 else "Europe/Copenhagen"
    player = Player(tmp_path, Setting(zone), FrozenClock(datetime(2025, 9, 10, 12, 30, tzinfo=UTC)))
    await player.start()
    for _ in range(80):
        await _step(player, chance)
    await player.kill()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def _step(player: Player, chance: random.Random) -> None:
    choice = chance.random()
    answered = len(player.scroll.lines)
    if choice < 0.6:
        await player.say("ana", chance.choice(UTTERANCES))
        assert len(player.scroll.lines) > answered
    elif choice < 0.85:
        label = chance.choice(LABELS)
        if any(button.label == label for _, button in player.scroll.pressed_before):
            await player.press("ana", label)
            assert len(player.scroll.lines) > answered
    elif choice < 0.95:
        await player.wait_until(player.clock.now() + timedelta(minutes=chance.choice((1, 20, 600, 4000))))
    else:
        await player.kill()
        await player.start()
