"""Health: how the connection stands, for the page and the command that show it. One line is logged when it changes, none of its text."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["starting", "connected", "reconnecting", "refused", "stopped"]
_log = logging.getLogger("remindbot.mattermost")
_DETAILS: dict[State, str] = {
    "starting": "connecting for the first time",
    "connected": "connected",
    "reconnecting": "the connection was lost; trying again",
    "refused": "Mattermost does not accept the bot's token: create a new one and put it into mattermost.token",
    "stopped": "stopped",
}


@dataclass(frozen=True, slots=True)
class Health:
    """since: the instant (UTC) from which it has been so."""

    state: State
    since: datetime

    @property
    def ok(self) -> bool:
        return self.state == "connected"

    @property
    def detail(self) -> str:
        return _DETAILS[self.state]

    def turn(self, state: State, now: datetime) -> Health:
        """Said once for each change, however often it is found to be so."""
        if state == self.state:
            return self
        level = {"refused": logging.ERROR, "reconnecting": logging.WARNING}.get(state, logging.INFO)
        _log.log(level, "mattermost.%s: %s", state, _DETAILS[state])
        return Health(state, now)
