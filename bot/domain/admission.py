"""Admission: who may talk to the bot on a platform. Where anybody can find a bot, a team's own must be told from strangers.

Which platform has which is the configuration's; how a stranger is answered is in bot/dialogue/door.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Admission:
    """people: whoever comes, only those who are known or listed, or only those who are listed.

    allowed, blocked: the platform's ids of people and of rooms; a room stands for all who write in it. Blocked goes over allowed.
    """

    people: Literal["anyone", "known", "listed"] = "anyone"
    allowed: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()

    def blocks(self, person: str, room: str) -> bool:
        return not self.blocked.isdisjoint((person, room))

    def admits(self, person: str, room: str, *, known: bool) -> bool:
        """Of those who are not blocked. known: met before, or linked from another place."""
        if self.people == "anyone" or not self.allowed.isdisjoint((person, room)):
            return True
        return self.people == "known" and known


ANYONE = Admission()
