"""remindbot as real processes for tests: started on a database, talked to through its web chat, stopped or killed.

What they are made to show is the tests' business.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect

from tests.unit.web.site import Page

ADDRESS = "http://127.0.0.1:9"  # what people open: in life a proxy spreads it over the processes
_ROOT = Path(__file__).parents[1]
_READY = re.compile(r"remindbot (is ready: (?P<link>\S+)|delivers)")


@dataclass
class RunningProcess:
    """One `remindbot run`, `web` or `worker`. link: what it printed to sign in with, where it serves pages. log: what it said otherwise."""

    process: asyncio.subprocess.Process
    port: int
    link: str = ""
    log: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None

    async def ready(self) -> None:
        """Return once it says that it is ready; raises AssertionError with its last words where it ends instead."""
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            line = (await self.process.stdout.readline()).decode()
        match = _READY.match(line)
        assert match, (line, self.log)
        self.link = match["link"] or ""

    async def stop(self) -> int:
        """As a supervisor stops it; its exit status."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def _end(self, by: signal.Signals) -> int:
        if self.process.returncode is None:
            self.process.send_signal(by)
        async with asyncio.timeout(60):
            status = await self.process.wait()
        if self._reading is not None:
            await self._reading
        return status

    async def keep_log(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.log.append(line.decode(errors="replace").rstrip())

    def read_log(self) -> None:
        self._reading = asyncio.create_task(self.keep_log())


async def start(command: str, database: str, **environment: str) -> RunningProcess:
    """Start `remindbot COMMAND` on a database; web pages on a free port. It is not ready yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    settings = {
        "REMINDBOT_DATABASE__URL": database, "REMINDBOT_WEB__PORT": str(port), "REMINDBOT_WEB__PUBLIC_URL": ADDRESS,
        "REMINDBOT_PEOPLE__ZONE": "Europe/Copenhagen",
        "PYTHONUNBUFFERED": "1", **environment,
    }  # fmt: skip
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("REMINDBOT_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, cwd=_ROOT, env={**inherited, **settings},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    started = RunningProcess(process, port)
    started.read_log()
    return started


@asynccontextmanager
async def running(command: str, database: str, **environment: str) -> AsyncIterator[RunningProcess]:
    """A process that is ready; it is stopped at the end."""
    process = await start(command, database, **environment)
    try:
        await process.ready()
        yield process
    finally:
        await process.stop()


async def sign_in(process: RunningProcess) -> str:
    """A browser's cookie, good for every process on the same database."""
    base, token = f"http://127.0.0.1:{process.port}", process.link.rpartition("=")[2]
    async with httpx.AsyncClient(base_url=base, headers={"Origin": ADDRESS}) as browser:
        answer = await browser.post("/sign-in", data={"token": token})
        assert answer.status_code == 303, answer.text
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


async def sign_out(process: RunningProcess, cookie: str) -> None:
    headers = {"Origin": ADDRESS, "Cookie": cookie}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{process.port}", headers=headers) as browser:
        assert (await browser.post("/sign-out")).status_code == 303


@asynccontextmanager
async def open_page(process: RunningProcess, cookie: str) -> AsyncIterator[Page]:
    """A page of the web chat that has been welcomed."""
    async with connect(
        f"ws://127.0.0.1:{process.port}/live", origin=ADDRESS, additional_headers={"Cookie": cookie}, proxy=None  # type: ignore[arg-type]  # a NewType of str
    ) as connection:  # fmt: skip
        page = Page(connection)
        await page.hello(zone="Europe/Copenhagen", locale="en")
        yield page


def words_of(frame: dict[str, object]) -> str:
    """What a message frame says."""
    message = frame["message"]
    assert isinstance(message, dict)
    runs = message.get("runs")
    return "".join(run["text"] for run in runs) if runs else str(message.get("text"))


async def say(page: Page, text: str) -> list[dict[str, Any]]:
    """Say something; every frame up to its acknowledgement."""
    frames = await page.say(text, str(uuid4()))
    assert frames[-1]["type"] == "ack", frames
    return frames
