"""Who is who in the workspace: names, zones and languages from Slack's profiles, kept for a while; and the rooms' names.

What a person may do is rights.py's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adapters.chat.recent import Recent
from adapters.chat.slack.api import Json, SlackApi
from adapters.chat.slack.failures import SlackFailure
from adapters.chat.slack.settings import SlackSettings
from adapters.chat.slack.text import people_in, rooms_in, to_words
from bot.domain.message import Mention, Profile
from bot.domain.zone import is_zone

_log = logging.getLogger(__name__)
_MOST_PEOPLE = 20_000
_FIRST_PEOPLE = 10_000
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """handle: the name without spaces that "@" is written before. until: of the loop's time, when to ask again."""

    profile: Profile
    handle: str
    names: frozenset[str]
    is_bot: bool
    gone: bool
    until: float


class People:
    """Bounded: who was not met for longest is forgotten first."""

    def __init__(self, api: SlackApi, settings: SlackSettings) -> None:
        self._api, self._settings = api, settings
        self._known: Recent[str, Person] = Recent(_MOST_PEOPLE)
        self._asked: dict[str, asyncio.Task[Person]] = {}
        self._direct: Recent[str, str] = Recent(_MOST_PEOPLE)
        self._direct_rooms: Recent[str, str] = Recent(_MOST_PEOPLE)
        self._rooms: dict[str, str] = {}

    async def person(self, user: str) -> Person:
        """From memory, or asked; a stranger with the id for a name where Slack does not say in time."""
        known = self._known.get(user)
        if known and known.until > asyncio.get_running_loop().time():
            self._known.move_to_end(user)
            return known
        if user not in self._asked:
            self._asked[user] = asyncio.create_task(self._ask(user))
            self._asked[user].add_done_callback(lambda task: self._answered(user, task))
        try:
            async with asyncio.timeout(self._settings.profile_within.total_seconds()):
                return await asyncio.shield(self._asked[user])
        except (TimeoutError, SlackFailure) as error:
            _log.warning("slack.profile_unknown", extra={"user": user, "reason": str(error)})
            return known or _stranger(user)

    def _answered(self, user: str, task: asyncio.Task[Person]) -> None:
        del self._asked[user]
        if not task.cancelled():
            task.exception()  # who still waits gets it; when nobody does, it is no news

    async def _ask(self, user: str) -> Person:
        answer = await self._api.call("users.info", user=user, include_locale=True)
        return self.learn(answer.get("user")) or _stranger(user)

    def learn(self, user: Any) -> Person | None:
        """From a user object of Slack's: an answer, or the event that a profile has changed."""
        if not isinstance(user, dict) or not isinstance(user.get("id"), str):
            return None
        until = asyncio.get_running_loop().time() + self._settings.profile_life.total_seconds()
        earlier = self._known.get(user["id"])
        person = to_person(user, earlier.profile.locale if earlier else None, until)
        self._known.keep(user["id"], person)
        return person

    async def learn_all(self) -> None:
        """Read the workspace's list, so that a burst of messages needs no request a person. Raises SlackFailure."""
        async for page in self._api.pages("users.list", "members", limit=_PAGE, include_locale=True):
            for user in page:
                self.learn(user)
            if len(self._known) >= _FIRST_PEOPLE:
                return

    async def find(self, name: str) -> list[Person]:
        """Those whom somebody may mean by "@name": by handle, else by display or full name. Raises SlackFailure."""
        wanted = name.removeprefix("@").casefold()
        if not any(wanted in person.names for person in self._known.values()):
            await self.learn_all()
        met = [person for person in self._known.values() if wanted in person.names and not person.gone]
        return [person for person in met if person.handle.casefold() == wanted] or met

    def named(self) -> Iterator[tuple[str, Profile]]:
        """Every name that is known, with who bears it."""
        for person in self._known.values():
            if not person.gone and not person.is_bot:
                yield person.handle, person.profile
                for name in person.names:
                    yield name, person.profile

    async def direct(self, user: str) -> str:
        """The room in which the bot and this person talk. Raises SlackFailure."""
        if user not in self._direct:
            answer = await self._api.call("conversations.open", users=user)
            self.met_in(user, str(answer["channel"]["id"]))
        return self._direct[user]

    def met_in(self, user: str, room: str) -> None:
        """Their direct conversation with the bot is known."""
        self._direct.keep(user, room)
        self._direct_rooms.keep(room, user)

    def is_direct(self, room: str) -> bool:
        return room in self._direct_rooms

    async def words(self, text: str, bot: str) -> tuple[str, tuple[Mention, ...]]:
        """to_words(), with the names that stand behind its @ and #."""
        names = {user: (await self.person(user)).handle for user in people_in(text)}
        names |= {room: await self._room_name(room) for room in rooms_in(text)}
        return to_words(text, bot, names)

    async def _room_name(self, room: str) -> str:
        if room not in self._rooms:
            try:
                answer = await self._api.call("conversations.info", channel=room)
            except SlackFailure:
                return room
            self._rooms[room] = str(answer["channel"].get("name") or room)
        return self._rooms[room]


def to_person(user: Json, locale_before: str | None, until: float) -> Person:
    profile: Json = user["profile"] if isinstance(user.get("profile"), dict) else {}
    shown = [profile.get("display_name"), user.get("real_name"), profile.get("real_name"), user.get("name")]
    names = [name for name in shown if isinstance(name, str) and name.strip()]
    locale = user["locale"] if isinstance(user.get("locale"), str) else locale_before
    handle, named = str(user.get("name") or user["id"]), user.get("tz")
    zone = named if isinstance(named, str) and is_zone(named) else None
    return Person(
        Profile(user["id"], names[0] if names else user["id"], zone, locale),
        handle,
        frozenset(name.casefold() for name in names),
        bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        bool(user.get("deleted")),
        until,
    )


def _stranger(user: str) -> Person:
    return Person(Profile(user, user), user, frozenset(), is_bot=False, gone=False, until=0.0)
