"""The double as a server: the Web API, response URLs and sockets over HTTP; and what people do, as methods for tests.

It runs in the test's own loop; __main__.py runs it as a process.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.doubles.slack import events
from tests.doubles.slack.faults import Faults, RateLimits
from tests.doubles.slack.methods import Methods
from tests.doubles.slack.pushes import Push, Pushes
from tests.doubles.slack.world import ApiError, Ephemeral, Json, World, buttons_of


@dataclass
class Call:
    """One Web API request that was received; answered: what it got, None where the connection was cut."""

    method: str
    args: Json
    at: float = field(default_factory=time.monotonic)
    answered: Json | None = None


@dataclass
class ResponseUrl:
    channel: str
    user: str
    message: Json | None
    ephemeral: bool
    uses: int = 0


class SlackDouble:
    def __init__(self) -> None:
        self.world = World()
        self.faults = Faults()
        self.limits = RateLimits()
        self.pushes = Pushes(self.world)
        self.calls: list[Call] = []
        self.response_urls: dict[str, ResponseUrl] = {}
        self.tickets: set[str] = set()
        self.port = 0
        self._methods = Methods(self.world)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[SlackDouble]:
        app = web.Application(client_max_size=2**22)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link/", self._link)
        app.router.add_post("/response/{key}", self._respond)
        self.extend(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            await self.pushes.close()
            await runner.cleanup()

    def extend(self, app: web.Application) -> None:
        """Where a process adds its own routes."""

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    # What people do. Each returns the pushes that come of it.

    def say(
        self, user: str, channel: str, text: str, *, thread: str | None = None, push: bool = True, **more: Any
    ) -> list[Push]:
        """A person writes. push=False: nothing is sent to the app, as when it was away."""
        message: Json = {"user": user, "text": text, "client_msg_id": secrets.token_hex(8)} | more
        if thread:
            message["thread_ts"] = thread
        message = self.world.post(channel, message)
        if not push or "U0REMINDBOT" not in self.world.channels[channel]["members"]:
            return []
        return [self.pushes.push("events_api", event) for event in events.message_events(self.world, channel, message)]

    def edit(self, channel: str, ts: str, text: str) -> Push:
        message = self.world.message(channel, ts) or {}
        old = dict(message)
        message.update(text=text, edited={"user": message["user"], "ts": self.world.take_ts()})
        return self.pushes.push("events_api", events.changed(self.world, channel, old, dict(message)))

    def delete(self, channel: str, ts: str) -> Push:
        message = self.world.message(channel, ts) or {}
        self.world.messages[channel].remove(message)
        return self.pushes.push("events_api", events.deleted(self.world, channel, message))

    def command(self, user: str, channel: str, text: str, command: str = "/remindbot") -> Push:
        url = self._response_url(ResponseUrl(channel, user, None, ephemeral=True))
        payload = events.slash_command(self.world, user, channel, text, command, url)
        return self.pushes.push("slash_commands", payload)

    def press(self, user: str, channel: str, message: Json, label: str) -> Push:
        ephemeral = any(one.message is message for one in self.world.ephemerals)
        url = self._response_url(ResponseUrl(channel, user, message, ephemeral))
        payload = events.press(user, channel, message, label, url, ephemeral=ephemeral)
        return self.pushes.push("interactive", payload)

    def press_at_home(self, user: str, label: str) -> Push:
        return self.pushes.push("interactive", events.press_at_home(user, self.world.homes[user], label))

    def shortcut(self, user: str, channel: str, ts: str, callback: str) -> Push:
        message = self.world.message(channel, ts) or {}
        url = self._response_url(ResponseUrl(channel, user, None, ephemeral=True))
        return self.pushes.push("interactive", events.message_shortcut(user, channel, message, callback, url))

    def submit(self, user: str, values: dict[str, str]) -> Push:
        """Submit the modal that was opened last."""
        return self.pushes.push("interactive", events.view_submission(user, self.world.views[-1], values))

    def open_home(self, user: str) -> Push:
        return self.pushes.push("events_api", events.home_opened(user, self.world.direct(user)))

    def change_profile(self, user: str, **values: Any) -> Push:
        self.world.users[user].update(values)
        return self.pushes.push("events_api", events.user_changed(self.world.users[user]))

    # What arrives over HTTP.

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        call = Call(method, args)
        self.calls.append(call)
        fault = self.faults.next(method)
        if fault and fault.cut and not fault.accepted:
            return _cut(request)
        try:
            self._authorize(method, request, args)
            self.limits.check(method, str(args.get("channel", "")))
            if fault and fault.refusal:
                raise fault.refusal
            call.answered = (
                self._open_socket() if method == "apps.connections.open" else self._methods.call(method, args)
            )
        except ApiError as error:
            return web.json_response(error.body, status=error.status, headers=error.headers)
        await self.faults.held(method)
        if fault and fault.cut:
            call.answered = None
            return _cut(request)
        if fault and fault.raw is not None:
            return web.Response(body=fault.raw, content_type="application/json")
        return web.json_response(call.answered, headers={"X-OAuth-Scopes": ",".join(sorted(self.world.scopes))})

    def _authorize(self, method: str, request: web.Request, args: Json) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.get("token", "")
        if not token:
            raise ApiError("not_authed")
        if self.world.revoked:
            raise ApiError(self.world.revoked)
        wanted = self.world.app_token if method == "apps.connections.open" else self.world.bot_token
        if token != wanted:
            other = (self.world.app_token, self.world.bot_token)
            raise ApiError("not_allowed_token_type" if token in other else "invalid_auth")

    def _open_socket(self) -> Json:
        ticket = secrets.token_hex(8)
        self.tickets.add(ticket)
        return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link/?ticket={ticket}&app_id=A0REMIND"}

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            raise web.HTTPForbidden
        self.tickets.remove(ticket)
        return await self.pushes.serve(request)

    def _response_url(self, response_url: ResponseUrl) -> str:
        key = secrets.token_hex(8)
        self.response_urls[key] = response_url
        return f"http://127.0.0.1:{self.port}/response/{key}"

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        """https://docs.slack.dev/interactivity/handling-user-interaction: five uses within thirty minutes."""
        url = self.response_urls.get(request.match_info["key"])
        if url is None or url.uses >= 5:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        url.uses += 1
        body = await request.json()
        self.calls.append(Call("response_url", body))
        content = {key: body[key] for key in ("text", "blocks") if key in body}
        if body.get("replace_original") and url.message is not None:
            url.message.pop("blocks", None)
            url.message.update(content)
        else:
            message = {"ts": self.world.take_ts(), "user": "U0REMINDBOT", **content}
            self.world.ephemerals.append(Ephemeral(url.channel, url.user, message))
        return web.Response(text="ok")


def labels(message: Json) -> list[str]:
    return list(buttons_of(message))


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(request.query) | dict(await request.post())
