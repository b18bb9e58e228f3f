"""Plays a chat transcript through the real assistant, store and engine, with a frozen clock, and writes down what happened.

The format of a transcript is told in README.md beside this file.
"""

from __future__ import annotations

import asyncio
import re
import sys
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.circuit import CircuitPolicy
from bot.domain.limits import Limits
from bot.domain.message import Address, Button, ButtonPress, Edit, IncomingMessage, Message, Profile, Said
from bot.domain.zone import to_instant
from bot.ports import Inbox, Notice
from bot.scheduling.circuits import Circuits
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from bot.scheduling.upkeep import Upkeep
from storage.store import Store, open_store
from tests.acceptance.cast import PLATFORM, Cast
from tests.fakes import FakeAlarm, FrozenClock

DATABASE = "remindbot.sqlite"
_WHERE = r"(?P<who>[a-z]+)(?: in #(?P<room>[a-z]+)| at (?P<place>[a-z]+))?"
_SAYS = re.compile(_WHERE + r"> ?(?P<text>.*)\Z", re.DOTALL)
_PRESSES = re.compile(_WHERE + r" presses (?P<label>.+)\Z")
_LINK_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
_PLACES = (PLATFORM, "slack", "telegram")
_LEAVES = re.compile(r"-- (?P<who>#?[a-z]+) is gone --\Z")
_BOT = re.compile(r"bot( edits| reminds)?( at [a-z]+)?( #?[a-z]+)?> ")
_PASSES = re.compile(
    r"-- (?:(?P<number>\d+) (?P<unit>second|minute|hour|day|week)s? pass(?:es)?|until (?P<until>.+)) --\Z"
)
_MANY = re.compile(r"\\\{(.)\*(\d+)\}")
_CHARACTER = re.compile(r"\\u\{([0-9a-f]+)\}")
_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_INDENT = "     "


@dataclass
class Scroll:
    """What is said, line by line, as it will be compared; and the buttons that have been seen. spoken: where the last words came from."""

    cast: Cast
    spoken: Address | None = None
    lines: list[str] = field(default_factory=list)
    messages: dict[str, tuple[Address, Message]] = field(default_factory=dict)
    pressed_before: list[tuple[str, Button]] = field(default_factory=list)
    code: str = ""

    def show(self, speaker: str, ref: str, address: Address, message: Message) -> None:
        known = self.messages.get(ref)
        self.messages[ref] = (address, message)
        self.pressed_before += [(ref, button) for button in message.buttons]
        if known and known[1].text == message.text and not message.buttons:
            if known[1].buttons:
                self.lines.append(f"(buttons gone: {' '.join(f'[{button.label}]' for button in known[1].buttons)})")
            return
        calls = f"@{message.calls} " if message.calls else ""
        found = _LINK_CODE.search(message.text)
        self.code = found[0] if found else self.code
        first, *rest = _LINK_CODE.sub("CODE", message.text).split("\n")
        self.lines += [f"{speaker}{self._aside(address)}> {calls}{first}", *(_INDENT + line for line in rest)]
        if message.buttons:
            self.lines.append(_INDENT + " ".join(f"[{button.label}]" for button in message.buttons))

    def _aside(self, address: Address) -> str:
        """Whose words are shown where there are several: " ben", " #dev", " at slack"."""
        if address.platform != PLATFORM:
            return f" at {address.platform}"
        if not self.cast.people or (self.spoken is not None and self.spoken.room == address.room):
            return ""
        return f" {self.cast.label(address)}"

    def button(self, label: str, room: str) -> tuple[str, Button]:
        """The latest button of that label that can be pressed, in that room where there is one, else the latest that ever could."""
        there = [ref for ref, (address, _) in self.messages.items() if address.room == room]
        for ref in reversed((*self.messages, *there)):
            message = self.messages[ref][1]
            for button in message.buttons:
                if button.label == label:
                    return ref, button
        for ref, button in reversed(self.pressed_before):
            if button.label == label:
                return ref, button
        raise AssertionError(f"no button [{label}] has been shown")


