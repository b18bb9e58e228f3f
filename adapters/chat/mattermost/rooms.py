"""Rooms: finding one by its name, who may speak there, and the direct conversation with a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.failures import Failure

Json = dict[str, Any]
_NAME = re.compile(r"[a-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Room:
    """partner: of a direct conversation with the bot, the other person's id; None elsewhere."""

    id: str
    name: str
    team: str
    direct: bool
    archived: bool
    partner: str | None = None


class Rooms:
    """bot_id is set once the bot has logged in."""

    bot_id = ""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._direct: dict[str, str] = {}
        self._partners: dict[str, str | None] = {}

    async def get(self, room_id: str) -> Room | None:
        """None: there is none, or the bot may not see it. Raises Failure."""
        return await self._found(self._api.driver.channels.get_channel, room_id)

    async def find(self, name: str, near: str | None) -> Room | None:
        """The room called `name` ("~dev", "#dev"): in the team of the room `near`, else in any team of the bot's. Raises Failure."""
        wanted = name.lstrip("~#").rstrip(".-_").lower()
        if not _NAME.fullmatch(wanted):
            return None
        here = await self.get(near) if near else None
        teams = [here.team] if here is not None and here.team else [str(team["id"]) for team in await self._teams()]
        for team in teams:
            room = await self._found(self._api.driver.channels.get_channel_by_name, team, wanted)
            if room is not None:
                return room
        return None

    async def has_member(self, room_id: str, user_id: str) -> bool:
        """Raises Failure."""
        try:
            await self._api.do(self._api.driver.channels.get_channel_member, room_id, user_id)
        except Failure as failure:
            if failure.missing or failure.status == 400:
                return False
            raise
        return True

    async def open_direct(self, user_id: str) -> str:
        """The id of the direct conversation with this person, opened if need be. Raises Failure."""
        room = self._direct.get(user_id)
        if room is None:
            both = [self.bot_id, user_id]
            channel = await self._api.do(self._api.driver.channels.create_direct_message_channel, both)
            room = self._direct[user_id] = str(channel["id"])
            self._partners[room] = user_id
        return room

    async def partner(self, room_id: str) -> str | None:
        """The other person of a direct conversation; None for another room, or one that is not there. Raises Failure."""
        if room_id not in self._partners:
            room = await self.get(room_id)
            if room is None:
                return None
            self._partners[room_id] = room.partner
        return self._partners[room_id]

    async def all(self) -> list[Json]:
        """The channels that the bot is in, as the server describes them. Raises Failure."""
        return list(await self._api.get(f"/users/{self.bot_id}/channels"))

    async def _teams(self) -> list[Json]:
        return list(await self._api.get("/users/me/teams"))

    async def _found(self, endpoint: Any, *arguments: str) -> Room | None:
        try:
            return self.read(await self._api.do(endpoint, *arguments))
        except Failure as failure:
            if failure.missing or failure.status == 400:
                return None
            raise

    def read(self, channel: Json) -> Room:
        name, kind = str(channel.get("name", "")), channel.get("type")
        partner = next((one for one in name.split("__") if one != self.bot_id), self.bot_id) if kind == "D" else None
        return Room(
            str(channel["id"]), name, str(channel.get("team_id") or ""), kind == "D", bool(channel.get("delete_at")), partner
        )  # fmt: skip
