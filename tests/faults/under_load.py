"""Loops under load in processes of their own, and what their receiver saw: for tests that kill them, or what they stand on.

What must hold is the tests' business; what runs in a process is loop_process.py.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin
from storage.store import open_store
from tests.waiting import until

Arrived = list[tuple[str, str, bool]]


async def prepare(url: str, count: int, per_second: int, starts_in: float = 2) -> set[str]:
    """A store with so many reminders, due one after another from so many seconds on; returns their texts."""
    store, now = await open_store(url), datetime.now(UTC)
    texts = {f"reminder-{number}" for number in range(count)}
    async with store.open_unit() as uow:
        user = await identify_user(uow, "", Address("web", "room"), Profile("owner", "Me", "UTC"), now)
        for number, text in enumerate(texts):
            due = At(now + timedelta(seconds=starts_in + number / per_second))
            draft = ReminderDraft(text, due, "UTC")
            await set_reminder(uow, user, draft, Origin("chat", "web", "room"), now, Limits(active_reminders=count))
        await uow.commit()
    await store.close()
    return texts


class Receiver:
    """The file that every process delivers into, a line a delivery."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def arrived(self) -> Arrived:
        """(key, text, marked as perhaps arrived before), in the order of arrival."""
        whole, _, _ = self.path.read_text().rpartition("\n") if self.path.exists() else ("", "", "")
        lines = whole.splitlines()
        return [(key, text, marked == "True") for key, text, marked in (line.split() for line in lines)]

    def count(self) -> int:
        return len(self.arrived())

    async def wait_for(self, count: int, within: float) -> None:
        """Return once so many have come; TimeoutError after so many seconds."""
        await until(lambda: self.count() >= count, within)

    async def wait_for_all(self, texts: Collection[str], within: float) -> None:
        await until(lambda: {text for _, text, _ in self.arrived()} == texts, within)

    def repeated(self) -> set[str]:
        """Keys that came more than once."""
        return {key for key, times in Counter(key for key, _, _ in self.arrived()).items() if times > 1}

    def doubled(self) -> int:
        """How many came once too often, at a receiver that does not look at the key."""
        return sum(times - 1 for times in Counter(key for key, _, _ in self.arrived()).values())

    def unmarked(self) -> set[str]:
        """Keys that came again without saying that they may have come before."""
        seen: set[str] = set()
        silent = set()
        for key, _, marked in self.arrived():
            if key in seen and not marked:
                silent.add(key)
            seen.add(key)
        return silent


class LoopProcess:
    """A process that runs the loop; lease: seconds. log: what it said on standard error."""

    def __init__(self, url: str, receiver: Receiver, lease: float | None = None) -> None:
        self._arguments = [url, str(receiver.path), *([str(lease)] if lease else [])]
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.log: list[str] = []

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.loop_process", *self._arguments,
            cwd=Path(__file__).parents[2], stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(self._process))

    async def ready(self) -> None:
        """Return once it has opened the store."""
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            await self._process.stdout.readline()

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        await self._end(signal.SIGTERM)

    def processor_seconds(self) -> float:
        """How long it has kept a processor busy so far."""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    async def _end(self, by: signal.Signals) -> None:
        assert self._process is not None
        assert self._reading is not None
        if self._process.returncode is None:
            self._process.send_signal(by)
        await self._process.wait()
        await self._reading

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.log.append(line.decode(errors="replace").rstrip())
