"""The Inbox: answers are stored, sent and marked; what goes wrong harms one message only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.settings import Settings
from bot.domain.errors import DeliveryError, StoreChanged, StoreUnavailable
from bot.domain.message import Answer, IncomingMessage
from bot.ports import UnitOfWork, UnitOfWorkFactory
from tests.unit.dialogue.talks import ROOM, Talk
from tests.waiting import until


async def test_an_event_that_comes_twice_counts_once(talk: Talk) -> None:
    await talk.say("hello", "same")
    await talk.say("hello", "same")
    assert len(talk.chat.said) == 1


async def test_the_loop_is_woken_after_a_reminder_is_set_and_not_before(talk: Talk) -> None:
    await talk.say("remind me to call Jens in 2 hours")
    assert talk.alarm.notified == []
    await talk.say("yes")
    assert talk.alarm.notified == [talk.clock.now() + timedelta(hours=2)]


async def test_what_was_sent_is_not_sent_again_at_the_next_start(talk: Talk) -> None:
    await talk.say("hello")
    assert await talk.exchange.flush_unsent("web") == 0


async def test_what_could_not_be_sent_is_sent_at_the_next_start_under_the_same_id(talk: Talk) -> None:
    talk.chat.failures = [DeliveryError("down")]
    await talk.say("hello")
    assert talk.chat.said == []
    await talk.exchange.finish()
    assert await talk.another().flush_unsent("web") == 1
    assert await talk.another().flush_unsent("web") == 0
    assert talk.chat.texts[0].startswith("Hello!")


async def test_what_could_not_be_sent_is_sent_again_before_what_follows_it_in_its_room(talk: Talk) -> None:
    talk.chat.failures = [DeliveryError("down"), DeliveryError("down")]
    await talk.say("hello")
    following = asyncio.create_task(talk.say("thanks"))
    await until(following.done, clock=talk.clock)
    assert [text.split()[0] for text in talk.chat.texts] == ["Hello!", "You're"]


async def test_what_can_never_be_said_holds_up_nothing_and_is_given_up_after_a_day(talk: Talk) -> None:
    talk.chat.failures = [DeliveryError("blocked", permanent=True)]
    await talk.say("hello")
    await talk.say("thanks")
    assert talk.chat.texts == ["You're welcome."]
    talk.clock.advance(timedelta(days=2))
    talk.chat.failures = [DeliveryError("blocked", permanent=True)]
    assert await talk.another().flush_unsent("web") == 0
    assert await talk.another().flush_unsent("web") == 0
    assert talk.chat.texts == ["You're welcome."]


async def test_a_question_answered_while_it_was_on_its_way_loses_its_buttons_there(talk: Talk) -> None:
    talk.chat.on_its_way = asyncio.Event()
    asking = asyncio.create_task(talk.say("remind me to call Jens in 2 hours"))
    await until(lambda: talk.chat.sending)
    answering = asyncio.create_task(talk.say("yes"))
    await until(lambda: talk.alarm.notified)
    talk.chat.on_its_way.set()
    await asyncio.gather(asking, answering)
    await until(lambda: talk.chat.edits)
    assert talk.chat.edits[0].message_ref == str(talk.chat.said[0].id)
    assert talk.chat.edits[0].message.buttons == ()


async def test_the_platform_need_not_wait_until_the_answer_is_sent(talk: Talk) -> None:
    talk.chat.on_its_way = asyncio.Event()
    said = await talk.exchange.take(talk.message("hello"))
    assert not said.done()
    talk.chat.on_its_way.set()
    await said
    assert talk.chat.texts[0].startswith("Hello!")


async def test_a_failed_edit_does_not_hold_up_the_answer(talk: Talk) -> None:
    await talk.say("remind me to call Jens in 2 hours")
    talk.chat.failures = [DeliveryError("too old to edit")]
    await talk.say("yes")
    assert talk.chat.texts[-1].startswith("Set: REM-1")


async def test_a_press_without_its_message_is_answered_by_a_new_one(talk: Talk) -> None:
    await talk.say("remind me to call Jens in 2 hours")
    await talk.press(talk.chat.said[-1].message.buttons[0].press)
    assert talk.chat.texts[-1].startswith("Set: REM-1")


@pytest.mark.parametrize("press", ["explode:1", "done:nonsense", "undo:x:1", "page:minus", "choose:x:y", "yes:unknown"])
async def test_a_press_of_nothing_is_answered_kindly(talk: Talk, press: str) -> None:
    await talk.press(press, "unknown message")
    assert talk.chat.texts == ["That was answered already or is no longer open. Nothing was changed."]


async def test_the_transcript_tells_everything_in_its_order(talk: Talk, open_unit: UnitOfWorkFactory) -> None:
    for _ in range(5):
        await talk.say("remind me to call Jens")
        talk.clock.advance(timedelta(seconds=5))
    async with open_unit(write=False) as uow:
        workspace_id = await uow.workspaces.find_or_add("", talk.clock.now())
        rows = await uow.messages.history(workspace_id, "web", ROOM.room)
    told = [row.text or (row.message.text if row.message else "") for row in rows]
    one = ["remind me to call Jens", "(The question about “call Jens” is closed; say it again to set it.)"]
    question = "When? I'll remind you: call Jens."
    assert told == [one[0], question, *[*one, question] * 4]


class BrokenAssistant(Assistant):
    async def handle_message(self, message: IncomingMessage) -> Answer:
        raise RuntimeError("a bug")


class AssistantWithoutStore(Assistant):
    async def handle_message(self, message: IncomingMessage) -> Answer:
        raise StoreUnavailable


async def test_a_bug_is_told_to_its_sender_and_harms_nobody_else(
    talk: Talk, open_unit: UnitOfWorkFactory, caplog: pytest.LogCaptureFixture
) -> None:
    whole = talk.exchange.assistant
    talk.exchange.assistant = BrokenAssistant(open_unit, talk.clock, talk.alarm, Settings())
    await talk.say("remind me of something secret")
    assert talk.chat.texts[-1].startswith("Something went wrong on my side")
    assert "secret" not in caplog.text
    talk.exchange.assistant = whole
    await talk.say("hello")
    assert talk.chat.texts[-1].startswith("Hello!")


async def test_without_a_store_nothing_is_said_to_be_done(talk: Talk, open_unit: UnitOfWorkFactory) -> None:
    talk.exchange.assistant = AssistantWithoutStore(open_unit, talk.clock, talk.alarm, Settings())
    with pytest.raises(StoreUnavailable):
        await talk.say("yes")
    assert talk.chat.said == []


@dataclass
class UnitsOnAChangedSchema:
    """The first unit of work meets statements that were prepared before the schema was changed."""

    open_unit: UnitOfWorkFactory
    met: bool = False

    @asynccontextmanager
    async def __call__(self, *, write: bool = True) -> AsyncIterator[UnitOfWork]:
        async with self.open_unit(write=write) as uow:
            if not self.met:
                self.met = True
                raise StoreChanged
            yield uow


async def test_a_schema_that_another_process_changed_meanwhile_is_noticed_by_nobody(
    talk: Talk, open_unit: UnitOfWorkFactory
) -> None:
    talk.exchange.assistant = Assistant(UnitsOnAChangedSchema(open_unit), talk.clock, talk.alarm, Settings())
    await talk.say("hello")
    assert talk.chat.texts[-1].startswith("Hello!")


async def test_messages_of_one_person_are_answered_in_their_order(talk: Talk) -> None:
    messages = [talk.message(f"remind me to do {number} tomorrow at 14:00") for number in range(5)]
    await asyncio.gather(*(talk.exchange.on_message(message) for message in messages))
    cards = [text for text in talk.chat.texts if text.startswith("I'll remind you")]
    assert [text.split()[4] for text in cards] == ["0", "1", "2", "3", "4"]
