"""Outage: the store being away is said once when it begins and once when it is over, however often it is tried meanwhile.

What is done about it is its users' business: they wait, and try again.
"""

from __future__ import annotations

import logging
from datetime import datetime

from bot.domain.errors import StoreUnavailable
from bot.ports import Clock

log = logging.getLogger(__name__)


class Outage:
    """One for all that use the store in a loop."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: datetime | None = None

    def meet(self, error: StoreUnavailable) -> None:
        """The store could not be used."""
        if self._since is None:
            self._since = self._clock.now()
            log.warning("store_unavailable", extra={"error": str(error)})

    def is_over(self) -> None:
        """The store could be used."""
        if self._since is not None:
            seconds = (self._clock.now() - self._since).total_seconds()
            self._since = None
            log.warning("store_available", extra={"away_seconds": round(seconds, 1)})
