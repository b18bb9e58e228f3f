"""TelegramDouble: the server itself, and what a test says and does in the place of Telegram's people.

The rules are in methods.py, the queue of updates in updates.py, what goes wrong in faults.py.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.doubles.telegram.faults import Faults, FloodControl, Refused
from tests.doubles.telegram.methods import METHODS
from tests.doubles.telegram.updates import Updates
from tests.doubles.telegram.world import Chat, Person, Post, World

Json = dict[str, Any]
TOKEN = "4000001:AAF-a-token-of-the-double-0123456789"


@dataclass(frozen=True)
class Call:
    """One request that came in, and how it was answered: an HTTP status, 0 for a connection that was cut."""

    method: str
    params: Json
    status: int
    at: float


class TelegramDouble:
    """`async with TelegramDouble() as telegram`: serves at telegram.url until left. privacy: the bot sees in groups only what is for it."""

    def __init__(
        self,
        *,
        username: str = "remindbot",
        privacy: bool = True,
        local: bool = True,
        port: int = 0,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.world = World(username, now)
        self.updates = Updates(local=local)
        self.faults = Faults()
        self.flood = FloodControl()
        self.privacy = privacy
        self.token = TOKEN
        self.calls: list[Call] = []
        self.commands: dict[str, list[Json]] = {}  # by language, "" for all others
        self.open_presses: set[str] = set()
        self.answered_presses: list[str] = []
        self.on_call: Callable[[Call], None] = lambda call: None
        self._press_ids = itertools.count(1)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._open: dict[int, web.Request] = {}

    async def __aenter__(self) -> TelegramDouble:
        app = web.Application(client_max_size=2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.updates.close()
        self.drop_connections()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        assert self._runner is not None
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    # What Telegram's people do.

    def person(self, first_name: str, **more: Any) -> Person:
        return self.world.add_person(first_name, **more)

    def group(self, title: str, *members: Person, **more: Any) -> Chat:
        return self.world.add_group(title, *members, **more)

    def say(self, person: Person, text: str, chat: Chat | None = None, **more: Any) -> Post:
        """Write, to the bot itself or in a group; whether the bot gets to see it follows from its privacy mode."""
        chat = chat or self.world.chats[person.id]
        post = self.world.post(chat, person, text, more.pop("entities", None), **more)
        if self._is_seen(post):
            self.updates.add("message", post.json())
        return post

    def press(self, person: Person, post: Post, label: str) -> str:
        """Press a button by its label; the id of the press."""
        data = next(button["callback_data"] for row in post.keyboard for button in row if button["text"] == label)
        return self.press_data(person, post, data)

    def press_data(self, person: Person, post: Post, data: str) -> str:
        query = str(9_000_000_000 + next(self._press_ids))
        self.open_presses.add(query)
        content = {"id": query, "from": person.json(), "message": post.json(), "chat_instance": "1", "data": data}
        self.updates.add("callback_query", content)
        return query

    def revoke_token(self) -> None:
        self.token = f"{TOKEN}-changed"

    def drop_connections(self) -> None:
        """Every connection that waits for an answer breaks."""
        for request in list(self._open.values()):
            if request.transport is not None:
                request.transport.abort()

    @property
    def connections(self) -> int:
        """How many requests wait for their answer."""
        return len(self._open)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    @property
    def said(self) -> list[Post]:
        """What the bot wrote, in order."""
        return self.world.said

    def _is_seen(self, post: Post) -> bool:
        """Bots never see other bots. In privacy mode: commands, mentions of the bot, replies to it, and service messages."""
        if post.sender.is_bot or post.chat.type == "private":
            return not post.sender.is_bot
        if post.chat.status.get(self.world.bot.id, "left") in ("left", "kicked"):
            return False
        named = f"@{self.world.bot.username}".lower() in post.text.lower()
        answers = post.reply_to is not None and post.reply_to.sender is self.world.bot
        return not self.privacy or named or answers or post.text.startswith("/") or bool(post.extra)

    # HTTP.

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await _read(request)
        self._open[id(request)] = request
        try:
            response = await self._act(request, method, params)
        except Refused as refused:
            response = _refusal(refused)
        finally:
            del self._open[id(request)]
        self._note(Call(method, params, response.status, time.monotonic()))
        return response

    async def _act(self, request: web.Request, method: str, params: Json) -> web.Response:
        self._check_token(request.match_info["token"])
        if method not in METHODS:
            raise Refused(404, "Not Found: method not found")
        self.flood.check(method, params)
        fault = self.faults.next(method)
        if fault is not None and fault.refusal is not None:
            raise fault.refusal
        if fault is not None and fault.raw is not None:
            return web.Response(body=fault.raw, content_type="application/json")
        if fault is not None and fault.cut and not fault.accepted:
            return self._cut(request)
        result = await METHODS[method](self, params)
        await self.faults.held(method)
        if fault is not None and fault.cut:
            return self._cut(request)
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if re.fullmatch(r"\d+:[A-Za-z0-9_-]{10,}", token) is None:
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    def _cut(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=499)

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        self.on_call(call)


async def _read(request: web.Request) -> Json:
    """Parameters come in the query, as a form or as JSON; lists and objects in a form are JSON themselves."""
    params: Json = dict(request.query)
    if request.content_type == "application/json":
        params |= await request.json()
    elif request.can_read_body:
        params |= {name: str(value) for name, value in (await request.post()).items()}
    for name, value in params.items():
        if isinstance(value, str) and name in _STRUCTURED:
            params[name] = json.loads(value)
    return params


_STRUCTURED = (
    "entities", "reply_markup", "reply_parameters", "link_preview_options", "allowed_updates", "commands", "drop_pending_updates",
)  # fmt: skip


def _refusal(refused: Refused) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    headers = {"Retry-After": str(refused.parameters["retry_after"])} if "retry_after" in refused.parameters else {}
    return web.json_response(body, status=refused.status, headers=headers)
