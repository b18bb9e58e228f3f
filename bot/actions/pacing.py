"""Pacing: what waits for a channel that has limits is claimed in slots, so that all processes together keep to them.

What finds no slot in a room's allowance soon is given one later and waits for that; it is then in nobody's way. The sums are bot/domain/pace.py's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.actions.notifications import Lease
from bot.domain.delivery import Delivery
from bot.domain.pace import Pace, has_slot
from bot.ports import UnitOfWork
from bot.repositories import DueDelivery

_CHANNEL = ""


@dataclass(slots=True)
class Paced:
    """claimed: to be sent, each at its slot. put_off: given a later one. full_until: when the channel takes more, where it is full."""

    claimed: list[DueDelivery] = field(default_factory=list)
    put_off: list[Delivery] = field(default_factory=list)
    full_until: datetime | None = None


async def claim_paced(
    uow: UnitOfWork,
    channel: str,
    waiting: Sequence[DueDelivery],
    pace: Pace,
    now: datetime,
    until: datetime,
    lease: Lease,
) -> Paced:
    """Claim of what waits that for which there is a slot by `until`; store the slots of all others' rooms."""
    rooms = {due.delivery.address for due in waiting if pace.room(due.delivery.address)}
    used = await uow.paces.take(channel, [_CHANNEL, *rooms], now)
    before, paced = dict(used), Paced()
    for due in waiting:
        paced.full_until = _place(due, pace, used, now, until, lease, paced)
        if paced.full_until:
            break
    await uow.paces.save(channel, {address: at for address, at in used.items() if at != before[address]})
    await uow.outbox.save([*paced.put_off, *(due.delivery for due in paced.claimed)])
    return paced


def _place(
    due: DueDelivery, pace: Pace, used: dict[str, datetime], now: datetime, until: datetime, lease: Lease, paced: Paced
) -> datetime | None:
    """Find a slot for one; returns when the channel takes more, where it takes no more by `until`."""
    delivery = due.delivery
    slot = max(now, delivery.not_before)
    booked = has_slot(delivery.not_before, due.notification.due_at, now)
    gap = pace.room(delivery.address)
    if gap and not booked:
        slot = max(slot, used[delivery.address])
    if slot <= until:
        free = max(slot, pace.next_of_channel(used[_CHANNEL]))
        if free > until:
            return free
        used[_CHANNEL] = max(used[_CHANNEL], free) + pace.between
        slot = free
        paced.claimed.append(replace(due, delivery=delivery.move(slot).claim(lease.token, lease.until)))
    else:
        paced.put_off.append(delivery.move(slot))
    if gap and not booked:
        used[delivery.address] = slot + gap
    return None
