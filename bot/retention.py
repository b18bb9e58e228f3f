"""Retention: the Protocol by which what is stale is found and deleted; storage/retention.py implements it, ports.UnitOfWork carries it.

How long each thing is kept is in domain/keep.py, when this runs in scheduling/sweeping.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from bot.domain.keep import Cutoffs

Key = tuple[Any, ...]


class Retention(Protocol):
    """Kinds are swept in the order of `kinds`. Finding reads as much as it must and keeps nobody waiting; deleting is what is done in batches."""

    @property
    def kinds(self) -> Sequence[str]: ...

    async def find(self, kind: str, before: Cutoffs, after: Key | None, limit: int) -> list[Key]:
        """The keys of at most `limit` stale things behind `after`, in the order of keys."""

    async def find_of(self, person: tuple[UUID, UUID], before: Cutoffs, limit: int) -> list[Key]:
        """Keys of stale notifications of one person: (workspace id, user id)."""

    async def delete(self, kind: str, before: Cutoffs, keys: Sequence[Key]) -> None:
        """Those of them that are stale still."""

    async def people_who_keep_less(self) -> list[tuple[UUID, UUID, int]]:
        """(workspace id, user id, days) of those who chose for how many days their notifications are kept."""
