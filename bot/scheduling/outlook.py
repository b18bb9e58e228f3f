"""Outlook: what the store has for the loop to do, and when the loop is to wake.

It is only read here; doing it is loop.py's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.ports import UnitOfWorkFactory
from bot.scheduling.circuits import Circuits


@dataclass(frozen=True, slots=True)
class Outlook:
    """When the next firing, the next telling again and the next delivery by each channel are due (UTC); None where there is none.

    probes: channels that are down, through which one of those that wait goes now. next_probe: when that is so of another one.
    """

    firing: datetime | None
    nag: datetime | None
    deliveries: Mapping[str, datetime]
    probes: tuple[str, ...] = ()
    next_probe: datetime | None = None

    @property
    def earliest(self) -> datetime | None:
        return min((due for due in (self.firing, self.nag, *self.deliveries.values()) if due), default=None)

    def wake(self, now: datetime, margin: timedelta) -> datetime | None:
        """When there is something to do; None for never. What is due is begun by the margin ahead of it."""
        earliest = self.earliest
        wakes = [now if self.probes else None, earliest - margin if earliest else None, self.next_probe]
        return min((wake for wake in wakes if wake), default=None)


async def look(
    open_unit: UnitOfWorkFactory,
    channels: Collection[str],
    circuits: Circuits,
    full: Mapping[str, datetime],
    now: datetime,
    set_aside: Collection[UUID],
) -> Outlook:
    """What these channels have to do. full: when channels that have taken all they may take more; set_aside: occurrences passed over.

    circuits learn what the store knows of those that are down.
    """
    async with open_unit(write=False) as uow:
        glance = await uow.outbox.glance()
        firing, nag = glance.firing, glance.nag
        if set_aside:
            firing, nag = await uow.occurrences.next_due(set_aside), await uow.occurrences.next_nag(set_aside)
        circuits.know(await uow.circuits.all() if glance.down else ())
        waiting = await uow.outbox.channels() if glance.waiting else {}
    deliveries = {
        name: max(due, full.get(name, due))
        for name, due in waiting.items()
        if name in channels and name not in circuits.down
    }
    probes = [name for name in circuits.probing(now) if name in channels and name in waiting and waiting[name] <= now]
    return Outlook(firing, nag, deliveries, tuple(probes), circuits.next_probe(now))
