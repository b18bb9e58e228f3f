"""Sender: holds claimed deliveries until their instant, looks at them again, and hands them to their channels.

Sends run at once, outside any transaction; what became of them goes to the settler (settling.py).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from bot.actions.deliveries import Outcome, context_of, still_held
from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.message import Address
from bot.ports import Channels, Clock, Downtime, Notice, Renderer, UnitOfWorkFactory
from bot.repositories import DueDelivery
from bot.scheduling.bounds import Bounds
from bot.scheduling.circuits import Circuits
from bot.scheduling.membership import Membership
from bot.scheduling.outage import Outage
from bot.scheduling.settings import LoopSettings
from bot.scheduling.settling import Settler

log = logging.getLogger(__name__)

# Deliveries whose instants lie this close are looked at again together, this long before the first of them.
_TOGETHER = timedelta(milliseconds=20)
_SECONDS = _TOGETHER.total_seconds()


class Sender:
    """downtimes: what lateness is explained by; the loop adds to it."""

    def __init__(
        self,
        open_unit: UnitOfWorkFactory,
        clock: Clock,
        channels: Channels,
        renderer: Renderer,
        circuits: Circuits,
        bounds: Bounds,
        settler: Settler,
        settings: LoopSettings,
        outage: Outage,
        membership: Membership,
    ) -> None:
        self._outage, self._membership = outage, membership
        self._open_unit = open_unit
        self._clock = clock
        self._channels = channels
        self._renderer = renderer
        self._circuits = circuits
        self._bounds = bounds
        self._settler = settler
        self._settings = settings
        self._tasks: set[asyncio.Task[None]] = set()
        self._holding: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.downtimes: list[Downtime] = []

    def take(self, claimed: Sequence[DueDelivery], token: UUID) -> None:
        """Send each at its instant; returns at once."""
        now = self._clock.now()
        ordered = sorted(claimed, key=lambda due: due.delivery.not_before)
        for _, group in groupby(ordered, lambda due: max(now, due.delivery.not_before).timestamp() // _SECONDS):
            self._start(self._hold(list(group), token), self._holding)

    async def idle(self) -> None:
        """Return when nothing is held and nothing is being sent."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Give back what is held, and let what is being sent come to its end, for as long as the settings say."""
        self._stopping = True
        for task in self._holding:
            task.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._settings.finish.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _start(self, work: Coroutine[None, None, None], kept: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        for tasks in (self._tasks, kept):
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    async def _hold(self, group: list[DueDelivery], token: UUID) -> None:
        """Wait for the group's instant, then send. Cancelled while it waits, it gives them back."""
        first = group[0].delivery.not_before
        try:
            if first > self._clock.now():
                await self._clock.sleep_until(first - _TOGETHER)
                group = await self._look_again(group, token)
        except asyncio.CancelledError:
            for due in group:
                self._settler.add(due)
            return
        for due in group:
            self._start(self._send(due), self._tasks)

    async def _look_again(self, group: list[DueDelivery], token: UUID) -> list[DueDelivery]:
        """Those that may still go. A snooze or a cancel can have come after the claim; where the store cannot say, the claim counts."""
        try:
            async with self._open_unit(write=False) as uow:
                held = await still_held(uow, group, token)
        except StoreUnavailable as error:
            self._outage.meet(error)
            return group
        self._settler.drop(due for due in group if due.delivery.id not in held)
        return [due for due in group if due.delivery.id in held]

    async def _send(self, due: DueDelivery) -> None:
        await self._clock.sleep_until(due.delivery.not_before)
        async with self._bounds.lane(due.delivery.channel):
            if self._stopping or self._lease_is_short(due) or self._circuits.holds_back(due):
                self._settler.add(due)
            else:
                self._settler.add(await self._hand_over(due))

    def _lease_is_short(self, due: DueDelivery) -> bool:
        until = due.delivery.lease_until
        return until is None or self._clock.now() + self._settings.send_timeout > until

    async def _hand_over(self, due: DueDelivery) -> Outcome:
        delivery = due.delivery
        try:
            notice = self._notice(due)
            async with asyncio.timeout(self._settings.send_timeout.total_seconds()):
                await self._membership.check(due)
                message_ref = await self._channels[delivery.channel].send(notice)
        except DeliveryError as error:
            log.warning("delivery_failed", extra={"delivery": str(delivery.id), "error": error.reason})
            return Outcome(due, self._clock.now(), error=error)
        except TimeoutError:
            log.warning("delivery_unanswered", extra={"delivery": str(delivery.id)})
            return Outcome(due, self._clock.now(), error=DeliveryError("no answer in time", may_have_arrived=True))
        except Exception as error:
            log.exception("delivery_broke", extra={"delivery": str(delivery.id)})
            failure = DeliveryError(f"{type(error).__name__} in the channel", may_have_arrived=True)
            return Outcome(due, self._clock.now(), error=failure)
        return Outcome(due, self._clock.now(), message_ref, message=notice.message)

    def _notice(self, due: DueDelivery) -> Notice:
        delivery = due.delivery
        message = self._renderer.render(context_of(due, self._clock.now(), self.downtimes, self._circuits.explain(due)))
        return Notice(
            delivery.workspace_id,
            delivery.id,
            Address(delivery.channel, delivery.address),
            message,
            due.notification,
            due.user,
            delivery.may_have_arrived,
        )
