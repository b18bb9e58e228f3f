"""Telling a batch of firings: what they look at, whom each tells, and what all of them store.

Which occurrences fire, and what a firing means, is in firing.py; one person's preferences are applied in notifications.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.actions.consents import Consents, consents_for
from bot.actions.notifications import Lease, Telling, notify, refuse, shorten, tell
from bot.domain.consent import Consent
from bot.domain.delivery import Delivery
from bot.domain.identifier import ids_of_a_batch, new_id
from bot.domain.item import Item
from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.notification import Kind, Notification, Source
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Person, Reminder, Room
from bot.domain.user import Identity, User
from bot.ports import UnitOfWork
from bot.repositories import DueDelivery

NO_CHANNEL = "no_channel"
SENDER_REFUSED = "sender_refused"
GONE = "gone"


@dataclass(slots=True)
class Surroundings:
    """What a batch's firings look at: people, how to reach them, items, consents.

    answered: (occurrence, person; None for the rooms) who have answered, where several receive what is told again.
    """

    users: dict[UUID, User] = field(default_factory=dict)
    identities: dict[UUID, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    items: dict[tuple[UUID, str], Item] = field(default_factory=dict)
    consents: Consents = field(default_factory=dict)
    answered: set[tuple[UUID, UUID | None]] = field(default_factory=set)

    def is_called_off(self, reminder: Reminder) -> bool:
        """Whether it was to come only unless its item is closed, and that is closed."""
        if not reminder.unless_closed or reminder.item_key is None:
            return False
        item = self.items.get((reminder.workspace_id, reminder.item_key))
        return item is not None and item.closed


@dataclass(slots=True)
class Writes:
    """What a batch stores. refusals: who does not take whose reminder. leased: the deliveries that its caller is to send."""

    fired: list[Occurrence] = field(default_factory=list)
    following: list[Occurrence] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    completed: list[Reminder] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    refusals: list[tuple[Reminder, User]] = field(default_factory=list)
    leased: list[DueDelivery] = field(default_factory=list)
    new_id: Callable[[datetime], UUID] = field(default_factory=ids_of_a_batch)

    def note(
        self, action: LedgerAction, occurrence: Occurrence, reminder: Reminder, at: datetime, note: str | None = None
    ) -> None:
        """Add a row to the ledger."""
        self.ledger.append(ledger_entry(action, occurrence, reminder, at, note, self.new_id))


async def look_around(uow: UnitOfWork, reminders: Sequence[Reminder]) -> Surroundings:
    """Read, by batches, what these reminders' firings look at."""
    people: dict[UUID, set[UUID]] = defaultdict(set)
    keys: dict[UUID, set[str]] = defaultdict(set)
    for reminder in reminders:
        for recipient in reminder.recipients:
            if isinstance(recipient, Person):
                people[reminder.workspace_id].add(recipient.user_id)
        if reminder.unless_closed and reminder.item_key:
            keys[reminder.workspace_id].add(reminder.item_key)
    seen = Surroundings(consents=await consents_for(uow, reminders))
    for workspace_id, user_ids in people.items():
        seen.users |= await uow.users.get_many(workspace_id, user_ids)
        for identity in await uow.users.identities(workspace_id, user_ids):
            seen.identities[identity.user_id].append(identity)
    for workspace_id, item_keys in keys.items():
        for key, item in (await uow.items.get_many(workspace_id, item_keys)).items():
            seen.items[workspace_id, key] = item
    return seen


def tell_all(
    occurrence: Occurrence,
    reminder: Reminder,
    due: datetime,
    around: Surroundings,
    lease: Lease | None,
    now: datetime,
    writes: Writes,
) -> bool:
    """Tell every recipient, to arrive at `due`; whether anybody is told."""
    before = len(writes.notifications)
    for recipient in reminder.recipients:
        to = recipient if isinstance(recipient, Room) else around.users.get(recipient.user_id)
        if (
            around.answered
            and (occurrence.id, None if isinstance(recipient, Room) else recipient.user_id) in around.answered
        ):
            continue
        if to is None:
            writes.note(LedgerAction.REFUSED, occurrence, reminder, now, GONE)
            continue
        telling = telling_of(to, occurrence, reminder, due)
        refused = _refused(to, telling, occurrence, reminder, around, writes)
        if refused:
            writes.note(LedgerAction.REFUSED, occurrence, reminder, now, refused)
            continue
        identities = around.identities[to.id] if isinstance(to, User) else []
        told = tell(reminder.workspace_id, telling, identities, now, lease, writes.new_id)
        writes.notifications.append(told.notification)
        if not told.deliveries:
            writes.note(LedgerAction.REFUSED, occurrence, reminder, now, NO_CHANNEL)
        user = to if isinstance(to, User) else None
        for delivery in told.deliveries:
            writes.deliveries.append(delivery)
            if delivery.lease_token:
                writes.leased.append(DueDelivery(delivery, told.notification, reminder, occurrence, user))
    return len(writes.notifications) > before