class MemoryChat:
    """ChatAdapter of one platform, in memory."""

    def __init__(self, scroll: Scroll, platform: str) -> None:
        self.scroll, self.platform = scroll, platform

    async def run(self, inbox: Inbox) -> None:
        """The player brings the messages itself."""

    async def send(self, said: Said) -> str | None:
        self.scroll.show("bot", str(said.id), said.address, said.message)
        return str(said.id)

    async def edit(self, edit: Edit) -> None:
        self.scroll.show("bot edits", edit.message_ref, edit.address, edit.message)


class MemoryNotices:
    """Channel of the same platform."""

    def __init__(self, scroll: Scroll, name: str) -> None:
        self.scroll, self.name = scroll, name

    async def send(self, notice: Notice) -> str | None:
        if self.name == PLATFORM:
            self.scroll.cast.check(notice.address)
        self.scroll.show("bot reminds", str(notice.delivery_id), notice.address, notice.message)
        return str(notice.delivery_id)


@dataclass
class Setting:
    """What the head of a transcript says: `# zone: none` is a person whose zone nobody knows."""

    zone: str | None = "Europe/Copenhagen"
    locale: str | None = "en"
    limits: Limits = field(default_factory=Limits)
    message_length: int = 4000
    everybody: str = "nobody"
    people: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        name, _, value = line.lstrip("# ").partition(": ")
        match name:
            case "zone":
                self.zone = None if value == "none" else value
            case "locale":
                self.locale = None if value == "none" else value
            case "active reminders":
                self.limits = replace(self.limits, active_reminders=int(value))
            case "message length":
                self.message_length = int(value)
            case "for others":
                self.limits = replace(self.limits, for_others=int(value))
            case "for a room":
                self.limits = replace(self.limits, for_room=int(value))
            case "everybody":
                self.everybody = value
            case "person":
                self.people.append(value)
            case "room":
                self.rooms.append(value)

    def cast(self) -> Cast:
        cast = Cast(self.zone, self.locale)
        for words in self.people:
            cast.add_person(words)
        for words in self.rooms:
            cast.add_room(words)
        return cast


class Player:
    """The whole bot around one database file; kill() throws everything away but the file."""

    def __init__(self, folder: Path, setting: Setting, clock: FrozenClock) -> None:
        self.url = f"sqlite:///{folder / DATABASE}"
        self.setting, self.clock = setting, clock
        self.cast = setting.cast()
        self.scroll = Scroll(self.cast)
        self.events = 0
        self.store: Store | None = None

    async def start(self) -> None:
        self.store = store = await open_store(self.url)
        alarm, said = FakeAlarm(), self.setting
        settings = Settings(said.limits, said.message_length, everybody=said.everybody)  # type: ignore[arg-type] - as typed
        directories = {PLATFORM: self.cast} if self.cast.people else {}
        assistant = Assistant(store.open_unit, self.clock, alarm, settings, directories)
        chats = {place: MemoryChat(self.scroll, place) for place in _PLACES}
        channels = {place: MemoryNotices(self.scroll, place) for place in _PLACES}
        self.exchange = Exchange(assistant, chats, store.open_unit, self.clock)
        self.loop = Loop(store.open_unit, self.clock, alarm, channels, NoticeRenderer())
        circuits = Circuits(CircuitPolicy(), lambda: 0.5)
        self.pulse = Upkeep(store.open_unit, self.clock, alarm, channels, circuits, LoopSettings(), alone=True)
        await self.loop.begin()
        await self.pulse.begin()
        for place in _PLACES:
            await self.exchange.flush_unsent(place)
        await self.loop.run_once()

    async def kill(self) -> None:
        """The last sign of life is from this moment; nothing is tidied up."""
        if self.store is not None:
            await self.pulse.beat()
            await self.store.close()
            self.store = None

    async def say(self, who: str, text: str, room: str | None = None, place: str | None = None) -> None:
        address, profile, event, now = self._said_by(who, room, place)
        text = text.replace("CODE", self.scroll.code)
        said = IncomingMessage(
            "", address, profile, text, event, now, direct=room is None, mentions=self.cast.mentions(text)
        )  # fmt: skip
        await self.exchange.on_message(said)
        await self.loop.run_once()

    async def press(self, who: str, label: str, room: str | None = None, place: str | None = None) -> None:
        address, profile, event, now = self._said_by(who, room, place)
        ref, button = self.scroll.button(label, address.room)
        await self.exchange.on_press(ButtonPress("", address, profile, button.press, event, now, ref))
        await self.loop.run_once()

    async def wait_until(self, instant: datetime) -> None:
        """Time passes, from one due instant to the next; while the bot is down it just passes."""
        self.scroll.spoken = None
        while self.store is not None:
            async with self.store.open_unit(write=False) as uow:
                firings = (await uow.occurrences.next_due(), await uow.occurrences.next_nag())
                dues = (*firings, *(await uow.outbox.channels()).values())
            due = min((due for due in dues if due is not None), default=None)
            if due is None or due > instant:
                break
            self.clock.move_to(max(due, self.clock.now()))
            await self.loop.run_once()
        self.clock.move_to(instant)

    def _said_by(self, who: str, room: str | None, place: str | None) -> tuple[Address, Profile, str, datetime]:
        self.events += 1
        elsewhere = Address(place, f"{place}-of-{who}", user=who) if place else None
        self.scroll.spoken = address = elsewhere or self.cast.address(who, room)
        return address, self.cast.profile(who), f"event-{self.events}", self.clock.now()


