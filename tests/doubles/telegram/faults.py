"""What goes wrong on purpose: errors, cut connections, lost answers, answers held back; and Telegram's own flood control.

Faults come one by one, as told, or by chance at given rates from a seeded source.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_SENDING = ("sendMessage", "editMessageText", "deleteMessage")


class Refused(Exception):
    """An answer that is not ok: HTTP status, description and parameters, as the Bot API gives them."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass
class Fault:
    """refused: answer so. cut: break the connection instead of answering; accepted: after having done what was asked."""

    refused: Refused | None = None
    cut: bool = False
    accepted: bool = False
    raw: bytes | None = None


class Faults:
    def __init__(self) -> None:
        self._next: dict[str, deque[Fault]] = {}
        self._holds: dict[str, asyncio.Event] = {}
        self._chance = random.Random(7)  # noqa: S311 - the same faults in every run
        self._error_rate = self._cut_rate = self._lost_rate = 0.0

    def refuse(self, method: str, status: int, description: str, *, times: int = 1, **parameters: Any) -> None:
        self._plan(method, Fault(Refused(status, description, **parameters)), times)

    def cut(self, method: str, *, accepted: bool, times: int = 1) -> None:
        """Break the connection; accepted: only the answer is lost."""
        self._plan(method, Fault(cut=True, accepted=accepted), times)

    def answer(self, method: str, body: bytes, times: int = 1) -> None:
        """Answer 200 with these bytes, whatever was asked."""
        self._plan(method, Fault(raw=body), times)

    def by_chance(self, *, errors: float = 0, cuts: float = 0, lost: float = 0) -> None:
        """Shares of sendMessage calls: answered 500; cut before they took effect; cut after."""
        self._error_rate, self._cut_rate, self._lost_rate = errors, cuts, lost

    def hold(self, method: str) -> asyncio.Event:
        """Keep answers to this method back (what was asked is done first) until the event is set."""
        self._holds[method] = asyncio.Event()
        return self._holds[method]

    async def held(self, method: str) -> None:
        if method in self._holds:
            await self._holds[method].wait()

    def next(self, method: str) -> Fault | None:
        planned = self._next.get(method)
        if planned:
            return planned.popleft()
        if method != "sendMessage":
            return None
        draw = self._chance.random()
        if draw < self._error_rate:
            return Fault(Refused(500, "Internal Server Error"))
        if draw < self._error_rate + self._cut_rate:
            return Fault(cut=True)
        if draw < self._error_rate + self._cut_rate + self._lost_rate:
            return Fault(cut=True, accepted=True)
        return None

    def _plan(self, method: str, fault: Fault, times: int) -> None:
        self._next.setdefault(method, deque()).extend([fault] * times)


@dataclass
class FloodControl:
    """So many messages in any `second`, so many a chat, and so many a group in any `minute`; violations are counted and refused.

    The periods can be shortened, to test much in little time; Telegram's are the defaults.
    """

    overall: int = 30
    a_chat: int = 1
    a_group: int = 20
    second: float = 1.0
    minute: float = 60.0
    violations: int = 0
    counted: int = 0
    _times: dict[str, deque[float]] = field(default_factory=dict)

    def check(self, method: str, params: Json) -> None:
        """Raises Refused(429) when this call is one too many; such a call does not count."""
        if method not in _SENDING:
            return
        now = time.monotonic()
        chat = str(params.get("chat_id"))
        windows = [("", self.overall, self.second), (chat, self.a_chat, self.second)]
        if chat.startswith("-"):
            windows.append((f"{chat} group", self.a_group, self.minute))
        waits = [self._wait(*window, now) for window in windows]
        if max(waits) > 0:
            self.violations += 1
            seconds = max(1, math.ceil(max(waits)))
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self.counted += 1
        for name, _, _ in windows:
            self._times[name].append(now)

    def _wait(self, name: str, most: int, period: float, now: float) -> float:
        times = self._times.setdefault(name, deque())
        while times and now - times[0] >= period:
            times.popleft()
        return period - (now - times[0]) if len(times) >= most else 0.0
