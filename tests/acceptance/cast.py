"""The people and the rooms of a transcript, as a platform knows them: who is called how, who is in which room, who is gone."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.directory import Matches, RoomProfile, nearest
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Mention, Profile

PLATFORM = "web"
_DIRECT, _ROOM = "room-of-", "room-"


@dataclass
class Cast:
    """Implements bot.ports.Directory. A person's id is their name; everybody who is not described lives where the transcript is set."""

    zone: str | None
    locale: str | None
    people: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    rooms: dict[str, set[str]] = field(default_factory=dict)
    without_bot: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    away: bool = False

    def add_person(self, words: str) -> None:
        """ "ben, Europe/Madrid, es": zone and locale may be left out."""
        name, zone, locale = [*words.split(", "), "", ""][:3]
        self.people[name] = (zone or self.zone, locale or self.locale)

    def add_room(self, words: str) -> None:
        """ "dev, ana ben": its members; "without bot" behind them."""
        name, members, *without = words.split(", ")
        self.rooms[name] = set(members.split())
        if without:
            self.without_bot.add(name)

    def profile(self, name: str) -> Profile:
        zone, locale = self.people.get(name, (self.zone, self.locale))
        return Profile(name, name.capitalize(), zone, locale)

    def address(self, who: str, room: str | None) -> Address:
        return Address(PLATFORM, f"{_ROOM}{room}" if room else f"{_DIRECT}{who}", user=None if room else who)

    def label(self, address: Address) -> str:
        """ "ben", "#dev": whose or which room that is."""
        if address.room.startswith(_DIRECT):
            return address.room.removeprefix(_DIRECT)
        return "#" + address.room.removeprefix(_ROOM)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Those whom the platform recognises by itself: by their whole names."""
        words = {word.strip(".,:!?") for word in text.split()}
        known = [Mention(word, word[1:]) for word in sorted(words) if word[:1] == "@" and word[1:] in self.people]
        return tuple(known)

    def check(self, address: Address) -> None:
        """Raises DeliveryError where nothing arrives there any more."""
        label = self.label(address)
        if label in self.gone or label.removeprefix("#") in self.without_bot:
            raise DeliveryError(f"{label} cannot be reached any more", permanent=True)

    async def person(self, person: str) -> Profile | None:
        return None if person in self.gone or person not in self.people else self.profile(person)

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]:
        self._ask()
        wanted = name.removeprefix("@").lower()
        found = await self.person(wanted)
        there = [(one, self.profile(one)) for one in self.people if one not in self.gone]
        return Matches(found) if found else Matches(near=nearest(wanted, there))

    async def room(self, room: str) -> RoomProfile | None:
        self._ask()
        name = room.removeprefix(_ROOM)
        return RoomProfile(room, name) if name in self.rooms and f"#{name}" not in self.gone else None

    async def find_room(self, name: str, near: str | None = None) -> Matches[RoomProfile]:
        found = await self.room(_ROOM + name.lstrip("#~").lower())
        there = [(one, RoomProfile(_ROOM + one, one)) for one in self.rooms]
        return Matches(found) if found else Matches(near=nearest(name.lstrip("#~"), there))

    async def is_in_room(self, room: str) -> bool:
        return room.removeprefix(_ROOM) not in self.without_bot

    async def may_post(self, person: str, room: str) -> bool:
        return person in self.rooms[room.removeprefix(_ROOM)]

    async def open_direct(self, person: str) -> Address | None:
        return None if person in self.gone else self.address(person, None)

    def _ask(self) -> None:
        if self.away:
            raise DeliveryError("the platform cannot be reached")
