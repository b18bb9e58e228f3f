"""Health: whether the bot is connected to a platform, in words that a person who runs it can act on."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.ports import Clock

_log = logging.getLogger(__name__)


class State(StrEnum):
    STARTING = "starting"
    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Health:
    """since: UTC, when it became so. detail: what is wrong and what to do; empty when nothing is."""

    state: State
    detail: str
    since: datetime

    @property
    def ok(self) -> bool:
        return self.state is State.CONNECTED


class Watch:
    """The present health. Each change is logged, once."""

    def __init__(self, platform: str, clock: Clock) -> None:
        self._platform, self._clock = platform, clock
        self.health = Health(State.STARTING, "", clock.now())

    def turn(self, state: State, detail: str = "") -> None:
        if (self.health.state, self.health.detail) == (state, detail):
            return
        level = logging.ERROR if state is State.REFUSED else logging.WARNING if detail else logging.INFO
        _log.log(level, "%s.%s %s", self._platform, state, detail)
        self.health = Health(state, detail, self._clock.now())
