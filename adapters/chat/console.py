"""The terminal as a platform: lines in; messages, and reminders as they come, out. Works as well with a pipe instead of a terminal.

Who sits there, and their zone and language, is read from the host once, by host_profile().
"""

from __future__ import annotations

import asyncio
import codecs
import getpass
import os
import re
import sys
import threading
from collections.abc import AsyncIterator
from typing import TextIO
from uuid import uuid4

from tzlocal import get_localzone_name

from bot.domain.errors import StoreUnavailable
from bot.domain.message import (
    WORKSPACE,
    Address,
    ButtonPress,
    Edit,
    IncomingMessage,
    Message,
    Profile,
    Run,
    Said,
    Style,
)
from bot.ports import Clock, Inbox, Notice
from bot.wording.render import render_reply
from bot.wording.replies import Notice as Sentence
from bot.wording.voice import voice_for

PLATFORM = "console"
OWNER = "owner"
TERMINAL = Address(PLATFORM, "terminal", user=OWNER)
_STYLES = {Style.STRONG: "\x1b[1m", Style.QUIET: "\x1b[2m", Style.CODE: "\x1b[36m"}
_PLAIN, _BELL, _CLEAR_LINE = "\x1b[0m", "\a", "\r\x1b[K"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PROMPT = "> "
_MOST_NUMBERS = 9


class Buttons:
    """Numbers for the buttons on the screen: typing one presses it. What scrolled away behind nine newer ones has none any more."""

    def __init__(self) -> None:
        self._presses: dict[int, tuple[str, str]] = {}

    def add(self, ref: str, message: Message) -> list[int]:
        """Numbers for a message's buttons, in order; those that the message had before are taken back."""
        self.remove(ref)
        first = max(self._presses, default=0) + 1
        if first + len(message.buttons) - 1 > _MOST_NUMBERS:
            self._presses.clear()
            first = 1
        numbers = list(range(first, first + len(message.buttons)))
        for number, button in zip(numbers, message.buttons, strict=True):
            self._presses[number] = (ref, button.press)
        return numbers

    def remove(self, ref: str) -> None:
        self._presses = {number: pressed for number, pressed in self._presses.items() if pressed[0] != ref}

    def pressed(self, line: str) -> tuple[str, str] | None:
        """The message's ref and the press that a typed line stands for."""
        line = line.strip()
        return self._presses.get(int(line)) if line.isdecimal() and len(line) < 3 else None


