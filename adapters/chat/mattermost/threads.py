"""Threads: in which threads the bot waits for an answer, so that a bare "yes" there reaches it without its name being called again.

Kept in memory: after a restart the name has to be called once more.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import TypeVar

_PATIENCE = timedelta(hours=1)
_MOST_KNOWN = 10_000
_Value = TypeVar("_Value")


class Threads:
    def __init__(self) -> None:
        self._spoke: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._asked: OrderedDict[tuple[str, str], tuple[str, datetime]] = OrderedDict()

    def heard(self, room: str, thread: str | None, author: str) -> None:
        """This person spoke to the bot there."""
        if thread is not None:
            _keep(self._spoke, (room, thread), author)

    def said(self, room: str, thread: str | None, now: datetime, *, asks: bool) -> None:
        """The bot spoke there; asks: it waits for an answer of whoever spoke to it last."""
        author = self._spoke.get((room, thread)) if thread is not None else None
        if author is None or thread is None:
            return
        if asks:
            _keep(self._asked, (room, thread), (author, now))
        else:
            self._asked.pop((room, thread), None)

    def expects(self, room: str, thread: str | None, author: str, now: datetime) -> bool:
        waiting = self._asked.get((room, thread)) if thread is not None else None
        return waiting is not None and waiting[0] == author and now - waiting[1] < _PATIENCE


def _keep(where: OrderedDict[tuple[str, str], _Value], key: tuple[str, str], value: _Value) -> None:
    where[key] = value
    where.move_to_end(key)
    while len(where) > _MOST_KNOWN:
        where.popitem(last=False)
