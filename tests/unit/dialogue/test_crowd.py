"""The Inbox when much comes at once: platforms wait until their events are stored, and everything is attended to once, in order."""

from __future__ import annotations

import asyncio
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


class SlowAssistant(Assistant):
    """Attends to nothing until it is let."""

    async def handle_message(self, message: IncomingMessage) -> Answer:
        await LET_GO[0].wait()
        return await super().handle_message(message)


LET_GO: list[asyncio.Event] = []
FAILURES: list[StoreUnavailable] = []


class AssistantWithoutStoreAtFirst(SlowAssistant):
    async def handle_message(self, message: IncomingMessage) -> Answer:
        await LET_GO[0].wait()
        if FAILURES:
            raise FAILURES.pop()
        return await super().handle_message(message)


class SlowDirectory(Cast):
    """Says nothing about anybody until it is let."""

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]:
        await LET_GO[0].wait()
        return Matches()


def crowd(talk: Talk, people: int) -> list[IncomingMessage]:
    return [
        IncomingMessage("", Address("web", f"room-{one}"), Profile(f"p{one}", "P", "Europe/Copenhagen", "en"), "hello", f"c{one}", talk.clock.now())
        for one in range(people)
    ]  # fmt: skip


@pytest.fixture
def slow(talk: Talk, open_unit: UnitOfWorkFactory) -> Talk:
    LET_GO[:] = [asyncio.Event()]
    talk.exchange.assistant = SlowAssistant(open_unit, talk.clock, talk.alarm, Settings())
    return talk


async def test_the_platform_waits_only_until_its_event_is_stored(slow: Talk) -> None:
    said = [await slow.exchange.take(slow.message("hello"))]
    said += await asyncio.gather(*[slow.exchange.take(message) for message in crowd(slow, 50)])
    assert not any(each.done() for each in said)
    LET_GO[0].set()
    await asyncio.gather(*said)
    assert len(slow.chat.said) == 51
    assert await slow.another().flush_unsent("web") == 0


async def test_who_writes_again_before_the_first_is_attended_to_is_answered_in_order(slow: Talk) -> None:
    said = await asyncio.gather(*[slow.exchange.take(slow.message(text)) for text in ("hello", "thanks")])
    LET_GO[0].set()
    await asyncio.gather(*said)
    assert [text.split()[0] for text in slow.chat.texts] == ["Hello!", "You're"]


async def test_what_was_taken_is_attended_to_by_the_next_process_once(slow: Talk) -> None:
    await asyncio.gather(*[slow.exchange.take(message) for message in crowd(slow, 20)])
    for task in slow.exchange._tasks:
        task.cancel()
    await asyncio.gather(*slow.exchange._tasks, return_exceptions=True)
    LET_GO[0].set()
    for _ in range(2):
        await slow.another().flush_unsent("web")
    assert len(slow.chat.said) == 20


async def test_what_a_process_has_left_for_long_another_attends_to_and_it_counts_once(slow: Talk) -> None:
    said = await asyncio.gather(*[slow.exchange.take(message) for message in crowd(slow, 3)])
    other = slow.another(alone=False)
    assert await other.resume("web") == []
    slow.clock.advance(LEFT_AFTER + timedelta(seconds=1))
    said += await other.resume("web")
    LET_GO[0].set()
    await asyncio.gather(*said)
    assert (len(said), len(slow.chat.said)) == (6, 3)


async def test_what_waits_for_an_answer_of_the_platforms_holds_up_nobody(
    talk: Talk, open_unit: UnitOfWorkFactory
) -> None:
    turns = asyncio.Semaphore(1)
    talk.exchange.assistant = Assistant(
        open_unit, talk.clock, talk.alarm, Settings(), {"web": SlowDirectory(None, None)}, turns
    )
    LET_GO[:] = [asyncio.Event()]
    asking = await talk.exchange.take(talk.message("remind @bob to call Jens in 2 hours"))
    for message in crowd(talk, 3):
        await talk.exchange.on_message(message)
    assert (len(talk.chat.said), asking.done()) == (3, False)
    LET_GO[0].set()
    await asking
    assert len(talk.chat.said) == 4


async def test_what_was_promised_is_tried_until_the_store_takes_it(slow: Talk) -> None:
    slow.exchange.assistant = AssistantWithoutStoreAtFirst(slow.exchange.open_unit, slow.clock, slow.alarm, Settings())
    FAILURES[:] = [StoreUnavailable()]
    said = await asyncio.gather(*[slow.exchange.take(slow.message(text)) for text in ("hello", "thanks")])
    LET_GO[0].set()
    await until(lambda: len(slow.chat.said) == 2, clock=slow.clock)
    assert all([await each for each in said])


async def test_who_waits_long_for_the_store_is_told_once_and_need_not_write_again(slow: Talk) -> None:
    slow.exchange.assistant = AssistantWithoutStoreAtFirst(slow.exchange.open_unit, slow.clock, slow.alarm, Settings())
    FAILURES[:] = [StoreUnavailable() for _ in range(5)]
    said = await slow.exchange.take(slow.message("hello"))
    LET_GO[0].set()
    await until(said.done, clock=slow.clock)
    told, answer = slow.chat.texts
    assert told.startswith("I cannot save anything just now. I have your message")
    assert answer.startswith("Hello!")
