"""What the bot says, on its way to Slack: in order, within the limits, private where it must be, and once.

How a message looks is blocks.py's; when a request may go out, rates.py's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from adapters.chat.recent import Recent
from adapters.chat.slack.api import Json, SlackApi
from adapters.chat.slack.blocks import to_post, to_posts
from adapters.chat.slack.failures import SlackFailure, to_delivery_error
from adapters.chat.slack.people import People
from adapters.chat.slack.rates import POST
from adapters.chat.slack.reading import PRIVATE
from adapters.chat.slack.threads import Threads
from adapters.chat.window import Urgency
from bot.domain.identifier import made_at
from bot.domain.message import Address, Edit, Message
from bot.ports import Clock

_KIND = "remindbot_message"
_SAFE: Json = {"parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
_URL_LIFE, _URL_USES = timedelta(minutes=29), 4  # of thirty minutes and five uses
_MARGIN = timedelta(minutes=1)  # between our clock and Slack's
_LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)  # for a key that does not tell when it was made
_MOST = 10_000
_NO_SUCH_THREAD = ("thread_not_found", "message_not_found", "cannot_reply_to_message")


@dataclass(slots=True)
class ResponseUrl:
    url: str
    since: datetime
    uses: int = 0

    def take(self, now: datetime) -> bool:
        """Whether it can still be written to; each call is one of its uses."""
        if self.uses >= _URL_USES or now - self.since >= _URL_LIFE:
            return False
        self.uses += 1
        return True


class Sending:
    """since: UTC, when this process started: what was said before may have gone out before."""

    def __init__(self, api: SlackApi, people: People, threads: Threads, clock: Clock, since: datetime) -> None:
        self._api, self._people, self._threads = api, people, threads
        self._clock, self._since = clock, since
        self._doubtful: Recent[UUID, None] = Recent(_MOST)
        self._urls: Recent[tuple[str, str], ResponseUrl] = Recent(_MOST)
        self._edits = 0

    def may_answer(self, room: str, user: str, url: object) -> None:
        """A slash command brought a way to answer this person in this room."""
        self._keep((room, user), url)

    def may_replace(self, ref: str | None, url: object) -> None:
        """A press brought the only way to change the private message that it was made on."""
        if ref:
            self._keep((PRIVATE, ref), url)

    async def send(
        self, key: UUID, address: Address, message: Message, urgency: Urgency, *, doubtful: bool
    ) -> str | None:
        """The platform's id of the message (the last one where it was split). key: its idempotency key; doubtful: an earlier try may
        have gone out. Raises DeliveryError."""
        try:
            if urgency is Urgency.ANSWER and self._private(address):
                return await self._whisper(key, address, message)
            doubtful = doubtful or key in self._doubtful or (urgency is Urgency.ANSWER and self._said_before(key))
            return await self._post(key, address, message, urgency, doubtful)
        except SlackFailure as failure:
            if failure.may_have_arrived:
                self._doubtful.keep(key, None)
            raise to_delivery_error(failure, self._clock.now()) from failure

    async def edit(self, edit: Edit) -> None:
        """Raises DeliveryError."""
        self._edits += 1
        try:
            if edit.message_ref.startswith(PRIVATE):
                await self._rewrite(edit)
            else:
                room = await self._room(edit.address)
                post = to_post(edit.message)
                await self._api.call("chat.update", channel=room, ts=edit.message_ref, parse="none", **post)
        except SlackFailure as failure:
            raise to_delivery_error(failure, self._clock.now()) from failure

    async def _post(
        self, key: UUID, address: Address, message: Message, urgency: Urgency, doubtful: bool
    ) -> str | None:
        room = await self._room(address)
        posts = to_posts(message)
        there = await self._posted(room, address.thread, key, urgency) if doubtful else {}
        ts: str | None = None
        for number, post in enumerate(posts):
            name = f"{key}/{number}"
            ts = there.get(name) or await self._post_one(room, address.thread, name, post, urgency)
            self._doubtful.keep(key, None)  # until all of it is there
        self._doubtful.pop(key, None)
        if address.thread:
            self._threads.join(room, address.thread)
        elif ts and not room.startswith("D"):
            self._threads.join(room, ts)
        return ts

    async def _post_one(self, room: str, thread: str | None, name: str, post: Json, urgency: Urgency) -> str:
        """The metadata is for ourselves: by it a message whose answer was lost is found again."""
        metadata = {"event_type": _KIND, "event_payload": {"id": name}}
        args: dict[str, Any] = {"channel": room, "metadata": metadata, **_SAFE, **post}
        if thread:
            args["thread_ts"] = thread
        try:
            answer = await self._api.call(POST, urgency=urgency, **args)
        except SlackFailure as failure:
            if thread and failure.code in _NO_SUCH_THREAD:
                return await self._post_one(room, None, name, post, urgency)
            raise
        return str(answer["ts"])

    async def _posted(self, room: str, thread: str | None, key: UUID, urgency: Urgency) -> dict[str, str]:
        """name -> ts of the parts that are there already. Where Slack does not show its history, none: better twice than never."""
        oldest = f"{(made_at(key, _LONG_AGO) - _MARGIN).timestamp():.6f}"
        args: Json = {"channel": room, "include_all_metadata": True, "limit": 200, "oldest": oldest}
        if thread:
            args["ts"] = thread
        found: dict[str, str] = {}
        try:
            method = "conversations.replies" if thread else "conversations.history"
            async for page in self._api.pages(method, "messages", urgency=urgency, **args):
                found |= {name: ts for name, ts in map(_name_of, page) if name.startswith(f"{key}/")}
        except SlackFailure as failure:
            if failure.passing:
                raise
        return found

    async def _whisper(self, key: UUID, address: Address, message: Message) -> str:
        """For one person's eyes: through the command's response URL, which needs no membership; else as an ephemeral message; else directly."""
        ref = f"{PRIVATE}{key}"
        for post in to_posts(message, ref):
            url = self._urls.get((address.room, str(address.user)))
            if url and url.take(self._clock.now()):
                await self._api.respond(url.url, {"response_type": "ephemeral", **post})
                continue
            try:
                await self._api.call(
                    "chat.postEphemeral", channel=address.room, user=address.user, parse="none", **post
                )
            except SlackFailure as failure:
                if failure.refused or failure.code not in (
                    "channel_not_found",
                    "not_in_channel",
                    "user_not_in_channel",
                ):
                    raise
                room = await self._people.direct(str(address.user))
                return await self._post_one(room, None, f"{key}/0", to_post(message), Urgency.ANSWER)
        return ref

    async def _rewrite(self, edit: Edit) -> None:
        url = self._urls.get((PRIVATE, edit.message_ref))
        if url is None or not url.take(self._clock.now()):
            raise SlackFailure("ephemeral_cannot_be_changed")
        post = to_post(edit.message, f"{edit.message_ref}#{self._edits}")
        await self._api.respond(url.url, {"replace_original": True, **post})

    async def _room(self, address: Address) -> str:
        """A person's id stands for the direct conversation with them."""
        room = address.room
        return await self._people.direct(room) if _is_person(room) else room

    def _private(self, address: Address) -> bool:
        """A command in a room, or between two others: for its sender alone. What is in a thread, or direct, is for all who are there."""
        room, user = address.room, address.user
        if user is None or address.thread is not None or _is_person(room):
            return False
        return not room.startswith("D") or ((room, user) in self._urls and not self._people.is_direct(room))

    def _said_before(self, key: UUID) -> bool:
        """By a process that has ended; it may have gone out."""
        return made_at(key, self._since) < self._since

    def _keep(self, key: tuple[str, str], url: object) -> None:
        if isinstance(url, str) and url.startswith(("https://", "http://")):
            self._urls.keep(key, ResponseUrl(url, self._clock.now()))


def _is_person(room: str) -> bool:
    return room.startswith(("U", "W"))


def _name_of(posted: Json) -> tuple[str, str]:
    """What a message of ours was called, and its ts; "" for any other."""
    metadata = posted.get("metadata") or {}
    name = (metadata.get("event_payload") or {}).get("id") if metadata.get("event_type") == _KIND else None
    return (name if isinstance(name, str) else ""), str(posted.get("ts"))
