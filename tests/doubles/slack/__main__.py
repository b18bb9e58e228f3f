"""The double as a process, to try by hand: python -m tests.doubles.slack --port 9000.

People speak through POST /control/{say,command,press,home} with JSON; GET /control/messages/CHANNEL shows what was posted.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from aiohttp import web

from tests.doubles.slack.pushes import Push
from tests.doubles.slack.server import SlackDouble
from tests.doubles.slack.world import Json


class ControlledDouble(SlackDouble):
    """One person, Ana, with a conversation with the bot, and a room, #dev."""

    def __init__(self) -> None:
        super().__init__()
        self.ana = self.world.add_user("ana")
        self.direct = self.world.direct(self.ana)
        self.dev = self.world.add_channel("dev", self.ana)

    def extend(self, app: web.Application) -> None:
        app.router.add_get("/control/world", self._world)
        app.router.add_get("/control/messages/{channel}", self._messages)
        app.router.add_post("/control/{action}", self._control)

    async def _world(self, request: web.Request) -> web.Response:
        tokens = {"bot_token": self.world.bot_token, "app_token": self.world.app_token, "api_url": self.api_url}
        place = {"ana": self.ana, "direct": self.direct, "dev": self.dev, "signing_secret": self.world.signing_secret}
        return web.json_response(tokens | place | {"sockets": len(self.pushes.sockets)})

    async def _messages(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        private = [one.message for one in self.world.ephemerals if one.channel == channel]
        return web.json_response({"messages": self.world.messages.get(channel, []), "ephemerals": private})

    async def _control(self, request: web.Request) -> web.Response:
        asked = await request.json()
        action = request.match_info["action"]
        pushes = self._act(action, asked)
        for push in pushes:
            await push.acknowledged()
        return web.json_response({"acknowledged": len(pushes), "answers": [push.answer for push in pushes]})

    def _act(self, action: str, asked: Json) -> list[Push]:
        user, channel = asked.get("user", self.ana), asked.get("channel", self.direct)
        if action == "say":
            return self.say(user, channel, asked["text"])
        if action == "command":
            return [self.command(user, channel, asked["text"])]
        if action == "press":
            message = self.world.message(channel, asked["ts"])
            private = [one.message for one in self.world.ephemerals if one.message["ts"] == asked["ts"]]
            return [self.press(user, channel, message or private[0], asked["label"])]
        if action == "home":
            return [self.open_home(user)]
        if action == "http":
            self.pushes.request_urls = dict.fromkeys(("events_api", "slash_commands", "interactive"), asked["url"])
            return []
        raise web.HTTPNotFound


async def serve(port: int) -> None:
    async with ControlledDouble().running(port) as double:
        print(double.api_url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.doubles.slack")
    parser.add_argument("--port", type=int, default=0)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args().port))
