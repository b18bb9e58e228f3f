"""Socket Mode: slack-sdk's client, kept connected. A new socket is opened before an old one is let go, so that nothing falls between.

What the library does otherwise and is overridden here: it retries for ever, without pause growing, with a traceback each time, also when
the token is refused; it notices a lost socket only at its next ping; it closes the old socket before it has a new one.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.slack.api import quiet_logger
from adapters.chat.slack.failures import LIBRARY_ERRORS, SlackFailure, to_failure

_HELLO_WITHIN = 10.0
_MESSAGE_BYTES = 2**22


class Socket(SocketModeClient):
    """lost: set when the connection has to be made anew; why_lost: Slack's reason, "dropped" where it gave none."""

    def __init__(
        self, app_token: str, web_client: AsyncWebClient, app: AsyncApp, ping_each: float, count: Callable[[str], None]
    ) -> None:
        super().__init__(app_token, quiet_logger(), web_client, auto_reconnect_enabled=False, ping_interval=ping_each)
        self._app, self._count = app, count
        self.lost = asyncio.Event()
        self.why_lost = ""
        self._greeted = asyncio.Event()
        self._handling: set[asyncio.Task[None]] = set()
        self._receivers: set[asyncio.Task[None]] = set()
        self.socket_mode_request_listeners.append(self._handle)

    async def connect(self) -> None:
        """One attempt. Raises SlackFailure."""
        try:
            url = await self.issue_new_wss_url()
            self._greeted.clear()
            session = await self.aiohttp_client_session.ws_connect(
                url, heartbeat=self.ping_interval, max_msg_size=_MESSAGE_BYTES
            )
        except LIBRARY_ERRORS as error:
            raise to_failure(error) from error
        old, self.current_session = self.current_session, session
        self.lost.clear()
        receiver = asyncio.create_task(self.receive_messages())
        self._receivers.add(receiver)
        receiver.add_done_callback(self._receivers.discard)
        try:
            async with asyncio.timeout(_HELLO_WITHIN):
                await self._greeted.wait()
        except TimeoutError:
            await session.close()
            raise SlackFailure("no_answer") from None
        finally:
            if old is not None:
                await old.close()

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Whoever keeps this socket connected does it."""
        self.lost.set()

    async def receive_messages(self) -> None:
        session = self.current_session
        if session is None:
            return
        try:
            async for message in session:
                if message.type is aiohttp.WSMsgType.TEXT:
                    await self.enqueue_message(message.data)
        finally:
            if session is self.current_session:
                self._lose("dropped")

    async def process_message(self) -> None:
        raw = await self.message_queue.get()
        try:
            message = json.loads(raw)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("payload", {}), dict):
            self._count("malformed")
            return
        task = asyncio.create_task(self.run_message_listeners(message, raw))
        self._handling.add(task)
        task.add_done_callback(self._handling.discard)

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        if message.get("type") == "hello":
            self._greeted.set()
        elif message.get("type") == "disconnect":
            self._lose(str(message.get("reason")))
        else:
            await super().run_message_listeners(message, raw_message)

    def _lose(self, why: str) -> None:
        self.why_lost = why
        self.lost.set()

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """What cannot be read is acknowledged, lest it come again; what failed is not, so that it does."""
        began = time.time()
        try:
            response = await run_async_bolt_app(self._app, request)
        except (ValueError, TypeError, KeyError, AttributeError):
            self._count("malformed")
            await client.send_socket_mode_response({"envelope_id": request.envelope_id})
            return
        try:
            await send_async_response(client, request, response, began)
        except ConnectionError:
            self._count("not_acknowledged")

    async def aclose(self) -> None:
        await self.close()  # type: ignore[no-untyped-call]  # slack-sdk does not annotate it
        await asyncio.gather(*self._receivers, *self._handling, self.message_processor, return_exceptions=True)
