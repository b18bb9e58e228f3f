"""Routes: what the Mattermost server calls: the slash command, pressed buttons, the dialog. Mounted under /platforms/mattermost/.

The server waits for each answer, and shows the person any status but 200 as an error. Nothing is believed unsigned.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router

from adapters.chat.body import read_body
from adapters.chat.faults import kind_and_place
from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.cards import Carried, Expired, Forged, Signer
from adapters.chat.mattermost.dialog import ChangeDialog
from adapters.chat.mattermost.inbound import Inbound
from adapters.chat.mattermost.reception import Tell
from adapters.chat.mattermost.settings import MattermostSettings
from adapters.chat.mattermost.whispers import Whispers
from bot.ports import Clock, Inbox
from bot.wording.voice import Voice

Json = dict[str, Any]
VoiceOf = Callable[[str], Awaitable[Voice]]  # by the server's id of a person
_log = logging.getLogger("remindbot.mattermost")
BIGGEST_BODY = 256 * 1024  # bytes; a post has 64 KiB at most
ANSWER_WITHIN = 0.12  # seconds that the server is kept waiting for what may be said meanwhile
STORED_WITHIN = 2.0  # seconds more that it is kept waiting until the request is stored
_HOOK = re.compile(r"/hooks/commands/([a-z0-9]{26})/?$")


class Routes:
    """inbox is set while the adapter runs. spawn: runs on, when an answer takes longer than the server is kept waiting."""

    inbox: Inbox | None = None

    def __init__(
        self, settings: MattermostSettings, api: Api, inbound: Inbound, whispers: Whispers, signer: Signer, clock: Clock,
        counts: Counter[str], spawn: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]], tell: Tell, voice_of: VoiceOf,
    ) -> None:  # fmt: skip
        self._tokens = [token.get_secret_value().encode() for token in settings.command_tokens]
        self._inbound, self._whispers, self._signer, self._clock = inbound, whispers, signer, clock
        self._counts, self._spawn, self._tell, self._voice_of = counts, spawn, tell, voice_of
        self._dialog = ChangeDialog(api, signer, settings)

    @property
    def app(self) -> Router:
        """The ASGI application to be mounted."""
        paths = {"command": self.command, "action": self.action, "dialog": self.dialog}
        return Router([Route(f"/{path}", self._guard(endpoint), methods=["POST"]) for path, endpoint in paths.items()])

    async def command(self, raw: bytes, request: Request) -> Response:
        fields = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=200)

        def form(name: str) -> str:
            return fields.get(name, [""])[0]

        header = request.headers.get("authorization", "")
        given = header.removeprefix("Token ") if header.startswith("Token ") else form("token")
        if not sum(hmac.compare_digest(given.encode(), token) for token in self._tokens):
            return self._refuse("forged_command")
        user, room = form("user_id"), form("channel_id")
        if not (user.isalnum() and room.isalnum()) or not (form("root_id") or "x").isalnum():
            return self._malformed()
        if self.inbox is None:
            return JSONResponse(_whisper(await self._say("press.not_ready", user)))
        if hook := _HOOK.search(form("response_url")):
            self._whispers.remember_hook(room, user, hook[1], self._clock.now())
        self._counts["command"] += 1
        text = await self._answer(room, user, self._on_command(form, self.inbox))
        return JSONResponse(_whisper(text) if text else {})

    async def action(self, raw: bytes, _: Request) -> Response:
        body = _object(raw)
        try:
            carried = self._signer.read(body.get("context"), self._clock.now())
        except Forged:
            return self._refuse("forged_press")
        except Expired:
            self._counts["expired_press"] += 1
            return JSONResponse({"ephemeral_text": await self._say("press.too_old", str(body.get("user_id") or ""))})
        user, post, trigger = (str(body.get(name) or "") for name in ("user_id", "post_id", "trigger_id"))
        if not user.isalnum() or not post.isalnum() or not trigger or body.get("channel_id") != carried.room:
            return self._malformed()
        if carried.reader not in (None, user):
            self._counts["foreign_press"] += 1
            return JSONResponse({"ephemeral_text": await self._say("press.not_yours", user)})
        if self.inbox is None:
            return JSONResponse({"ephemeral_text": await self._say("press.not_ready", user)})
        self._counts["press"] += 1
        if carried.press.startswith("change:"):
            voice = await self._voice_of(user)
            if await self._dialog.open(carried, trigger, voice):
                return JSONResponse({})
        name = str(body.get("user_name") or "")
        text = await self._answer(carried.room, user, self._on_press(carried, user, name, post, trigger, self.inbox))
        return JSONResponse({"ephemeral_text": text, "skip_slack_parsing": True} if text else {})

    async def dialog(self, raw: bytes, _: Request) -> Response:
        body = _object(raw)
        try:
            carried = self._signer.read(_object(str(body.get("state") or "").encode()), self._clock.now())
        except Forged:
            return self._refuse("forged_dialog")
        except Expired:
            return JSONResponse({"error": await self._say("press.too_old", str(body.get("user_id") or ""))})
        submission, user = body.get("submission"), str(body.get("user_id") or "")
        if body.get("cancelled"):
            return JSONResponse({})
        if not isinstance(submission, dict) or not user.isalnum():
            return self._malformed()
        text = str(submission.get("change") or "").strip()
        if not text:
            return JSONResponse({"errors": {"change": await self._say("form.change.empty", user)}})
        if self.inbox is None:
            return JSONResponse({"error": await self._say("press.not_ready", user)})
        self._counts["dialog"] += 1
        await self._answer(carried.room, user, self._on_dialog(carried, user, text, self.inbox), listen=False)
        return JSONResponse({})

    async def _say(self, key: str, user: str) -> str:
        return (await self._voice_of(user)).text(key)

    async def _on_command(self, form: Callable[[str], str], inbox: Inbox) -> asyncio.Future[Any]:
        return await inbox.take(await self._inbound.from_command(form, self._clock.now()))

    async def _on_press(
        self, carried: Carried, user: str, name: str, post: str, trigger: str, inbox: Inbox
    ) -> asyncio.Future[Any]:
        return await inbox.take(await self._inbound.from_press(carried, user, name, post, trigger, self._clock.now()))

    async def _on_dialog(self, carried: Carried, user: str, text: str, inbox: Inbox) -> asyncio.Future[Any]:
        return await inbox.take(await self._inbound.from_dialog(carried, user, text, self._clock.now()))

    async def _answer(
        self, room: str, user: str, work: Coroutine[Any, Any, asyncio.Future[Any]], *, listen: bool = True
    ) -> str:
        """What was whispered while the server waited: until the request is stored, and a moment for the answer to it."""
        window = self._whispers.open(room, user) if listen else None
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        answering = self._spawn(self._carry_out(room, user, work, stored))
        await asyncio.wait({answering}, timeout=ANSWER_WITHIN)
        if not answering.done():
            await asyncio.wait({stored}, timeout=STORED_WITHIN)
        return self._whispers.close(room, user, window) if window is not None else ""

    async def _carry_out(
        self, room: str, user: str, work: Coroutine[Any, Any, asyncio.Future[Any]], stored: asyncio.Future[None]
    ) -> None:
        """The server does not ask twice: who asked hears of a failure, in the reply or afterwards."""
        try:
            said = await work
            stored.set_result(None)
            await said
        except Exception as error:  # whatever one request did, its sender is told and the next one counts
            self._counts["failed"] += 1
            _log.error("mattermost.request_failed error=%s", kind_and_place(error))
            await self._tell(room, user)

    def _guard(
        self, endpoint: Callable[[bytes, Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            try:
                raw = await read_body(request, BIGGEST_BODY)
                if raw is None:
                    self._counts["too_big"] += 1
                    return JSONResponse({"error": "too big"}, 413)
                return await endpoint(raw, request)
            except (ValueError, RecursionError):
                return self._malformed()
            except ClientDisconnect:
                self._counts["truncated"] += 1
                return Response(status_code=400)

        return guarded

    def _refuse(self, what: str) -> Response:
        self._counts[what] += 1
        return JSONResponse({"error": "not from the Mattermost server that remindbot knows"}, 401)

    def _malformed(self) -> Response:
        self._counts["malformed"] += 1
        return JSONResponse({"error": "not understood"}, 400)


def _object(raw: bytes) -> Json:
    """Raises ValueError."""
    read = json.loads(raw or b"{}")
    if not isinstance(read, dict):
        raise ValueError
    return read


def _whisper(text: str) -> Json:
    return {"response_type": "ephemeral", "text": text, "skip_slack_parsing": True}
