"""What the bot has to say, as values: a reply says what happened, not how it reads. The words are in render.py and around it.

Buttons are named by what they press (press.py); their labels are words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bot.domain.conversation import Draft
from bot.domain.item import Item
from bot.domain.ledger import Ledger
from bot.domain.listing import Page, ReminderView
from bot.domain.reminder import Reminder
from bot.domain.user import User

Asked = Literal["when", "text", "zone", "change"]
Reason = Literal["past", "invalid", "passed", "unread"]
WhyNot = Literal[
    "nobody", "several", "no_room", "unanswered", "email", "everybody", "unreachable", "not_in_room", "may_not_post", "refused",
]  # fmt: skip
Done = Literal[
    "set", "edited", "nag_off", "cancelled", "paused", "resumed", "done", "done_early", "snoozed", "dismissed", "undone"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Company:
    """The people whom a reply is about: owners and recipients of the reminders in it. asker: who reads it."""

    asker: UUID
    people: Mapping[UUID, User]


@dataclass(frozen=True, slots=True)
class Card:
    """The question whether to set (or, where `reminder` is given, to change) what the draft says. company: where others are concerned."""

    draft: Draft
    card: str
    reminder: Reminder | None = None
    item: Item | None = None
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something is missing. text: the part that is known; because: why it is asked again. label: of the reminder that would change.

    for_others: it will go to others than, or beside, the person who is asked.
    """

    asked: Asked
    card: str
    text: str | None = None
    because: Reason | None = None
    label: str | None = None
    for_others: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something was done. undo: what its Undo button presses. implied: what nobody said, to be pointed out where no card asked before.

    answers: the occurrence that waits for an answer again. until: when it is told again, for what was snoozed.
    """

    done: Done
    view: ReminderView
    undo: str | None = None
    implied: tuple[str, ...] = ()
    answers: UUID | None = None
    until: datetime | None = None
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Several reminders match: which one?"""

    views: tuple[ReminderView, ...]
    card: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmMany:
    """Whether to cancel all of these."""

    count: int
    card: str


@dataclass(frozen=True, slots=True)
class ConfirmHandOver:
    """Whether to hand so many reminders over to `who`."""

    count: int
    who: str
    card: str


@dataclass(frozen=True, slots=True)
class ConfirmLink:
    """Whether to become one person with `who` on `place`, who has `count` open reminders."""

    who: str
    place: str
    count: int
    card: str


@dataclass(frozen=True, slots=True)
class Listing:
    """heading: a key under "list.heading". values fill it. number: which page, counted from 0."""

    heading: str
    page: Page[ReminderView]
    number: int = 0
    values: Mapping[str, str | int] = field(default_factory=dict)
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class Details:
    view: ReminderView
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """One whom the person named cannot be reminded: who instead? choices: names of those who may have been meant.

    who: the name of the one that was found, or, where the platform did not answer, its reason.
    """

    typed: str
    because: WhyNot
    card: str
    choices: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """names: of the people in the ledger. asker: who is "you"."""

    ledger: Ledger
    names: Mapping[UUID, str]
    asker: UUID


@dataclass(frozen=True, slots=True)
class NextFiring:
    """clock_change: by how much the clocks have been moved since the firing before, where they have."""

    instant: datetime
    clock_change: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    reminder: Reminder
    firings: tuple[NextFiring, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence of the catalogue, by its key, with its values."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A one-time code, for one person's eyes; minutes: how long it counts."""

    code: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """All that a person can choose, as it is. places: those that are linked."""

    user: User
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HowLong:
    """For how long to snooze this firing."""

    reminder: Reminder
    occurrence: UUID


@dataclass(frozen=True, slots=True)
class HelpPage:
    """platform: where it is read, as examples look there. command: the slash command that it has, "" for none."""

    topic: str | None
    platform: str = ""
    command: str = ""


Reply = (
    Card
    | Question
    | Outcome
    | Choice
    | ConfirmMany
    | Listing
    | Details
    | Explanation
    | Preview
    | Notice
    | CodeShown
    | SettingsPage
    | HowLong
    | HelpPage
    | Who
    | ConfirmHandOver
    | ConfirmLink
)  # fmt: skip
