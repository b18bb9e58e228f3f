"""Slack's limits kept exactly: nothing is sent too early, and a pause that Slack asks for holds for all that it concerns.

An answer to somebody who waits goes before what the clock delivers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from adapters.chat.slack.failures import SlackFailure
from adapters.chat.slack.settings import Rates
from adapters.chat.window import Urgency, Window

_TIER_2, _TIER_3, _TIER_4 = range(3)
# https://docs.slack.dev/reference/methods names the tier of each.
_TIERS = {
    "chat.update": _TIER_3, "chat.postEphemeral": _TIER_4, "conversations.history": _TIER_3,
    "conversations.replies": _TIER_3, "conversations.open": _TIER_3, "conversations.info": _TIER_3,
    "conversations.list": _TIER_2, "conversations.members": _TIER_4, "users.conversations": _TIER_3,
    "users.info": _TIER_4, "users.list": _TIER_2, "views.open": _TIER_4, "views.publish": _TIER_4,
}  # fmt: skip
POST = "chat.postMessage"


class Limiter:
    """One for the workspace. patience: seconds that a delivery waits for its turn. pauses: how often Slack asked to wait."""

    def __init__(self, rates: Rates, patience: float) -> None:
        self._rates, self._patience = rates, patience
        self._workspace = Window(rates.workspace, rates.minute)
        self._methods = {method: Window(rates.tiers[tier], rates.minute) for method, tier in _TIERS.items()}
        self._rooms: dict[str, Window] = {}
        self._closed_until: dict[str, float] = {}
        self.pauses = 0

    @asynccontextmanager
    async def turn(self, method: str, room: str, urgency: Urgency) -> AsyncIterator[None]:
        """Entered when the request may go out.

        Raises SlackFailure("busy") for a delivery whose turn would not come in time, with a time of its own to come again.
        """
        windows = self._windows(method, room)
        if urgency is Urgency.DELIVERY:
            _send_away_where_a_queue_is_long(windows, self._patience)
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._patience if urgency is Urgency.DELIVERY else None):
                    for window in windows:
                        await stack.enter_async_context(window.place(urgency))
                    await self._pause_over(method)
            except TimeoutError:
                _send_away_where_a_queue_is_long(windows, 0.0)
                raise SlackFailure("busy", retry_after=self._patience) from None
            yield

    def pause(self, method: str, seconds: float) -> None:
        """Slack said 429: this method goes nowhere for so long."""
        self.pauses += 1
        until = asyncio.get_running_loop().time() + seconds
        self._closed_until[method] = max(until, self._closed_until.get(method, 0.0))

    async def _pause_over(self, method: str) -> None:
        wait = self._closed_until.get(method, 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
            await self._pause_over(method)  # it may have been made longer meanwhile

    def _windows(self, method: str, room: str) -> list[Window]:
        if method == POST:
            return [self._room(room), self._workspace]
        window = self._methods.get(method)
        return [window] if window else []

    def _room(self, room: str) -> Window:
        def forget() -> None:
            del self._rooms[room]

        window = self._rooms.get(room)
        if window is None:
            window = self._rooms[room] = Window(self._rates.a_room, self._rates.second, forget)
        return window


def _send_away_where_a_queue_is_long(windows: list[Window], longest: float) -> None:
    """The outbox keeps a delivery better than a queue does: there it survives a restart, and nobody's time runs out."""
    wait = max((window.book(longest) for window in windows), default=0.0)
    if wait:
        raise SlackFailure("busy", retry_after=wait)
