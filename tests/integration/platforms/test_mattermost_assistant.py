"""Mattermost end to end: people at the double, mattermostdriver, the adapter, the real assistant, store and loop; nothing between is faked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.chat.mattermost.chat import MattermostChat
from adapters.clock import AlarmClock
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.scheduling.loop import Loop
from storage.store import Store, open_store
from tests.doubles.mattermost.harness import Front, serving, settings_for
from tests.doubles.mattermost.server import MattermostDouble
from tests.doubles.mattermost.world import Json
from tests.fakes import MovableClock
from tests.waiting import until


@dataclass
class Office:
    double: MattermostDouble
    chat: MattermostChat
    ana: str
    direct: str
    clock: MovableClock
    alarm: AlarmClock

    async def says(self, words: str, room: str | None = None) -> Json:
        """The bot's latest post there that holds these words, once there is one."""
        await until(lambda: any(words in text_of(post) for post in self.double.said_in(room or self.direct)))
        return next(post for post in reversed(self.double.said_in(room or self.direct)) if words in text_of(post))

    async def delivers(self, room: str, after: timedelta) -> Json:
        """The first post there that can be marked as done, after so long."""
        self.clock.move(after, self.alarm)
        await until(lambda: any("Done" in labels(post) for post in self.double.said_in(room)))
        return next(post for post in self.double.said_in(room) if "Done" in labels(post))


def labels(post: Json) -> list[str]:
    return [action["name"] for card in post["props"].get("attachments", []) for action in card["actions"]]


def text_of(post: Json) -> str:
    return post["message"] + "".join(card["text"] for card in post["props"].get("attachments", []))


@pytest.fixture
async def double() -> AsyncIterator[tuple[MattermostDouble, Front]]:
    async with MattermostDouble() as double, serving() as front:
        double.add_person("ana")
        double.add_command("remind", f"{front.url}/platforms/mattermost/command")
        yield double, front


@pytest.fixture
async def own_store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'remindbot.sqlite'}")
    yield store
    await store.close()


@asynccontextmanager
async def remindbot(double: tuple[MattermostDouble, Front], store: Store) -> AsyncIterator[Office]:
    """As bot/main.py joins the parts."""
    server, front = double
    clock, alarm = MovableClock(), AlarmClock()
    chat = MattermostChat(settings_for(server, front), clock)
    front.mounted = lambda: chat.router
    settings = Settings(commands={"mattermost": "/remind"})
    assistant = Assistant(store.open_unit, clock, alarm, settings, {"mattermost": chat.rights})
    exchange = Exchange(assistant, {"mattermost": chat}, store.open_unit, clock)
    loop = Loop(store.open_unit, clock, alarm, {"mattermost": chat}, NoticeRenderer())
    alarm.start()
    tasks = [asyncio.create_task(chat.run(exchange)), asyncio.create_task(loop.run())]
    ana = next(user["id"] for user in server.world.users.values() if user["username"] == "ana")
    try:
        await until(lambda: chat.health().ok)
        await exchange.flush_unsent("mattermost")
        yield Office(server, chat, ana, server.direct(ana), clock, alarm)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await exchange.finish()
        await chat.aclose()
        alarm.stop()


Scenery = tuple[MattermostDouble, Front]


async def test_a_sentence_becomes_a_card_a_reminder_and_a_delivery_that_is_done(
    double: Scenery, own_store: Store
) -> None:
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind me to call <Jens> *now* in 20 minutes")
        card = await it.says("Jens")
        assert labels(card)[0] == "Set it"
        assert "Copenhagen" in text_of(card)
        await it.double.press(it.ana, card, "Set it")
        await until(lambda: "Set it" not in labels(card))
        delivered = await it.delivers(it.direct, after=timedelta(minutes=20))
        assert "call <\u2060Jens> \\*now\\*" in text_of(delivered)
        await it.double.press(it.ana, delivered, "Done")
        await until(lambda: "Done" not in labels(delivered))


