"""What makes the double misbehave, on demand or by chance: errors, cut connections, lost answers, its rate limit.

Every request is counted here, and every one that broke the limit.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web
from aiohttp.typedefs import Handler

Fault = Literal["error", "unavailable", "cut", "lost", "limited", "slow", "html", "pending"]


@dataclass
class Limiter:
    """The server's own: GCRA, `per_second` on average and `burst` more at once, by token."""

    per_second: float
    burst: int
    arrival: dict[str, float] = field(default_factory=dict)
    violations: int = 0
    time: Callable[[], float] = time.monotonic

    def admit(self, key: str) -> tuple[bool, dict[str, str]]:
        now = self.time()
        spacing = 1 / self.per_second
        limit = self.burst + 1
        theoretical = max(self.arrival.get(key, now), now)
        allowed = theoretical + spacing - now <= limit * spacing
        if allowed:
            theoretical += spacing
            self.arrival[key] = theoretical
        else:
            self.violations += 1
        ahead = theoretical - now
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, int((limit * spacing - ahead) / spacing + 1e-9))),
            "X-RateLimit-Reset": str(math.ceil(ahead)),
        }
        if not allowed:
            headers["Retry-After"] = str(math.ceil(ahead + spacing - limit * spacing))
        return allowed, headers


@dataclass
class Faults:
    """rates: how likely each fault is for a request that writes. queued: (part of the path, fault), each used once."""

    rates: dict[Fault, float] = field(default_factory=dict)
    queued: list[tuple[str, Fault]] = field(default_factory=list)
    limiter: Limiter | None = None
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 (chance for tests)
    requests: Counter[str] = field(default_factory=Counter)
    slow_for: float = 0.2
    reset: str = "1"  # seconds that a 429 on demand asks to wait
    content_type: str = "application/json"  # a proxy before the server may add a charset

    def queue(self, path: str, *faults: Fault) -> None:
        self.queued.extend((path, fault) for fault in faults)

    def pick(self, request: web.Request) -> Fault | None:
        for index, (path, fault) in enumerate(self.queued):
            if path in f"{request.method} {request.path}":
                del self.queued[index]
                return fault
        if request.method != "GET":
            for fault, rate in self.rates.items():
                if self.chance.random() < rate:
                    return fault
        return None


def middleware(faults: Faults) -> web.middleware:  # type: ignore[valid-type]  # aiohttp gives its decorator's type no name
    @web.middleware
    async def misbehave(request: web.Request, handler: Handler) -> web.StreamResponse:
        faults.requests[f"{request.method} {request.path}"] += 1
        headers: dict[str, str] = {}
        if faults.limiter and request.path.startswith("/api/"):
            allowed, headers = faults.limiter.admit(request.headers.get("Authorization", request.remote or ""))
            if not allowed:
                return web.Response(status=429, text="limit exceeded\n", headers=headers)
        fault = faults.pick(request)
        answer = _at_once(fault, request, faults.reset)
        if answer is None:
            if fault == "slow":
                await asyncio.sleep(faults.slow_for)
            answer = await handler(request)
            if fault == "lost":
                _cut(request)
        if not answer.prepared:
            answer.headers.update(headers)
        return answer

    return misbehave


def _at_once(fault: Fault | None, request: web.Request, reset: str) -> web.StreamResponse | None:
    match fault:
        case "error":
            return web.json_response({"id": "double.error", "message": "boom", "status_code": 500}, status=500)
        case "pending":
            error_id = "api.post.deduplicate_create_post.pending"
            return web.json_response({"id": error_id, "message": "pending", "status_code": 500}, status=500)
        case "unavailable":
            return web.Response(status=503, text="no backend")
        case "html":
            return web.Response(status=502, text="<html>bad gateway</html>", content_type="text/html")
        case "limited":
            return web.Response(status=429, text="limit exceeded\n", headers={"X-RateLimit-Reset": reset})
        case "cut":
            _cut(request)
            return web.Response()
    return None


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
