"""The Inbox when much comes at once: platforms wait until their events are stored, and everything is attended to once, in order."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.holding import LEFT_AFTER
from bot.dialogue.settings import Settings
from bot.domain.directory import Matches
from bot.domain.errors import StoreUnavailable
from bot.domain.message import Address, Answer, IncomingMessage, Profile
from bot.ports import UnitOfWorkFactory
from tests.acceptance.cast import Cast
from tests.unit.dialogue.talks import Talk
from tests.waiting import until


@dataclass(frozen=True)
class SlowAssistant(Assistant):
    """Attends to nothing until it is let go, and then fails so first."""

    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    failures: list[StoreUnavailable] = field(default_factory=list)

    async def handle_message(self, message: IncomingMessage) -> Answer:
        await self.let_go.wait()
        if self.failures:
            raise self.failures.pop()
        return await super().handle_message(message)


class SlowDirectory(Cast):
    """Says nothing about anybody until it is let go."""

    def __init__(self) -> None:
        super().__init__(None, None)
        self.let_go = asyncio.Event()

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]:
        await self.let_go.wait()
        return Matches()


def crowd(talk: Talk, people: int) -> list[IncomingMessage]:
    return [
        IncomingMessage("", Address("web", f"room-{one}"), Profile(f"p{one}", "P", "Europe/Copenhagen", "en"), "hello", f"c{one}", talk.clock.now())
        for one in range(people)
    ]  # fmt: skip


@pytest.fixture
def slow(talk: Talk, open_unit: UnitOfWorkFactory) -> SlowAssistant:
    """The assistant of the talk."""
    talk.exchange.assistant = assistant = SlowAssistant(open_unit, talk.clock, talk.alarm, Settings())
    return assistant


async def test_the_platform_waits_only_until_its_event_is_stored(talk: Talk, slow: SlowAssistant) -> None:
    said = [await talk.exchange.take(talk.message("hello"))]
    said += await asyncio.gather(*[talk.exchange.take(message) for message in crowd(talk, 50)])
    assert not any(each.done() for each in said)
    slow.let_go.set()
    await asyncio.gather(*said)
    assert len(talk.chat.said) == 51
    assert await talk.another().flush_unsent("web") == 0


async def test_who_writes_again_before_the_first_is_attended_to_is_answered_in_order(
    talk: Talk, slow: SlowAssistant
) -> None:
    said = await asyncio.gather(*[talk.exchange.take(talk.message(text)) for text in ("hello", "thanks")])
    slow.let_go.set()
    await asyncio.gather(*said)
    assert [text.split()[0] for text in talk.chat.texts] == ["Hello!", "You're"]


async def test_what_was_taken_is_attended_to_by_the_next_process_once(talk: Talk, slow: SlowAssistant) -> None:
    await asyncio.gather(*[talk.exchange.take(message) for message in crowd(talk, 20)])
    for task in talk.exchange._tasks:
        task.cancel()
    await asyncio.gather(*talk.exchange._tasks, return_exceptions=True)
    slow.let_go.set()
    for _ in range(2):
        await talk.another().flush_unsent("web")
    assert len(talk.chat.said) == 20


async def test_what_a_process_has_left_for_long_another_attends_to_and_it_counts_once(
    talk: Talk, slow: SlowAssistant
) -> None:
    said = await asyncio.gather(*[talk.exchange.take(message) for message in crowd(talk, 3)])
    other = talk.another(alone=False)
    assert await other.resume("web") == []
    talk.clock.advance(LEFT_AFTER + timedelta(seconds=1))
    said += await other.resume("web")
    slow.let_go.set()
    await asyncio.gather(*said)
    assert (len(said), len(talk.chat.said)) == (6, 3)


async def test_what_waits_for_an_answer_of_the_platforms_holds_up_nobody(
    talk: Talk, open_unit: UnitOfWorkFactory
) -> None:
    turns, directory = asyncio.Semaphore(1), SlowDirectory()
    talk.exchange.assistant = Assistant(open_unit, talk.clock, talk.alarm, Settings(), {"web": directory}, turns)
    asking = await talk.exchange.take(talk.message("remind @bob to call Jens in 2 hours"))
    for message in crowd(talk, 3):
        await talk.exchange.on_message(message)
    assert (len(talk.chat.said), asking.done()) == (3, False)
    directory.let_go.set()
    await asking
    assert len(talk.chat.said) == 4


async def test_what_was_promised_is_tried_until_the_store_takes_it(talk: Talk, slow: SlowAssistant) -> None:
    slow.failures.append(StoreUnavailable())
    said = await asyncio.gather(*[talk.exchange.take(talk.message(text)) for text in ("hello", "thanks")])
    slow.let_go.set()
    await until(lambda: len(talk.chat.said) == 2, clock=talk.clock)
    assert all([await each for each in said])


async def test_who_waits_long_for_the_store_is_told_once_and_need_not_write_again(
    talk: Talk, slow: SlowAssistant
) -> None:
    slow.failures.extend(StoreUnavailable() for _ in range(5))
    said = await talk.exchange.take(talk.message("hello"))
    slow.let_go.set()
    await until(said.done, clock=talk.clock)
    told, answer = talk.chat.texts
    assert told.startswith("I cannot save anything just now. I have your message")
    assert answer.startswith("Hello!")