async def test_a_mention_is_answered_in_its_thread_and_yes_needs_no_name_there(
    double: Scenery, own_store: Store
) -> None:
    async with remindbot(double, own_store) as it:
        room = it.double.room
        asked = it.double.write(it.ana, "@remindbot remind me to deploy tomorrow at 15:00", room)
        card = await it.says("deploy", room)
        assert card["root_id"] == asked["id"]
        it.double.write(it.ana, "yes", room, asked["id"])
        await until(lambda: len(it.double.said_in(room)) == 2 and "Set it" not in labels(card))
        assert it.double.said_in(room)[1]["root_id"] == asked["id"]


async def test_a_command_in_a_room_is_between_the_bot_and_its_sender(double: Scenery, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        await it.double.command(it.ana, "/remind me to eat at 12 tomorrow")
        await until(lambda: bool(it.double.whispers(it.ana)))
        pressed = await it.double.press(it.ana, it.double.whispers(it.ana)[0], "Set it")
        assert "eat" in pressed.body["ephemeral_text"]
        listed = await it.double.command(it.ana, "/remind list everything")
        await until(lambda: len(it.double.whispers(it.ana)) >= 3)
        assert listed.status == 200
        assert "eat" in text_of(it.double.whispers(it.ana)[-1])
        assert it.double.said_in(it.double.room) == []


async def test_what_is_typed_into_the_dialog_changes_the_card(double: Scenery, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind me to call Jens tomorrow at 15:00")
        card = await it.says("15:00")
        await it.double.press(it.ana, card, "Change")
        (dialog,) = it.double.world.dialogs
        await it.double.integrations.submit_dialog(it.ana, dialog, it.direct, {"change": "tomorrow at 16:45"})
        changed = await it.says("16:45")
        assert "call Jens" in text_of(changed)
        await until(lambda: labels(card) == [])


async def test_an_event_told_three_times_is_answered_once(double: Scenery, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        post = it.double.write(it.ana, "hello")
        for _ in range(2):
            it.double.hub.publish_post("posted", post)
        it.double.write(it.ana, "list")
        await until(lambda: len(it.double.said_in(it.direct)) >= 2)
        assert len(it.double.said_in(it.direct)) == 2


async def test_killed_in_the_middle_of_a_question_it_goes_on(double: Scenery, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind me to call Jens")
        await until(lambda: bool(it.double.said_in(it.direct)))
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "tomorrow at 15:00")
        card = await it.says("15:00")
        await it.double.press(it.ana, card, "Set it")
        await until(lambda: "Set it" not in labels(card))


async def test_an_answered_card_pressed_again_answers_kindly_and_does_nothing(
    double: Scenery, own_store: Store
) -> None:
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind me to call Jens tomorrow at 15:00")
        card = await it.says("15:00")
        before = {**card, "props": dict(card["props"])}
        await it.double.press(it.ana, card, "Cancel")
        await until(lambda: labels(card) == [])
        context = before["props"]["attachments"][0]["actions"][0]["integration"]["context"]
        late = {
            "user_id": it.ana, "channel_id": it.direct, "post_id": card["id"], "trigger_id": "late", "context": context,
        }  # fmt: skip
        count = len(it.double.said_in(it.direct))
        called = await it.double.integrations.call(f"{double[1].url}/platforms/mattermost/action", json=late)
        assert called.status == 200
        await until(lambda: len(it.double.said_in(it.direct)) == count + 1)
        it.double.write(it.ana, "list")
        await until(lambda: len(it.double.said_in(it.direct)) == count + 2)
        assert "Jens" not in text_of(it.double.said_in(it.direct)[-1])


async def test_somebody_else_is_reminded_and_who_asked_hears_of_it(double: Scenery, own_store: Store) -> None:
    bob = double[0].add_person("bob", "Europe/Madrid")
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind @bob to call Jens in 20 minutes")
        card = await it.says("I'll remind bob: **call Jens**")
        assert "Europe/Madrid" in text_of(card)
        await it.double.press(it.ana, card, "Set it")
        await until(lambda: "Set it" not in labels(card))
        delivered = await it.delivers(it.double.direct(bob), after=timedelta(minutes=20))
        assert "from ana" in text_of(delivered)
        await it.double.press(bob, delivered, "Done")
        await it.says("bob has done **REM-1, call Jens**")


async def test_a_name_that_nobody_bears_is_asked_about_with_those_that_are_like_it(
    double: Scenery, own_store: Store
) -> None:
    double[0].add_person("bobby")
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind @bobi to call Jens tomorrow at 15:00")
        asked = await it.says("I don't know anybody here called")
        await it.double.press(it.ana, asked, "1. bobby")
        await it.says("I'll remind bobby: **call Jens**")


NOT_YOURS = "This card is somebody else's. Nothing was changed."
STALE = "That was answered already or is no longer open. Nothing was changed."


async def test_a_card_in_a_room_pressed_by_somebody_else_changes_nothing(double: Scenery, own_store: Store) -> None:
    bob = double[0].add_person("bob")
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "@remindbot remind me to deploy tomorrow at 15:00", it.double.room)
        card = await it.says("deploy", it.double.room)
        foreign = await it.double.press(bob, card, "Set it")
        if not foreign.body.get("ephemeral_text"):
            await it.says(NOT_YOURS, it.double.room)
        assert "Set it" in labels(card)
        await it.double.press(it.ana, card, "Set it")
        await until(lambda: "Set: REM-1" in text_of(card))


async def test_an_outdated_card_and_one_pressed_twice_set_one_reminder(double: Scenery, own_store: Store) -> None:
    async with remindbot(double, own_store) as it:
        it.double.write(it.ana, "remind me to call Jens tomorrow at 15:00")
        outdated = await it.says("15:00")
        press = it.double.integrations.press
        buttons = deepcopy(outdated["props"]["attachments"])
        it.double.write(it.ana, "at 16:00")
        newer = await it.says("16:00")
        await until(lambda: labels(outdated) == [])
        outdated["props"]["attachments"] = buttons
        await it.double.press(it.ana, outdated, "Set it")
        await it.says(STALE)
        pressed = newer["props"]["attachments"][0]["actions"][0]["id"]
        as_seen = deepcopy(newer["props"]["attachments"])
        await press(it.ana, newer["id"], pressed)
        await until(lambda: "Set it" not in labels(newer))
        newer["props"]["attachments"] = as_seen
        await press(it.ana, newer["id"], pressed)
        await until(lambda: sum(STALE in text_of(post) for post in it.double.said_in(it.direct)) == 2)
        it.double.write(it.ana, "list everything")
        assert text_of(await it.says("All your reminders")).count("call Jens") == 1


async def test_what_people_type_behind_the_command_is_understood(double: Scenery, own_store: Store) -> None:
    double[0].add_person("bob")
    async with remindbot(double, own_store) as it:
        for typed, answer in (
            ("me to X at 3pm every weekday", "I'll remind you: X — every weekday at 15:00"),
            ("me every weekday at 3pm to X", "I'll remind you: X — every weekday at 15:00"),
            ('@bob "standup" tomorrow 9am', "I'll remind bob: standup — tomorrow at 09:00"),
            ("~town-square to deploy tomorrow at 5pm", ": deploy — tomorrow at 17:00"),
            ("~town-square tomorrow at 5pm to deploy", ": deploy — tomorrow at 17:00"),
            ("list", "Nothing in the next 24 hours"),
            ("help", "As a command, in any room:"),
        ):
            before = len(it.double.whispers(it.ana))
            called = await it.double.command(it.ana, f"/remind {typed}")

            def said(before: int = before, reply: str = str(called.body.get("text") or "")) -> list[str]:
                return [reply, *[text_of(post) for post in it.double.whispers(it.ana)[before:]]]

            await until(lambda answer=answer, said=said: any(answer in text.replace("*", "") for text in said()))
        assert it.double.said_in(it.double.room) == []
