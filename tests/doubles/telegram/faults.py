"""Telegram's refusals on purpose, and its own flood control, which counts who comes too often."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from tests.doubles import faults
from tests.doubles.faults import Fault, Windows

Json = dict[str, Any]
_SENDING = ("sendMessage", "editMessageText", "deleteMessage")


class Refused(Exception):
    """An answer that is not ok: HTTP status, description and parameters, as the Bot API gives them."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


class Faults(faults.Faults):
    def __init__(self) -> None:
        super().__init__("sendMessage", lambda: Refused(500, "Internal Server Error"))

    def refuse(self, method: str, status: int, description: str, *, times: int = 1, **parameters: Any) -> None:
        self.plan(method, Fault(Refused(status, description, **parameters)), times)


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
    _windows: Windows = field(default_factory=Windows)

    def check(self, method: str, params: Json) -> None:
        """Raises Refused(429) when this call is one too many; such a call does not count."""
        if method not in _SENDING:
            return
        chat = str(params.get("chat_id"))
        windows = [("", self.overall, self.second), (chat, self.a_chat, self.second)]
        if chat.startswith("-"):
            windows.append((f"{chat} group", self.a_group, self.minute))
        wait = self._windows.admit(windows)
        if wait:
            self.violations += 1
            seconds = max(1, math.ceil(wait))
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self.counted += 1
