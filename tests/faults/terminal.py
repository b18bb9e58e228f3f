"""A person at `remindbot chat`, whose terminal outlives the process that may be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections import Counter
from pathlib import Path

from tests.waiting import until


class Terminal:
    """A person at `remindbot chat`, or at another module that does the same. lines: all that it ever showed."""

    def __init__(self, data: Path, *module: str) -> None:
        self._module = module or ("bot", "chat")
        ours = {name: value for name, value in os.environ.items() if not name.startswith("REMINDBOT_")}
        self._environment = {**ours, "REMINDBOT_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}
        self.lines: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *self._module,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            env=self._environment, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(self._process))

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def wait(self) -> int:
        """For it to end by itself; its exit status."""
        assert self._process is not None
        assert self._reading is not None
        async with asyncio.timeout(60):
            await self._reading
            return await self._process.wait()

    async def kill(self) -> None:
        assert self._process is not None
        assert self._reading is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()
        await self._reading

    def type(self, *lines: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write("".join(f"{line}\n" for line in lines).encode())

    async def wait_until_shown(self, pattern: re.Pattern[str], within: float = 60) -> None:
        """Return once a line matches; AssertionError, with what was shown last, after so many seconds."""
        try:
            await until(lambda: any(pattern.search(line) for line in self.lines), within)
        except TimeoutError:
            raise AssertionError("\n".join([f"not shown: {pattern.pattern}", *self.lines[-20:]])) from None

    def things(self, pattern: re.Pattern[str]) -> Counter[str]:
        return Counter(match[1] for line in self.lines if (match := pattern.match(line)))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())