class ConsoleChat:
    """ChatAdapter of the platform "console", for the one person who sits there. lines: what they type; is_terminal: whether a person watches."""

    platform = PLATFORM

    def __init__(
        self, clock: Clock, profile: Profile, lines: AsyncIterator[str], out: TextIO, *, is_terminal: bool
    ) -> None:
        self._clock, self._profile, self._lines, self._out = clock, profile, lines, out
        self._is_terminal = is_terminal
        self._buttons = Buttons()
        self._texts: dict[str, str] = {}
        self._rewritten = ""
        self._printing = asyncio.Lock()

    async def run(self, inbox: Inbox) -> None:
        """Bring line after line until there are no more, each after the answer to the one before; then return."""
        await self._print("")
        async for line in self._lines:
            try:
                await self._bring(line, inbox)
            except StoreUnavailable:
                voice = voice_for(self._profile.locale or "en", self._profile.zone, self._clock.now())
                await self._show(str(uuid4()), render_reply(Sentence("store_unavailable"), voice))
            await self._print("")

    async def send(self, said: Said) -> str:
        await self._show(str(said.id), said.message)
        return str(said.id)

    async def edit(self, edit: Edit) -> None:
        """What reads otherwise is printed again; a card that only lost its buttons just loses their numbers."""
        if self._texts.get(edit.message_ref) == edit.message.text and not edit.message.buttons:
            self._buttons.remove(edit.message_ref)
        else:
            await self._show(edit.message_ref, edit.message)
            self._rewritten = edit.message.text

    async def ring(self, ref: str, message: Message) -> None:
        """A reminder, whatever is being typed."""
        await self._show(ref, message, bell=True)

    async def _bring(self, line: str, inbox: Inbox) -> None:
        now, event_id = self._clock.now(), uuid4().hex
        pressed = self._buttons.pressed(line)
        if pressed is not None:
            ref, press = pressed
            await inbox.on_press(ButtonPress(WORKSPACE, TERMINAL, self._profile, press, event_id, now, ref))
        elif line.strip() or not self._is_terminal:
            await inbox.on_message(IncomingMessage(WORKSPACE, TERMINAL, self._profile, line, event_id, now))

    async def _show(self, ref: str, message: Message, *, bell: bool = False) -> None:
        """Where a card reads the answer from now on, the answer that follows adds its buttons alone."""
        said_already = bool(message.text) and message.text == self._rewritten
        self._texts[ref], self._rewritten = message.text, ""
        numbers = self._buttons.add(ref, message)
        lines = [] if said_already else ["".join(self._styled(run) for run in message.runs)]
        if numbers:
            labels = zip(numbers, message.buttons, strict=True)
            lines.append("  " + "   ".join(f"[{number}] {_literal(button.label)}" for number, button in labels))
        ringing = _BELL if bell and self._is_terminal else ""
        await self._print(ringing + "".join(f"{line}\n" for line in lines))

    def _styled(self, run: Run) -> str:
        text = _literal(run.text)
        if run.url:
            text += f" <{_literal(run.url)}>"
        if not self._is_terminal or run.style not in _STYLES:
            return text
        return _STYLES[run.style] + text + _PLAIN

    async def _print(self, text: str) -> None:
        """Write above the prompt. In a thread: a terminal that is held (Ctrl-S) must not hold the bot."""
        if self._is_terminal:
            text = _CLEAR_LINE + text + _PROMPT
        if text:
            async with self._printing:
                await asyncio.to_thread(self._write, text)

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


class ConsoleNotices:
    """Channel of the name "console": reminders are printed as they come, and ring."""

    name = PLATFORM

    def __init__(self, chat: ConsoleChat) -> None:
        self._chat = chat

    async def send(self, notice: Notice) -> str:
        ref = str(notice.delivery_id)
        await self._chat.ring(ref, notice.message)
        return ref


def host_profile() -> Profile:
    """The person at this machine: their name, zone and locale as the host is set up; None for what it does not say."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    tag = locale.split(".")[0].split("@")[0].replace("_", "-")
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        name = OWNER
    return Profile(OWNER, name, get_localzone_name() or None, None if tag in ("", "C", "POSIX") else tag)


def console_on_standard_streams(clock: Clock) -> ConsoleChat:
    """The console of this process's own terminal or pipe. To be called within the event loop."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return ConsoleChat(clock, host_profile(), read_lines(sys.stdin.fileno()), sys.stdout, is_terminal=is_terminal)


async def read_lines(descriptor: int) -> AsyncIterator[str]:
    """The lines of a file descriptor as they come, until its end. Bytes that are no UTF-8 become U+FFFD.

    A daemon thread waits for them: nothing else waits for a terminal, a pipe and a plain file alike, and can be left behind at exit.
    """
    loop = asyncio.get_running_loop()
    chunks: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        chunk = b"\n"
        while chunk:
            try:
                chunk = os.read(descriptor, 65536)
            except OSError:
                chunk = b""
            try:
                loop.call_soon_threadsafe(chunks.put_nowait, chunk)
            except RuntimeError:  # the loop is closed: nobody reads any more
                return

    threading.Thread(target=read, name="console", daemon=True).start()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    rest = ""
    while chunk := await chunks.get():
        *lines, rest = (rest + decoder.decode(chunk)).split("\n")
        for line in lines:
            yield line
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


def _literal(text: str) -> str:
    """Without control characters: what people wrote must not steer the terminal."""
    return _CONTROL.sub("", text)
