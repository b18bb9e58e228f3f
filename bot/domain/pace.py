"""Pace: how fast a platform lets us send, in all and to each of its rooms; the sums with which a slot is found for each message.

The generic cell rate algorithm: what is kept of a limit is one instant, that until which its allowance is used up. Adapters keep to their
platform's limits within a process; this keeps all processes together to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_STILL_ITS_SLOT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """between: from one message of the channel to the next, on average; burst: so many may go at once after a pause.

    rooms: from one message to an address to the next, by how the address begins; the first that fits ("" fits all).
    """

    between: timedelta
    burst: int = 1
    rooms: tuple[tuple[str, timedelta], ...] = ()

    def room(self, address: str) -> timedelta:
        return next((gap for start, gap in self.rooms if address.startswith(start)), timedelta(0))

    def next_of_channel(self, used: datetime) -> datetime:
        """When a channel whose allowance is used up until then takes the next one."""
        return used - (self.burst - 1) * self.between

    def free(self, used: datetime, now: datetime) -> int:
        """How many may go at once now, where the allowance is used up until then."""
        return max(0, min(self.burst, self.burst - -((now - used) // self.between)))


def has_slot(not_before: datetime, due: datetime, now: datetime) -> bool:
    """Whether a message's instant is a slot that it was given, and that has not passed meanwhile."""
    return not_before > due and not_before > now - _STILL_ITS_SLOT
