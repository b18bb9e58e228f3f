"""ReliableSocket: mattermostdriver's WebSocket with its faults mended, taking a broken connection up again where it ended.

The driver's own never connects over TLS, reconnects for ever with a bad token, cancels a handler that takes 30 s, loses events
when a handler raises, and cannot be closed. When to come back is decided in chat.py; what events mean, elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from collections.abc import Awaitable, Callable
from types import NoneType
from typing import Any

from mattermostdriver.websocket import Websocket  # type: ignore[import-untyped]  # the driver ships no types
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

Json = dict[str, Any]
EventHandler = Callable[[Json], Awaitable[None]]
BIGGEST_FRAME = 2**24  # bytes
_TOO_BIG = 1009  # close code, RFC 6455
_CONFIRM_WITHIN = 15.0  # seconds


class _FramesUnlogged(logging.LoggerAdapter[logging.Logger]):
    """At DEBUG the library logs whole frames, and the first one holds the token."""

    def isEnabledFor(self, level: int) -> bool:  # noqa: N802 (logging's name)
        return level > logging.DEBUG and super().isEnabledFor(level)


class NotConfirmed(Exception):
    """The server took the connection but did not accept the token: it closed it, or never said hello."""


class ReliableSocket(Websocket):  # type: ignore[misc]  # the driver ships no types
    """on_open: the connection is confirmed; its argument says whether events may have been missed since the one before."""

    def __init__(self, options: Json, token: str, on_open: Callable[[bool], Awaitable[None]], on_noise: Callable[[], None]) -> None:  # fmt: skip
        super().__init__({"debug": False, **options}, token)
        self._on_open, self._on_noise = on_open, on_noise
        self._connection: ClientConnection | None = None
        self._connection_id = ""
        self._next = 0
        self._confirmed = asyncio.Event()

    async def connect(self, event_handler: EventHandler) -> None:
        """Hand every event on, in order, until the connection ends. Raises NotConfirmed, OSError and websockets' exceptions."""
        self._confirmed.clear()
        async with connect(
            self._address(),
            ssl=self._tls(),
            additional_headers={"Authorization": f"Bearer {self._token}"},
            max_size=BIGGEST_FRAME,
            ping_interval=20,
            ping_timeout=20,
            close_timeout=2,
            logger=_FramesUnlogged(logging.getLogger("remindbot.mattermost.socket"), {}),
        ) as connection:
            self._connection = connection
            try:
                await self._greet(connection)
                await self._receive(connection, event_handler)
            except ConnectionClosed as closed:
                self._forget_if_too_big(closed)
            finally:
                self._connection = None
        if not self._confirmed.is_set():
            raise NotConfirmed

    async def aclose(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    def _address(self) -> str:
        scheme = "wss" if self.options["scheme"] == "https" else "ws"
        place = f"{scheme}://{self.options['url']}:{self.options['port']}{self.options['basepath']}/websocket"
        return f"{place}?connection_id={self._connection_id}&sequence_number={self._next}"

    def _tls(self) -> ssl.SSLContext | None:
        if self.options["scheme"] != "https":
            return None
        authority = self.options["verify"]
        return ssl.create_default_context(cafile=authority if isinstance(authority, str) else None)

    async def _greet(self, connection: ClientConnection) -> None:
        """Where a proxy dropped the header, the challenge carries the token; the ping is answered only to who is accepted."""
        challenge = {"seq": 1, "action": "authentication_challenge", "data": {"token": self._token}}
        await connection.send(json.dumps(challenge))
        await connection.send(json.dumps({"seq": 2, "action": "ping"}))

    async def _receive(self, connection: ClientConnection, event_handler: EventHandler) -> None:
        async with asyncio.timeout(_CONFIRM_WITHIN) as patience:
            async for frame in connection:
                event = self._read(frame)
                if event is None:
                    continue
                if event.get("status") == "FAIL":
                    return
                if not self._confirmed.is_set():
                    patience.reschedule(None)
                    await self._confirm(event)
                if "seq_reply" in event:
                    continue
                if await self._is_new(event):
                    await event_handler(event)

    def _read(self, frame: str | bytes) -> Json | None:
        try:
            event = json.loads(frame)
        except (ValueError, RecursionError):
            event = None
        known = isinstance(event, dict) and ("seq_reply" in event or isinstance(event.get("event"), str))
        if not known or not isinstance(event.get("data"), dict | NoneType):
            self._on_noise()
            return None
        return dict(event)

    async def _confirm(self, event: Json) -> None:
        """The first frame says how we came back: with hello, a new connection; without, the one we had."""
        self._confirmed.set()
        if event.get("event") != "hello" and self._connection_id:
            await self._on_open(False)

    async def _is_new(self, event: Json) -> bool:
        """Keeps count of the server's numbers: what is behind was handled before, a hole means that something was missed."""
        number = event.get("seq")
        if event["event"] == "hello":
            self._connection_id = str((event.get("data") or {}).get("connection_id") or "")
            self._next = 1
            await self._on_open(True)
            return True
        if not isinstance(number, int) or number < self._next:
            self._on_noise()
            return False
        if number > self._next:
            await self._on_open(True)
        self._next = number + 1
        return True

    def _forget_if_too_big(self, closed: ConnectionClosed) -> None:
        """Taken up again, the connection would begin with the same frame."""
        if closed.sent is not None and closed.sent.code == _TOO_BIG:
            self._on_noise()
            self._connection_id, self._next = "", 0
