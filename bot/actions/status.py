"""What an operator asks: how much is scheduled, due, waiting, failed and late, over every workspace.

What a person asks about one reminder is in explanations.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.circuit import Circuit
from bot.figures import ChannelFigures, Lateness, PaceFigures
from bot.ports import LATE_AFTER, UnitOfWork

LOOKED_BACK = timedelta(hours=1)
_SENT_LOOKED_AT = 10_000


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """scheduled: firings to come, the due ones among them. waiting, sending, failed: deliveries.

    late: firings and deliveries that should have gone more than LATE_AFTER ago. seen_at: the last sign of life of any loop.
    down: channels that do not take anything just now. channels: the queue, by channel. lateness: of what was sent within LOOKED_BACK.
    paces: how much of their limits is used, of channels that have any.
    """

    scheduled: int
    due: int
    waiting: int
    sending: int
    failed: int
    late: int
    seen_at: datetime | None
    down: tuple[Circuit, ...] = ()
    channels: tuple[ChannelFigures, ...] = ()
    lateness: Lateness | None = None
    paces: tuple[PaceFigures, ...] = ()


async def read_status(uow: UnitOfWork, now: datetime) -> EngineStatus:
    """The figures at `now`; reads only."""
    deliveries = await uow.deliveries.count_by_status()
    long_ago = now - LATE_AFTER
    late = await uow.occurrences.count_scheduled(long_ago) + await uow.deliveries.count_pending(long_ago)
    return EngineStatus(
        await uow.occurrences.count_scheduled(),
        await uow.occurrences.count_scheduled(now),
        deliveries["pending"],
        deliveries["sending"],
        deliveries["failed"],
        late,
        await uow.runs.seen_at(),
        tuple(await uow.circuits.all()),
        tuple(await uow.figures.channels(now)),
        await uow.figures.lateness(now - LOOKED_BACK, _SENT_LOOKED_AT),
        tuple(await uow.figures.paces(now)),
    )
