"""Outbox: messages out: posted, split, edited, whispered; the same one twice stays one.

pending_post_id deduplicates on the server for 30 s only; after that, what we wrote into the post's props tells.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.cards import Carried, Signer, attachment
from adapters.chat.mattermost.failures import BAD_ROOT, Failure
from adapters.chat.mattermost.markdown import markdown, split
from adapters.chat.mattermost.people import People
from adapters.chat.mattermost.rooms import Rooms
from adapters.chat.mattermost.settings import MattermostSettings
from adapters.chat.mattermost.threads import Threads
from adapters.chat.mattermost.whispers import Whispers
from bot.domain.identifier import made_at
from bot.domain.message import Address, Button, Message, Run, Style
from bot.ports import Clock

Json = dict[str, Any]
PROP = "remindbot"
PRIVATE = "private:"
_MARGIN = timedelta(minutes=2)  # between our clock and the server's
_PAGE, _MOST_PAGES = 200, 10
_ASK_AGAIN = 0.3  # seconds after an answer was lost: the server may be storing the post at this moment


@dataclass(frozen=True, slots=True)
class _Target:
    """reader: the one person who shall see it."""

    room: str
    thread: str | None
    reader: str | None = None


class Outbox:
    """longest: characters of one post, as the server allows them; set once it was asked."""

    longest = 4000

    def __init__(
        self, api: Api, people: People, rooms: Rooms, threads: Threads, whispers: Whispers, signer: Signer,
        settings: MattermostSettings, clock: Clock,
    ) -> None:  # fmt: skip
        self._api, self._people, self._rooms, self._threads, self._whispers = api, people, rooms, threads, whispers
        self._signer, self._settings, self._clock = signer, settings, clock

    async def say(self, key: UUID, address: Address, message: Message, *, may_be_there: bool) -> str | None:
        """The id of the (last) post. may_be_there: an earlier try may have arrived: look first. Raises Failure."""
        target = await self._target(address)
        if target.reader is not None:
            ref = f"{PRIVATE}{target.reader}:{key}"
            if await self._whisper(target, message, ref):
                return ref
            target = _Target(await self._rooms.open_direct(target.reader), None)
        try:
            return await self._say_in(target, key, message, may_be_there)
        except Failure as failure:
            # Who never wrote directly has no room yet; then a person's id may stand in its place.
            person = await self._people.get(target.room) if failure.missing else None
            if person is None or not person.active:
                raise
        target = _Target(await self._rooms.open_direct(target.room), None)
        return await self._say_in(target, key, message, may_be_there)

    async def edit(self, address: Address, ref: str, message: Message) -> None:
        """A whispered card cannot be changed; its reader is told what became of it instead. Raises Failure."""
        if ref.startswith(PRIVATE):
            reader = ref.removeprefix(PRIVATE).partition(":")[0]
            target = _Target(address.room, address.thread, reader)
            if not await self._whisper(target, replace(message, buttons=()), ref):
                await self._post(self._body(_Target(await self._rooms.open_direct(reader), None), message.runs))
            return
        parts = split(message.runs, self.longest - 2)
        runs = message.runs if len(parts) == 1 else (*parts[0], Run(" …"))
        body = self._body(_Target(address.room, address.thread), runs, message)
        await self._api.do(self._api.driver.posts.patch_post, ref, {"message": body["message"], "props": body["props"]})
        self._threads.said(address.room, address.thread, self._clock.now(), asks=message.card is not None)

    async def _say_in(self, target: _Target, key: UUID, message: Message, may_be_there: bool) -> str | None:
        known = await self._posted(target.room, str(key), made_at(key, self._clock.now())) if may_be_there else {}
        # Before it is there: a quick answer may reach us sooner than Mattermost's word that it is.
        self._threads.said(target.room, target.thread, self._clock.now(), asks=message.card is not None)
        sent = None
        for name, body in self._bodies(str(key), target, message):
            sent = known.get(name) or await self._post(body)
        return sent

    async def _target(self, address: Address) -> _Target:
        """Where there is no room, the direct conversation; where that is the room, everything is for one person's eyes anyway."""
        if address.user is None:
            return _Target(address.room, address.thread)
        if not address.room or address.room == await self._rooms.open_direct(address.user):
            return _Target(address.room or await self._rooms.open_direct(address.user), address.thread)
        return _Target(address.room, address.thread, address.user)

    async def _whisper(self, target: _Target, message: Message, ref: str) -> bool:
        """Whether there was a way to; a failed one is not worth an error while the direct conversation is left."""
        if target.reader is None:
            return False
        text = "\n\n".join(markdown(part) for part in split(message.runs, self.longest))
        if not message.buttons and self._whispers.into_window(target.room, target.reader, text):
            return True
        hook = self._whispers.take_hook(target.room, target.reader, self._clock.now())
        if hook is None:
            return False
        body = self._body(target, message.runs, message, card=ref)
        response = {"response_type": "ephemeral", "text": body["message"], "skip_slack_parsing": True}
        response["attachments"] = body["props"].get("attachments", [])
        try:
            await self._api.respond(hook, response)
        except Failure as failure:
            return failure.arrived and failure.status == 0
        return True

    def _bodies(self, key: str, target: _Target, message: Message) -> Iterable[tuple[str, Json]]:
        """Each part with its own key; the buttons, and the message's own key, are the last one's."""
        parts = split(message.runs, self.longest)
        for number, runs in enumerate(parts):
            last = number == len(parts) - 1
            name = key if last else f"{key}/{number}"
            body = self._body(target, runs, message if last else None)
            body["pending_post_id"] = name
            body["props"][PROP] = name
            yield name, body

    def _body(
        self, target: _Target, runs: tuple[Run, ...], message: Message | None = None, card: str | None = None
    ) -> Json:
        """A post; its text stands in the card where `message` has buttons and the server can reach us. Else they can be typed."""
        url = self._settings.callback("action")
        text = markdown(runs if message is None or url else (*runs, *_typed(message.buttons)))
        call = f"@{message.calls}" if message is not None and message.calls else ""
        body: Json = {
            "channel_id": target.room,
            "message": f"{call} {text}".lstrip(),
            "root_id": target.thread or "",
            "props": {},
        }
        if message is not None and message.buttons and url is not None:
            now = self._clock.now()
            carried = [Carried(one.press, target.room, target.thread, target.reader, card) for one in message.buttons]
            contexts = [self._signer.sign(one, now) for one in carried]
            body["message"] = call  # in a card it would call nobody
            body["props"] = {"attachments": [attachment(message, text, contexts, url)]}
        return body

    async def _post(self, body: Json) -> str:
        """Where the answer was lost, asked once more: the server knows pending_post_id for long enough."""
        try:
            return await self._create(body)
        except Failure as failure:
            if failure.error_id in BAD_ROOT and body["root_id"]:
                return await self._create({**body, "root_id": ""})
            if not failure.arrived or "pending_post_id" not in body:
                raise
        await asyncio.sleep(_ASK_AGAIN)
        return await self._create(body)

    async def _create(self, body: Json) -> str:
        return str((await self._api.do(self._api.driver.posts.create_post, body))["id"])

    async def _posted(self, room: str, key: str, since: datetime) -> dict[str, str]:
        """Our parts of that message that stand in the room already: key → post id."""
        found: dict[str, str] = {}
        oldest = (since - _MARGIN).timestamp() * 1000
        for page in range(_MOST_PAGES):
            listed = await self._api.do(
                self._api.driver.posts.get_posts_for_channel, room, params={"page": page, "per_page": _PAGE}
            )
            posts = [listed["posts"][one] for one in listed["order"]]
            for post in posts:
                name = (post.get("props") or {}).get(PROP)
                if post["user_id"] == self._rooms.bot_id and isinstance(name, str) and name.partition("/")[0] == key:
                    found[name] = post["id"]
            if len(posts) < _PAGE or min(post["create_at"] for post in posts) < oldest:
                break
        return found


def _typed(buttons: Sequence[Button]) -> Iterator[Run]:
    """What there is to press, as words to type, in a line of their own."""
    for number, button in enumerate(buttons):
        yield Run(" · " if number else "\n")
        yield Run(button.label, Style.CODE)
