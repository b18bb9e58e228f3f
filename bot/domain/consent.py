"""Consent: what one person has said to another's reminders. Without a row nothing was sent yet; the first one that is sent asks.

Who asks, and what a refusal does, is in bot/actions/consents.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Consent:
    """user_id takes reminders from sender_id, unless `refused`. asked_in: the occurrence whose delivery carries the question."""

    workspace_id: UUID
    user_id: UUID
    sender_id: UUID
    refused: bool = False
    asked_in: UUID | None = None
