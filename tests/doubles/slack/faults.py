"""What goes wrong on purpose: errors, cut connections, lost answers; and Slack's own rate limits, which count who breaks them.

Faults come one by one, as told, or by chance at given rates from a seeded source.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter, deque
from dataclasses import dataclass, field

from tests.doubles.slack.world import ApiError

# Requests a minute, as documented: https://docs.slack.dev/apis/web-api/rate-limits
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
METHOD_TIERS = {
    "apps.connections.open": 3, "chat.update": 3, "chat.postEphemeral": 4, "conversations.history": 3,
    "conversations.replies": 3, "conversations.open": 3, "conversations.info": 3, "conversations.list": 2,
    "conversations.members": 4, "users.conversations": 3, "users.info": 4, "users.list": 2, "views.open": 4,
    "views.publish": 4,
}  # fmt: skip


@dataclass
class Fault:
    """error: answer so. cut: break the connection instead of answering; accepted: after having done what was asked."""

    error: ApiError | None = None
    cut: bool = False
    accepted: bool = False
    raw: bytes | None = None


class Faults:
    def __init__(self) -> None:
        self._planned: dict[str, deque[Fault]] = {}
        self._holds: dict[str, asyncio.Event] = {}
        self._chance = random.Random(11)  # noqa: S311 - the same faults in every run
        self._errors = self._cuts = self._lost = 0.0
        self.counted: Counter[str] = Counter()

    def refuse(self, method: str, error: str, *, status: int = 200, times: int = 1) -> None:
        self._plan(method, Fault(ApiError(error, status=status)), times)

    def limit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """Answer 429 although the limit is kept."""
        headers = {"Retry-After": str(retry_after)}
        self._plan(method, Fault(ApiError("ratelimited", status=429, headers=headers)), times)

    def cut(self, method: str, *, accepted: bool, times: int = 1) -> None:
        """Break the connection; accepted: only the answer is lost."""
        self._plan(method, Fault(cut=True, accepted=accepted), times)

    def answer(self, method: str, body: bytes, times: int = 1) -> None:
        """Answer 200 with these bytes, whatever was asked."""
        self._plan(method, Fault(raw=body), times)

    def by_chance(self, *, errors: float = 0, cuts: float = 0, lost: float = 0) -> None:
        """Shares of chat.postMessage calls: internal_error that did nothing; cut before they took effect; cut after."""
        self._errors, self._cuts, self._lost = errors, cuts, lost

    def hold(self, method: str) -> asyncio.Event:
        """Keep answers to this method back (what was asked is done first) until the event is set."""
        self._holds[method] = asyncio.Event()
        return self._holds[method]

    async def held(self, method: str) -> None:
        if method in self._holds:
            await self._holds[method].wait()

    def take(self, method: str) -> Fault | None:
        planned = self._planned.get(method)
        if planned:
            return planned.popleft()
        if method != "chat.postMessage":
            return None
        draw = self._chance.random()
        for name, share, fault in (
            ("errors", self._errors, Fault(ApiError("internal_error"))),
            ("cuts", self._cuts, Fault(cut=True)),
            ("lost", self._lost, Fault(cut=True, accepted=True)),
        ):
            if draw < share:
                self.counted[name] += 1
                return fault
            draw -= share
        return None

    def _plan(self, method: str, fault: Fault, times: int) -> None:
        self._planned.setdefault(method, deque()).extend([fault] * times)


@dataclass
class RateLimits:
    """One message a second in a channel, so many a minute in the workspace, the tiers a minute for other methods.

    Violations are counted and answered 429. The periods can be shortened, to test much in little time; Slack's are the defaults.
    """

    a_channel: int = 1
    workspace: int = 300
    second: float = 1.0
    minute: float = 60.0
    violations: Counter[str] = field(default_factory=Counter)
    enforced: bool = True
    _arrivals: dict[str, deque[float]] = field(default_factory=dict)

    def check(self, method: str, channel: str) -> None:
        """Raises ApiError(429) when this call is one too many; such a call does not count."""
        if not self.enforced:
            return
        now = time.monotonic()
        windows: list[tuple[str, int, float]] = []
        if method == "chat.postMessage":
            windows = [(f"room {channel}", self.a_channel, self.second), ("workspace", self.workspace, self.minute)]
        elif method in METHOD_TIERS:
            windows = [(method, TIERS[METHOD_TIERS[method]], self.minute)]
        wait = max((self._wait(*window, now) for window in windows), default=0)
        if wait > 0:
            self.violations[method] += 1
            raise ApiError("ratelimited", status=429, headers={"Retry-After": str(max(1, math.ceil(wait)))})
        for name, _, _ in windows:
            self._arrivals[name].append(now)

    def _wait(self, name: str, most: int, period: float, now: float) -> float:
        arrivals = self._arrivals.setdefault(name, deque())
        while arrivals and now - arrivals[0] >= period:
            arrivals.popleft()
        return period - (now - arrivals[0]) if len(arrivals) >= most else 0.0
