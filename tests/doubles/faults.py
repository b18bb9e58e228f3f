"""What goes wrong on purpose with a double: errors, cut connections, lost answers, answers held back; and windows that count who comes too often.

Faults come one by one, as told, or by chance at given rates from a seeded source. What a refusal looks like is each platform's own.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass
class Fault:
    """refusal: answer so. cut: break the connection instead of answering; accepted: after having done what was asked. raw: answer these bytes."""

    refusal: Exception | None = None
    cut: bool = False
    accepted: bool = False
    raw: bytes | None = None


class Faults:
    """by_chance() concerns the method `by_chance_to`, and its errors are what `error` makes."""

    def __init__(self, by_chance_to: str, error: Callable[[], Exception]) -> None:
        self._method, self._error = by_chance_to, error
        self._planned: dict[str, deque[Fault]] = {}
        self._holds: dict[str, asyncio.Event] = {}
        self._chance = random.Random(11)  # noqa: S311 - the same faults in every run
        self._shares: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self.counted: Counter[str] = Counter()

    def plan(self, method: str, fault: Fault, times: int = 1) -> None:
        self._planned.setdefault(method, deque()).extend([fault] * times)

    def cut(self, method: str, *, accepted: bool, times: int = 1) -> None:
        """Break the connection; accepted: only the answer is lost."""
        self.plan(method, Fault(cut=True, accepted=accepted), times)

    def answer(self, method: str, body: bytes, times: int = 1) -> None:
        """Answer 200 with these bytes, whatever was asked."""
        self.plan(method, Fault(raw=body), times)

    def by_chance(self, *, errors: float = 0, cuts: float = 0, lost: float = 0) -> None:
        """Shares of calls: an error that did nothing; cut before they took effect; cut after."""
        self._shares = (errors, cuts, lost)

    def hold(self, method: str) -> asyncio.Event:
        """Keep answers to this method back (what was asked is done first) until the event is set."""
        self._holds[method] = asyncio.Event()
        return self._holds[method]

    async def held(self, method: str) -> None:
        if method in self._holds:
            await self._holds[method].wait()

    def next(self, method: str) -> Fault | None:
        planned = self._planned.get(method)
        if planned:
            return planned.popleft()
        if method != self._method:
            return None
        draw = self._chance.random()
        names = ("errors", "cuts", "lost")
        for name, share in zip(names, self._shares, strict=True):
            if draw < share:
                self.counted[name] += 1
                return Fault(self._error() if name == "errors" else None, cut=name != "errors", accepted=name == "lost")
            draw -= share
        return None


class Windows:
    """Counts what comes in any period, by name; what is one too many does not count."""

    def __init__(self) -> None:
        self._arrivals: dict[str, deque[float]] = {}

    def admit(self, windows: Sequence[tuple[str, int, float]]) -> float:
        """0 where each of the windows (name, most, period in seconds) has room for one more; else in how many seconds they have."""
        now = time.monotonic()
        wait = max((self._wait(*window, now) for window in windows), default=0.0)
        if not wait:
            for name, _, _ in windows:
                self._arrivals[name].append(now)
        return wait

    def _wait(self, name: str, most: int, period: float, now: float) -> float:
        arrivals = self._arrivals.setdefault(name, deque())
        while arrivals and now - arrivals[0] >= period:
            arrivals.popleft()
        return period - (now - arrivals[0]) if len(arrivals) >= most else 0.0
