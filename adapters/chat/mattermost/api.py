"""Api: the driver's endpoints awaited, each call in a thread of our own, at the pace that the server allows.

Who asks for what is in people.py, rooms.py and outbox.py.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from mattermostdriver import Driver  # type: ignore[import-untyped]  # the driver ships no types

from adapters.chat.mattermost.client import CONNECTIONS, Answered, PooledClient
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.pace import Pace, retry_after
from adapters.chat.mattermost.settings import MattermostSettings

Json = dict[str, Any]
API_PATH = "/api/v4"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_LONGEST_END = 5.0  # seconds
_SHORTEST_PAUSE = 0.2  # seconds, after a 429 that names none
_LONGEST_PAUSE = 10.0  # seconds of 429 that a call waits for itself; longer ones are told to the caller


class Api:
    """limited: how often the server answered 429."""

    def __init__(self, settings: MattermostSettings) -> None:
        self.options = driver_options(settings)
        self.driver = Driver(self.options, client_cls=PooledClient)
        self._pace = Pace(time.monotonic)
        self.limited = 0
        self._client: PooledClient = self.driver.client
        self._client.token = settings.token.get_secret_value()
        # Not asyncio.to_thread: its pool is everybody's, and as small as the machine.
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="mattermost")

    async def log_in(self) -> Json:
        """Who the bot is: the server's user. Raises Failure; `refused` when the token is not accepted."""
        user: Json = await self.do(self.driver.login)
        return user

    async def do(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """The answer of one of the driver's endpoints. Raises Failure. A short 429 is waited for, once."""
        try:
            return await self._once(partial(call, *arguments, **named))
        except Failure as failure:
            if failure.status != 429 or (failure.retry_after or 0.0) > _LONGEST_PAUSE:
                raise
        return await self._once(partial(call, *arguments, **named))

    async def get(self, path: str, **params: str | int) -> Any:
        """For paths that the driver has no endpoint for."""
        return await self.do(self._client.get, path, params=params or None)

    async def respond(self, hook: str, body: Json) -> None:
        """Answer a slash command through its response_url, of which `hook` is the id. Raises Failure."""
        path = self.options["basepath"].removesuffix(API_PATH)
        await self.do(self._client.make_request, "post", f"/hooks/commands/{hook}", body, basepath=path)

    async def aclose(self) -> None:
        """Calls that are under way come to their end, if that is soon; no new ones are made."""
        ended = asyncio.get_running_loop().run_in_executor(None, partial(self._threads.shutdown, cancel_futures=True))
        await asyncio.wait({ended}, timeout=_LONGEST_END)
        self._client.close()

    async def _once(self, call: Callable[[], Any]) -> Any:
        ticket = await self._pace.take()
        heard: list[Answered] = []
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._client.listening, call, heard)
        finally:
            for status, headers in heard:
                self._hear(ticket, status, headers)
            self._pace.done(ticket)

    def _hear(self, ticket: int, status: int, headers: Mapping[str, str]) -> None:
        self._pace.hear(ticket, headers)
        if status == 429:
            self.limited += 1
            self._pace.close_for(retry_after(headers) or _SHORTEST_PAUSE)


def driver_options(settings: MattermostSettings) -> Json:
    """What mattermostdriver wants to be told; a server below a path ("https://example.org/chat") has it in basepath."""
    parts = urlsplit(settings.url)
    host = parts.hostname or ""
    return {
        "scheme": parts.scheme,
        "url": f"[{host}]" if ":" in host else host,
        "port": parts.port or _DEFAULT_PORTS.get(parts.scheme, 443),
        "basepath": parts.path.rstrip("/") + API_PATH,
        "verify": settings.ca_file or True,
        "token": settings.token.get_secret_value(),
    }
