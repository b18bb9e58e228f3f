"""What goes into one step of a conversation and what comes out of it: Heard and Moment in, Turn out, with the command to run.

Values only; the steps are in confirmation.py, the commands are carried out in carry_out.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.dialogue.inquiries import Inquiry
from bot.domain.conversation import AwaitingZone, Conversation, Draft, Named, Pending
from bot.domain.limits import Limits
from bot.domain.message import Address, Mention, Quote
from bot.domain.user import User
from bot.language.intents import Intent
from bot.language.reading import Reference, TimeError
from bot.language.understanding import Understanding
from bot.wording.replies import Reply


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance: cleaned, understood, and the reference that it was understood against.

    mentions: whom and what the platform recognised in it. direct: said to the bot alone. link, quoted: the message that it is about.
    """

    text: str
    understanding: Understanding
    reference: Reference
    mentions: tuple[Mention, ...] = ()
    direct: bool = True
    link: str | None = None
    quoted: Quote | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Who speaks, when (UTC); card: a fresh token for a question that this turn may open, until: when that question lapses.

    limits: what may be asked for, so that nothing is confirmed that is then refused. command: the slash command there, "" for none.
    """

    user: User
    now: datetime
    card: str
    until: datetime
    limits: Limits
    command: str = ""


@dataclass(frozen=True, slots=True)
class SetDraft:
    """Set what the draft says, or change the reminder that it edits. implied: to be pointed out, as no card asked."""

    draft: Draft
    implied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """Find out who is meant, and whether they can be reminded; then go on with the draft. error: why its time cannot be taken."""

    draft: Draft
    names: tuple[Named, ...]
    error: TimeError | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Do what the intent asks; to `reminder` where it was chosen from several."""

    intent: Intent
    typed: str
    reminder: UUID | None = None


@dataclass(frozen=True, slots=True)
class ActOnChoice:
    """Do what `typed` asked, to this one."""

    typed: str
    reminder: UUID


@dataclass(frozen=True, slots=True)
class CancelMany:
    reminders: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class HandOverMany:
    reminders: tuple[UUID, ...]
    to: UUID


@dataclass(frozen=True, slots=True)
class JoinPlaces:
    """code: the hash of the one that was typed, in hexadecimal digits."""

    code: str


@dataclass(frozen=True, slots=True)
class AnswerOrAsk:
    """A bare time: snooze the reminder delivered last, or, where none waits, begin the draft."""

    act: Act
    draft: Draft


@dataclass(frozen=True, slots=True)
class MoveToZone:
    """The person's zone is known; `waiting` holds what was waiting for it."""

    zone: str
    waiting: AwaitingZone


Command = (
    SetDraft | AddressDraft | Act | ActOnChoice | CancelMany | HandOverMany | JoinPlaces | AnswerOrAsk | MoveToZone
)


@dataclass(frozen=True, slots=True)
class Turn:
    """replies in order; command: to be run next, and to have the last word. answered: the firing that was done, snoozed or dismissed.

    aside: what was pressed stays as it reads.
    inquiries: what must be known first: nothing else of this turn counts, and it is to be taken again.
    elsewhere: what is said in other places because of it.
    """

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    command: Command | None = None
    answered: UUID | None = None
    inquiries: tuple[Inquiry, ...] = ()
    elsewhere: tuple[tuple[Address, Reply], ...] = ()
    aside: bool = False


def ask(conversation: Conversation, pending: Pending, moment: Moment) -> Conversation:
    return replace(conversation, pending=pending, until=moment.until)


def settle(conversation: Conversation) -> Conversation:
    """No question is open any more."""
    return replace(conversation, pending=None, until=None)
