"""The connection to Telegram through everything that happens to connections: cut, refused, disturbed, stopped."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from pydantic import SecretStr

from adapters.chat.health import State
from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import TelegramSettings
from bot.domain.errors import StoreUnavailable
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, say, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.waiting import until


@pytest.fixture
def chat(telegram: TelegramDouble) -> TelegramChat:
    return TelegramChat(settings_for(telegram), FrozenClock(START))


async def test_the_commands_are_offered_and_a_webhook_of_old_is_taken_away(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    telegram.updates.set_webhook({"url": "http://127.0.0.1:9/"})
    async with connected(chat, inbox):
        telegram.say(telegram.person("Ana"), "hello")
        await until(lambda: inbox.messages)
    assert [command["command"] for command in telegram.commands[""]] == ["remind", "list", "timezone", "help"]


async def test_commands_that_cannot_be_offered_stop_nothing(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    telegram.faults.refuse("setMyCommands", 500, "trouble")
    async with connected(chat, inbox):
        telegram.say(telegram.person("Ana"), "hello")
        await until(lambda: inbox.messages)


async def test_what_was_written_while_nobody_listened_is_fetched(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    ana = telegram.person("Ana")
    for number in range(250):
        telegram.say(ana, f"message {number}")
    async with connected(chat, inbox):
        await until(lambda: len(inbox.messages) == 250)
    assert inbox.texts == [f"message {number}" for number in range(250)]


async def test_dropped_connections_lose_nothing(telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox) -> None:
    ana = telegram.person("Ana")
    async with connected(chat, inbox):
        for number in range(5):
            await until(lambda: telegram.connections)
            telegram.drop_connections()
            telegram.say(ana, f"message {number}")
        await until(lambda: len(inbox.messages) == 5)
        await until(lambda: chat.health().ok)
    assert inbox.texts == [f"message {number}" for number in range(5)]


async def test_an_outage_turns_health_until_it_is_over(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    telegram.faults.refuse("getUpdates", 502, "Bad Gateway", times=4)
    seen = []
    async with connected(chat, inbox):
        await until(lambda: chat.health().state is State.RECONNECTING)
        seen.append(chat.health().detail)
        await until(lambda: chat.health().ok)
    assert seen == ["Telegram answered 502"]
    assert chat.health().state is State.STOPPED


async def test_lost_answers_to_polls_bring_nothing_twice(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    ana = telegram.person("Ana")
    telegram.faults.cut("getUpdates", accepted=True, times=3)
    telegram.say(ana, "once")
    async with connected(chat, inbox):
        await until(lambda: telegram.updates.confirmed)
    assert inbox.texts == ["once"]


async def test_a_bad_token_is_said_once_and_clearly_and_the_bot_waits(
    telegram: TelegramDouble, inbox: KeptInbox, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_for(telegram, ask_again_when_refused=timedelta(milliseconds=5))
    telegram.revoke_token()
    chat = TelegramChat(settings, FrozenClock(START))
    async with connected(chat, inbox) as running:
        await until(lambda: len(telegram.called("getMe")) >= 3)
        assert not running.done()
        health = chat.health()
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert (health.state, "@BotFather" in health.detail) == (State.REFUSED, True)
    assert len([line for line in told if "token" in line]) == 1
    assert not any(settings.token.get_secret_value() in line for line in told)


async def test_a_token_revoked_while_running_turns_health_red_and_a_mended_one_green(
    telegram: TelegramDouble, inbox: KeptInbox
) -> None:
    good = telegram.token
    settings = settings_for(telegram, ask_again_when_refused=timedelta(milliseconds=5), poll=timedelta(0))
    chat = TelegramChat(settings, FrozenClock(START))
    async with connected(chat, inbox):
        await until(lambda: chat.health().ok)
        telegram.revoke_token()
        await until(lambda: chat.health().state is State.REFUSED)
        telegram.token = good
        telegram.say(telegram.person("Ana"), "hello")
        await until(lambda: inbox.messages)
        assert chat.health().ok


async def test_another_program_that_polls_is_told_in_words(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    telegram.faults.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=3)
    details = set()
    async with connected(chat, inbox):
        await until(lambda: details.add(chat.health().detail) or (len(details) > 1 and chat.health().ok))
    assert any("another program" in detail for detail in details)


async def test_what_the_store_cannot_take_stays_with_telegram_until_it_can(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    inbox.failures = [StoreUnavailable(), StoreUnavailable()]
    telegram.say(ana, "one")
    telegram.say(bo, "two")
    async with connected(chat, inbox):
        await until(lambda: len(inbox.messages) == 2)
        await until(lambda: len(telegram.updates.confirmed) == 2)
    assert sorted(inbox.texts) == ["one", "two"]
    assert chat.counts()["put_back"] == 2


async def test_a_message_that_breaks_the_assistant_stops_no_other_and_its_text_is_not_logged(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox, caplog: pytest.LogCaptureFixture
) -> None:
    ana = telegram.person("Ana")
    inbox.failures = [ValueError("cannot read: my secret")]
    telegram.say(ana, "my secret")
    telegram.say(ana, "next")
    async with connected(chat, inbox):
        await until(lambda: inbox.messages)
    assert (inbox.texts, chat.counts()["failed"]) == (["next"], 1)
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


async def test_stopping_finishes_what_is_in_hand_and_takes_nothing_new(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox
) -> None:
    ana = telegram.person("Ana")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def answer(_: object) -> None:
        begun.set()
        await go_on.wait()

    inbox.answer = answer
    telegram.say(ana, "one")
    telegram.say(ana, "two")
    running = asyncio.create_task(chat.run(inbox))
    await begun.wait()
    running.cancel()
    await until(lambda: running.cancelling())
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(running, return_exceptions=True)
    await chat.send(say(ana.id, "an answer can still go out"))
    await chat.aclose()
    assert (inbox.texts, running.cancelled()) == (["one"], True)
    assert len(telegram.updates.pending) == 2


async def test_stopping_does_not_wait_for_ever(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    chat = TelegramChat(settings_for(telegram, finish_within=timedelta(milliseconds=20)), FrozenClock(START))
    begun = asyncio.Event()

    async def answer(_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    inbox.answer = answer
    telegram.say(telegram.person("Ana"), "one")
    async with asyncio.timeout(60), connected(chat, inbox):
        await begun.wait()
    assert inbox.events == []


async def test_the_doctor_names_what_is_wrong(telegram: TelegramDouble, chat: TelegramChat) -> None:
    clock = FrozenClock(START)
    nowhere = TelegramChat(TelegramSettings(SecretStr("1:x"), api_url="http://127.0.0.1:1"), clock)
    plain = TelegramChat(TelegramSettings(SecretStr("1:x"), mode="webhook", public_url="http://x.example"), clock)
    found = [await one.diagnose() for one in (chat, nowhere, plain)]
    telegram.revoke_token()
    found.append(await chat.diagnose())
    for one in (chat, nowhere, plain):
        await one.aclose()
    assert found[0] == []
    assert ["cannot be reached" in found[1][0], "https://" in found[2][0], "@BotFather" in found[3][0]] == [True] * 3


@pytest.mark.parametrize(
    "nonsense", [b"<html>", b"{}", b'{"ok": true, "result": 7}', b'{"ok": true, "result": [7, null]}']
)
async def test_an_answer_that_is_not_telegrams_ends_nothing(
    telegram: TelegramDouble, chat: TelegramChat, inbox: KeptInbox, nonsense: bytes
) -> None:
    telegram.faults.answer("getUpdates", nonsense, times=2)
    telegram.faults.answer("getMe", nonsense)
    async with connected(chat, inbox):
        telegram.say(telegram.person("Ana"), "hello")
        await until(lambda: inbox.messages)
    assert inbox.texts == ["hello"]
