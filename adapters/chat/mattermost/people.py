"""People: who somebody is on the server, kept for a while: name, zone, locale, and whether the account still stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.settings import MattermostSettings
from adapters.chat.recent import Recent
from bot.domain.message import Profile
from bot.domain.zone import is_zone
from bot.ports import Clock

_MOST_KNOWN = 20_000
_ALIKE, _MOST_LIKE = 2, 100  # how many letters two names must share at their beginning; how many of them are looked at
_NAME = re.compile(r"[a-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class Person:
    """active: the account was not deactivated. machine: a bot's account."""

    profile: Profile
    active: bool = True
    machine: bool = False

    @property
    def reachable(self) -> bool:
        """Whether it makes sense to write to this account."""
        return self.active and not self.machine


class People:
    """Keyed by the server's user id, never by the name: a rename changes nothing but what is shown."""

    def __init__(self, api: Api, settings: MattermostSettings, clock: Clock) -> None:
        self._api, self._settings, self._clock = api, settings, clock
        self._known: Recent[str, tuple[datetime, Person]] = Recent(_MOST_KNOWN)

    async def get(self, user_id: str) -> Person | None:
        """None: there is no such account. Raises Failure when the server cannot be asked."""
        known = self._known.get(user_id)
        if known is not None and self._clock.now() - known[0] < self._settings.profile_life:
            return known[1]
        try:
            person = read_person(await self._api.do(self._api.driver.users.get_user, user_id))
        except Failure as failure:
            if failure.missing:
                return None
            raise
        return self._keep(person)

    async def describe(self, user_id: str, name: str) -> Person:
        """As get, but never empty-handed: an unknown one, or one that cannot be asked for now, is known by id and name alone."""
        try:
            person = await self.get(user_id)
        except Failure:
            person = None
        return person or Person(Profile(user_id, name or user_id))

    async def find(self, name: str) -> Person | None:
        """The person called `name` ("ana", "@ana"; a full stop behind it may belong to the sentence). Raises Failure."""
        wanted = name.removeprefix("@").lower()
        for candidate in dict.fromkeys((wanted, wanted.rstrip(".-_"))):
            if not _NAME.fullmatch(candidate):
                continue
            try:
                person = read_person(await self._api.do(self._api.driver.users.get_user_by_username, candidate))
            except Failure as failure:
                if failure.missing or failure.status == 400:
                    continue
                raise
            return self._keep(person)
        return None

    async def search(self, name: str) -> list[Person]:
        """Some of those whose names begin like this one. Raises Failure."""
        start = name.removeprefix("@").lower()[:_ALIKE]
        if not _NAME.fullmatch(start):
            return []
        found = await self._api.do(self._api.driver.users.autocomplete_users, {"name": start, "limit": _MOST_LIKE})
        return [self._keep(read_person(user)) for user in found.get("users") or []]

    def forget(self, user_id: str) -> None:
        """The server said that this one changed."""
        self._known.pop(user_id, None)

    def _keep(self, person: Person) -> Person:
        self._known.keep(person.profile.external_id, (self._clock.now(), person))
        return person


def read_person(user: dict[str, Any]) -> Person:
    """From the server's user object; a zone that does not exist counts as none."""
    profile = Profile(str(user["id"]), str(user.get("username") or user["id"]), _zone(user), user.get("locale") or None)
    return Person(profile, active=not user.get("delete_at"), machine=bool(user.get("is_bot")))


def _zone(user: dict[str, Any]) -> str | None:
    timezone = user.get("timezone")
    if not isinstance(timezone, dict):
        return None
    automatic = str(timezone.get("useAutomaticTimezone", "true")).lower() == "true"
    zone = timezone.get("automaticTimezone" if automatic else "manualTimezone")
    return zone if isinstance(zone, str) and is_zone(zone) else None
