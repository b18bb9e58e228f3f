"""Who may do what with a reminder that is there: its owner everything, who receives it may see and answer it, all others nothing.

Whom one may set a reminder for is looked at in bot/dialogue/recipients.py and consents.py.
"""

from __future__ import annotations

from uuid import UUID

from bot.domain.errors import NotOwner, ReminderNotFound
from bot.domain.message import Address
from bot.domain.reminder import Person, Reminder, Room, Share
from bot.domain.user import User
from bot.ports import UnitOfWork


async def load(uow: UnitOfWork, actor: User, reminder_id: UUID, place: Address | None = None) -> Reminder:
    """A reminder of this actor's: owner, recipient, or somebody in a room that receives it (place: where they are). Raises ReminderNotFound."""
    reminder = await uow.reminders.get(actor.workspace_id, reminder_id)
    if reminder is None or not is_concerned(actor, reminder, place):
        raise ReminderNotFound(f"REM-{reminder.number}" if reminder else "of that id")
    return reminder


def is_concerned(actor: User, reminder: Reminder, place: Address | None = None) -> bool:
    return actor.id == reminder.owner_id or Person(actor.id) in reminder.recipients or _is_in(place, reminder)


def check_owner(actor: User, reminder: Reminder) -> None:
    """Raises NotOwner where only who has set it may go on."""
    if actor.id != reminder.owner_id:
        raise NotOwner


def share_of(actor: User, reminder: Reminder, place: Address | None = None) -> Share | None:
    """The part of a firing that this actor answers for: where several receive it, each for themselves; None: all of it."""
    if len(reminder.recipients) < 2:
        return None
    if Person(actor.id) in reminder.recipients:
        return Share(actor.id)
    return Share(None) if _is_in(place, reminder) else None


def _is_in(place: Address | None, reminder: Reminder) -> bool:
    """Whether that is one of the rooms that receive it."""
    if place is None:
        return False
    rooms = (one for one in reminder.recipients if isinstance(one, Room))
    return any((room.platform, room.external_id) == (place.platform, place.room) for room in rooms)
