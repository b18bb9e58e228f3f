"""Conversation: what the bot waits to hear from one person in one room, kept in the store so that a restart loses nothing.

Everything in it can be written as JSON: each variant names itself in `kind`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bot.domain.item import ItemKind
from bot.domain.message import Mention, Quote
from bot.domain.reminder import Recipient, Reminder, Trigger


@dataclass(frozen=True, slots=True)
class Proposal:
    """One reading of when, as offered; implied: the parts that nobody said (names of bot.language.reading.Implied)."""

    trigger: Trigger
    implied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A reminder on its way to being set, as far as it is known. typed: the words it came from. edits: the reminder that it would change.

    item_kind: by the item's series. ends_repeat: the reminder that it would change repeats, and would no longer.
    link: to the message that it is about.
    """

    text: str | None
    proposal: Proposal | None
    alternatives: tuple[Proposal, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    item_key: str | None = None
    unless_closed: bool = False
    nag_every: timedelta | None = None
    nag_limit: int = 0
    typed: str = ""
    edits: UUID | None = None
    item_kind: ItemKind | None = None
    ends_repeat: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, or a room, as named. typed: "@ana", "#dev", "me"; in a choice the name alone.

    kind, external_id: whom or what the platform means by it, where that is known; user_id: of somebody whom only the store knows.
    calls: of this room, where everybody in it is to be called ("here", "channel").
    """

    typed: str
    kind: Literal["person", "room"] | None = None
    external_id: str | None = None
    user_id: UUID | None = None
    calls: Literal["", "here", "channel"] = ""


@dataclass(frozen=True, slots=True)
class Confirming:
    """A card is open: yes, no, another time, another text, or one of the alternatives. card: its token.

    changing: the person said that something shall be different, so what comes next says what.
    """

    draft: Draft
    card: str
    changing: bool = False
    kind: Literal["confirming"] = "confirming"


@dataclass(frozen=True, slots=True)
class AwaitingWhen:
    draft: Draft
    card: str
    kind: Literal["awaiting_when"] = "awaiting_when"


@dataclass(frozen=True, slots=True)
class AwaitingText:
    draft: Draft
    card: str
    kind: Literal["awaiting_text"] = "awaiting_text"


@dataclass(frozen=True, slots=True)
class AwaitingZone:
    """The person's zone is not known yet; the utterance is read again once it is, with all that the platform told of it."""

    typed: str
    card: str
    mentions: tuple[Mention, ...] = ()
    link: str | None = None
    quoted: Quote | None = None
    kind: Literal["awaiting_zone"] = "awaiting_zone"


@dataclass(frozen=True, slots=True)
class Choosing:
    """Several reminders match; `typed` is done to the one that is chosen. texts: what each choice reads like, so that words can choose."""

    choices: tuple[UUID, ...]
    typed: str
    card: str
    texts: tuple[str, ...] = ()
    kind: Literal["choosing"] = "choosing"


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Whether to hand all of these reminders over to that person."""

    reminders: tuple[UUID, ...]
    to: UUID
    card: str
    kind: Literal["handing_over"] = "handing_over"


@dataclass(frozen=True, slots=True)
class ConfirmingMany:
    """Whether to cancel all of these reminders."""

    reminders: tuple[UUID, ...]
    card: str
    kind: Literal["confirming_many"] = "confirming_many"


@dataclass(frozen=True, slots=True)
class Linking:
    """Whether to become one person with whoever asked for the code that was typed. code: its hash, in hexadecimal digits."""

    code: str
    card: str
    kind: Literal["linking"] = "linking"


@dataclass(frozen=True, slots=True)
class AwaitingWho:
    """names: all recipients of the draft; names[asked] cannot be told, or cannot be reminded. choices: who may have been meant.

    error: why the time that was said cannot be taken (a TimeError), to be told once it is known for whom.
    """

    draft: Draft
    names: tuple[Named, ...]
    asked: int
    card: str
    choices: tuple[Named, ...] = ()
    error: str = ""
    kind: Literal["awaiting_who"] = "awaiting_who"


YesOrNo = ConfirmingMany | HandingOver | Linking
Pending = Confirming | AwaitingWhen | AwaitingText | AwaitingZone | AwaitingWho | Choosing | YesOrNo


@dataclass(frozen=True, slots=True)
class Change:
    """What "undo" takes back: the reminder as it was (None: it was set by this change) and when its next firing was due then.

    batch: changes that were made at one word carry the same, and are taken back together.
    """

    reminder_id: UUID
    version: int
    before: Reminder | None
    due_before: datetime | None
    action: Literal["set", "edited", "cancelled", "paused", "resumed", "done", "snoozed", "dismissed", "handed_over"]
    occurrence_id: UUID | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Keyed by workspace, platform, room and user. until: when `pending` is no longer asked. focus: the reminder last talked about ("it").

    changes: what can be undone, the latest last. listing: the utterance that asked for the list whose pages may be turned.
    """

    workspace_id: UUID
    platform: str
    room: str
    user_id: UUID
    pending: Pending | None = None
    until: datetime | None = None
    focus: UUID | None = None
    changes: tuple[Change, ...] = field(default=())
    listing: str = ""
