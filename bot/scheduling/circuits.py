"""Circuits: notices that a channel is down, from what becomes of its sends, and holds back what is to go through it.

What is known is in the store, so that every process and the operator see the same; failures in a row are counted here, by each process.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.actions.deliveries import Outcome
from bot.domain.circuit import Circuit, CircuitPolicy
from bot.ports import ChannelOutage, UnitOfWork
from bot.repositories import DueDelivery

log = logging.getLogger(__name__)

_OUTAGES_KEPT = 20


@dataclass(frozen=True, slots=True)
class _Outage:
    channel: str
    since: datetime
    until: datetime
    reason: str


class Circuits:
    """chance: draws from [0, 1)."""

    def __init__(self, policy: CircuitPolicy, chance: Callable[[], float]) -> None:
        self._policy = policy
        self._chance = chance
        self._open: dict[str, Circuit] = {}
        self._failures: Counter[str] = Counter()
        self._probes: set[UUID] = set()
        self._outages: list[_Outage] = []

    def know(self, circuits: Iterable[Circuit]) -> None:
        """What the store says now."""
        self._open = {circuit.channel: circuit for circuit in circuits}

    @property
    def down(self) -> Collection[str]:
        return self._open.keys()

    def refused(self, now: datetime) -> list[str]:
        """Channels whose platform does not take our credentials; not where it is time for a probe, for which something must go there."""
        return [circuit.channel for circuit in self._open.values() if circuit.refused and circuit.probe_at > now]

    def probing(self, now: datetime) -> list[str]:
        """Channels that are down and through which one delivery may go now."""
        return [circuit.channel for circuit in self._open.values() if circuit.probe_at <= now]

    def next_probe(self, now: datetime) -> datetime | None:
        """When that will be so of another channel."""
        return min((circuit.probe_at for circuit in self._open.values() if circuit.probe_at > now), default=None)

    def holds_back(self, due: DueDelivery) -> bool:
        return due.delivery.channel in self._open and due.delivery.id not in self._probes

    async def probe(self, uow: UnitOfWork, due: DueDelivery, now: datetime) -> None:
        """This one goes; the next one not before the policy's delay."""
        circuit = self._open[due.delivery.channel]
        circuit = circuit.probed(now, self._policy.delay(circuit.probes + 1, self._chance()))
        self._open[circuit.channel] = circuit
        self._probes.add(due.delivery.id)
        await uow.circuits.save(circuit)

    async def judge(self, uow: UnitOfWork, outcomes: Sequence[Outcome]) -> bool:
        """Store what these outcomes say of their channels, before they are settled. Whether a channel is well again."""
        before = len(self._open)
        for outcome in outcomes:
            self._probes.discard(outcome.due.delivery.id)
            channel, error = outcome.due.delivery.channel, outcome.error
            if error is not None and (error.refused or not (error.permanent or error.retry_after)):
                self._failures[channel] += 1
                if error.refused or self._failures[channel] >= self._policy.failures:
                    await self._break(uow, channel, outcome.at, error.reason, refused=error.refused)
            elif error is None or error.permanent:  # it answered: the trouble was this message's own
                self._failures.pop(channel, None)
                if channel in self._open:
                    await self._close(uow, channel, outcome.at)
        return len(self._open) < before

    def explain(self, due: DueDelivery) -> ChannelOutage | None:
        """The outage that a delivery waited for, where it was one of the latest."""
        for outage in reversed(self._outages):
            if outage.channel == due.delivery.channel and outage.since <= due.notification.due_at < outage.until:
                return ChannelOutage(0, outage.reason)
        return None

    async def _break(self, uow: UnitOfWork, channel: str, now: datetime, reason: str, *, refused: bool) -> None:
        if channel in self._open:
            return
        circuit = Circuit(channel, now, now + self._policy.delay(0, self._chance()), reason, refused=refused)
        self._open[channel] = circuit
        await uow.circuits.open(circuit)
        log.error("channel_down", extra={"channel": channel, "reason": reason})

    async def _close(self, uow: UnitOfWork, channel: str, now: datetime) -> None:
        circuit = self._open.pop(channel)
        await uow.circuits.close(channel)
        outage = _Outage(channel, circuit.opened_at, now, circuit.reason)
        self._outages = [*self._outages, outage][-_OUTAGES_KEPT:]
        log.warning("channel_up", extra={"channel": channel, "since": circuit.opened_at.isoformat()})
