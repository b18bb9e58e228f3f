"""The process as users run it, all three platforms on the other side, by both ways to connect; killed in between, stopped at the end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.integration.platforms.processes import Bot, Side, office
from tests.waiting import until


def place_of(side: Side, label: str) -> int | None:
    return next((number for number, (_, labels) in enumerate(side.shown()) if label in labels), None)


async def press_when_there(side: Side, label: str) -> int:
    """Press the button when it is there, and wait until its message has lost it; which message that is."""
    await until(lambda: side.connected() and place_of(side, label) is not None)
    which = place_of(side, label)
    assert which is not None
    await side.press(which, label)
    await until(lambda: label not in side.shown()[which][1])
    return which


async def walk(bot: Bot) -> None:
    """Asked, killed, set, killed, delivered, done: once on each platform, all at the same time."""
    await bot.start()
    for side in bot.sides:
        await until(side.connected)
        side.say(f"remind me to water {side.name}")
    for side in bot.sides:
        await until(side.shown)
    await bot.kill()
    await bot.start()
    for side in bot.sides:
        await until(side.connected)
        side.say("in 20 seconds")
    cards = await asyncio.gather(*(press_when_there(side, "Set it") for side in bot.sides))
    for side, card in zip(bot.sides, cards, strict=True):
        assert side.shown()[card][0].startswith("Set: REM-")
    await bot.kill()
    await bot.start()
    delivered = await asyncio.gather(*(press_when_there(side, "Done") for side in bot.sides))
    for side, which in zip(bot.sides, delivered, strict=True):
        assert side.shown()[which][0].startswith("Done: REM-")
        assert sum("Set: REM-" in text for text, _ in side.shown()) == 1
    assert await bot.stop() == 0


async def test_a_reminder_from_asking_to_done_survives_two_kills_by_either_way_to_connect(tmp_path: Path) -> None:
    async def way(name: str, *, http: bool) -> None:
        (tmp_path / name).mkdir()
        async with office(tmp_path / name, http=http) as bot:
            await walk(bot)

    await asyncio.gather(way("sockets and polling", http=False), way("called over http", http=True))


@pytest.mark.parametrize("refused", [(0, 1), (2,)], ids=["mattermost and slack", "telegram"])
async def test_a_bad_token_is_said_once_and_the_other_platforms_go_on(tmp_path: Path, refused: tuple[int, ...]) -> None:
    async with office(tmp_path) as bot:
        bad = [bot.sides[which] for which in refused]
        for side in bad:
            side.refuse()
        await bot.start()
        for side in bot.sides:
            if side not in bad:
                await until(side.connected)
                side.say("hello to you")
                await until(side.shown)
        status, told = await bot.ask("status")
        lines = told.splitlines()
        assert status == 1
        for side in bot.sides:
            state = "refused" if side in bad else "connected"
            assert any(line.startswith(f"{side.name}: {state} since ") for line in lines), told
            assert any(line.startswith(f"{side.name}: ") and ("token" in line) == (side in bad) for line in lines), told
        status, printed = await bot.ask("doctor")
        assert status == 1
        assert await bot.stop() == 0
        for side in bad:
            said = [line for line in bot.log.splitlines() if f"{side.name}.refused" in line]
            assert (len(said), "token" in said[0]) == (1, True), bot.log
            assert any(line.startswith(f"{side.name}: ") and "token" in line for line in printed.splitlines()), printed
        assert "hello to you" not in bot.log
