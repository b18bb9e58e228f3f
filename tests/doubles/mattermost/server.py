"""MattermostDouble: the double as tests hold it: started on a free loopback port, people acting in it, faults switched on.

The parts are in world.py, hub.py, rest.py, integrations.py and faults.py.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.doubles.mattermost.faults import Faults, middleware
from tests.doubles.mattermost.hub import Hub
from tests.doubles.mattermost.integrations import Called, Integrations
from tests.doubles.mattermost.rest import Rest
from tests.doubles.mattermost.world import Json, World, new_id

BOT = "remindbot"
CERTIFICATE = Path(__file__).with_name("localhost.pem")  # self-signed, good for loopback alone


class MattermostDouble:
    """One team, one room "town-square", and the bot with its token. `async with` starts and stops it."""

    def __init__(self, port: int = 0, *, tls: bool = False) -> None:
        self.world = World()
        self.faults = Faults()
        self.hub = Hub(self.world)
        self.integrations = Integrations(self.world, self.hub)
        self.rest = Rest(self.world, self.hub, self.integrations, self.faults)
        self.port, self.tls = port, tls
        self.url = ""
        self.team = self.world.add_team("workshop")
        self.bot = self.world.add_user(BOT, is_bot=True)
        self.token = self.world.add_token(self.bot)
        self.room = self.world.add_channel("town-square", self.team, [self.bot])
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> MattermostDouble:
        application = web.Application(middlewares=[middleware(self.faults)], client_max_size=2**24)
        application.add_routes(self.rest.routes())
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=self._tls())
        await site.start()
        address = self._runner.addresses[0]
        self.port = address[1]
        scheme = "https" if self.tls else "http"
        self.url = self.integrations.base_url = f"{scheme}://127.0.0.1:{self.port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hub.drop(forget=True)
        if self._runner is not None:
            await self._runner.cleanup()

    def _tls(self) -> ssl.SSLContext | None:
        if not self.tls:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(CERTIFICATE)
        return context

    # People

    def add_person(self, username: str, zone: str | None = "Europe/Copenhagen", **more: Any) -> str:
        timezone = {"useAutomaticTimezone": "true", "automaticTimezone": zone, "manualTimezone": ""} if zone else {}
        user = self.world.add_user(username, zone=timezone)
        self.world.users[user].update(more)
        self.world.members[self.room].add(user)
        return user

    def direct(self, user: str) -> str:
        return self.world.direct_channel(self.bot, user)

    def write(self, user: str, text: str, channel: str | None = None, root: str = "", **props: Any) -> Json:
        """A person posts; in the direct conversation with the bot unless another room is given."""
        wanted = {"channel_id": channel or self.direct(user), "message": text, "root_id": root, "props": props}
        post, _ = self.world.create_post(user, wanted)
        self.hub.publish_post("posted", post)
        return post

    def edit(self, post: Json, text: str) -> None:
        self.hub.publish_post("post_edited", self.world.patch_post(post["user_id"], post["id"], {"message": text}))

    def delete(self, post: Json) -> None:
        self.hub.publish_post("post_deleted", self.world.delete_post(post["id"]))

    def archive(self, channel: str) -> None:
        self.world.channels[channel]["delete_at"] = self.world.now()

    def deactivate(self, user: str) -> None:
        self.world.users[user]["delete_at"] = self.world.now()
        self.hub.publish("user_updated", {"user": self.world.users[user]})

    def add_command(self, trigger: str, url: str) -> str:
        token = new_id()
        self.world.commands[trigger] = {"token": token, "url": url, "team_id": self.team}
        return token

    async def command(self, user: str, typed: str, channel: str | None = None, root: str = "", **forged: str) -> Called:
        return await self.integrations.command(user, channel or self.room, typed, root, **forged)

    async def press(self, user: str, post: Json, label: str) -> Called:
        """Press the button that reads `label`."""
        for attachment in post["props"]["attachments"]:
            for action in attachment.get("actions", []):
                if action["name"] == label:
                    return await self.integrations.press(user, post["id"], action["id"])
        raise AssertionError(f"no button {label!r}")

    # What was said

    def said_in(self, channel: str) -> list[Json]:
        """The bot's posts there, in order, deleted ones left out."""
        return [
            post for post in self.world.by_channel[channel] if post["user_id"] == self.bot and not post["delete_at"]
        ]

    def whispers(self, user: str) -> list[Json]:
        return [post for post in self.world.ephemeral if post["shown_to"] == user]

    def revoke(self) -> None:
        self.world.tokens.pop(self.token, None)

    def restore(self) -> None:
        self.world.tokens[self.token] = self.bot
