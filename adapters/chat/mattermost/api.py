"""Api: the driver's endpoints awaited, each call in a thread of our own, at the pace that the server allows.

Who asks for what is in people.py, rooms.py and outbox.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from mattermostdriver import Driver  # type: ignore[import-untyped]  # the driver ships no types

from adapters.chat.mattermost.client import CONNECTIONS, PooledClient
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.pace import Pace, retry_after
from adapters.chat.mattermost.settings import MattermostSettings

Json = dict[str, Any]
Hear = Callable[[int, Mapping[str, str]], None]
API_PATH = "/api/v4"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_LONGEST_PAUSE = 10.0  # seconds of 429 that a call waits for itself; longer ones are told to the caller


class Api:
    def __init__(self, settings: MattermostSettings) -> None:
        self.options = driver_options(settings)
        self.driver = Driver(self.options, client_cls=PooledClient)
        self.pace: Pace | None = None
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
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    async def _once(self, call: Callable[[], Any]) -> Any:
        loop = asyncio.get_running_loop()
        if self.pace is None:
            self.pace = Pace(loop.time)
            self._client.on_answer = lambda status, headers: _tell(loop, self._hear, status, headers)
        await self.pace.take()
        try:
            return await loop.run_in_executor(self._threads, call)
        finally:
            self.pace.done()

    def _hear(self, status: int, headers: Mapping[str, str]) -> None:
        if self.pace is None:
            return
        self.pace.hear(headers)
        if status == 429:
            self.limited += 1
            self.pace.close_for(retry_after(headers) or 1.0)


def _tell(loop: asyncio.AbstractEventLoop, hear: Hear, status: int, headers: Mapping[str, str]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(hear, status, dict(headers))


def driver_options(settings: MattermostSettings) -> Json:
    """What mattermostdriver wants to be told; a server below a path ("https://example.org/chat") has it in basepath."""
    parts = urlsplit(settings.url)
    host = parts.hostname or ""
    return {
        "scheme": parts.scheme,
        "url": f"[{host}]" if ":" in host else host,
        "port": parts.port or _DEFAULT_PORTS.get(parts.scheme, 443),
        "basepath": parts.path.rstrip("/") + API_PATH,
        "verify": settings.verify_tls,
        "token": settings.token.get_secret_value(),
    }
