"""The Inbox: answers are stored, sent and marked; what goes wrong harms one message only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import AT_ONCE, Exchange
from bot.dialogue.settings import Settings
from bot.domain.errors import DeliveryError, StoreChanged, StoreUnavailable
from bot.domain.message import Address, Answer, ButtonPress, Edit, IncomingMessage, Profile, Said
from bot.ports import Inbox, UnitOfWork, UnitOfWorkFactory
from tests.fakes import FakeAlarm, FrozenClock

ROOM = Address("web", "room-of-ana", user="ana")
ANA = Profile("ana", "Ana", "Europe/Copenhagen", "en")


@dataclass
class KeptChat:
    """ChatAdapter that keeps what it is given; raises each of `failures` first, in turn."""

    platform: str = "web"
    said: list[Said] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    failures: list[DeliveryError] = field(default_factory=list)
    on_its_way: asyncio.Event | None = None
    sending: int = 0

    async def run(self, inbox: Inbox) -> None:
        """The tests bring the messages themselves."""

    async def send(self, said: Said) -> str | None:
        if self.failures:
            raise self.failures.pop(0)
        self.sending += 1
        if self.on_its_way is not None:
            await self.on_its_way.wait()
        self.said.append(said)
        return str(said.id)

    async def edit(self, edit: Edit) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.edits.append(edit)

    @property
    def texts(self) -> list[str]:
        return [said.message.text for said in self.said]


@dataclass
class Talk:
    """Somebody's side of a conversation."""

    exchange: Exchange
    chat: KeptChat
    alarm: FakeAlarm
    clock: FrozenClock
    events: int = 0

    def message(self, text: str, event: str | None = None) -> IncomingMessage:
        self.events += 1
        return IncomingMessage("", ROOM, ANA, text, event or f"e{self.events}", self.clock.now())

    def another(self) -> Exchange:
        """That of the next process."""
        return Exchange(self.exchange.assistant, {"web": self.chat}, self.exchange.open_unit, self.clock)

    async def say(self, text: str, event: str | None = None) -> None:
        await self.exchange.on_message(self.message(text, event))

    async def press(self, press: str, ref: str | None = None) -> None:
        self.events += 1
        await self.exchange.on_press(ButtonPress("", ROOM, ANA, press, f"e{self.events}", self.clock.now(), ref))


async def until(condition: Callable[[], object], clock: FrozenClock | None = None) -> None:
    """Wait until it holds, time passing meanwhile where a clock is given."""
    async with asyncio.timeout(10):
        while not condition():
            if clock is not None:
                clock.advance(timedelta(seconds=1))
            await asyncio.sleep(0.001)


@pytest.fixture
async def talk(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> Talk:
    chat, alarm = KeptChat(), FakeAlarm()
    assistant = Assistant(open_unit, frozen_clock, alarm, Settings())
    return Talk(Exchange(assistant, {"web": chat}, open_unit, frozen_clock), chat, alarm, frozen_clock)


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
    await until(following.done, talk.clock)
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


class SlowAssistant(Assistant):
    """Attends to nothing until it is let."""

    async def handle_message(self, message: IncomingMessage) -> Answer:
        await LET_GO[0].wait()
        return await super().handle_message(message)


LET_GO: list[asyncio.Event] = []


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


async def test_in_a_crowd_the_platform_waits_only_until_its_event_is_stored(slow: Talk) -> None:
    waiting = [asyncio.create_task(slow.exchange.take(message)) for message in crowd(slow, 50)]
    await until(lambda: sum(task.done() for task in waiting) == 50 - AT_ONCE)
    LET_GO[0].set()
    await asyncio.gather(*[await task for task in waiting])
    assert len(slow.chat.said) == 50
    assert await slow.another().flush_unsent("web") == 0


async def test_who_writes_again_before_the_first_is_attended_to_keeps_no_platform_waiting(slow: Talk) -> None:
    first = asyncio.create_task(slow.exchange.take(slow.message("hello")))
    await until(lambda: slow.exchange._order._last)
    second = await slow.exchange.take(slow.message("thanks"))
    assert not first.done()
    LET_GO[0].set()
    await second
    assert [text.split()[0] for text in slow.chat.texts] == ["Hello!", "You're"]


async def test_what_was_taken_in_a_crowd_is_attended_to_by_the_next_process_once(slow: Talk) -> None:
    waiting = [asyncio.create_task(slow.exchange.take(message)) for message in crowd(slow, 20)]
    await until(lambda: sum(task.done() for task in waiting) == 20 - AT_ONCE)
    for task in (*waiting, *slow.exchange._kept):
        task.cancel()
    await asyncio.gather(*waiting, *slow.exchange._kept, return_exceptions=True)
    LET_GO[0].set()
    for _ in range(2):
        await slow.another().flush_unsent("web")
    assert len(slow.chat.said) == 20 - AT_ONCE


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
