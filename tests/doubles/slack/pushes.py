"""How Slack brings payloads to an app: over its sockets (Socket Mode) or by signed POST, again and again until acknowledged.

What the payloads say is events.py's business.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.doubles.slack.world import APP, Json, World

PATIENT = 60.0  # seconds, as ack_within: what the machine of the tests is slow at is no outage


@dataclass
class Push:
    """One payload on its way. kind: "events_api", "slash_commands" or "interactive". latency: seconds from the last sending to its answer."""

    kind: str
    payload: Json
    attempts: int = 0
    latency: float | None = None
    answer: Json | str | None = None
    statuses: list[int] = field(default_factory=list)
    acked: asyncio.Event = field(default_factory=asyncio.Event)
    given_up: asyncio.Event = field(default_factory=asyncio.Event)
    sent_at: float = 0.0

    async def acknowledged(self, within: float = 60) -> Push:
        async with asyncio.timeout(within):
            await self.acked.wait()
        return self

    def settle(self, answer: Json | str | None) -> None:
        self.answer, self.latency = answer, time.monotonic() - self.sent_at
        self.acked.set()


class Pushes:
    """request_urls: None for Socket Mode, else kind -> URL. ack_within, retry_delays: seconds; Slack's are the defaults."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.request_urls: dict[str, str] | None = None
        self.ack_within = 3.0
        self.retry_delays: tuple[float, ...] = (0, 60, 300)
        self.duplicate_each = 0
        self.sockets: list[web.WebSocketResponse] = []
        self.connected = asyncio.Event()
        self.connections = 0
        self.unacknowledged: dict[str, Push] = {}
        self.stray: list[Any] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: aiohttp.ClientSession | None = None
        self._sent = 0

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in list(self.sockets):
            await socket.close()
        if self._client:
            await self._client.close()

    def push(self, kind: str, payload: Json) -> Push:
        push = Push(kind, payload)
        self._sent += 1
        self._start(push)
        if self.duplicate_each and kind == "events_api" and self._sent % self.duplicate_each == 0:
            self._start(Push(kind, payload))
        return push

    def _start(self, push: Push) -> None:
        bring = self._over_socket if self.request_urls is None else self._by_post
        task = asyncio.create_task(bring(push))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _over_socket(self, push: Push) -> None:
        while push.attempts < 4:
            if not self.sockets and push.kind != "events_api":
                break
            await self.connected.wait()
            socket = self.sockets[-1]
            envelope = self._envelope(push)
            self.unacknowledged[envelope["envelope_id"]] = push
            push.attempts, push.sent_at = push.attempts + 1, time.monotonic()
            try:
                await socket.send_str(json.dumps(envelope))
            except ConnectionError:
                push.attempts -= 1
                await asyncio.sleep(0.01)
                continue
            if await self._answered(push, socket):
                return
            if push.kind != "events_api":
                break
        push.given_up.set()

    def _envelope(self, push: Push) -> Json:
        envelope: Json = {"envelope_id": secrets.token_hex(16), "type": push.kind, "payload": push.payload}
        envelope["accepts_response_payload"] = push.kind != "events_api"
        if push.kind == "events_api":
            envelope |= {"retry_attempt": push.attempts, "retry_reason": "timeout" if push.attempts else ""}
        return envelope

    async def _answered(self, push: Push, socket: web.WebSocketResponse) -> bool:
        """Whether it was acknowledged in time, on a socket that stayed open."""
        until = time.monotonic() + self.ack_within
        while time.monotonic() < until and (not socket.closed or push.acked.is_set()):
            try:
                async with asyncio.timeout(min(0.05, self.ack_within)):
                    await push.acked.wait()
                return True
            except TimeoutError:
                continue
        return False

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One Socket Mode connection, from its hello to its end."""
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        self.connections += 1
        self.sockets.append(socket)
        hello = {"type": "hello", "num_connections": len(self.sockets), "connection_info": {"app_id": APP}}
        await socket.send_str(
            json.dumps(hello | {"debug_info": {"host": "double", "approximate_connection_time": 18060}})
        )
        self.connected.set()
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledge(message.data)
        finally:
            self._forget(socket)
        return socket

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)
        if not self.sockets:
            self.connected.clear()

    def _acknowledge(self, text: str) -> None:
        answer = json.loads(text)
        push = self.unacknowledged.pop(answer.get("envelope_id", ""), None)
        if push is None:
            self.stray.append(answer)
        elif not push.acked.is_set():
            push.settle(answer.get("payload"))

    async def send_raw(self, text: str) -> None:
        await self.sockets[-1].send_str(text)

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        await self.send_raw(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "double"}}))

    def drop_sockets(self) -> None:
        """Break every connection without a word."""
        for socket in list(self.sockets):
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()
            self._forget(socket)

    async def _by_post(self, push: Push) -> None:
        reason = ""
        for delay in (0, *self.retry_delays):
            await asyncio.sleep(delay)
            push.attempts += 1
            extra = {"X-Slack-Retry-Num": str(push.attempts - 1), "X-Slack-Retry-Reason": reason} if reason else {}
            reason = await self._post(push, extra)
            if not reason or push.kind != "events_api":
                break
        if reason:
            push.given_up.set()

    async def _post(self, push: Push, extra: dict[str, str]) -> str:
        """Why it failed, "" when it was acknowledged."""
        url = (self.request_urls or {})[push.kind]
        body, headers = self.encode(push.kind, push.payload)
        push.sent_at = time.monotonic()
        try:
            timeout = aiohttp.ClientTimeout(total=self.ack_within)
            async with self.client.post(url, data=body, headers=headers | extra, timeout=timeout) as response:
                text = await response.text()
                push.statuses.append(response.status)
        except TimeoutError:
            return "http_timeout"
        except aiohttp.ClientError:
            return "connection_failed"
        if not 200 <= response.status < 300:
            return "http_error"
        push.settle(text)
        return ""

    @property
    def client(self) -> aiohttp.ClientSession:
        self._client = self._client or aiohttp.ClientSession()
        return self._client

    def encode(self, kind: str, payload: Json) -> tuple[bytes, dict[str, str]]:
        """Body and signed headers of a push."""
        if kind == "events_api":
            body, content_type = json.dumps(payload).encode(), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(form).encode(), "application/x-www-form-urlencoded"
        return body, self.sign(body) | {"Content-Type": content_type}

    def sign(self, body: bytes, at: float | None = None) -> dict[str, str]:
        """https://docs.slack.dev/authentication/verifying-requests-from-slack"""
        timestamp = str(int(time.time() if at is None else at))
        secret = self.world.signing_secret.encode()
        digest = hmac.new(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
