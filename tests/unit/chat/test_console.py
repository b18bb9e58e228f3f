"""The terminal: lines in, messages out, numbers for buttons."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest

from adapters.chat.console import Buttons, ConsoleChat, ConsoleNotices, host_profile, read_lines
from bot.domain.errors import StoreUnavailable
from bot.domain.message import Address, Button, ButtonPress, Edit, IncomingMessage, Message, Profile, Run, Said, Style
from bot.domain.notification import Kind, Notification
from bot.ports import Notice
from tests.fakes import FrozenClock, said_at_once

ID = UUID(int=1)
HERE = Address("console", "terminal")
CARD = Message((Run("Set it?"),), (Button("Set it", "yes:c"), Button("Cancel", "no:c")), "c")


async def typed(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


@dataclass
class KeptInbox:
    """Inbox that keeps what it is given; with a console, it answers every message by a card."""

    console: ConsoleChat | None = None
    messages: list[IncomingMessage] = field(default_factory=list)
    presses: list[ButtonPress] = field(default_factory=list)

    async def take(self, event: IncomingMessage | ButtonPress) -> asyncio.Future[None]:
        await (self.on_message(event) if isinstance(event, IncomingMessage) else self.on_press(event))
        return said_at_once()

    async def on_message(self, message: IncomingMessage) -> None:
        self.messages.append(message)
        if self.console:
            await self.console.send(Said(ID, HERE, CARD))

    async def on_press(self, press: ButtonPress) -> None:
        self.presses.append(press)


class FullStore(KeptInbox):
    async def on_message(self, message: IncomingMessage) -> None:
        raise StoreUnavailable


def console(*lines: str, is_terminal: bool = False) -> tuple[ConsoleChat, io.StringIO]:
    out = io.StringIO()
    clock = FrozenClock(datetime(2025, 9, 10, 12, 30, tzinfo=UTC))
    profile = Profile("owner", "Ana", "Europe/Copenhagen", "en")
    return ConsoleChat(clock, profile, typed(*lines), out, is_terminal=is_terminal), out


async def test_lines_become_messages_of_the_owner_and_the_end_ends_it() -> None:
    chat, _ = console("remind me", "yes")
    inbox = KeptInbox()
    await chat.run(inbox)
    assert [message.text for message in inbox.messages] == ["remind me", "yes"]
    assert {message.sender.zone for message in inbox.messages} == {"Europe/Copenhagen"}
    assert len({message.event_id for message in inbox.messages}) == 2


async def test_a_typed_number_presses_its_button() -> None:
    chat, out = console("remind me", " 2 ")
    inbox = KeptInbox(chat)
    await chat.run(inbox)
    assert [(press.press, press.message_ref) for press in inbox.presses] == [("no:c", str(ID))]
    assert out.getvalue() == "Set it?\n  [1] Set it   [2] Cancel\n"


async def test_a_number_that_no_button_has_is_a_message() -> None:
    chat, _ = console("7")
    inbox = KeptInbox()
    await chat.run(inbox)
    assert [message.text for message in inbox.messages] == ["7"]


async def test_a_card_that_lost_its_buttons_is_not_printed_again() -> None:
    chat, out = console("1")
    await chat.send(Said(ID, HERE, CARD))
    await chat.edit(Edit(HERE, str(ID), Message(CARD.runs)))
    inbox = KeptInbox()
    await chat.run(inbox)
    assert out.getvalue().count("Set it?") == 1
    assert [message.text for message in inbox.messages] == ["1"]


async def test_a_message_that_reads_otherwise_is_printed_again() -> None:
    chat, out = console()
    await chat.send(Said(ID, HERE, CARD))
    await chat.edit(Edit(HERE, str(ID), Message((Run("Set."),))))
    assert out.getvalue().endswith("Set.\n")


async def test_what_a_card_reads_and_the_answer_says_is_printed_once() -> None:
    chat, out = console()
    done = Message((Run("Done: REM-1"),))
    await chat.edit(Edit(HERE, str(UUID(int=2)), done))
    await chat.send(Said(ID, HERE, Message(done.runs, (Button("Undo", "undo:1"),))))
    await chat.send(Said(UUID(int=3), HERE, done))
    assert out.getvalue() == "Done: REM-1\n  [1] Undo\nDone: REM-1\n"


async def test_a_delivered_reminder_rings_at_a_terminal() -> None:
    chat, out = console(is_terminal=True)
    now = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)
    told = Notification(ID, ID, ID, "call Jens", "", Kind.REMINDER, now, now)
    ref = await ConsoleNotices(chat).send(Notice(ID, ID, HERE, Message((Run("call Jens"),)), told, None))
    assert ref == str(ID)
    assert out.getvalue() == "\r\x1b[K\acall Jens\n> "


async def test_what_people_wrote_does_not_steer_the_terminal() -> None:
    chat, out = console(is_terminal=True)
    await chat.send(
        Said(ID, HERE, Message((Run("\x1b[2Jevil\x9b\r", Style.STRONG), Run("x", url="https://a.example/\x07"))))
    )
    assert "\x1b[1m[2Jevil\x1b[0mx <https://a.example/>" in out.getvalue()


async def test_styles_are_left_out_of_a_pipe() -> None:
    chat, out = console()
    await chat.send(Said(ID, HERE, Message((Run("bold", Style.STRONG), Run(" and plain")))))
    assert out.getvalue() == "bold and plain\n"


async def test_an_empty_line_at_a_terminal_is_nothing() -> None:
    chat, _ = console("", "  ", is_terminal=True)
    inbox = KeptInbox()
    await chat.run(inbox)
    assert inbox.messages == []


async def test_a_full_disk_is_said_in_words_and_the_talk_goes_on() -> None:
    chat, out = console("hello", "hello again")
    await chat.run(FullStore())
    assert out.getvalue().count("I cannot save anything just now") == 2


def test_numbers_run_on_while_older_buttons_are_open_and_begin_anew_at_nine() -> None:
    buttons = Buttons()
    four = Message((), tuple(Button(str(number), f"yes:{number}") for number in range(4)))
    assert buttons.add("a", four) == [1, 2, 3, 4]
    assert buttons.add("b", four) == [5, 6, 7, 8]
    assert buttons.pressed("1") == ("a", "yes:0")
    assert buttons.add("c", four) == [1, 2, 3, 4]
    assert buttons.pressed("1") == ("c", "yes:0")
    assert buttons.pressed("5") is None


@pytest.mark.parametrize("line", ["", "x", "-1", "1.5", "１２３", "999999999999999999999"])
def test_what_is_no_small_number_presses_nothing(line: str) -> None:
    assert Buttons().pressed(line) is None


async def test_lines_come_from_a_pipe_however_it_is_cut() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"one\ntw")
    lines = read_lines(reading)
    assert await anext(lines) == "one"
    os.write(writing, "o æ\xff".encode("latin-1") + b"\nlast")
    os.close(writing)
    assert [line async for line in lines] == ["two \ufffd\ufffd", "last"]
    os.close(reading)


async def test_a_line_may_come_while_nothing_is_read() -> None:
    reading, writing = os.pipe()
    lines = read_lines(reading)
    waiting = asyncio.ensure_future(anext(lines))
    os.write(writing, b"late\n")
    assert await waiting == "late"
    os.close(writing)
    assert [line async for line in lines] == []
    os.close(reading)


def test_the_hosts_zone_and_language_are_the_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert host_profile().locale == "da-DK"
    monkeypatch.setenv("LC_ALL", "C")
    assert host_profile().locale is None
