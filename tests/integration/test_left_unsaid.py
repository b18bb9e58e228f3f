"""Answers that a process stored and did not say: another says them after a while, and never two of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.holding import LEFT_AFTER
from bot.dialogue.settings import Settings
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Edit, IncomingMessage, Profile, Said
from bot.ports import Inbox, UnitOfWorkFactory
from tests.fakes import FakeAlarm, FrozenClock
from tests.waiting import until

ANA, ROOM = Profile("ana", "Ana", "Europe/Copenhagen", "en"), Address("slack", "room", user="ana")
SECOND = timedelta(seconds=1)


@dataclass
class Platform:
    """What everybody there reads."""

    said: list[Said] = field(default_factory=list)


@dataclass
class Way:
    """One process's way to the platform. down: nothing goes through; tried: how often it was tried, in vain too."""

    there: Platform
    platform: str = "slack"
    down: DeliveryError | None = None
    tried: int = 0

    async def run(self, inbox: Inbox) -> None:
        """The tests bring the messages themselves."""

    async def send(self, said: Said) -> str | None:
        self.tried += 1
        if self.down:
            raise self.down
        self.there.said.append(said)
        return str(said.id)

    async def edit(self, edit: Edit) -> None:
        """Nothing is edited here."""


@dataclass
class Process:
    exchange: Exchange
    way: Way
    clock: FrozenClock

    async def hear(self, text: str) -> None:
        message = IncomingMessage("", ROOM, ANA, text, f"event {text}", self.clock.now())
        going = await self.exchange.take(message)
        await until(lambda: self.way.tried or going.done())

    async def pass_until_it_tries(self, times: int) -> None:
        """Let time go by, for it to try to speak so many times more."""
        tried = self.way.tried
        await until(lambda: self.way.tried >= tried + times, clock=self.clock)


@pytest.fixture
async def processes(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> AsyncIterator[list[Process]]:
    """Two on one database."""
    there, started = Platform(), []
    for _ in range(2):
        way = Way(there)
        assistant = Assistant(open_unit, frozen_clock, FakeAlarm(), Settings())
        exchange = Exchange(assistant, {"slack": way}, open_unit, frozen_clock, alone=False)
        started.append(Process(exchange, way, frozen_clock))
    yield started
    for process in started:
        with suppress(asyncio.CancelledError):
            await process.exchange.finish()


async def take_over(process: Process) -> int:
    """How much it says of what others have left."""
    return sum([await said for said in await process.exchange.resume("slack")])


async def test_what_a_process_that_died_has_not_said_another_says_once_after_a_while(processes: list[Process]) -> None:
    dead, alive = processes
    dead.way.down = DeliveryError("gone", permanent=False, retry_after=dead.clock.now() + timedelta(days=9))
    await dead.hear("hello")
    assert await take_over(alive) == 0
    alive.clock.advance(LEFT_AFTER + SECOND)
    assert await take_over(alive) == 1
    alive.clock.advance(LEFT_AFTER + SECOND)
    assert await take_over(alive) == 0
    assert len(alive.way.there.said) == 1


async def test_what_a_process_still_tries_to_say_is_left_to_it(processes: list[Process]) -> None:
    slow, other = processes
    slow.way.down = DeliveryError("down")
    await slow.hear("hello")
    begun = slow.clock.now()
    while slow.clock.now() < begun + 2 * LEFT_AFTER:
        await slow.pass_until_it_tries(1)
    slow.way.down = None
    assert await take_over(other) == 0
    await until(lambda: slow.way.there.said, clock=slow.clock)
    assert other.way.tried == 0


async def test_one_that_comes_back_to_what_another_has_taken_over_says_nothing(processes: list[Process]) -> None:
    asleep, other = processes
    asleep.way.down = DeliveryError("wait", retry_after=asleep.clock.now() + 2 * LEFT_AFTER)
    await asleep.hear("hello")
    asleep.clock.advance(LEFT_AFTER + SECOND)
    other.way.down = DeliveryError("down")
    assert await take_over(other) == 0
    other.way.down = asleep.way.down = None
    await until(lambda: other.way.there.said, clock=other.clock)
    asleep.clock.advance(2 * LEFT_AFTER)
    await asleep.exchange.finish()
    assert (len(other.way.there.said), asleep.way.tried) == (1, 1)


async def test_what_can_never_be_said_is_not_tried_by_everybody_all_the_time(processes: list[Process]) -> None:
    here, there = processes
    here.way.down = there.way.down = DeliveryError("the room is gone", permanent=True)
    await here.hear("hello")
    for _ in range(30):
        here.clock.advance(LEFT_AFTER)
        await take_over(here)
        await take_over(there)
    assert here.way.tried + there.way.tried <= 2
