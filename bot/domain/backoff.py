"""Back-off: how long to wait before the next try, twice as long each time, spread so that those who wait do not all come back at once.

Who tries how often is RetryPolicy's (delivery.py) and CircuitPolicy's (circuit.py) to say.
"""

from __future__ import annotations

from datetime import timedelta

_MOST_DOUBLINGS = 32


def back_off(base: timedelta, doublings: int, longest: timedelta, jitter: float, chance: float) -> timedelta:
    """base × 2^doublings, at most `longest`, spread by ±jitter; chance in [0, 1) picks the place within the jitter."""
    plain = min(base * (1 << min(doublings, _MOST_DOUBLINGS)), longest)
    return plain * (1 + jitter * (2 * chance - 1))