async def play(transcript: str, folder: Path) -> str:
    """The transcript again, with what the bot really said after each line that is not the bot's."""
    setting = Setting()
    player: Player | None = None
    clock: FrozenClock | None = None
    written: list[str] = []
    for line in _lines_of_others(transcript):
        written.append(line)
        if not line or line.startswith("#"):
            setting.take(line)
        elif line.startswith("@ "):
            instant = to_instant(datetime.fromisoformat(line[2:]), setting.zone or "UTC")
            clock = FrozenClock(instant)
            player = Player(folder, setting, clock)
            await player.start()
        elif player is None or clock is None:
            raise AssertionError("a transcript begins with its instant: @ 2025-09-10 14:30")
        else:
            player.scroll.lines.clear()
            await _do(line, player)
            written += player.scroll.lines
    if player is not None:
        await player.kill()
    return "\n".join(written) + "\n"


def _lines_of_others(transcript: str) -> list[str]:
    lines = transcript.rstrip("\n").split("\n")
    return [line for line in lines if not (_BOT.match(line) or line.startswith(("(", _INDENT)))]


async def _do(line: str, player: Player) -> None:
    if line == "-- kill --":
        await player.kill()
    elif line == "-- start --":
        await player.start()
    elif line == "-- kill and restart --":
        await player.kill()
        await player.start()
    elif passing := _PASSES.match(line):
        await player.wait_until(_instant(passing, player))
    elif leaving := _LEAVES.match(line):
        player.cast.gone.add(leaving["who"])
    elif pressing := _PRESSES.match(line):
        await player.press(pressing["who"], pressing["label"], pressing["room"], pressing["place"])
    elif saying := _SAYS.match(line):
        await player.say(saying["who"], _unescaped(saying["text"]), saying["room"], saying["place"])
    else:
        raise AssertionError(f"not a line of a transcript: {line!r}")


def _instant(passing: re.Match[str], player: Player) -> datetime:
    if passing["until"]:
        return to_instant(datetime.fromisoformat(passing["until"]), player.setting.zone or "UTC")
    return player.clock.now() + int(passing["number"]) * _UNITS[passing["unit"]]


def _unescaped(text: str) -> str:
    """\\n is a line break, \\u{202e} that character, \\{a*10000} so many of them."""
    text = _MANY.sub(lambda match: match[1] * int(match[2]), text)
    return _CHARACTER.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", "\n")


def main(paths: list[str]) -> None:
    """Write what really happens into the transcripts at these paths."""
    for path in map(Path, paths):
        with TemporaryDirectory() as folder:
            path.write_text(asyncio.run(play(path.read_text(encoding="utf-8"), Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
