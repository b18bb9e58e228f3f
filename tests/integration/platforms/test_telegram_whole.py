"""One person on Telegram, the real assistant, store and loop behind the real library: from the first word to a reminder that is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.chat.telegram.chat import TelegramChat
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.scheduling.loop import Loop
from storage.store import Store
from tests.doubles.telegram.meeting import connected, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person, Post
from tests.fakes import FakeAlarm, FrozenClock
from tests.waiting import until

ZONE = "Europe/Copenhagen"
NOT_YOURS = "This card is somebody else's. Nothing was changed."
STALE = "That was answered already or is no longer open. Nothing was changed."


class Walk:
    """What the person does, and the latest that the bot said."""

    def __init__(self, telegram: TelegramDouble, clock: FrozenClock, loop: Loop) -> None:
        self.telegram, self.clock, self._loop = telegram, clock, loop
        self.ana = telegram.person("Ana", username="ana", language_code="en")

    async def say(self, text: str, who: Person | None = None) -> Post:
        """The bot's answer, in its last message."""
        confirmed, said = len(self.telegram.updates.confirmed), len(self.telegram.said)
        self.telegram.say(who or self.ana, text)
        await until(lambda: len(self.telegram.updates.confirmed) > confirmed and len(self.telegram.said) > said)
        return self.telegram.said[-1]

    async def press(self, post: Post, label: str, who: Person | None = None) -> None:
        """Until it shows on what was pressed; that Telegram has been told of the press may come before."""
        before = post.text, post.buttons
        self.telegram.press(who or self.ana, post, label)
        await until(lambda: (post.text, post.buttons) != before)

    async def wait(self, by: timedelta) -> Post:
        self.clock.advance(by)
        await self._loop.run_once()
        return self.telegram.said[-1]


@pytest.fixture
async def walk(store: Store, frozen_clock: FrozenClock) -> AsyncIterator[Walk]:
    alarm = FakeAlarm()

    def now() -> float:
        return frozen_clock.now().timestamp()

    async with TelegramDouble(now=now) as telegram:
        chat = TelegramChat(settings_for(telegram), frozen_clock)
        settings, directories = Settings(default_zone=ZONE, commands={"telegram": "/remind"}), {"telegram": chat.rights}
        assistant = Assistant(store.open_unit, frozen_clock, alarm, settings, directories)
        exchange = Exchange(assistant, {"telegram": chat}, store.open_unit, frozen_clock)
        loop = Loop(store.open_unit, frozen_clock, alarm, {"telegram": chat}, NoticeRenderer())
        await loop.begin()
        async with connected(chat, exchange):
            yield Walk(telegram, frozen_clock, loop)
        await exchange.finish()


async def test_a_reminder_is_asked_set_delivered_and_done_with_buttons(walk: Walk) -> None:
    card = await walk.say("/remind me to call Jens in 2 hours")
    assert card.text == f"I'll remind you: call Jens — today at 16:30 (in 2 hours, {ZONE})"
    await walk.press(card, "Set it")
    assert (card.text.split(" — ")[0], card.buttons) == ("Set: REM-1, call Jens", ["Undo"])
    delivered = await walk.wait(timedelta(hours=2))
    assert ("call Jens" in delivered.text, "Done" in delivered.buttons) == (True, True)
    await walk.press(delivered, "Done")
    assert (delivered.text, delivered.buttons) == ("Done: REM-1, call Jens", ["Undo"])
    assert walk.telegram.said == [card, delivered]


async def test_a_button_pressed_twice_does_nothing_wrong(walk: Walk) -> None:
    card = await walk.say("/remind me to call Jens in 2 hours")
    data = card.keyboard[0][0]["callback_data"]
    for _ in range(2):
        confirmed = len(walk.telegram.updates.confirmed)
        walk.telegram.press_data(walk.ana, card, data)
        await until(lambda confirmed=confirmed: len(walk.telegram.updates.confirmed) > confirmed)
    await until(lambda: walk.telegram.said[-1].text == STALE)
    listed = await walk.say("/list")
    assert listed.text.count("call Jens") == 1


