"""Somebody's side of a conversation with the Inbox, and a platform that keeps what it is given: what the tests of the exchange share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.dialogue.exchange import Exchange
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, ButtonPress, Edit, IncomingMessage, Profile, Said
from bot.ports import Inbox
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
    others: list[Exchange] = field(default_factory=list)

    def message(self, text: str, event: str | None = None) -> IncomingMessage:
        self.events += 1
        return IncomingMessage("", ROOM, ANA, text, event or f"e{self.events}", self.clock.now())

    def another(self, *, alone: bool = True) -> Exchange:
        """That of the next process; of one beside it where that is not alone."""
        exchange = Exchange(self.exchange.assistant, {"web": self.chat}, self.exchange.open_unit, self.clock, alone)
        self.others.append(exchange)
        return exchange

    async def finish(self) -> None:
        for exchange in (self.exchange, *self.others):
            await exchange.finish()

    async def say(self, text: str, event: str | None = None) -> None:
        await self.exchange.on_message(self.message(text, event))

    async def press(self, press: str, ref: str | None = None) -> None:
        self.events += 1
        await self.exchange.on_press(ButtonPress("", ROOM, ANA, press, f"e{self.events}", self.clock.now(), ref))
