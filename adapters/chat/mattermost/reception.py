"""Reception: the server's events in their order: what is for the bot goes to the inbox, what was missed is fetched, the rest is counted.

The socket that brings them is in socket.py, what a post becomes in inbound.py.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.chat.faults import kind_and_place
from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.inbound import Inbound
from adapters.chat.mattermost.lanes import Lanes
from adapters.chat.mattermost.people import People
from adapters.chat.mattermost.posts import Malformed, Post, read_event, read_post
from adapters.chat.mattermost.rooms import Rooms
from adapters.chat.mattermost.settings import Patience
from bot.domain.errors import StoreUnavailable
from bot.ports import Clock, Inbox

Json = dict[str, Any]
Tell = Callable[[str, str], Awaitable[None]]  # room, person: that something went wrong, for this person's eyes only
_log = logging.getLogger("remindbot.mattermost")
_PAGE, _MOST_PAGES = 200, 25
_TRIES = 7
_OVERLAP = timedelta(seconds=10)  # posts become visible a little out of order; the store drops what it has seen
_MOST_WAITING = 20_000


class Reception:
    """latest: the newest post seen; what is newer is fetched after a gap. None at first: then nothing was missed."""

    def __init__(
        self, api: Api, inbound: Inbound, people: People, rooms: Rooms, clock: Clock, counts: Counter[str], since: datetime | None,
        patience: Patience, tell: Tell,
    ) -> None:  # fmt: skip
        self._api, self._inbound, self._people, self._rooms, self._clock = api, inbound, people, rooms, clock
        self._counts, self._tell = counts, tell
        self._fetch_again = 4 * patience.first  # seconds
        self._delays = [patience.first * 2**tries for tries in range(_TRIES)]
        self.latest = since
        self._events: asyncio.Queue[Json | None] = asyncio.Queue(_MOST_WAITING)
        self._lanes = Lanes(self._failed)

    async def on_event(self, event: Json) -> None:
        await self._events.put(event)

    async def on_gap(self) -> None:
        """Events may be missing between those that came and those that will."""
        await self._events.put(None)

    async def serve(self, inbox: Inbox) -> None:
        """Until cancelled. One event's fault never stops the next."""
        while True:
            event = await self._events.get()
            try:
                await (self._fetch_missed(inbox) if event is None else self._take(event, inbox))
            except Exception as error:  # whatever an event holds, the next one counts
                self._failed(error)
            finally:
                self._events.task_done()

    async def finish(self, within: float) -> None:
        """What has been taken in is brought to its end."""
        if not await self._lanes.finish(within):
            _log.warning("mattermost.stopped_with_work_left")

    async def _take(self, event: Json, inbox: Inbox) -> None:
        data = event.get("data") or {}
        match event["event"]:
            case "posted":
                try:
                    post = read_event(data)
                except Malformed:
                    self._counts["malformed"] += 1
                    return
                await self._receive(post, inbox, None)
            case "user_updated":
                user = data.get("user")
                self._people.forget(str(user.get("id")) if isinstance(user, dict) else "")
            case "post_edited" | "post_deleted" as change:
                self._counts[change] += 1
            case _:
                self._counts["other_event"] += 1

    async def _receive(self, post: Post, inbox: Inbox, written_at: datetime | None) -> None:
        """written_at: for a post fetched later; times in it are meant from then."""
        self.latest = max(self.latest or post.created_at, post.created_at)
        now = self._clock.now()
        if post.author == self._rooms.bot_id:
            self._counts["own"] += 1
        elif post.by_machine:
            self._counts["by_machine"] += 1
        elif not self._inbound.is_for_bot(post, now):
            self._counts["not_for_bot"] += 1
        else:
            self._counts["message"] += 1
            await self._lanes.add((post.room, post.author), lambda: self._hand_over(post, inbox, written_at or now))

    async def _hand_over(self, post: Post, inbox: Inbox, received_at: datetime) -> None:
        """The server tells an event once: while the store is away, this one and its author's next ones wait."""
        message = await self._inbound.from_post(post, received_at)
        if message is None:
            self._counts["by_machine"] += 1
            return
        for delay in (*self._delays, None):
            try:
                await inbox.take(message)
                return
            except StoreUnavailable:
                if delay is not None:
                    await asyncio.sleep(delay)
        self._counts["failed"] += 1
        _log.error("mattermost.message_not_stored event=%s", message.event_id)
        await self._tell(post.room, post.author)

    async def _fetch_missed(self, inbox: Inbox) -> None:
        """Everything newer than what was seen, room by room, until the server has answered."""
        if self.latest is None:
            self.latest = self._clock.now()
            return
        since = self.latest - _OVERLAP
        while True:
            try:
                rooms = await self._rooms.all()
                missed = [post for room in rooms for post in await self._posts_since(room, since)]
                break
            except Failure as failure:
                if failure.refused:
                    return
                await asyncio.sleep(self._fetch_again)
        self._counts["fetched"] += len(missed)
        for post in sorted(missed, key=lambda one: one.created_at):
            await self._receive(post, inbox, post.created_at)

    async def _posts_since(self, channel: Json, since: datetime) -> list[Post]:
        """Raises Failure."""
        if datetime.fromtimestamp((channel.get("last_post_at") or 0) / 1000, UTC) <= since:
            return []
        found: list[Post] = []
        endpoint = self._api.driver.posts.get_posts_for_channel
        for page in range(_MOST_PAGES):
            listed = await self._api.do(endpoint, channel["id"], params={"page": page, "per_page": _PAGE})
            posts = [self._read(listed["posts"].get(one), channel) for one in listed["order"]]
            newer = [post for post in posts if post is not None and post.created_at > since]
            found += newer
            if len(posts) < _PAGE or len(newer) < len(posts):
                return found
        self._counts["missed_too_many"] += 1
        _log.warning("mattermost.missed_too_many room=%s", channel["id"])
        return found

    def _read(self, post: object, channel: Json) -> Post | None:
        try:
            return read_post(post, direct=channel.get("type") == "D")
        except Malformed:
            self._counts["malformed"] += 1
            return None

    def _failed(self, error: Exception) -> None:
        self._counts["failed"] += 1
        _log.error("mattermost.event_failed error=%s", kind_and_place(error))
