"""Slack's refusals on purpose, and its own rate limits, which count who breaks them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from tests.doubles import faults
from tests.doubles.faults import Fault, Windows
from tests.doubles.slack.world import ApiError

# Requests a minute, as documented: https://docs.slack.dev/apis/web-api/rate-limits
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
METHOD_TIERS = {
    "apps.connections.open": 3, "chat.update": 3, "chat.postEphemeral": 4, "conversations.history": 3,
    "conversations.replies": 3, "conversations.open": 3, "conversations.info": 3, "conversations.list": 2,
    "conversations.members": 4, "users.conversations": 3, "users.info": 4, "users.list": 2, "views.open": 4,
    "views.publish": 4,
}  # fmt: skip


class Faults(faults.Faults):
    def __init__(self) -> None:
        super().__init__("chat.postMessage", lambda: ApiError("internal_error"))

    def refuse(self, method: str, error: str, *, status: int = 200, times: int = 1) -> None:
        self.plan(method, Fault(ApiError(error, status=status)), times)

    def limit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """Answer 429 although the limit is kept."""
        headers = {"Retry-After": str(retry_after)}
        self.plan(method, Fault(ApiError("ratelimited", status=429, headers=headers)), times)


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
    _windows: Windows = field(default_factory=Windows)

    def check(self, method: str, channel: str) -> None:
        """Raises ApiError(429) when this call is one too many; such a call does not count."""
        if not self.enforced:
            return
        windows: list[tuple[str, int, float]] = []
        if method == "chat.postMessage":
            windows = [(f"room {channel}", self.a_channel, self.second), ("workspace", self.workspace, self.minute)]
        elif method in METHOD_TIERS:
            windows = [(method, TIERS[METHOD_TIERS[method]], self.minute)]
        wait = self._windows.admit(windows)
        if wait:
            self.violations[method] += 1
            raise ApiError("ratelimited", status=429, headers={"Retry-After": str(max(1, math.ceil(wait)))})