def _refused(
    to: User | Room, telling: Telling, occurrence: Occurrence, reminder: Reminder, around: Surroundings, writes: Writes
) -> str | None:
    """Why this recipient is not told. The first firing from somebody else notes that it asks for consent."""
    if isinstance(to, Room):
        return None
    if to.id != reminder.owner_id:
        consent = around.consents.get((to.id, reminder.owner_id))
        if consent is not None and consent.refused:
            writes.refusals.append((reminder, to))
            return SENDER_REFUSED
        if consent is None:
            consent = Consent(reminder.workspace_id, to.id, reminder.owner_id, asked_in=occurrence.id)
            around.consents[to.id, reminder.owner_id] = consent
            writes.consents.append(consent)
    refused = refuse(to, telling)
    return refused.why if refused else None


async def store(uow: UnitOfWork, writes: Writes) -> None:
    """Store the batch, but for the reminders' next firings."""
    await uow.occurrences.save_many(writes.fired)
    if writes.following:
        following = {occurrence.reminder_id for occurrence in writes.following}
        await uow.occurrences.supersede([fired for fired in writes.fired if fired.reminder_id in following])
        await uow.occurrences.add_many(writes.following)
    await uow.reminders.save_many(writes.completed)
    await uow.notifications.add_many(writes.notifications)
    await uow.deliveries.add_many(writes.deliveries)
    await uow.ledger.add_many(writes.ledger)
    await uow.consents.save_many(writes.consents)


async def tell_of_refusals(uow: UnitOfWork, writes: Writes, now: datetime) -> None:
    """Who has set what somebody does not take is told so, once for each reminder and person."""
    for reminder, user in writes.refusals:
        owner = await uow.users.get(reminder.workspace_id, reminder.owner_id)
        if owner is not None:
            await notify(uow, reminder.workspace_id, news(owner, "refused", reminder, str(user.id), user.name), now)


def news(to: User, what: str, reminder: Reminder, about: str, body: str) -> Telling:
    """Something that became of a reminder, told to `to` once for each `about`. what: the end of a key of wording's catalogue, "told.…".

    body: who it is about, and in a line of its own why.
    """
    title = shorten(f"{reminder.label}, {reminder.text}")
    source = Source("remindbot", what, f"{reminder.id}:{about}")
    return Telling(to, title, body, Kind.STATUS_CHANGE, source=source, deduplicate=True, origin=reminder.origin)


def ledger_entry(
    action: LedgerAction,
    occurrence: Occurrence,
    reminder: Reminder,
    at: datetime,
    note: str | None = None,
    new_id: Callable[[datetime], UUID] = new_id,
) -> LedgerEntry:
    """The engine's row about a firing."""
    return LedgerEntry(
        reminder.workspace_id, new_id(at), reminder.id, at, action,
        occurrence_id=occurrence.id, slot=occurrence.slot, due_at=occurrence.due_at, note=note,
    )  # fmt: skip


def telling_of(to: User | Room, occurrence: Occurrence, reminder: Reminder, due: datetime) -> Telling:
    """What a firing tells one of its recipients, to arrive at `due`."""
    title = shorten(reminder.text)
    return Telling(
        to,
        title,
        "" if title == reminder.text else reminder.text,
        Kind.REMINDER,
        reminder.level,
        expires_at=reminder.expires_at,
        due_at=due,
        occurrence_id=occurrence.id,
        origin=reminder.origin,
        mutes=(reminder.item_key,) if reminder.item_key else (),
    )
