"""One person on Slack, Mattermost and Telegram, with nothing faked between them: linked, reminded and done in any of them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from adapters.chat.mattermost.chat import MattermostChat
from adapters.chat.slack.chat import SlackChat
from adapters.chat.telegram.chat import TelegramChat
from adapters.clock import AlarmClock
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.admission import Admission
from bot.scheduling.loop import Loop
from storage.store import Store
from tests.doubles.mattermost.harness import serving
from tests.doubles.mattermost.harness import settings_for as mattermost_settings
from tests.doubles.mattermost.server import MattermostDouble
from tests.doubles.slack.server import SlackDouble, labels
from tests.doubles.slack.world import Json, text_of
from tests.doubles.telegram.meeting import settings_for as telegram_settings
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person, Post
from tests.fakes import MovableClock
from tests.integration.platforms.slack import settings_for as slack_settings
from tests.integration.platforms.test_mattermost_assistant import labels as mattermost_labels
from tests.integration.platforms.test_mattermost_assistant import text_of as mattermost_text
from tests.waiting import until

Chat = MattermostChat | SlackChat | TelegramChat
Later = Callable[[timedelta], None]
SOON = timedelta(minutes=20)


@dataclass
class TwoPlaces:
    store: Store
    slack: SlackDouble
    telegram: TelegramDouble
    in_slack: str
    direct: str
    in_telegram: Person
    later: Later

    async def slack_says(self, words: str) -> Json:
        """The bot's latest message in the direct conversation that holds these words, once there is one."""
        await until(lambda: any(words in text_of(one) for one in self.slack.world.posted(self.direct)))
        return next(one for one in reversed(self.slack.world.posted(self.direct)) if words in text_of(one))

    async def telegram_says(self, words: str) -> Post:
        await until(lambda: any(words in post.text for post in self.telegram.said))
        return next(post for post in reversed(self.telegram.said) if words in post.text)

    async def settled(self) -> None:
        """All that went out is stored as sent: only what is known to stand somewhere can be made to read otherwise."""
        async with asyncio.timeout(60):
            while True:
                async with self.store.open_unit(write=False) as uow:
                    counts = await uow.deliveries.count_by_status()
                if not counts["pending"] and not counts["sending"]:
                    return
                await asyncio.sleep(0.01)

    async def link(self) -> None:
        self.slack.say(self.in_slack, self.direct, "link")
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", text_of(await self.slack_says("Your code is")))
        assert code is not None
        self.telegram.say(self.in_telegram, f"/link {code[0]}")
        await self.telegram_says("Link this place to Ana on Slack?")
        self.telegram.say(self.in_telegram, "yes")
        await self.telegram_says("are one now")
        await self.slack_says("Your Telegram is linked to this now")


@pytest.fixture
async def places(store: Store) -> AsyncIterator[TwoPlaces]:
    async with SlackDouble().running() as slack, TelegramDouble() as telegram:
        slack.limits.enforced = False
        ana, clock = slack.world.add_user("ana", tz="Europe/Copenhagen"), MovableClock()
        chats: dict[str, Chat] = {
            "slack": SlackChat(slack_settings(slack), clock),
            "telegram": TelegramChat(telegram_settings(telegram), clock),
        }
        async with _working(store, chats, clock) as later:
            person = telegram.person("Ana", username="ana", language_code="en")
            yield TwoPlaces(store, slack, telegram, ana, slack.world.direct(ana), person, later)


@asynccontextmanager
async def _working(store: Store, chats: Mapping[str, Chat], clock: MovableClock) -> AsyncIterator[Later]:
    """As bot/main.py joins the parts; Telegram lets nobody in who is not known. What it yields lets time pass."""
    alarm = AlarmClock()
    assistant = Assistant(store.open_unit, clock, alarm, Settings(admission={"telegram": Admission("known")}))
    exchange = Exchange(assistant, chats, store.open_unit, clock)
    loop = Loop(store.open_unit, clock, alarm, chats, NoticeRenderer())
    alarm.start()
    tasks = [asyncio.create_task(loop.run()), *(asyncio.create_task(chat.run(exchange)) for chat in chats.values())]
    try:
        await until(lambda: all(chat.health().ok for chat in chats.values()))
        yield lambda by: clock.move(by, alarm)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await exchange.finish()
        for chat in chats.values():
            await chat.aclose()
        alarm.stop()


