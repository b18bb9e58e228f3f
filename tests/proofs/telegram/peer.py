"""telegram-test-api (npm) as a process: installed by `npm ci` into a cache, started by launcher.js, obeying line by line."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", ".npmrc")
TOKEN = "123456:a-token-for-the-peer-00000000000"
LONGEST_INSTALL = 180


def install() -> Path:
    """The folder with node_modules; skips the test, with the reason, where it cannot be made."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are needed to run telegram-test-api")
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "remindbot-proofs" / f"telegram-{lock}"
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, folder)
        try:
            subprocess.run(
                ["npm", "ci", "--ignore-scripts"], cwd=folder, check=True, capture_output=True, timeout=LONGEST_INSTALL
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"npm ci failed, the registry may be out of reach ({type(error).__name__})")
        (folder / "done").touch()
    return folder


class Peer:
    """`async with Peer(folder) as peer`: a server at peer.url with one person, Ana, who talks to the bot."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self.token = TOKEN
        self.url = ""

    async def __aenter__(self) -> Peer:
        self._process = await asyncio.create_subprocess_exec(
            "node", str(HERE / "launcher.js"), TOKEN, str(self._port),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "NODE_PATH": str(self._folder / "node_modules")},
        )  # fmt: skip
        try:
            self.url = (await self._line())["url"]
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def _end(self) -> None:
        """The launcher ends with its input."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), 60)

    async def say(self, text: str) -> None:
        await self._order({"say": text})

    async def press(self, data: str, message: int) -> None:
        await self._order({"press": data, "message": message})

    async def said(self) -> list[dict[str, Any]]:
        """What the bot wrote, as it reads now."""
        said: list[dict[str, Any]] = await self._order({"history": True})
        return said

    async def _order(self, order: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()
        return await self._line()

    async def _line(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(await asyncio.wait_for(self._process.stdout.readline(), 60))
