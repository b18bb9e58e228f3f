"""remindbot as its user runs it: a process of its own with a configuration file; and the three platforms' doubles on the other side.

A Side is what a test does with one of them, alike for all: Ana writes directly to the bot, reads, presses.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from tests.doubles.mattermost.server import MattermostDouble
from tests.doubles.slack.pushes import PATIENT
from tests.doubles.slack.server import SlackDouble, labels
from tests.doubles.slack.world import text_of
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person

ROOT = Path(__file__).parents[3]
Shown = tuple[str, list[str]]
_PLANT = re.compile(r"water (plant-\d+)")


class Side(Protocol):
    name: str

    def connected(self) -> bool:
        """Whether remindbot is at the other end; a button pressed before is answered by the platform itself."""

    def say(self, text: str) -> None: ...

    def add_person(self, name: str) -> Any: ...

    def write(self, person: Any, text: str) -> None:
        """As say(), for somebody who was added."""

    def shown(self) -> list[Shown]:
        """What the bot's messages read now, with the labels of their buttons."""

    async def press(self, which: int, label: str) -> None: ...

    def refuse(self) -> None:
        """From now on the bot's token is not accepted."""

    def accept(self) -> None: ...


class MattermostSide:
    name = "mattermost"

    def __init__(self, double: MattermostDouble, public_url: str) -> None:
        self.double = double
        self.ana = double.add_person("ana")
        token = double.add_command("remind", f"{public_url}/platforms/mattermost/command")
        self.section = {"url": double.url, "token": double.token, "command_tokens": [token]}

    def connected(self) -> bool:
        return self.double.hub.open_sockets > 0

    def say(self, text: str) -> None:
        self.write(self.ana, text)

    def add_person(self, name: str) -> str:
        return self.double.add_person(name)

    def write(self, person: str, text: str) -> None:
        self.double.write(person, text)

    def shown(self) -> list[Shown]:
        return [self._shown(post) for post in self._posts()]

    async def press(self, which: int, label: str) -> None:
        called = await self.double.press(self.ana, self._posts()[which], label)
        assert called.status == 200

    def refuse(self) -> None:
        self.double.revoke()

    def accept(self) -> None:
        self.double.restore()

    def _posts(self) -> list[dict[str, Any]]:
        return self.double.said_in(self.double.direct(self.ana))

    def _shown(self, post: dict[str, Any]) -> Shown:
        cards = post["props"].get("attachments") or []
        text = post["message"] + "".join(card["text"] for card in cards)
        return text, [action["name"] for card in cards for action in card.get("actions", [])]


class SlackSide:
    name = "slack"

    def __init__(self, double: SlackDouble, public_url: str, *, http: bool) -> None:
        self.double = double
        double.limits.enforced = False
        double.pushes.ack_within = PATIENT
        self.ana = double.world.add_user("ana")
        self.room = double.world.direct(self.ana)
        way = {"signing_secret": double.world.signing_secret} if http else {"app_token": double.world.app_token}
        self.section = {"bot_token": double.world.bot_token, "api_url": double.api_url, **way}
        if http:
            kinds = ("events_api", "slash_commands", "interactive")
            double.pushes.request_urls = dict.fromkeys(kinds, f"{public_url}/platforms/slack/events")
            double.pushes.retry_delays = (0.2,) * 1000

    def connected(self) -> bool:
        return bool(self.double.pushes.sockets) or self.double.pushes.request_urls is not None

    def say(self, text: str) -> None:
        self.write(self.ana, text)

    def add_person(self, name: str) -> str:
        return self.double.world.add_user(name)

    def write(self, person: str, text: str) -> None:
        self.double.say(person, self.double.world.direct(person), text)

    def shown(self) -> list[Shown]:
        return [(text_of(message), labels(message)) for message in self.double.world.posted(self.room)]

    async def press(self, which: int, label: str) -> None:
        message = self.double.world.posted(self.room)[which]
        await self.double.press(self.ana, self.room, message, label).acknowledged()

    def refuse(self) -> None:
        self.double.world.revoked = "invalid_auth"

    def accept(self) -> None:
        self.double.world.revoked = None


class TelegramSide:
    name = "telegram"

    def __init__(self, double: TelegramDouble, *, http: bool) -> None:
        self.double, self._token = double, double.token
        self.ana = double.person("Ana", username="ana", language_code="en")
        way = {"mode": "webhook"} if http else {}
        self.section = {"token": double.token, "api_url": double.url, "people": "anyone", **way}

    def connected(self) -> bool:
        return True  # Telegram keeps what comes before

    def say(self, text: str) -> None:
        self.write(self.ana, text)

    def add_person(self, name: str) -> Person:
        return self.double.person(name)

    def write(self, person: Person, text: str) -> None:
        self.double.say(person, text)

    def shown(self) -> list[Shown]:
        return [(post.text, post.buttons) for post in self.double.said]

    async def press(self, which: int, label: str) -> None:
        self.double.press(self.ana, self.double.said[which], label)

    def refuse(self) -> None:
        self.double.revoke_token()

    def accept(self) -> None:
        self.double.token = self._token


@dataclass
class Bot:
    """`remindbot run` in a folder of its own, to be started, killed, started again."""

    folder: Path
    config: dict[str, Any]
    url: str
    sides: list[Any]
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        (self.folder / "config.yaml").write_text(yaml.safe_dump(self.config), encoding="utf-8")
        with self._log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--config", "config.yaml",
                cwd=self.folder, env=_environment(), stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            ready = await self.process.stdout.readline()
        assert ready.startswith(b"remindbot is ready"), self.log

    async def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """As an operator stops it; the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(60):
            return await self.process.wait()

    async def ask(self, command: str) -> tuple[int, str]:
        """Another command beside it: its exit status and what it prints."""
        asked = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", command, "--config", "config.yaml",
            cwd=self.folder, env=_environment(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        async with asyncio.timeout(60):
            printed, _ = await asked.communicate()
        return asked.returncode or 0, printed.decode()

    def asked(self) -> tuple[Counter[str], int]:
        """How often each plant of "water plant-…" was asked about, as the store has it; how many events are still to be attended to."""
        with closing(
            sqlite3.connect(f"file:{self.folder / 'data' / 'remindbot.sqlite'}?mode=ro", uri=True)
        ) as database:
            cards = "SELECT message FROM messages WHERE card IS NOT NULL AND message LIKE '%water plant-%'"
            plants = Counter(_PLANT.findall(text)[0] for (text,) in database.execute(cards))
            return plants, database.execute("SELECT count(*) FROM arrivals").fetchone()[0]

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def _log(self) -> Path:
        return self.folder / "remindbot.log"


@asynccontextmanager
async def office(folder: Path, *, http: bool = False) -> AsyncIterator[Bot]:
    """All three platforms and a remindbot that is set up for them, not started yet. http: Slack and Telegram call it."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as stack:
        sides: list[Any] = [
            MattermostSide(await stack.enter_async_context(MattermostDouble()), url),
            SlackSide(await stack.enter_async_context(SlackDouble().running()), url, http=http),
            TelegramSide(await stack.enter_async_context(TelegramDouble()), http=http),
        ]
        config: dict[str, Any] = {side.name: side.section for side in sides}
        config |= {"web": {"port": port, "public_url": url}, "people": {"zone": "Europe/Copenhagen"}}
        config |= {"log": {"level": "info"}}
        bot = Bot(folder, config, url, sides)
        try:
            yield bot
        finally:
            if bot.process is not None and bot.process.returncode is None:
                await bot.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REMINDBOT_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
