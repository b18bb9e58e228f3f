"""Messages in, through the process as users run it: real library, assistant and store; a burst of 5,000 at 500 a second on each platform.

Counts what was lost or doubled, from the cards in the store, and how soon each platform was told that its event came. The doubles are in
this process, remindbot in another; both share the machine.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.platforms.processes import Bot, MattermostSide, SlackSide, TelegramSide, office
from tests.waiting import until

A_SECOND, PEOPLE, REPEATED = 500, 100, 100
WARM = 5  # seconds after the start, in which what the first messages would wait for is loaded


@dataclass
class Burst:
    """lost, doubled: of `count` messages. told: seconds until the platform was told of each event; empty where it is not told.

    attended: seconds from the first message to the last answer stored.
    """

    lost: int
    doubled: int
    told: list[float]
    attended: float


async def mattermost(side: MattermostSide, people: list[str], count: int) -> list[float]:
    """A tenth are commands, which alone wait for an answer."""
    commands = []
    async for number in even_pace(count):
        person = people[number % PEOPLE]
        if number % 10 == 0:
            room = side.double.direct(person)
            commands.append(asyncio.create_task(side.double.command(person, words(number), room)))
            continue
        post = side.double.write(person, words(number))
        if number % REPEATED == 1:
            side.double.hub.publish_post("posted", post)
    return [called.took for called in await asyncio.gather(*commands)]


async def slack(side: SlackSide, people: list[str], count: int) -> list[float]:
    side.double.pushes.duplicate_each, side.double.pushes.ack_within = REPEATED, 3.0  # Slack's own patience
    rooms = [side.double.world.direct(person) for person in people]
    pushes = []
    async for number in even_pace(count):
        pushes += side.double.say(people[number % PEOPLE], rooms[number % PEOPLE], words(number))
    return [(await push.acknowledged(within=120)).latency or 0.0 for push in pushes]


async def telegram(side: TelegramSide, people: list[Any], count: int) -> list[float]:
    async for number in even_pace(count):
        post = side.double.say(people[number % PEOPLE], words(number))
        if number % REPEATED == 0:
            side.double.updates.push({"message": post.json()})
    await until(lambda: not side.double.updates.pending, within=120)
    return side.double.updates.acknowledged_in


async def burst(
    way: Callable[[Any, list[Any], int], Awaitable[list[float]]], place: int, count: int, *, http: bool
) -> Burst:
    """One platform of three; the other two are quiet."""
    with tempfile.TemporaryDirectory() as folder:
        async with office(Path(folder), http=http) as bot:
            side = bot.sides[place]
            people = [side.add_person(f"person{number}") for number in range(PEOPLE)]
            await bot.start()
            await until(side.connected)
            await asyncio.sleep(WARM)
            began = time.perf_counter()
            told = await way(side, people, count)
            cards = await until_attended(bot, count, began)
            attended = time.perf_counter() - began
            await bot.stop()
    return Burst(count - len(cards), cards.total() - len(cards), told, attended)


async def until_attended(bot: Bot, count: int, began: float) -> Counter[str]:
    """What was asked for by each card in the store, once nothing comes any more."""
    cards: Counter[str] = Counter()
    while time.perf_counter() - began < 300:
        await asyncio.sleep(0.5)
        cards, waiting = bot.asked()
        if len(cards) >= count and not waiting:
            break
    return cards


def words(number: int) -> str:
    return f"/remind me to water plant-{number} tomorrow at 15:00"


async def even_pace(count: int) -> AsyncIterator[int]:
    """Numbers, each at its time."""
    began = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
        yield number


def quantiles(seconds: list[float]) -> str:
    if not seconds:
        return "is not waited for"
    ordered = sorted(seconds)
    return f"p50 {ordered[len(ordered) // 2] * 1000:.0f} ms, p99 {ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms (goal 300)"


# How each begins, which platform it is, whether that calls us, and which share of the burst it gets: by the other way to connect less shows enough.
WAYS: dict[str, tuple[Any, int, bool, float]] = {
    "mattermost, WebSocket and commands": (mattermost, 0, False, 1.0),
    "slack, Socket Mode": (slack, 1, False, 0.3),
    "slack, HTTP": (slack, 1, True, 1.0),
    "telegram, long polling": (telegram, 2, False, 0.3),
    "telegram, webhook": (telegram, 2, True, 1.0),
}


async def main(whole: int) -> None:
    for name, (way, place, http, share) in WAYS.items():
        count = int(whole * share)
        result = await burst(way, place, count, http=http)
        print(
            f"{name}: {count} messages at {A_SECOND}/s: {result.lost} lost, {result.doubled} doubled; told that it came: "
            f"{quantiles(result.told)}; all attended to in {result.attended:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