async def test_the_zone_is_set_by_the_command(walk: Walk) -> None:
    await walk.say("/timezone Asia/Tokyo")
    card = await walk.say("/remind me to call Jens tomorrow at 9")
    assert "Asia/Tokyo" in card.text


async def test_somebody_else_is_reminded_and_who_asked_hears_of_it(walk: Walk) -> None:
    bo = walk.telegram.person("Bo Ek", username="bo")
    await walk.say("hello", bo)
    card = await walk.say("/remind @bo to call Jens in 2 hours")
    assert card.text.startswith("I'll remind Bo Ek: call Jens — today at 16:30")
    await walk.press(card, "Set it")
    delivered = await walk.wait(timedelta(hours=2))
    assert delivered.chat.person == bo
    assert (delivered.text, delivered.buttons[-1]) == ("⏰ call Jens (REM-1, from Ana)", "No more from Ana")
    await walk.press(delivered, "Done", bo)
    told = await walk.wait(timedelta(0))
    assert (told.chat.person, told.text) == (walk.ana, "Bo Ek has done REM-1, call Jens.")


async def test_who_has_not_started_the_bot_cannot_be_promised_a_reminder(walk: Walk) -> None:
    bo = walk.telegram.person("Bo Ek", username="bo")
    await walk.say("hello", bo)
    bo.blocked = True
    asked = await walk.say("/remind @bo to call Jens in 2 hours")
    assert asked.text.startswith("I cannot write to Bo Ek: they have to write to me once before I may.")
    bo.blocked = False
    card = await walk.say("yes")
    assert card.text.startswith("I'll remind Bo Ek: call Jens")


async def test_an_outdated_card_and_one_pressed_twice_set_one_reminder(walk: Walk) -> None:
    outdated = await walk.say("/remind me to call Jens in 2 hours")
    data = outdated.keyboard[0][0]["callback_data"]
    newer = await walk.say("in 3 hours")
    assert outdated.buttons == []
    walk.telegram.press_data(walk.ana, outdated, data)
    await until(lambda: walk.telegram.said[-1].text == STALE)
    assert "Set it" in newer.buttons
    data = newer.keyboard[0][0]["callback_data"]
    await walk.press(newer, "Set it")
    walk.telegram.press_data(walk.ana, newer, data)
    await until(lambda: [post.text for post in walk.telegram.said].count(STALE) == 2)
    assert (await walk.say("/list")).text.count("call Jens") == 1


async def test_a_card_pressed_by_somebody_else_changes_nothing(walk: Walk) -> None:
    bo = walk.telegram.person("Bo Ek", username="bo")
    card = await walk.say("/remind me to call Jens in 2 hours")
    data = card.keyboard[0][0]["callback_data"]
    walk.telegram.press_data(bo, card, data)
    await until(lambda: walk.telegram.said[-1].text == NOT_YOURS)
    assert "Set it" in card.buttons
    await walk.press(card, "Set it")
    await until(lambda: card.text.startswith("Set: REM-1"))


async def test_what_people_type_behind_the_command_is_understood(walk: Walk) -> None:
    bo = walk.telegram.person("Bo Ek", username="bo")
    await walk.say("hello", bo)
    for typed, answer in (
        ("/remind me to X at 3pm every weekday", "I'll remind you: X — every weekday at 15:00"),
        ("/remind me every weekday at 3pm to X", "I'll remind you: X — every weekday at 15:00"),
        ('/remind @bo "standup" tomorrow 9am', "I'll remind Bo Ek: standup — tomorrow at 09:00"),
        ("/remind list", "Nothing in the next 24 hours"),
        ("/list", "Nothing in the next 24 hours"),
        ("/remind help", "As a command, in any room:"),
        ("/help", "As a command, in any room:"),
        ("/timezone", "Settings that you can say"),
    ):
        await walk.say(typed)
        await until(lambda answer=answer: any(answer in post.text for post in walk.telegram.said[-2:]))
