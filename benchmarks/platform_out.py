"""Reminders out, through the engine and each platform's library, against its double: 10,000 that are due at once, among faults. Counts and ratios.

5 % of the sends are answered by an error, 5 % cut before they arrived, 1 % cut after. The periods of Slack's and Telegram's limits are
shortened alike on both sides, so that hours of sending take seconds; Mattermost's limit is the server's own, with a rate that is reached.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.chat.slack.chat import SlackChat
from adapters.chat.slack.settings import Rates as SlackRates
from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import Rates as TelegramRates
from adapters.clock import AlarmClock, SystemClock
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.dialogue.notices import NoticeRenderer
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin
from bot.ports import Channel
from bot.scheduling.loop import Loop
from storage.store import Store, open_store
from tests.doubles.mattermost.faults import Limiter
from tests.doubles.mattermost.harness import at_work
from tests.doubles.slack.server import SlackDouble
from tests.doubles.slack.world import text_of
from tests.doubles.telegram.meeting import FloodControl, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.integration.platforms import slack

FAULTS = {"errors": 0.05, "cuts": 0.05, "lost": 0.01}
PEOPLE, SHORTER = 2000, 25
_NUMBER = re.compile(r"water (\d+)\b")


@dataclass(frozen=True)
class Side:
    """A platform with its adapter. rooms: of whom reminders are for; said: all that stands there now; limit: messages a second at most.

    refused: how often the platform's own limiter refused.
    """

    channel: Channel
    rooms: list[str]
    said: Callable[[], Iterable[str]]
    refused: Callable[[], int]
    limit: float


@dataclass(frozen=True)
class Rush:
    lost: int
    doubled: int
    refused: int
    ratio: float
    seconds: float


async def rush(side: Side, count: int) -> Rush:
    """So many reminders that are due at once, until the store knows of each how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'remindbot.sqlite'}")
        await set_all(store, side, count)
        clock, alarm = SystemClock(), AlarmClock()
        alarm.start()
        loop = Loop(store.open_unit, clock, alarm, {side.channel.name: side.channel}, NoticeRenderer())
        began = time.perf_counter()
        running = asyncio.create_task(loop.run())
        while await waiting(store):  # noqa: ASYNC110 - the store has no event for it
            await asyncio.sleep(0.2)
        seconds = time.perf_counter() - began
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        alarm.stop()
        await store.close()
    arrived = Counter(found[1] for text in side.said() if (found := _NUMBER.search(text)))
    wanted = {str(number) for number in range(count)}
    doubled = arrived.total() - len(arrived)
    return Rush(len(wanted - set(arrived)), doubled, side.refused(), count / side.limit / seconds, seconds)


async def set_all(store: Store, side: Side, count: int) -> None:
    now = SystemClock().now()
    due = At(now + timedelta(seconds=1))
    for start in range(0, count, 500):
        async with store.open_unit() as uow:
            for number in range(start, min(start + 500, count)):
                room = side.rooms[number % len(side.rooms)]
                address = Address(side.channel.name, room)
                user = await identify_user(uow, "", address, Profile(f"id-{room}", "Ana", "Europe/Copenhagen"), now)
                draft = ReminderDraft(f"water {number}", due, "Europe/Copenhagen")
                await set_reminder(uow, user, draft, Origin("chat", side.channel.name, room), now, Limits())
            await uow.commit()


async def waiting(store: Store) -> int:
    async with store.open_unit(write=False) as uow:
        counts = await uow.deliveries.count_by_status()
        return await uow.occurrences.count_scheduled() + counts["pending"] + counts["sending"]


@asynccontextmanager
async def on_slack(people: int) -> AsyncIterator[Side]:
    double = SlackDouble()
    async with double.running():
        rates = SlackRates(second=1 / SHORTER, minute=60 / SHORTER)
        chat = SlackChat(slack.settings_for(double, rates=rates), SystemClock())
        double.limits.second, double.limits.minute = rates.second, rates.minute
        double.faults.by_chance(**FAULTS)
        rooms = [double.world.direct(double.world.add_user(f"p{number}")) for number in range(people)]

        def said() -> list[str]:
            return [text_of(message) for room in rooms for message in double.world.posted(room)]

        yield Side(chat, rooms, said, lambda: sum(double.limits.violations.values()), rates.workspace / rates.minute)
        await chat.aclose()


@asynccontextmanager
async def on_telegram(people: int) -> AsyncIterator[Side]:
    async with TelegramDouble() as double:
        rates = TelegramRates(second=1 / SHORTER, minute=60 / SHORTER)
        chat = TelegramChat(settings_for(double, rates=rates), SystemClock())
        double.flood = FloodControl(second=rates.second, minute=rates.minute)
        double.faults.by_chance(**FAULTS)
        rooms = [str(double.person(f"Person {number}").id) for number in range(people)]
        yield Side(
            chat, rooms, lambda: [post.text for post in double.said], lambda: double.flood.violations,
            rates.overall / rates.second,
        )  # fmt: skip
        await chat.aclose()


@asynccontextmanager
async def on_mattermost(people: int) -> AsyncIterator[Side]:
    async with at_work(buttons=False, connected=False) as scene:
        limiter = scene.double.faults.limiter = Limiter(250.0, 100)
        await scene.connected()
        rooms = [scene.double.direct(scene.double.add_person(f"p{number}")) for number in range(people)]
        scene.double.faults.rates = {"error": FAULTS["errors"], "cut": FAULTS["cuts"], "lost": FAULTS["lost"]}

        def said() -> list[str]:
            return [post["message"] for room in rooms for post in scene.double.said_in(room)]

        # Besides, the adapter asks once for each new room whether its person is still there.
        yield Side(scene.adapter, rooms, said, lambda: limiter.violations, 250.0)


WAYS: dict[str, Any] = {"slack": on_slack, "telegram": on_telegram, "mattermost": on_mattermost}


async def main(count: int) -> None:
    logging.disable(logging.WARNING)  # each failed try says so
    for name, way in WAYS.items():
        async with way(min(PEOPLE, count)) as side:
            result = await rush(side, count)
        print(
            f"{name} out: {count} reminders due at once, 5 % errors, 5 % cut, 1 % cut after they arrived: {result.lost} lost, "
            f"{result.doubled} doubled, {result.refused} times refused by the platform's limiter; "
            f"{result.ratio:.2f} of what the limit allows, {result.seconds:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
