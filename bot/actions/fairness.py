"""Fair shares: who has much waiting does not keep the others waiting.

A batch is taken in the order of time. Only where it is full and one party has most of it, it is asked who else waits: these get their share
of the batch first. What a party is (who owns a reminder, where a delivery goes) is the caller's business.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
P = TypeVar("P", bound=Hashable)

_PART = 5  # a party that has more than this part of a full batch is looked at
_ASKED_EVERY = timedelta(milliseconds=500)


class Queue(Protocol[T_co, P]):
    """What waits, as one transaction sees it."""

    async def others(self, crowd: Sequence[P]) -> Sequence[P]:
        """Who waits besides the crowd that fills the batch, the longest waiting first."""

    async def of(self, party: P, limit: int) -> Sequence[T_co]:
        """What of this party waits."""


class FairShare(Generic[T, P]):
    """Lives as long as the loop: remembers who else waits, so that it need not be asked for each batch."""

    def __init__(self, party: Callable[[T], P], key: Callable[[T], Hashable]) -> None:
        self._party, self._key = party, key
        self._others: deque[P] = deque()
        self._ask_at: datetime | None = None

    async def share(self, batch: Sequence[T], limit: int, now: datetime, queue: Queue[T, P]) -> list[T]:
        """The batch, or, where a crowd fills it, as many: the others' shares first, then what of the batch has room."""
        if len(batch) < limit or limit < _PART:
            return list(batch)
        part = limit // _PART
        crowd = [party for party, count in Counter(map(self._party, batch)).items() if count > part]
        if not crowd:
            return list(batch)
        await self._ask(crowd, now, queue)
        taken: dict[Hashable, T] = {}
        turns = len(self._others)
        while turns and len(taken) < limit - part:
            turns -= 1
            party = self._others.popleft()
            if party not in crowd:
                mine = await queue.of(party, min(part, limit - len(taken)))
                taken |= {self._key(each): each for each in mine}
                if len(mine) == part:
                    self._others.append(party)  # it has more
        for each in batch:
            if len(taken) < limit:
                taken.setdefault(self._key(each), each)
        return list(taken.values())

    async def _ask(self, crowd: Sequence[P], now: datetime, queue: Queue[T, P]) -> None:
        if self._others or (self._ask_at is not None and self._ask_at > now >= self._ask_at - _ASKED_EVERY):
            return
        self._ask_at = now + _ASKED_EVERY
        self._others.extend(await queue.others(crowd))
