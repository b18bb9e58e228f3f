"""What is done about a delivery that failed for good: another way to the same person, else whoever has set it is told. Nothing is lost silently.

Which failures are for good is decided in deliveries.py.
"""

from __future__ import annotations

from datetime import datetime

from bot.actions.notifications import Telling, notify, shorten
from bot.actions.routing import choose_route
from bot.domain.delivery import Delivery, DeliveryStatus
from bot.domain.identifier import new_id
from bot.domain.notification import Kind, Level, Source
from bot.domain.reminder import Room
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.repositories import DueDelivery


def goes_to_chosen_room(delivery: Delivery, user: User) -> bool:
    """Whether it goes to the room that this person chose for what does not reach them."""
    room = user.preferences.fallback
    return room is not None and (room.platform, room.external_id) == (delivery.channel, delivery.address)


async def owner_of(uow: UnitOfWork, due: DueDelivery) -> User | None:
    """Who is told when it cannot be delivered; nobody where it is itself such a message."""
    if due.notification.kind is Kind.FAILURE:
        return None
    owner_id = due.reminder.owner_id if due.reminder else due.notification.user_id
    return await uow.users.get(due.notification.workspace_id, owner_id) if owner_id else None


async def fall_back(uow: UnitOfWork, due: DueDelivery, failed: Delivery, now: datetime) -> None:
    """failed: the delivery as it was given up."""
    if not await _go_elsewhere(uow, due, now):
        await _tell_owner(uow, due, failed, now)


async def _go_elsewhere(uow: UnitOfWork, due: DueDelivery, now: datetime) -> bool:
    """Whether it reaches its person in another place: there already, on its way there, or sent there now.

    The room that they chose comes first, then another channel. Whether they are still there, and the bot may write, the sending shows.
    """
    lost, user = due.notification, due.user
    if user is None or lost.kind is Kind.FAILURE:
        return False
    tried = await uow.deliveries.of_notification(lost.workspace_id, lost.id)
    if any(other.status not in (DeliveryStatus.FAILED, DeliveryStatus.CANCELLED) for other in tried):
        return True
    room = user.preferences.fallback
    in_room = (room.platform, room.external_id) if room else None
    route = in_room
    if in_room is None or any((other.channel, other.address) == in_room for other in tried):
        channels = {other.channel for other in tried if (other.channel, other.address) != in_room}
        identities = await uow.users.identities(user.workspace_id, [user.id])
        route = choose_route(user, [one for one in identities if one.platform not in channels], None, None)
    if route is None:
        return False
    await uow.deliveries.add_many([Delivery(lost.workspace_id, new_id(now), lost.id, *route, now)])
    return True


async def _tell_owner(uow: UnitOfWork, due: DueDelivery, failed: Delivery, now: datetime) -> None:
    """The words come from the renderer, by the notification's kind; its body is the channel's reason, and in a line of its own for whom."""
    lost, owner = due.notification, await owner_of(uow, due)
    if owner is None:
        return
    own = due.user is not None and due.user.id == owner.id
    telling = Telling(
        owner,
        shorten(lost.title),
        failed.error or "" if own else f"{failed.error or ''}\n{_whom(due, failed)}",
        Kind.FAILURE,
        Level.WARNING,
        source=Source("remindbot", "delivery", str(failed.id)),
        occurrence_id=lost.occurrence_id if own else None,
        not_by=failed.channel if own else None,
    )
    await notify(uow, lost.workspace_id, telling, now)


def _whom(due: DueDelivery, failed: Delivery) -> str:
    """The name of whom it did not reach."""
    if due.user is not None:
        return due.user.name
    rooms = [one for one in (due.reminder.recipients if due.reminder else ()) if isinstance(one, Room)]
    return next((f"#{room.name}" for room in rooms if room.external_id == failed.address), "")
