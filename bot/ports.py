"""The Protocols that the core needs from outside: clock, store, platforms and channels, and what passes through them.

Who implements them: adapters/ and storage/; bot/main.py joins them. Nothing here does anything.
"""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from bot.conversation_repositories import Arrivals, Conversations, Events, Messages
from bot.domain.delivery import Delivery
from bot.domain.directory import Matches, RoomProfile
from bot.domain.message import Address, ButtonPress, Edit, IncomingMessage, Message, Profile, Said
from bot.domain.notification import Notification
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Reminder
from bot.domain.user import User
from bot.engine_repositories import Circuits, Outbox, Paces, Runs
from bot.figures import Figures
from bot.people_repositories import Consents, Dealings, Links, Sessions, Users, Workspaces
from bot.repositories import Deliveries, Items, LedgerRows, Notifications, Occurrences, Reminders
from bot.retention import Retention


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware UTC."""

    async def sleep_until(self, instant: datetime) -> None:
        """Return at `instant`, never before; at once where it has passed."""


class Wakeup(Protocol):
    def notify(self, due: datetime) -> None:
        """Something is due at `due`: the loop must not sleep past it. Called after the commit that stored it."""


class Alarm(Wakeup, Protocol):
    """What the loop sleeps on."""

    async def wait(self, until: datetime | None) -> None:
        """Return at `until`, or when notify() names an earlier instant, or for a sweep, whichever is first; early returns do no harm."""


class Relay(Protocol):
    """Tells the other processes on the same database. It may lose what it is told: it only makes them look sooner than they would."""

    def tell(self, topic: str, *ids: str) -> None:
        """To be called after the commit that it tells of; returns at once. ids: never what people wrote."""

    def listen(self, topic: str, hear: Callable[..., None]) -> None:
        """`hear` is called with the ids that another process tells of; it returns at once, and raises nothing."""

    def on_gap(self, missed: Callable[[], None]) -> None:
        """`missed` is called whenever listening begins, also again after a gap: something may have been told meanwhile."""


class UnitOfWork(Protocol):
    """One transaction. Leaving it without commit() undoes everything; after commit() it is over."""

    @property
    def workspaces(self) -> Workspaces: ...

    @property
    def users(self) -> Users: ...

    @property
    def consents(self) -> Consents: ...

    @property
    def dealings(self) -> Dealings: ...

    @property
    def items(self) -> Items: ...

    @property
    def reminders(self) -> Reminders: ...

    @property
    def occurrences(self) -> Occurrences: ...

    @property
    def notifications(self) -> Notifications: ...

    @property
    def deliveries(self) -> Deliveries: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def conversations(self) -> Conversations: ...

    @property
    def messages(self) -> Messages: ...

    @property
    def arrivals(self) -> Arrivals: ...

    @property
    def events(self) -> Events: ...

    @property
    def ledger(self) -> LedgerRows: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def runs(self) -> Runs: ...

    @property
    def retention(self) -> Retention: ...

    @property
    def figures(self) -> Figures: ...

    @property
    def circuits(self) -> Circuits: ...

    @property
    def paces(self) -> Paces: ...

    @property
    def links(self) -> Links: ...

    @property
    def earliest_due(self) -> datetime | None:
        """The earliest instant at which something stored in this transaction is due; what Wakeup.notify is told after commit()."""

    async def commit(self) -> None:
        """Raises StoreUnavailable, having changed nothing, when the database cannot be written."""


class UnitOfWorkFactory(Protocol):
    def __call__(self, *, write: bool = True) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction; write=False for one that only reads, and never waits for a writer. Raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class Downtime:
    """remindbot was not running from `since` until `until` (UTC)."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ChannelOutage:
    """Earlier tries failed; the last one because of `error`."""

    attempts: int
    error: str


LateReason = Downtime | ChannelOutage


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """All that a delivery's words and its sending need, read when it was claimed.

    reminder and occurrence are None for what does not come from a reminder; user for what goes to a room.
    sender: who has set the reminder for the user, or for the room; asks_consent: it is the first from them.
    platform: what `delivery.address` belongs to. late: how long after `notification.due_at` it is now, zero when in time
    (under LATE_AFTER, or LATE_AFTER_DOWNTIME where that is the reason); late_reason None: not known, or not late.
    """

    delivery: Delivery
    notification: Notification
    reminder: Reminder | None
    occurrence: Occurrence | None
    user: User | None
    now: datetime
    late: timedelta = timedelta(0)
    late_reason: LateReason | None = None
    sender: User | None = None
    asks_consent: bool = False


LATE_AFTER = timedelta(minutes=1)
LATE_AFTER_DOWNTIME = timedelta(seconds=1)  # somebody who saw remindbot stop wants to read that it knows


class Renderer(Protocol):
    def render(self, context: DeliveryContext) -> Message:
        """The words of a notification, with its buttons; pure."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a channel sends. delivery_id is the idempotency key: the same one again is the same message.

    may_have_arrived: an earlier try went out without an answer; a channel that cannot deduplicate may say so.
    """

    workspace_id: UUID
    delivery_id: UUID
    address: Address
    message: Message
    notification: Notification
    user: User | None
    may_have_arrived: bool = False


class Channel(Protocol):
    @property
    def name(self) -> str:
        """What Delivery.channel says: "web", "console", "mattermost", …"""

    async def send(self, notice: Notice) -> str | None:
        """Hand it over; the platform's id of the message, where there is one. Raises DeliveryError."""


@runtime_checkable
class Editable(Protocol):
    """A channel whose messages can be changed."""

    async def edit(self, edit: Edit) -> None:
        """Make a message read otherwise. Raises DeliveryError."""


class Inbox(Protocol):
    """Where a chat adapter brings what people write and press. All raise StoreUnavailable: nothing was stored."""

    async def take(self, event: IncomingMessage | ButtonPress) -> Future[Any]:
        """Returns when the event is stored: the platform may be told that it came. The future ends when what follows is said."""

    # The same, waiting for what follows: until it is said, or it is clear that it is said later.

    async def on_message(self, message: IncomingMessage) -> None: ...

    async def on_press(self, press: ButtonPress) -> None: ...


class ChatAdapter(Protocol):
    @property
    def platform(self) -> str: ...

    async def run(self, inbox: Inbox) -> None:
        """Serve until cancelled; comes back by itself from lost connections."""

    async def send(self, said: Said) -> str | None:
        """Say something; the platform's id of the message. Raises DeliveryError."""

    async def edit(self, edit: Edit) -> None:
        """Make a message read otherwise. Raises DeliveryError."""


Channels = Mapping[str, Channel]


class Directory(Protocol):
    """Who and what a platform knows, and who may write where: what is asked before somebody else is promised a reminder.

    person, room: the platform's ids. name: as typed, with or without "@", "#", "~"; near: the room where it was typed.
    Every question raises DeliveryError where the platform cannot be asked.
    """

    async def person(self, person: str) -> Profile | None:
        """None where there is nobody of that id any more, or it is a bot."""

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]: ...

    async def room(self, room: str) -> RoomProfile | None:
        """None where there is no such room any more, or the bot may not see it."""

    async def find_room(self, name: str, near: str | None = None) -> Matches[RoomProfile]: ...

    async def is_in_room(self, room: str) -> bool:
        """Whether the bot itself may write there."""

    async def may_post(self, person: str, room: str) -> bool: ...

    async def open_direct(self, person: str) -> Address | None:
        """Where this person is reached directly; None where they cannot be."""


Directories = Mapping[str, Directory]
