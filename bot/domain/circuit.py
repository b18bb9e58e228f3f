"""Circuit: a channel that is down. What is to go through it waits, untouched; now and then one delivery goes as a probe.

A channel that is well has none. When one opens and closes is decided in bot/scheduling/circuits.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.backoff import back_off


@dataclass(frozen=True, slots=True)
class CircuitPolicy:
    """failures: so many in a row, with nothing in between that the channel answered, open it. Probes as RetryPolicy's tries."""

    failures: int = 5
    base: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=5)
    jitter: float = 0.25

    def delay(self, probes: int, chance: float) -> timedelta:
        """How long to wait after the probes-th probe; chance in [0, 1) picks the place within the jitter."""
        return back_off(self.base, probes, self.longest, self.jitter, chance)


@dataclass(frozen=True, slots=True)
class Circuit:
    """Instants UTC. probe_at: nothing goes before it. probes: how many have gone. refused: the platform does not take our credentials."""

    channel: str
    opened_at: datetime
    probe_at: datetime
    reason: str
    probes: int = 0
    refused: bool = False

    def probed(self, now: datetime, delay: timedelta) -> Circuit:
        """A probe goes now; unless it closes the circuit, the next one goes after the delay."""
        return replace(self, probe_at=now + delay, probes=self.probes + 1)
