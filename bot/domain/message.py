"""What passes between a platform and the assistant: messages and button presses in, messages with buttons out.

No platform's own format is here: adapters translate, and escape, both ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

WORKSPACE = ""  # the key of the only workspace of an installation: one database is one team (ADR 14)


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style, with a link where `url` is set. The text is literal: adapters escape it. Newlines break lines."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """press: what comes back when it is pressed, at most 64 bytes of ASCII (Telegram's callback_data is the shortest of all)."""

    label: str
    press: str
    style: Literal["plain", "primary", "danger"] = "plain"


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot says. card: names the open question that its buttons answer, so that it can be closed later, wherever the answer came from.

    calls: everybody in the room ("channel"), or who is there just now ("here"), is to be called, where the platform has that.
    secret: it is sent, but kept nowhere: who did not get it asks again.
    """

    runs: tuple[Run, ...]
    buttons: tuple[Button, ...] = ()
    card: str | None = None
    calls: Literal["", "here", "channel"] = ""
    secret: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a room of a platform, a thread in it where there is one; user: whom it is for."""

    platform: str
    room: str
    thread: str | None = None
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform knows of a person; None where it does not say. zone is an IANA name, locale a BCP 47 tag or its first part.

    handle: what the person is mentioned by there, without "@", and by which the platform itself finds nobody; "" where they have none.
    """

    external_id: str
    name: str
    zone: str | None = None
    locale: str | None = None
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or a room that a message names. typed: how it stands in the text ("@ana", "#dev"); external_id: the platform's id."""

    typed: str
    external_id: str
    kind: Literal["person", "room"] = "person"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's message that another one is about. author: their name as people see it, "" where it is not known."""

    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """What a person wrote. workspace: WORKSPACE. event_id: the same event never counts twice.

    direct: in a direct conversation with the bot, where all is meant for it.
    about, quoted: link to the message that this one is about, and what it says.
    mentions: the people and rooms that the platform itself recognised in the text, the bot left out.
    """

    workspace: str
    address: Address
    sender: Profile
    text: str
    event_id: str
    received_at: datetime
    direct: bool = True
    permalink: str | None = None
    about: str | None = None
    mentions: tuple[Mention, ...] = ()
    quoted: Quote | None = None


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """A button of the bot's, pressed. message_ref: the platform's id of the message that carries it."""

    workspace: str
    address: Address
    sender: Profile
    press: str
    event_id: str
    received_at: datetime
    message_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A message of the bot's that must now read otherwise: a card that was answered, a delivered reminder that was done elsewhere."""

    address: Address
    message_ref: str
    message: Message


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot's, kept until the platform has it. id is its idempotency key."""

    id: UUID
    address: Address
    message: Message


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from one incoming message or press: messages to send and messages to edit, in order."""

    said: tuple[Said, ...] = ()
    edits: tuple[Edit, ...] = ()
