"""Loop: wakes when something is due, fires it, claims deliveries and hands them to the sender; the database decides what is due.

What firing means is in bot/actions/firing.py, sending in sending.py, what is done beside in upkeep.py.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.deliveries import claim_deliveries, claim_in_slots, give_back, shares_of_addresses
from bot.actions.fairness import FairShare
from bot.actions.firing import FiredBatch, fire_due, nag_due, shares_of_owners
from bot.actions.notifications import Lease
from bot.actions.pacing import Paced
from bot.domain.errors import StoreUnavailable
from bot.domain.identifier import new_id
from bot.ports import Alarm, Channels, Clock, Directories, Downtime, Renderer, UnitOfWork, UnitOfWorkFactory
from bot.repositories import DueDelivery
from bot.scheduling.bounds import Bounds
from bot.scheduling.circuits import Circuits
from bot.scheduling.correcting import Corrector
from bot.scheduling.membership import Membership
from bot.scheduling.outage import Outage
from bot.scheduling.outlook import Outlook, look
from bot.scheduling.sending import Sender
from bot.scheduling.settings import LoopSettings
from bot.scheduling.settling import Settler
from bot.scheduling.upkeep import Upkeep

log = logging.getLogger(__name__)

_NO_LEAD = timedelta(0)
_DOWNTIMES_KEPT = 50


class Loop:
    """channels: by name; those that are added later are served from then on. alone: no other process uses this database.

    directories: of the platforms among them, which know who is in which room.
    """

    def __init__(
        self,
        open_unit: UnitOfWorkFactory,
        clock: Clock,
        alarm: Alarm,
        channels: Channels,
        renderer: Renderer,
        settings: LoopSettings | None = None,
        *,
        alone: bool = True,
        directories: Directories | None = None,
    ) -> None:
        self._open_unit = open_unit
        self._clock = clock
        self._alarm = alarm
        self._channels = channels
        self._settings = settings or LoopSettings()
        self._alone = alone
        self._circuits = Circuits(self._settings.circuit, random.random)
        self._outage = Outage(clock)
        self._bounds = bounds = Bounds(
            self._settings.leased, self._settings.in_flight, lambda: alarm.notify(clock.now())
        )
        self._corrector = Corrector(channels, clock)
        self._settler = Settler(
            open_unit, clock, alarm, self._circuits, self._settings, bounds, self._outage, self._corrector
        )
        membership = Membership(open_unit, directories or {})
        self._sender = Sender(
            open_unit, clock, channels, renderer, self._circuits, bounds, self._settler, self._settings, self._outage, membership
        )  # fmt: skip
        self._upkeep = Upkeep(open_unit, clock, alarm, channels, self._circuits, self._settings, alone=alone)
        self._owners = shares_of_owners()
        self._addresses = defaultdict[str, FairShare[DueDelivery, str]](shares_of_addresses)
        self._full: dict[str, datetime] = {}
        self._set_aside: set[UUID] = set()
        self._in_doubt: set[UUID] = set()

    async def run(self) -> None:
        """Until cancelled; then what is held is given back, and what is being sent is finished."""
        await self.begin()
        helpers = [asyncio.create_task(self._settler.run()), asyncio.create_task(self._keep_up())]
        try:
            while True:
                await self._alarm_unless_due(await self._pass_safely())
        finally:
            await self._finish(helpers)

    async def begin(self) -> None:
        """Note the start and take back what a process that died had in hand. run() does it; before run_once() it is the caller's."""
        while True:
            try:
                self._remember(await self._upkeep.begin())
                return
            except StoreUnavailable as error:
                await self._back_off(error)

    async def run_once(self) -> int:
        """Fire and send all that is due at this instant, nothing ahead; returns how much was fired or tried. For tests and commands."""
        handled = 0
        while done := await self.pass_once():
            handled += done
        return handled

    async def pass_once(self) -> int:
        """The same for one batch of it."""
        now = self._clock.now()
        done = await self._claim(now, _NO_LEAD, await self._look(now))
        await self._sender.idle()
        await self._settler.flush()
        await self._corrector.tried(self._settings.finish)
        return done

    async def _finish(self, helpers: list[asyncio.Task[None]]) -> None:
        settling, keeping_up = helpers
        await self._sender.stop()
        self._settler.stop()
        await asyncio.wait([settling], timeout=self._settings.finish.total_seconds())
        settling.cancel()
        keeping_up.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)
        await self._corrector.finish(self._settings.finish)
        with suppress(StoreUnavailable):
            await self._clear_doubts()
        await self._upkeep.end()

    async def _pass_safely(self) -> datetime | None:
        """One pass; whatever goes wrong in it is logged, and the next one comes after a pause. Returns when to wake, None for no reason to."""
        try:
            until = await self._pass()
            self._outage.is_over()
            return until
        except StoreUnavailable as error:
            await self._back_off(error)
        except Exception:
            log.exception("pass_failed")
            await self._fire_singly()
        return self._clock.now()

    async def _pass(self) -> datetime | None:
        now = self._clock.now()
        seen = await self._look(now)
        wake = seen.wake(now, self._settings.margin)
        if wake is None or wake > now:
            return wake
        await self._bounds.room(self._channels)
        await _whole(self._claim(now, self._settings.lead, seen))
        return now

    async def _alarm_unless_due(self, until: datetime | None) -> None:
        if until is None or until > self._clock.now():
            await self._alarm.wait(until)

    async def _look(self, now: datetime) -> Outlook:
        await self._clear_doubts()
        channels = [channel for channel in self._channels if channel not in self._bounds.full]
        return await look(self._open_unit, channels, self._circuits, self._full, now, self._set_aside)

    async def _claim(self, now: datetime, lead: timedelta, seen: Outlook) -> int:
        """Fire what is due within `lead`, claim what waits to be sent, start sending; returns how much was fired or claimed."""
        lease, until = self._lease(now), now + lead
        count = self._settings.batch
        fired, nagged, claimed = FiredBatch(0, ()), FiredBatch(0, ()), list[DueDelivery]()
        if not seen.probes and (seen.earliest is None or seen.earliest > until):
            return 0
        async with self._claiming(lease) as uow:
            if seen.firing and seen.firing <= until:
                fired = await fire_due(uow, now, until, count, lease, skip=self._set_aside, shares=self._owners)
            if seen.nag and seen.nag <= until:
                nagged = await nag_due(uow, now, until, count, lease, skip=self._set_aside)
            put_off = 0
            for channel, due in seen.deliveries.items():
                if due <= until:
                    taken = await self._take(uow, channel, now, until, count, lease)
                    claimed += taken.claimed
                    put_off += len(taken.put_off)
            claimed += await self._probe(uow, seen.probes, now, lease)
            await uow.commit()
        self._send([*fired.leased, *nagged.leased, *claimed], lease)
        return fired.fired + nagged.fired + len(claimed) + put_off

    @asynccontextmanager
    async def _claiming(self, lease: Lease) -> AsyncIterator[UnitOfWork]:
        """A transaction that claims. When the store goes away, its commit may have been made without our hearing of it."""
        try:
            async with self._open_unit() as uow:
                yield uow
        except StoreUnavailable:
            self._in_doubt.add(lease.token)
            raise

    async def _clear_doubts(self) -> None:
        """Nobody else knows of those claims: they would wait until the lease ends."""
        if not self._in_doubt:
            return
        async with self._open_unit() as uow:
            found = await give_back(uow, self._in_doubt)
            await uow.commit()
        self._in_doubt.clear()
        if found:
            log.info("claims_given_back", extra={"count": found})

    async def _take(
        self, uow: UnitOfWork, channel: str, now: datetime, until: datetime, count: int, lease: Lease
    ) -> Paced:
        """Claim what waits for one channel, at its pace where it has one."""
        shares, pace = self._addresses[channel], self._settings.paces.get(channel)
        if pace is None:
            return Paced(await claim_deliveries(uow, channel, until, count, lease, shares))
        paced = await claim_in_slots(uow, channel, pace, now, until, count, lease, shares)
        if paced.full_until:
            self._full[channel] = paced.full_until
        return paced

    async def _probe(self, uow: UnitOfWork, channels: Sequence[str], now: datetime, lease: Lease) -> list[DueDelivery]:
        """One delivery for each of these channels that are down."""
        claimed = []
        for channel in channels:
            for due in await claim_deliveries(uow, channel, now, 1, lease):
                await self._circuits.probe(uow, due, now)
                claimed.append(due)
        return claimed

    async def _fire_singly(self) -> None:
        """After a batch that broke: each by itself, so that the one at fault is set aside (until the next start) and the rest go on."""
        try:
            now = self._clock.now()
            async with self._open_unit(write=False) as uow:
                ids = await uow.occurrences.due_ids(now + self._settings.lead, self._settings.batch)
            for occurrence_id in ids:
                if occurrence_id not in self._set_aside:
                    await self._fire_one(occurrence_id, now)
        except StoreUnavailable as error:
            await self._back_off(error)
        await self._clock.sleep_until(self._clock.now() + self._settings.back_off)

    async def _fire_one(self, occurrence_id: UUID, now: datetime) -> None:
        lease = self._lease(now)
        try:
            async with self._claiming(lease) as uow:
                until = now + self._settings.lead
                fired = await fire_due(uow, now, until, 1, lease, only=occurrence_id)
                nagged = await nag_due(uow, now, until, 1, lease, only=occurrence_id)
                await uow.commit()
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("occurrence_set_aside", extra={"occurrence": str(occurrence_id)})
            self._set_aside.add(occurrence_id)
        else:
            self._send([*fired.leased, *nagged.leased], lease)

    def _lease(self, now: datetime) -> Lease:
        channels = frozenset(self._channels)
        served = channels if self._alone else None
        until = now + self._settings.lease
        open_to = channels - {*self._circuits.down, *self._settings.paces} - self._bounds.full
        return Lease(new_id(now), until, open_to, served, self._circuits.refused(now))

    def _send(self, claimed: list[DueDelivery], lease: Lease) -> None:
        self._bounds.claimed(claimed)
        self._sender.take(claimed, lease.token)

    async def _keep_up(self) -> None:
        while True:
            await self._clock.sleep_until(self._clock.now() + self._settings.beat)
            try:
                self._remember(await self._upkeep.beat())
            except StoreUnavailable as error:
                self._outage.meet(error)
            except Exception:
                log.exception("upkeep_failed")

    def _remember(self, downtime: Downtime | None) -> None:
        if downtime:
            self._sender.downtimes = [*self._sender.downtimes, downtime][-_DOWNTIMES_KEPT:]

    async def _back_off(self, error: StoreUnavailable) -> None:
        self._outage.meet(error)
        await self._clock.sleep_until(self._clock.now() + self._settings.back_off)


async def _whole(work: Coroutine[None, None, object]) -> None:
    """Also when this is cancelled meanwhile: a claim that is stored must be given back by who knows of it."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
