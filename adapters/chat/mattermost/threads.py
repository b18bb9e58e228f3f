"""Threads: in which threads the bot waits for an answer, so that a bare "yes" there reaches it without its name being called again.

Kept in memory: after a restart the name has to be called once more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from adapters.chat.recent import Recent

_PATIENCE = timedelta(hours=1)
_MOST_KNOWN = 10_000


class Threads:
    def __init__(self) -> None:
        self._spoke: Recent[tuple[str, str], str] = Recent(_MOST_KNOWN)
        self._asked: Recent[tuple[str, str], tuple[str, datetime]] = Recent(_MOST_KNOWN)

    def heard(self, room: str, thread: str | None, author: str) -> None:
        """This person spoke to the bot there."""
        if thread is not None:
            self._spoke.keep((room, thread), author)

    def said(self, room: str, thread: str | None, now: datetime, *, asks: bool) -> None:
        """The bot spoke there; asks: it waits for an answer of whoever spoke to it last."""
        author = self._spoke.get((room, thread)) if thread is not None else None
        if author is None or thread is None:
            return
        if asks:
            self._asked.keep((room, thread), (author, now))
        else:
            self._asked.pop((room, thread), None)

    def expects(self, room: str, thread: str | None, author: str, now: datetime) -> bool:
        waiting = self._asked.get((room, thread)) if thread is not None else None
        return waiting is not None and waiting[0] == author and now - waiting[1] < _PATIENCE
