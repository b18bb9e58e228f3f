"""The adapter against telegram-test-api, a Telegram server that nobody here wrote; the same walk against our double."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from pydantic import SecretStr

from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import TelegramSettings
from bot.domain.message import Button, ButtonPress, Edit, IncomingMessage, Message, Run, Style
from tests.doubles.telegram.meeting import FAST, SOON, FrozenClock, KeptInbox, connected, say, served
from tests.doubles.telegram.server import TelegramDouble
from tests.proofs.telegram.peer import Peer, install
from tests.waiting import until

Said = list[dict[str, Any]]


class Telegram(Protocol):
    """A Telegram with one person, who talks to the bot directly."""

    token: str

    @property
    def url(self) -> str: ...

    async def say(self, text: str) -> None: ...

    async def press(self, data: str, message: int) -> None: ...

    async def said(self) -> Said: ...


class OurTelegram:
    """The double, as the walk speaks to it."""

    def __init__(self, double: TelegramDouble) -> None:
        self._double, self._ana = double, double.person("Ana", username="ana")
        self.token, self.url = double.token, double.url
        double.flood.second = FAST.second

    async def say(self, text: str) -> None:
        self._double.say(self._ana, text)

    async def press(self, data: str, message: int) -> None:
        self._double.press_data(self._ana, self._double.world.posts[self._ana.id, message], data)

    async def said(self) -> Said:
        posts = self._double.said
        return [
            {
                "id": post.id,
                "text": post.text,
                "entities": post.entities,
                "reply_markup": {"inline_keyboard": post.keyboard},
            }
            for post in posts
        ]


@pytest.fixture(scope="module")
def installed() -> Path:
    return install()


@pytest.fixture(params=["ours", "telegram-test-api"])
async def telegram(request: pytest.FixtureRequest) -> AsyncIterator[Telegram]:
    if request.param == "ours":
        async with TelegramDouble() as double:
            yield OurTelegram(double)
        return
    folder = request.getfixturevalue("installed")
    async with Peer(folder, free_port()) as peer:
        yield peer


def free_port() -> int:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


class Assistant:
    """Answers what is written with a card, and closes the card when it is pressed."""

    def __init__(self) -> None:
        self.inbox = KeptInbox()
        self.inbox.answer = self.answer
        self.chat: TelegramChat | None = None

    async def answer(self, event: IncomingMessage | ButtonPress) -> None:
        assert self.chat is not None
        if isinstance(event, ButtonPress):
            done = Message((Run("It is set: "), Run("REM-1", Style.STRONG)))
            await self.chat.edit(Edit(event.address, event.message_ref or "", done))
        else:
            buttons = (Button("Set it", "yes:c1", "primary"), Button("Cancel", "no:c1"))
            await self.chat.send(
                say(int(event.address.room), Run(event.text, Style.STRONG), " — shall I?", buttons=buttons)
            )


def settings(telegram: Telegram, **more: Any) -> TelegramSettings:
    quick = {"rates": FAST, "reconnect": SOON, "poll": timedelta(seconds=1)}
    return TelegramSettings(SecretStr(telegram.token), api_url=telegram.url, **quick, **more)


async def said(telegram: Telegram, text: str) -> dict[str, Any]:
    """What the bot said in these words; waits for it."""
    async with asyncio.timeout(60):
        while True:
            found = [one for one in await telegram.said() if one["text"] == text]
            if found:
                return found[-1]
            await asyncio.sleep(0.02)


async def walk(telegram: Telegram, assistant: Assistant) -> None:
    """From a command to a card that is pressed and edited in place."""
    await telegram.say("/remind me to call Jens at 5")
    card = await said(telegram, "/remind me to call Jens at 5 — shall I?")
    labels = [button["text"] for row in card["reply_markup"]["inline_keyboard"] for button in row]
    bold = [(entity["offset"], entity["length"]) for entity in card["entities"] if entity["type"] == "bold"]
    assert (labels, bold) == (["Set it", "Cancel"], [(0, 28)])
    await telegram.press("yes:c1", card["id"])
    closed = await said(telegram, "It is set: REM-1")
    await until(lambda: assistant.inbox.presses)
    assert (closed["id"], assistant.inbox.presses[0].sender.name[:3]) == (card["id"], "Ana")


async def test_a_card_is_asked_pressed_and_closed_by_polling(telegram: Telegram) -> None:
    assistant = Assistant()
    assistant.chat = TelegramChat(settings(telegram), FrozenClock(datetime.now(UTC)))
    async with connected(assistant.chat, assistant.inbox):
        await walk(telegram, assistant)
    assert assistant.inbox.texts == ["/remind me to call Jens at 5"]


async def test_a_card_is_asked_pressed_and_closed_by_webhook(telegram: Telegram) -> None:
    assistant = Assistant()

    def mount(url: str) -> TelegramChat:
        return TelegramChat(settings(telegram, mode="webhook", public_url=url), FrozenClock(datetime.now(UTC)))

    async with served(mount) as (_, chat):
        assistant.chat = chat
        async with connected(chat, assistant.inbox):
            await until(lambda: chat.health().ok)
            await walk(telegram, assistant)
