"""Telegram's webhook, served by a real web server: authentic or refused, acknowledged when the inbox has it, sent again when not."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.chat.telegram.chat import TelegramChat
from bot.domain.errors import StoreUnavailable
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, served, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.integration.platforms.test_cut_requests import begin_and_break_off
from tests.waiting import until

SECRET = "X-Telegram-Bot-Api-Secret-Token"


@contextlib.asynccontextmanager
async def webhook(telegram: TelegramDouble, inbox: KeptInbox, **more: Any) -> AsyncIterator[tuple[TelegramChat, str]]:
    """The chat, connected by webhook, and the address at which Telegram reaches it."""

    def mount(url: str) -> TelegramChat:
        return TelegramChat(settings_for(telegram, mode="webhook", public_url=url, **more), FrozenClock(START))

    async with served(mount) as (url, chat), connected(chat, inbox):
        await until(lambda: telegram.updates.webhook)
        yield chat, f"{url}/platforms/telegram/updates"


async def test_updates_come_in_by_webhook_and_are_acknowledged(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    async with webhook(telegram, inbox) as (_, url):
        telegram.say(telegram.person("Ana"), "remind me at 5")
        await until(lambda: telegram.updates.confirmed)
        asked = telegram.updates.webhook
    assert inbox.texts == ["remind me at 5"]
    assert (asked["url"], asked["allowed_updates"]) == (url, ["message", "callback_query"])


async def test_what_waited_before_the_start_comes_by_webhook(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    telegram.say(telegram.person("Ana"), "waited")
    async with webhook(telegram, inbox):
        await until(lambda: inbox.messages)
    assert inbox.texts == ["waited"]


async def test_forged_truncated_and_huge_requests_are_refused_and_counted(
    telegram: TelegramDouble, inbox: KeptInbox
) -> None:
    update = json.dumps({"update_id": 1, "message": {}})
    async with webhook(telegram, inbox) as (chat, url), httpx.AsyncClient() as client:
        secret = {SECRET: telegram.updates.webhook["secret_token"]}
        answers = [
            await client.post(url, content=update),
            await client.post(url, content=update, headers={SECRET: "guessed"}),
            await client.post(url, content=update, headers={SECRET: b"gu\xe4ssed"}),
            await client.post(url, content=update[:-5], headers=secret),
            await client.post(url, content="x" * (1 << 21), headers=secret),
            await client.post(url, content="[]", headers=secret),
            await client.post(url, content="null", headers=secret),
            await client.get(url, headers=secret),
        ]
        counts = chat.counts()
    assert [answer.status_code for answer in answers] == [403, 403, 403, 400, 413, 200, 200, 405]
    assert (counts["refused.forged"], counts["refused.truncated"], counts["refused.huge"]) == (3, 1, 1)
    assert (counts["ignored.malformed"], inbox.events) == (2, [])


async def test_what_stands_in_place_of_an_updates_number_is_not_logged(
    telegram: TelegramDouble, inbox: KeptInbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with webhook(telegram, inbox) as (chat, url), httpx.AsyncClient() as client:
        headers = {SECRET: telegram.updates.webhook["secret_token"]}
        answer = await client.post(url, json={"update_id": "the secret of Ana", "message": 5}, headers=headers)
        malformed = chat.counts()["ignored.malformed"]
    assert (answer.status_code, malformed) == (200, 1)
    assert "secret of Ana" not in caplog.text


async def test_a_replayed_update_counts_once(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    async with webhook(telegram, inbox) as (_, url), httpx.AsyncClient() as client:
        telegram.say(telegram.person("Ana"), "once")
        update = telegram.updates.pending[0]
        await until(lambda: telegram.updates.confirmed)
        headers = {SECRET: telegram.updates.webhook["secret_token"]}
        answer = await client.post(url, json=update, headers=headers)
    assert (answer.status_code, inbox.texts, inbox.repeated) == (200, ["once"], 1)


async def test_what_the_store_cannot_take_is_sent_again_by_telegram(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    inbox.failures = [StoreUnavailable()]
    async with webhook(telegram, inbox):
        telegram.say(telegram.person("Ana"), "hold on")
        await until(lambda: telegram.updates.confirmed)
    assert [status for _, status in telegram.updates.posted] == [503, 200]
    assert inbox.texts == ["hold on"]


async def test_messages_of_one_chat_keep_their_order_and_other_chats_do_not_wait(
    telegram: TelegramDouble, inbox: KeptInbox
) -> None:
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    go_on = asyncio.Event()

    async def answer(event: Any) -> None:
        if event.text == "a0":
            await go_on.wait()

    inbox.answer = answer
    async with webhook(telegram, inbox):
        for number in range(3):
            telegram.say(ana, f"a{number}")
        telegram.say(bo, "b")
        await until(lambda: inbox.texts == ["b"])
        go_on.set()
        await until(lambda: len(inbox.messages) == 4)
    assert inbox.texts == ["b", "a0", "a1", "a2"]


async def test_before_the_start_and_after_the_end_telegram_is_asked_to_come_again(
    telegram: TelegramDouble, inbox: KeptInbox
) -> None:
    chats = []

    def mount(url: str) -> TelegramChat:
        chats.append(TelegramChat(settings_for(telegram, mode="webhook", public_url=url), FrozenClock(START)))
        return chats[0]

    async with served(mount) as (url, chat), httpx.AsyncClient() as client:
        headers = {SECRET: settings_for(telegram).webhook_secret}
        before = await client.post(f"{url}/platforms/telegram/updates", json={"update_id": 1}, headers=headers)
        async with connected(chat, inbox):
            await until(lambda: chat.health().ok)
        after = await client.post(f"{url}/platforms/telegram/updates", json={"update_id": 1}, headers=headers)
    assert (before.status_code, after.status_code) == (503, 503)
    assert telegram.updates.webhook["url"]


async def test_a_webhook_that_somebody_else_took_is_set_again(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    async with webhook(telegram, inbox, check_webhook=timedelta(milliseconds=10)) as (_, url):
        telegram.updates.set_webhook({"url": ""})
        await until(lambda: telegram.updates.webhook.get("url") == url)


async def test_a_webhook_that_telegram_cannot_reach_turns_health(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    settings = {"mode": "webhook", "public_url": "http://127.0.0.1:1", "check_webhook": timedelta(milliseconds=10)}
    chat = TelegramChat(settings_for(telegram, **settings), FrozenClock(START))
    async with connected(chat, inbox):
        telegram.say(telegram.person("Ana"), "hello?")
        await until(lambda: "does not reach" in chat.health().detail)
        assert not chat.health().ok


async def test_a_request_that_breaks_off_or_is_nested_without_end_is_counted(
    telegram: TelegramDouble, inbox: KeptInbox
) -> None:
    async with webhook(telegram, inbox) as (chat, url), httpx.AsyncClient() as client:
        secret = {SECRET: telegram.updates.webhook["secret_token"]}
        await begin_and_break_off(url, **secret)
        await until(lambda: chat.counts().get("refused.truncated") == 1)
        answer = await client.post(url, content='{"a":' * 50_000, headers=secret)
        assert (answer.status_code, chat.counts()["refused.truncated"], inbox.events) == (400, 2, [])
