"""Slack end to end: people at the double, slack-bolt, the adapter, the real assistant, store and loop; nothing between them is faked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.chat.slack.chat import SlackChat
from adapters.chat.slack.home import PendingAtHome
from adapters.clock import AlarmClock, SystemClock
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.admission import ANYONE, Admission
from bot.domain.message import WORKSPACE, Profile
from bot.scheduling.loop import Loop
from storage.store import Store, open_store
from tests.doubles.slack.server import SlackDouble, labels
from tests.doubles.slack.world import BOT, Json, text_of
from tests.fakes import MovableClock
from tests.integration.platforms.slack import settings_for
from tests.waiting import until


@dataclass
class Office:
    double: SlackDouble
    chat: SlackChat
    ana: str
    direct: str
    dev: str
    clock: MovableClock
    alarm: AlarmClock

    def said(self, room: str) -> list[Json]:
        return self.double.world.posted(room)

    async def hears(self, room: str, words: str) -> Json:
        """The bot's latest message there, once it holds these words."""
        await until(lambda: any(words in text_of(message) for message in self.said(room)))
        return next(message for message in reversed(self.said(room)) if words in text_of(message))

    async def delivers(self, room: str, after: timedelta) -> Json:
        """The first message there that can be marked as done, after so long."""
        self.clock.move(after, self.alarm)
        await until(lambda: any("Done" in labels(message) for message in self.said(room)))
        return next(message for message in self.said(room) if "Done" in labels(message))


@asynccontextmanager
async def remindbot(double: SlackDouble, store: Store) -> AsyncIterator[Office]:
    """As bot/main.py joins the parts."""
    clock, alarm = MovableClock(), AlarmClock()
    chat = SlackChat(settings_for(double), clock, PendingAtHome(store.open_unit, clock))
    assistant = Assistant(
        store.open_unit, clock, alarm, Settings(commands={"slack": "/remindbot"}), {"slack": chat.rights}
    )
    exchange = Exchange(assistant, {"slack": chat}, store.open_unit, clock)
    loop = Loop(store.open_unit, clock, alarm, {"slack": chat}, NoticeRenderer())
    alarm.start()
    await exchange.flush_unsent("slack")
    tasks = [asyncio.create_task(chat.run(exchange)), asyncio.create_task(loop.run())]
    ana = next(user for user in double.world.users.values() if user["name"] == "ana")["id"]
    dev = next(room["id"] for room in double.world.channels.values() if room["name"] == "dev")
    try:
        await until(lambda: chat.health().ok and chat.counts().get("caught_up"))
        yield Office(double, chat, ana, double.world.direct(ana), dev, clock, alarm)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await exchange.finish()
        await chat.aclose()
        alarm.stop()


@pytest.fixture
async def double() -> AsyncIterator[SlackDouble]:
    double = SlackDouble()
    double.limits.enforced = False
    double.world.add_channel("dev", double.world.add_user("ana"))
    async with double.running():
        yield double


@pytest.fixture
async def own_store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'remindbot.sqlite'}")
    yield store
    await store.close()


async def test_a_sentence_becomes_a_card_a_reminder_and_a_delivery_that_is_done(
    double: SlackDouble, own_store: Store
) -> None:
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.direct, "remind me to call &lt;Jens&gt; in 20 minutes")
        card = await it.hears(it.direct, "<Jens>")
        assert labels(card)[0] == "Set it"
        await double.press(it.ana, it.direct, card, "Set it").acknowledged()
        await until(lambda: labels(card) == [] or "Set it" not in labels(card))
        delivered = await it.delivers(it.direct, after=timedelta(minutes=20))
        assert "call <Jens>" in text_of(delivered)
        await double.press(it.ana, it.direct, delivered, "Done").acknowledged()
        await until(lambda: "Done" not in labels(delivered))


async def test_a_mention_is_answered_in_its_thread_and_yes_needs_no_name_there(
    double: SlackDouble, own_store: Store
) -> None:
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.dev, f"<@{BOT}> remind me to deploy tomorrow at 15:00")
        card = await it.hears(it.dev, "deploy")
        asked = double.world.messages[it.dev][0]
        assert card["thread_ts"] == asked["ts"]
        double.say(it.ana, it.dev, "yes", thread=asked["ts"])
        await until(lambda: len(it.said(it.dev)) == 2)
        assert it.said(it.dev)[1]["thread_ts"] == asked["ts"]


