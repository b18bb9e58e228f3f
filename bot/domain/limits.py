"""Limits: what this installation allows a person to ask for, with its defaults.

Checking them is the actions' business; the words for a refusal are wording's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

UNANSWERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """What LimitReached names is a field of this: its `limit` is the field's name, its `allowed` the number in the field's unit.

    active_reminders: per owner, those that will fire or wait for something. text_length: characters of a reminder's text.
    shortest_repeat: least time between two firings (LimitReached: whole seconds). horizon: how far ahead (LimitReached: whole days).
    for_others: reminders that one person may set for others within 24 hours. for_room: that all together may set for one room in them.
    recipients: of one reminder.
    unanswered: a fired occurrence that nobody answers is put away after this long. nags: how often one that nags is told again.
    """

    active_reminders: int = 1000
    text_length: int = 2000
    shortest_repeat: timedelta = timedelta(minutes=5)
    horizon: timedelta = timedelta(days=3660)
    for_others: int = 50
    for_room: int = 200
    recipients: int = 20
    unanswered: timedelta = UNANSWERED
    nags: int = 12

    def nag_every(self, asked: timedelta) -> timedelta:
        """How often an unanswered firing is told again: as was asked, but neither more often than a repeat may come nor after it is put away."""
        return max(self.shortest_repeat, min(asked, self.unanswered))
