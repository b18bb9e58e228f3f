"""The Protocols of what the engine keeps for itself: when it ran, which channels are down. storage/ implements them.

What it works on, reminders and what follows from them, is in repositories.py.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.circuit import Circuit


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
