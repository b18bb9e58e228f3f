"""Pace: keeps to the rate limit that the server states in its answers; a server that states none is not held back.

Mattermost limits with GCRA (RateLimitSettings: PerSec, MaxBurst) and says Limit, Remaining and Reset in X-RateLimit-* headers.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Mapping

_SLOWEST = 0.5  # requests a second, until the answers have shown the server's rate


class Pace:
    """Times are of a monotonic clock, in seconds. A ticket stands for one request, from take() to done()."""

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._turn = asyncio.Lock()
        self._allowance: float | None = None
        self._limit = 0
        self._rate = _SLOWEST
        self._counted_at = 0.0
        self._closed_until = 0.0
        self._taken = 0
        self._open: dict[int, int] = {}  # each ticket, with how many were open when it was taken

    async def take(self) -> int:
        """Wait for one's turn; in the order of asking."""
        async with self._turn:
            while (wait := self._wait()) > 0:  # noqa: ASYNC110 (time is what it waits for)
                await asyncio.sleep(wait)
            if self._allowance is not None:
                self._allowance -= 1
            self._taken += 1
            self._open[self._taken] = len(self._open)
            return self._taken

    def done(self, ticket: int) -> None:
        self._open.pop(ticket, None)

    def hear(self, ticket: int, headers: Mapping[str, str]) -> None:
        """What the answer to this request says of the limit."""
        limit, remaining, reset = (
            _number(headers.get(f"X-RateLimit-{name}")) for name in ("Limit", "Remaining", "Reset")
        )  # fmt: skip
        if limit is None or remaining is None or reset is None:
            return
        self._refill()
        used = limit - remaining
        if reset > 0 and used > 1:
            # Reset is rounded up and Remaining down: this is never more than the true rate.
            self._rate = max(self._rate, (used - 1) / reset)
        self._limit = int(limit)
        # The server may not have counted yet what was under way when this left, though it is answered by now, nor what left after.
        uncounted = self._open.get(ticket, 0) + self._taken - ticket
        spare = remaining - uncounted
        if self._allowance is None or not spare <= self._allowance <= spare + 1:
            self._allowance = spare

    def close_for(self, seconds: float) -> None:
        """The server said 429: nothing goes out for that long."""
        self._closed_until = max(self._closed_until, self._time() + seconds)
        if self._allowance is not None:
            self._allowance = min(self._allowance, 0.0)
        self._rate = max(_SLOWEST, self._rate * 0.9)

    def _wait(self) -> float:
        closed = self._closed_until - self._time()
        if closed > 0 or self._allowance is None:
            return closed
        self._refill()
        return (1 - self._allowance) / self._rate if self._allowance < 1 else 0.0

    def _refill(self) -> None:
        now = self._time()
        if self._allowance is not None:
            # What is under way will still be taken off an allowance that at the server is full until then.
            most = self._limit - 1.0 - len(self._open)
            self._allowance = min(max(most, self._allowance), self._allowance + (now - self._counted_at) * self._rate)
        self._counted_at = now


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None else None
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds until the server takes requests again: Retry-After, else X-RateLimit-Reset."""
    for name in ("Retry-After", "X-RateLimit-Reset"):
        if (seconds := _number(headers.get(name))) is not None:
            return max(0.0, seconds)
    return None