async def test_a_stranger_becomes_somebody_by_a_code_and_done_in_slack_clears_the_card_in_telegram(
    places: TwoPlaces,
) -> None:
    places.telegram.say(places.in_telegram, "hello")
    assert f"your id here is {places.in_telegram.id}" in (await places.telegram_says("I only work for people")).text
    await places.link()
    places.telegram.say(places.in_telegram, "remind me to call Jens in 20 minutes")
    await places.telegram_says("I'll remind you: call Jens")
    places.telegram.say(places.in_telegram, "yes")
    await places.telegram_says("Set: REM-1")
    places.later(SOON)
    delivered = await places.telegram_says("⏰ call Jens")
    assert "Done" in delivered.buttons
    await places.settled()
    places.slack.say(places.in_slack, places.direct, "done")
    await places.slack_says("Done: REM-1, call Jens")
    await until(lambda: "Done: REM-1" in delivered.text and "Snooze" not in delivered.buttons)


async def test_a_reminder_comes_to_both_places_and_done_on_a_button_clears_the_other(places: TwoPlaces) -> None:
    await places.link()
    places.slack.say(places.in_slack, places.direct, "also in telegram")
    await places.slack_says("I remind you where you set it and in Telegram")
    places.slack.say(places.in_slack, places.direct, "remind me to call Jens in 20 minutes")
    card = await places.slack_says("I'll remind you: call Jens")
    await places.slack.press(places.in_slack, places.direct, card, "Set it").acknowledged()
    await until(lambda: "Set: REM-1" in text_of(card))
    places.later(SOON)
    here, there = await places.slack_says("⏰ call Jens"), await places.telegram_says("⏰ call Jens")
    await places.settled()
    await places.slack.press(places.in_slack, places.direct, here, "Done").acknowledged()
    await until(lambda: "Done" not in labels(here) and there.buttons == [])
    assert there.text == "Done: REM-1, call Jens"


async def test_a_code_from_mattermost_is_typed_in_telegram_and_confirmed_by_its_button(store: Store) -> None:
    async with MattermostDouble() as mattermost, TelegramDouble() as telegram, serving() as front:
        mattermost.add_command("remind", f"{front.url}/platforms/mattermost/command")
        clock = MovableClock()
        here = MattermostChat(mattermost_settings(mattermost, front), clock)
        front.mounted = lambda: here.router
        there = TelegramChat(telegram_settings(telegram), clock)
        ana, person = mattermost.add_person("ana"), telegram.person("Ana", username="ana", language_code="en")
        direct = mattermost.direct(ana)

        async def says(words: str) -> Json:
            await until(lambda: any(words in mattermost_text(post) for post in mattermost.said_in(direct)))
            return next(post for post in reversed(mattermost.said_in(direct)) if words in mattermost_text(post))

        async with _working(store, {"mattermost": here, "telegram": there}, clock) as later:
            mattermost.write(ana, "link")
            code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mattermost_text(await says("Your code is")))
            assert code is not None
            telegram.say(person, f"/link {code[0]}")
            await until(lambda: any("Link this place to" in post.text for post in telegram.said))
            question = telegram.said[-1]
            assert "ana on Mattermost" in question.text
            telegram.press(person, question, "Link")
            await says("Your Telegram is linked to this now")
            mattermost.write(ana, "also in mattermost")
            await says("and in Mattermost")
            telegram.say(person, "remind me to call Jens in 20 minutes")
            await until(lambda: "call Jens" in telegram.said[-1].text)
            telegram.say(person, "yes")
            await until(lambda: any("Set: REM-1" in post.text for post in telegram.said))
            later(SOON)
            delivered = await says("⏰")
            await mattermost.press(ana, delivered, "Done")
            await until(lambda: "Done" not in mattermost_labels(delivered))
            await until(lambda: all("Snooze" not in post.buttons for post in telegram.said))
