"""The Protocols of what the engine keeps for itself: when it ran, which channels are down, what waits to be sent. storage/ implements them.

What it works on, reminders and what follows from them, is in repositories.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.circuit import Circuit
from bot.domain.delivery import Delivery
from bot.repositories import DueDelivery


class Runs(Protocol):
    """When a loop was running: how downtime is known."""

    async def start(self, run_id: UUID, now: datetime) -> datetime | None:
        """Note a run; returns the last sign of life of any earlier one."""

    async def seen_at(self) -> datetime | None:
        """The last sign of life of any run."""

    async def beat(self, run_id: UUID, now: datetime) -> None: ...


class Circuits(Protocol):
    """Channels that are down, for every process."""

    async def all(self) -> list[Circuit]: ...

    async def open(self, circuit: Circuit) -> None:
        """Store it, unless the channel is known to be down."""

    async def save(self, circuit: Circuit) -> None: ...

    async def close(self, channel: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Glance:
    """When the next firing and the next telling again are due (UTC); whether any delivery waits, and whether any channel is down."""

    firing: datetime | None
    nag: datetime | None
    waiting: bool
    down: bool


class Outbox(Protocol):
    """Deliveries that wait to be sent, of every workspace."""

    async def glance(self) -> Glance:
        """What a loop asks most often, in one question."""

    async def channels(self) -> dict[str, datetime]:
        """For which channels something waits, and when the first of it may go."""

    async def waiting(self, channel: str, until: datetime, limit: int, address: str | None = None) -> list[DueDelivery]:
        """What may go by `until`, to that address where one is given, the earliest first; other workers' claims are passed over."""

    async def addresses(self, channel: str, until: datetime, limit: int) -> list[str]:
        """Where something of that may go, who has waited longest first."""

    async def save(self, changed: Sequence[Delivery]) -> None:
        """Store status, lease, tries and when it may go."""


class Paces(Protocol):
    """Until when the allowance of a channel (address "") and of each of its rooms is used up, for every process."""

    async def take(self, channel: str, addresses: Collection[str], now: datetime) -> dict[str, datetime]:
        """Read them, and let no other process have them until this transaction ends. What was never used is used up until `now`."""

    async def save(self, channel: str, used: Mapping[str, datetime]) -> None: ...

    async def forget(self, before: datetime, limit: int) -> int:
        """Those that are free again since before then."""
