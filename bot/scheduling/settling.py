"""Settler: stores what became of sends, those that end close together in one transaction.

What an outcome means for its delivery is decided in bot/actions/deliveries.py.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Iterable, Sequence

from bot.actions.deliveries import Outcome, release, settle
from bot.actions.late_answers import lose_buttons
from bot.domain.errors import StoreUnavailable
from bot.ports import Clock, UnitOfWorkFactory, Wakeup
from bot.repositories import DueDelivery
from bot.scheduling.bounds import Bounds
from bot.scheduling.circuits import Circuits
from bot.scheduling.correcting import Corrector
from bot.scheduling.outage import Outage
from bot.scheduling.settings import LoopSettings

log = logging.getLogger(__name__)


class Settler:
    """bounds are told of what has been settled or given back."""

    def __init__(
        self,
        open_unit: UnitOfWorkFactory,
        clock: Clock,
        wakeup: Wakeup,
        circuits: Circuits,
        settings: LoopSettings,
        bounds: Bounds,
        outage: Outage,
        corrector: Corrector,
    ) -> None:
        self._open_unit = open_unit
        self._clock = clock
        self._wakeup = wakeup
        self._circuits = circuits
        self._settings = settings
        self._bounds = bounds
        self._outage = outage
        self._corrector = corrector
        self._waiting: list[Outcome | DueDelivery] = []
        self._something = asyncio.Event()
        self._stopping = False

    def add(self, ended: Outcome | DueDelivery) -> None:
        """An outcome to be stored, or a claim to be given back because nothing was sent."""
        self._waiting.append(ended)
        self._something.set()

    def drop(self, lost: Iterable[DueDelivery]) -> None:
        """These claims are no longer ours: nothing is to be stored."""
        self._bounds.settled(lost)

    async def run(self) -> None:
        """Until stop(). What cannot be stored now is kept, and tried again until it can: the messages are out."""
        while not (self._stopping and not self._waiting):
            await self._something.wait()
            try:
                await self.flush()
            except StoreUnavailable as error:
                if self._stopping:
                    return
                self._outage.meet(error)
                await self._clock.sleep_until(self._clock.now() + self._settings.back_off)
                self._something.set()
            await asyncio.sleep(self._settings.settle_gap.total_seconds())

    def stop(self) -> None:
        """Store what waits, if it can be stored now, and end. Not by cancelling: what a commit in hand has stored would not be known."""
        self._stopping = True
        self._something.set()

    async def flush(self) -> None:
        """Store all that is waiting. Raises StoreUnavailable; then, or when it is cancelled, it goes on waiting."""
        while self._waiting:
            most = self._settings.settle_together
            batch, self._waiting = self._waiting[:most], self._waiting[most:]
            try:
                await self._store(batch)
            except (StoreUnavailable, asyncio.CancelledError):
                self._waiting = [*batch, *self._waiting]
                raise
            except Exception:
                log.exception("settling_failed", extra={"deliveries": [str(_id_of(each)) for each in batch]})
                await self._store_singly(batch)
            self._bounds.settled(_due_of(each) for each in batch)
        self._something.clear()

    async def _store(self, batch: Sequence[Outcome | DueDelivery]) -> None:
        outcomes = [each for each in batch if isinstance(each, Outcome)]
        given_back = [each for each in batch if isinstance(each, DueDelivery)]
        async with self._open_unit() as uow:
            well_again = await self._circuits.judge(uow, outcomes)
            stored = await settle(uow, outcomes, self._settings.retry, random.random, self._circuits.down)
            late = await lose_buttons(uow, outcomes, stored, self._clock.now())
            if given_back:
                await release(uow, given_back)
            await uow.commit()
        self._corrector.correct(late)
        if well_again or uow.earliest_due:
            self._wakeup.notify(self._clock.now() if well_again else uow.earliest_due or self._clock.now())
        lost = [str(outcome.due.delivery.id) for outcome in outcomes if outcome.due.delivery.id not in stored]
        if lost:  # or they are settled already, and the answer was lost
            log.warning("lease_lost", extra={"deliveries": lost})

    async def _store_singly(self, batch: Sequence[Outcome | DueDelivery]) -> None:
        """One that cannot be stored must not hold up the others; its lease runs out, and it is sent again."""
        for each in batch:
            try:
                await self._store([each])
            except Exception:
                log.exception("settling_given_up", extra={"delivery": str(_id_of(each))})


def _due_of(ended: Outcome | DueDelivery) -> DueDelivery:
    return ended.due if isinstance(ended, Outcome) else ended


def _id_of(ended: Outcome | DueDelivery) -> object:
    return _due_of(ended).delivery.id