async def test_a_command_in_a_room_is_between_the_bot_and_its_sender(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        await double.command(it.ana, it.dev, "me to eat tomorrow at 12:00").acknowledged()
        await until(lambda: double.world.ephemerals)
        private = double.world.ephemerals[0].message
        await double.press(it.ana, it.dev, private, "Set it").acknowledged()
        await until(lambda: "Set it" not in labels(private))
        await double.command(it.ana, it.dev, "list everything").acknowledged()
        await until(
            lambda: any("eat" in text_of(one.message) and one.message is not private for one in double.world.ephemerals)
        )
        assert it.said(it.dev) == []


async def test_an_event_that_slack_brings_three_times_is_answered_once(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        [push] = double.say(it.ana, it.direct, "hello")
        await push.acknowledged()
        for _ in range(2):
            await double.pushes.push("events_api", push.payload).acknowledged()
        double.say(it.ana, it.direct, "list")
        await until(lambda: len(it.said(it.direct)) >= 2)
        assert len(it.said(it.direct)) == 2


async def test_killed_in_the_middle_of_a_question_it_goes_on(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.direct, "remind me to call Jens")
        await until(lambda: it.said(it.direct))
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.direct, "tomorrow at 15:00")
        card = await it.hears(it.direct, "call Jens")
        await double.press(it.ana, it.direct, card, labels(card)[0]).acknowledged()
        await until(lambda: "Set it" not in labels(card))


async def test_an_old_card_pressed_late_answers_kindly(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.direct, "remind me to call Jens tomorrow at 15:00")
        card = dict(await it.hears(it.direct, "call Jens"))
        await double.press(it.ana, it.direct, card, "Set it").acknowledged()
        await until(lambda: "Set it" not in labels(it.said(it.direct)[0]))
        before = len(it.said(it.direct))
        await double.press(it.ana, it.direct, card, "Set it").acknowledged()
        await until(lambda: len(it.said(it.direct)) > before)


async def test_the_home_tab_lists_what_is_pending(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        await double.open_home(it.ana).acknowledged()
        await until(lambda: it.ana in double.world.homes)
        double.say(it.ana, it.direct, "remind me to call Jens tomorrow at 15:00")
        card = await it.hears(it.direct, "call Jens")
        await double.press(it.ana, it.direct, card, "Set it").acknowledged()
        await until(lambda: "Set it" not in labels(card))
        await double.open_home(it.ana).acknowledged()
        await until(lambda: "call Jens" in text_of(double.world.homes[it.ana]))


async def test_nobody_becomes_known_by_looking_at_the_home_tab(own_store: Store) -> None:
    ana, now = Profile("U1", "Ana", None, "de"), SystemClock().now()
    for admission in (ANYONE, Admission("known")):
        assert (await PendingAtHome(own_store.open_unit, SystemClock(), admission)(ana)).text
    told = await PendingAtHome(own_store.open_unit, SystemClock(), Admission("listed"))(ana)
    assert "deine Nummer hier ist U1" in told.text
    async with own_store.open_unit() as uow:
        team = await uow.workspaces.find_or_add(WORKSPACE, now)
        assert await uow.users.find(team, "slack", "U1") is None


async def test_remind_me_about_this_becomes_a_card_with_its_text(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        there = double.world.post(it.dev, {"user": it.ana, "text": "lunch plan for 12:00"})
        await double.shortcut(it.ana, it.dev, there["ts"], "remind_about_this").acknowledged()
        await until(lambda: double.world.views)
        await double.submit(it.ana, {"when": "tomorrow at 15:00", "what": "lunch plan for 12:00"}).acknowledged()
        card = await it.hears(it.direct, "lunch plan for 12:00")
        assert "15:00" in text_of(card)


async def test_somebody_else_is_reminded_and_who_asked_hears_of_it(double: SlackDouble, own_store: Store) -> None:
    bo = double.world.add_user("bo", tz="Europe/Madrid")
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.direct, f"remind <@{bo}> to call Jens in 20 minutes")
        card = await it.hears(it.direct, "I'll remind Bo: call Jens")
        assert "Europe/Madrid" in text_of(card)
        await double.press(it.ana, it.direct, card, "Set it").acknowledged()
        await until(lambda: "Set it" not in labels(card))
        there = double.world.direct(bo)
        delivered = await it.delivers(there, after=timedelta(minutes=20))
        assert "from Ana" in text_of(delivered)
        await double.press(bo, there, delivered, "Done").acknowledged()
        await it.hears(it.direct, "Bo has done REM-1, call Jens")


async def test_a_room_without_the_bot_is_not_promised_anything(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        ops = double.world.add_channel("ops", it.ana, bot_in_it=False)
        double.say(it.ana, it.direct, f"remind <#{ops}|ops> to deploy tomorrow at 15:00")
        await it.hears(it.direct, "I am not in #ops")
        double.say(it.ana, it.direct, f"<#{it.dev}|dev>")
        await it.hears(it.direct, "I'll remind #dev: deploy")


NOT_YOURS = "This card is somebody else's. Nothing was changed."
STALE = "That was answered already or is no longer open. Nothing was changed."


async def test_a_card_in_a_room_pressed_by_somebody_else_changes_nothing(double: SlackDouble, own_store: Store) -> None:
    bo = double.world.add_user("bo")
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.dev, f"<@{BOT}> remind me to deploy tomorrow at 15:00")
        card = await it.hears(it.dev, "deploy")
        await double.press(bo, it.dev, card, "Set it").acknowledged()
        await it.hears(it.dev, NOT_YOURS)
        assert "Set it" in labels(card)
        await double.press(it.ana, it.dev, card, "Set it").acknowledged()
        await until(lambda: "Set: REM-1" in text_of(card))


async def test_an_outdated_card_and_one_pressed_twice_set_one_reminder(double: SlackDouble, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        double.say(it.ana, it.direct, "remind me to call Jens tomorrow at 15:00")
        outdated = deepcopy(await it.hears(it.direct, "15:00"))
        double.say(it.ana, it.direct, "at 16:00")
        newer = await it.hears(it.direct, "16:00")
        as_seen = deepcopy(newer)
        await double.press(it.ana, it.direct, outdated, "Set it").acknowledged()
        await it.hears(it.direct, STALE)
        assert "Set it" in labels(newer)
        for _ in range(2):
            await double.press(it.ana, it.direct, as_seen, "Set it").acknowledged()
        await until(lambda: sum(STALE in text_of(one) for one in it.said(it.direct)) == 2)
        double.say(it.ana, it.direct, "list everything")
        assert text_of(await it.hears(it.direct, "All your reminders")).count("call Jens") == 1


async def test_what_people_type_behind_the_command_is_understood(double: SlackDouble, own_store: Store) -> None:
    bo = double.world.add_user("bo")
    async with remindbot(double, own_store) as it:
        for typed, answer in (
            ("me to X at 3pm every weekday", "I'll remind you: X — every weekday at 15:00"),
            ("me every weekday at 3pm to X", "I'll remind you: X — every weekday at 15:00"),
            (f'<@{bo}|bo> "standup" tomorrow 9am', "I'll remind Bo: standup — tomorrow at 09:00"),
            (f"<#{it.dev}|dev> to deploy tomorrow at 5pm", "I'll remind #dev: deploy — tomorrow at 17:00"),
            (f"<#{it.dev}|dev> tomorrow at 5pm to deploy", "I'll remind #dev: deploy — tomorrow at 17:00"),
            ("list", "Nothing in the next 24 hours"),
            ("help", "As a command, in any room:"),
            ("help", "/remindbot list"),
        ):
            before = len(double.world.ephemerals)
            await double.command(it.ana, it.dev, typed).acknowledged()

            def said(before: int = before) -> list[str]:
                return [text_of(one.message) for one in double.world.ephemerals[before:]]

            await until(lambda answer=answer, said=said: any(answer in text for text in said()))
        assert it.said(it.dev) == []
