"""Upkeep: what the loop does every few seconds beside firing: say that it lives, take back what is stuck, put away what is stale.

Firing and sending are in loop.py and sending.py, deleting in sweeping.py.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.deliveries import reroute_refused, reroute_stranded, rescue_stuck
from bot.actions.firing import expire_stale
from bot.domain.errors import RemindbotError, StoreUnavailable
from bot.domain.identifier import new_id
from bot.ports import Channels, Clock, Downtime, UnitOfWorkFactory, Wakeup
from bot.scheduling.circuits import Circuits
from bot.scheduling.settings import LoopSettings
from bot.scheduling.sweeping import Sweeper

log = logging.getLogger(__name__)

_AT_ONCE = 200
_MOST_STRANDED = 10_000


class Upkeep:
    """alone: no other process sends: whatever is leased at the start was left by one that died, and no other channel is served."""

    def __init__(
        self,
        open_unit: UnitOfWorkFactory,
        clock: Clock,
        wakeup: Wakeup,
        channels: Channels,
        circuits: Circuits,
        settings: LoopSettings,
        *,
        alone: bool,
    ) -> None:
        self._open_unit = open_unit
        self._clock = clock
        self._wakeup = wakeup
        self._channels = channels
        self._circuits = circuits
        self._settings = settings
        self._alone = alone
        self._sweeper = Sweeper(open_unit, settings.keep)
        self._run_id: UUID | None = None
        self._last_beat = self._rescue_from = clock.now()

    async def begin(self) -> Downtime | None:
        """Note the start, take back what was left; returns since when nothing was running before, where anything ever was."""
        now = self._clock.now()
        self._run_id, self._last_beat, self._rescue_from = new_id(now), now, now
        async with self._open_unit() as uow:
            seen = await uow.runs.start(self._run_id, now)
            rescued = 0
            if self._alone:
                rescued = await rescue_stuck(uow, now, alone=True)
                await reroute_stranded(uow, self._channels, _MOST_STRANDED)
            await uow.commit()
        if rescued:
            log.warning("deliveries_taken_back", extra={"count": rescued})
        return Downtime(seen, now) if seen else None

    async def beat(self) -> Downtime | None:
        """One round. Returns the time since the last one where that is much too long: the machine slept, or stood still."""
        now, last = self._clock.now(), self._last_beat
        # After a time without the store, or where the clock was set, all leases have run out: who made them has what it sent to
        # settle first, and sends it twice else.
        if not timedelta(0) <= now - last < 2 * self._settings.beat:
            self._rescue_from = now + self._settings.lease if now > last else now
        async with self._open_unit() as uow:
            if self._run_id:
                await uow.runs.beat(self._run_id, now)
            rescued = await rescue_stuck(uow, now) if now >= self._rescue_from else 0
            if refused := self._circuits.refused(now):
                await reroute_refused(uow, refused, self._channels, _AT_ONCE)
            await uow.commit()
        self._last_beat = now
        if rescued:
            log.warning("deliveries_taken_back", extra={"count": rescued})
        if uow.earliest_due:
            self._wakeup.notify(uow.earliest_due)
        await self._put_away(now)
        await self._sweep(now)
        return Downtime(last, now) if now - last > 4 * self._settings.beat else None

    async def _put_away(self, now: datetime) -> None:
        """What nobody answers or asks for any more. By itself: a row that cannot be read must not hold up the rest of a round."""
        async with self._open_unit() as uow:
            await expire_stale(uow, now, self._settings.unanswered, _AT_ONCE)
            await uow.events.forget(now - self._settings.events_kept, _AT_ONCE)
            await uow.paces.forget(now - self._settings.lease, _AT_ONCE)
            await uow.sessions.remove_expired(now)
            await uow.commit()

    async def _sweep(self, now: datetime) -> None:
        """Nothing waits for it: where the store cannot be written, it goes on at the next beat."""
        try:
            await self._sweeper.sweep(now)
        except StoreUnavailable as error:
            log.warning("sweeping_waits_for_store", extra={"error": str(error)})

    async def end(self) -> None:
        """Note the last sign of life. A store that cannot be written is no reason not to stop."""
        if self._run_id is None:
            return
        try:
            async with self._open_unit() as uow:
                await uow.runs.beat(self._run_id, self._clock.now())
                await uow.commit()
        except RemindbotError as error:
            log.warning("end_not_noted", extra={"error": str(error)})
