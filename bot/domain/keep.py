"""Keep: how long things are kept once nobody needs them any more, with the defaults.

What is open is never deleted: reminders that may still fire, firings that wait for an answer, notifications that nobody has read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Keep:
    """notifications: read, dismissed or expired ones, from then on (a person may choose less); archived: from archiving on.

    history: reminders that are over and firings that were answered, since anything last happened to them; transcripts as well.
    audit: rows of the ledger, which may outlive their reminder; None: for ever. said: the bot's own words on a platform that keeps
    them itself; conversation: what is remembered of one that has fallen silent.
    """

    notifications: timedelta = timedelta(days=90)
    archived: timedelta = timedelta(days=30)
    history: timedelta = timedelta(days=400)
    audit: timedelta | None = timedelta(days=800)
    said: timedelta = timedelta(days=30)
    conversation: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The same as instants, UTC: what ended before its own is deleted."""

    notifications: datetime
    archived: datetime
    history: datetime
    audit: datetime
    said: datetime
    conversation: datetime


_BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def cutoffs(keep: Keep, now: datetime) -> Cutoffs:
    """now: aware UTC."""
    return Cutoffs(
        now - keep.notifications,
        now - keep.archived,
        now - keep.history,
        _BEGINNING if keep.audit is None else now - keep.audit,
        now - keep.said,
        now - keep.conversation,
    )
