"""A burst of messages through the process as users run it, killed in its midst: nothing is lost, nothing counts twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.integration.platforms.processes import Bot, office
from tests.waiting import until

PEOPLE, EACH = 7, 10  # on each platform


def write(bot: Bot, people: dict[str, list[Any]], rounds: range) -> None:
    """What everybody writes on every platform, each about a plant of its own."""
    for place, side in enumerate(bot.sides):
        for number in rounds:
            for which, person in enumerate(people[side.name]):
                plant = (place * EACH + number) * PEOPLE + which
                side.write(person, f"/remind me to water plant-{plant} tomorrow at 15:00")


@pytest.mark.parametrize("http", [False, True], ids=["sockets and polling", "called over http"])
async def test_a_burst_is_attended_to_once_though_the_process_is_killed_in_its_midst(
    tmp_path: Path, http: bool
) -> None:
    async with office(tmp_path, http=http) as bot:
        people = {side.name: [side.add_person(f"person{which}") for which in range(PEOPLE)] for side in bot.sides}
        await bot.start()
        for side in bot.sides:
            await until(side.connected)
        write(bot, people, range(EACH // 2))
        await until(lambda: bot.asked()[0])
        await bot.kill()
        seen = bot.asked()[0]
        write(bot, people, range(EACH // 2, EACH))
        await bot.start()
        everything = PEOPLE * EACH * len(bot.sides)
        await until(lambda: len(bot.asked()[0]) == everything and not bot.asked()[1], within=300)
        assert await bot.stop() == 0
        asked, waiting = bot.asked()
    assert len(seen) < everything // 2, "the kill came too late to show anything"
    assert (waiting, asked.total(), len(asked)) == (0, everything, everything)
