"""Figures: what an operator asks the store about deliveries; storage/figures.py implements it, ports.UnitOfWork carries it.

What of it is printed is in bot/operator.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """waiting: to be sent, those held for their instant among them; again: of these, tried before and held back until later. failed: given up."""

    channel: str
    waiting: int
    again: int
    sending: int
    failed: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """Of what was sent lately: from due to sent. sent: how many; middle and most: half of them, and 99 of 100, were no later."""

    sent: int
    middle: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class PaceFigures:
    """used_until: until when the channel's allowance is used up; now or earlier where none of it is. rooms: how many of its rooms have
    theirs used up, the last of them until rooms_until.
    """

    channel: str
    used_until: datetime
    rooms: int = 0
    rooms_until: datetime | None = None


class Figures(Protocol):
    async def channels(self, now: datetime) -> list[ChannelFigures]:
        """Of each channel that anything waits for or failed on, by name."""

    async def paces(self, now: datetime) -> list[PaceFigures]:
        """Of each channel that has limits and was used lately, by name."""

    async def lateness(self, since: datetime, limit: int) -> Lateness | None:
        """Of the latest `limit` sent that were made since then; None for none."""
