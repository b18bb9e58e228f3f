"""The double's WebSockets: numbered events, and a connection that can be taken up again where it broke.

As the server does it: 256 events wait for a slow client, the last 128 sent are kept for a client that comes back.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from tests.doubles.mattermost.world import Json, World, for_client, new_id

WAITING, KEPT = 256, 128
AUTHENTICATE_WITHIN = 5.0


class Connection:
    def __init__(self, user: str) -> None:
        self.id = new_id()
        self.user = user
        self.sequence = 0
        self.waiting: deque[Json] = deque()
        self.kept: deque[tuple[int, str]] = deque(maxlen=KEPT)
        self.socket: web.WebSocketResponse | None = None
        self.news = asyncio.Event()

    def restart(self) -> None:
        self.id, self.sequence = new_id(), 0
        self.kept.clear()

    def next_frame(self) -> str:
        event = {**self.waiting.popleft(), "seq": self.sequence}
        frame = json.dumps(event)
        self.kept.append((self.sequence, frame))
        self.sequence += 1
        return frame

    def hello(self) -> Json:
        data = {"connection_id": self.id, "server_version": "11.9.0.double", "server_hostname": "double"}
        return event("hello", data, user_id=self.user)


def event(name: str, data: Json, **broadcast: Any) -> Json:
    where = {"omit_users": None, "user_id": "", "channel_id": "", "team_id": "", "connection_id": "", **broadcast}
    return {"event": name, "data": data, "broadcast": where}


class Hub:
    def __init__(self, world: World) -> None:
        self.world = world
        self.connections: dict[str, Connection] = {}
        self.opened = 0
        self.resumed = 0
        self.overflowed = 0
        self.actions: list[Json] = []
        self.deaf_to_header = False  # as behind a proxy that drops Authorization from an upgrade

    # What tests and the API call

    def publish(self, name: str, data: Json, **broadcast: Any) -> None:
        message = event(name, data, **broadcast)
        for connection in list(self.connections.values()):
            if self._concerns(message["broadcast"], connection.user):
                self._hand(connection, message)

    def publish_post(self, name: str, post: Json) -> None:
        channel = self.world.channels[post["channel_id"]]
        data = {"post": json.dumps(for_client(post))}
        if name == "posted":
            data |= {
                "channel_display_name": channel["display_name"], "channel_name": channel["name"],
                "channel_type": channel["type"], "team_id": channel["team_id"], "set_online": True,
                "sender_name": "@" + self.world.users[post["user_id"]]["username"],
                "mentions": json.dumps(self._mentioned(post)),
            }  # fmt: skip
        self.publish(name, data, channel_id=post["channel_id"])

    def send_raw(self, frame: str) -> None:
        """To every open socket, as it is, outside the numbering."""
        for connection in self.connections.values():
            if connection.socket is not None:
                asyncio.get_running_loop().create_task(_write(connection.socket, frame))

    def drop(self, *, forget: bool = False) -> None:
        """Cut every socket; forget: as after a restart, nobody can take up a connection again."""
        for connection in list(self.connections.values()):
            if connection.socket is not None and connection.socket._req is not None:
                transport = connection.socket._req.transport
                if transport is not None:
                    transport.abort()
            connection.socket = None
        if forget:
            self.connections.clear()

    @property
    def open_sockets(self) -> int:
        return sum(connection.socket is not None for connection in self.connections.values())

    def _mentioned(self, post: Json) -> list[str]:
        return [user["id"] for user in self.world.users.values() if f"@{user['username']}" in post["message"]]

    def _concerns(self, broadcast: Json, user: str) -> bool:
        if broadcast["user_id"]:
            return bool(broadcast["user_id"] == user)
        if broadcast["channel_id"]:
            return user in self.world.members[broadcast["channel_id"]]
        return True

    def _hand(self, connection: Connection, message: Json) -> None:
        if len(connection.waiting) >= WAITING:
            self.overflowed += 1
            del self.connections[connection.id]
            if connection.socket is not None:
                asyncio.get_running_loop().create_task(connection.socket.close())
            return
        connection.waiting.append(message)
        connection.news.set()

    # The protocol

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=2**20, compress=False)  # as the real server
        await socket.prepare(request)
        self.opened += 1
        user = None if self.deaf_to_header else self.world.user_of(request.headers.get("Authorization", ""))
        connection = self._take_up(user, request) if user else None
        try:
            if connection is None:
                connection = await self._challenge(socket)
            if connection is not None:
                await self._converse(connection, socket)
        except (TimeoutError, ConnectionError):
            pass
        finally:
            if connection is not None and connection.socket is socket:
                connection.socket = None
            with suppress(ConnectionError):
                await socket.close()
        return socket

    def _take_up(self, user: str, request: web.Request) -> Connection:
        known = self.connections.get(request.query.get("connection_id", ""))
        if known is None or known.user != user:
            return self._register(user)
        wanted = int(request.query["sequence_number"])
        kept = [frame for number, frame in known.kept if number >= wanted]
        lost = known.sequence != wanted and (not kept or known.sequence - wanted > len(kept))
        if lost:
            del self.connections[known.id]
            known.restart()
            self.connections[known.id] = known
            known.waiting.appendleft(known.hello())
        else:
            self.resumed += 1
            known.waiting.extendleft(json.loads(frame) for frame in reversed(kept))
            for _ in kept:
                known.kept.pop()
            known.sequence = wanted
        known.news.set()
        return known

    def _register(self, user: str) -> Connection:
        connection = Connection(user)
        self.connections[connection.id] = connection
        self._hand(connection, connection.hello())
        return connection

    async def _challenge(self, socket: web.WebSocketResponse) -> Connection | None:
        """The connection, once a valid token came; None, the socket being closed, for anything else: so the server does it."""
        message = await socket.receive(timeout=AUTHENTICATE_WITHIN)
        if message.type is not WSMsgType.TEXT:
            return None
        request = json.loads(message.data)
        user = self.world.tokens.get(str(request.get("data", {}).get("token")))
        if request.get("action") != "authentication_challenge" or user is None:
            return None
        await _write(socket, json.dumps({"status": "OK", "seq_reply": request["seq"]}))
        return self._register(user)

    async def _converse(self, connection: Connection, socket: web.WebSocketResponse) -> None:
        connection.socket = socket
        writer = asyncio.create_task(self._write_events(connection, socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._answer(connection, socket, json.loads(message.data))
        finally:
            writer.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await writer

    async def _answer(self, connection: Connection, socket: web.WebSocketResponse, request: Json) -> None:
        self.actions.append({"action": request.get("action"), "user": connection.user})
        match request.get("action"):
            case "ping":
                data = {"text": "pong", "version": "11.9.0", "server_time": self.world.now(), "node_id": ""}
                await _write(socket, json.dumps({"status": "OK", "seq_reply": request["seq"], "data": data}))
            case "authentication_challenge":
                return
            case "user_typing":
                await _write(socket, json.dumps({"status": "OK", "seq_reply": request["seq"]}))
            case _:
                error = {"id": "api.web_socket_router.bad_action.app_error", "message": "Unknown", "status_code": 500}
                await _write(socket, json.dumps({"status": "FAIL", "seq_reply": request["seq"], "error": error}))

    async def _write_events(self, connection: Connection, socket: web.WebSocketResponse) -> None:
        while connection.socket is socket and not socket.closed:
            while connection.waiting and connection.socket is socket:
                await _write(socket, connection.next_frame())
            connection.news.clear()
            if not connection.waiting:
                await connection.news.wait()


async def _write(socket: web.WebSocketResponse, frame: str) -> None:
    with suppress(ConnectionError, RuntimeError):
        await socket.send_str(frame)
