"""Item: a task, bug or project of the team's tracker, as far as the tracker has told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

ItemKind = Literal["task", "bug", "project"]


@dataclass(frozen=True, slots=True)
class Item:
    """key: "TSK-123", upper case. due: UTC instant. touched_at: the last event. closed: whether its status ends the work."""

    workspace_id: UUID
    key: str
    kind: ItemKind
    title: str | None = None
    status: str | None = None
    due: datetime | None = None
    url: str | None = None
    closed: bool = False
    touched_at: datetime | None = None
