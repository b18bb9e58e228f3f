"""Dealing: what somebody did that concerns people rather than one reminder; the audit reads it.

What was done to a reminder is in ledger.py. A person's choices for themselves are nobody's to audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class DealingAction(StrEnum):
    LINKED = "linked"
    UNLINKED = "unlinked"
    HANDED_OVER = "handed_over"
    GAVE_BACK = "gave_back"
    TOOK_BACK = "took_back"
    REFUSED = "refused"
    ALLOWED = "allowed"
    SIGN_IN_LINK = "sign_in_link"


@dataclass(frozen=True, slots=True)
class Dealing:
    """actor_id did it to subject_id; None: to themselves. via, platform, room: where, as in a LedgerEntry.

    note: the places (LINKED, UNLINKED), the reminders' numbers (HANDED_OVER, GAVE_BACK, TOOK_BACK). Never what people wrote.
    """

    workspace_id: UUID
    id: UUID
    at: datetime
    action: DealingAction
    actor_id: UUID
    subject_id: UUID | None = None
    via: str | None = None
    platform: str | None = None
    room: str | None = None
    note: str | None = None
