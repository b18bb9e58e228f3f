"""Threads: the links and the threads of Slack's rooms; in which of them the bot takes part, so that it is answered without its name.

Kept in memory, for as long as the process lives; of older threads Slack is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.chat.recent import Recent
from adapters.chat.slack.api import SlackApi
from adapters.chat.slack.failures import SlackFailure

_MOST = 20_000


class Threads:
    """since: UTC, when this process began to listen."""

    def __init__(self, api: SlackApi, since: datetime) -> None:
        self._api, self._since = api, since
        self._ours: Recent[tuple[str, str], bool] = Recent(_MOST)

    def join(self, room: str, thread: str) -> None:
        """The bot wrote there, or was spoken to."""
        self._ours.keep((room, thread), True)

    async def is_ours(self, room: str, thread: str, bot: str) -> bool:
        """Whether the bot takes part in it."""
        known = self._ours.get((room, thread))
        if known is not None:
            return known
        if seconds_of(thread) > self._since.timestamp():
            return False
        try:
            answer = await self._api.call("conversations.replies", channel=room, ts=thread, limit=100)
            ours = any(message.get("user") == bot for message in answer.get("messages") or ())
        except SlackFailure:
            return False
        self._ours.keep((room, thread), ours)
        return ours

    async def first(self, room: str, thread: str) -> Mapping[str, Any] | None:
        """The message that began it; None where Slack does not give it."""
        try:
            answer = await self._api.call("conversations.replies", channel=room, ts=thread, limit=1)
        except SlackFailure:
            return None
        found = next(iter(answer.get("messages") or ()), None)
        return found if isinstance(found, dict) and found.get("ts") == thread else None


def seconds_of(ts: str) -> float:
    """The Unix time in a message's id; 0.0 where it holds none."""
    try:
        return float(ts)
    except ValueError:
        return 0.0


def link_to(url: str, room: str, ts: str, thread: str | None = None) -> str:
    """A message's permalink. url: the workspace's, "https://acme.slack.com/"."""
    link = f"{url}archives/{room}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread}&cid={room}" if thread and thread != ts else link
