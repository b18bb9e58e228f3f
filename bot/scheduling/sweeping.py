"""Sweeper: deletes what is kept no longer, a small batch at a time, so that nobody who writes waits for it.

How long things are kept is in bot/domain/keep.py; what is stale is found by storage/retention.py.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.keep import Cutoffs, Keep, cutoffs
from bot.ports import UnitOfWorkFactory
from bot.retention import Key

log = logging.getLogger(__name__)

# A batch this small is deleted in some 10 ms on SQLite (measured), where everybody else who writes waits that long.
_BATCH = 100
_BATCHES_AT_ONCE = 40
_REST = timedelta(hours=1)


class Sweeper:
    """One pass over everything an hour, spread over as many rounds as it needs; a restart begins it anew."""

    def __init__(self, open_unit: UnitOfWorkFactory, keep: Keep) -> None:
        self._open_unit = open_unit
        self._keep = keep
        self._next_pass: datetime | None = None
        self._waiting: list[str] = []
        self._after: Key | None = None
        self._deleted: dict[str, int] = {}

    async def sweep(self, now: datetime) -> None:
        """One round: at most so many batches. Raises StoreUnavailable; then it goes on at the next round."""
        if self._next_pass is not None and now < self._next_pass:
            return
        before = cutoffs(self._keep, now)
        if not self._waiting:
            await self._begin(before, now)
        for _ in range(_BATCHES_AT_ONCE):
            if not self._waiting:
                break
            await self._sweep_batch(before)
        if not self._waiting:
            self._next_pass = now + _REST
            if self._deleted:
                log.info("swept", extra={"deleted": self._deleted})

    async def _begin(self, before: Cutoffs, now: datetime) -> None:
        self._deleted, self._after = {}, None
        async with self._open_unit(write=False) as uow:
            self._waiting = list(uow.retention.kinds)
            people = await uow.retention.people_who_keep_less()
        for workspace_id, user_id, days in people:
            own = replace(before, notifications=max(before.notifications, now - timedelta(days=days)))
            async with self._open_unit(write=False) as uow:
                keys = await uow.retention.find_of((workspace_id, user_id), own, _BATCH)
            await self._delete("notifications", own, keys)

    async def _sweep_batch(self, before: Cutoffs) -> None:
        kind = self._waiting[0]
        async with self._open_unit(write=False) as uow:
            keys = await uow.retention.find(kind, before, self._after, _BATCH)
        await self._delete(kind, before, keys)
        self._after = keys[-1] if keys else None
        if len(keys) < _BATCH:
            self._waiting.pop(0)
            self._after = None

    async def _delete(self, kind: str, before: Cutoffs, keys: list[Key]) -> None:
        if not keys:
            return
        async with self._open_unit() as uow:
            await uow.retention.delete(kind, before, keys)
            await uow.commit()
        self._deleted[kind] = self._deleted.get(kind, 0) + len(keys)
