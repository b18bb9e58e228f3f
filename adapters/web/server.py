"""The HTTP server around the application. Listening, and stopping, are the caller's: `build_server(app).serve(sockets=[…])`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from adapters.web.frames import LARGEST_FRAME

_GOODBYE_SECONDS = 3


class Server(uvicorn.Server):
    """Signals belong to the program that runs it: set `should_exit` to stop it."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def build_server(app: ASGIApp) -> Server:
    """A server without a log of requests: their addresses carry sign-in tokens."""
    return Server(
        uvicorn.Config(
            app, lifespan="off", log_config=None, access_log=False, server_header=False, proxy_headers=False,
            ws="websockets-sansio", ws_max_size=LARGEST_FRAME, timeout_graceful_shutdown=_GOODBYE_SECONDS,
        )
    )  # fmt: skip
