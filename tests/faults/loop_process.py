"""A process of its own that runs the loop on a store and writes what it delivers into a file: what test_killed_loop.py kills.

Usage: python -m tests.faults.loop_process STORE_URL FILE
"""

from __future__ import annotations

import asyncio
import os
import sys

from adapters.clock import AlarmClock, SystemClock
from bot.domain.message import Message, Run
from bot.ports import DeliveryContext, Notice
from bot.scheduling.loop import Loop
from storage.store import open_store


class FileChannel:
    """A line a delivery: its key, and whether an earlier try may have arrived. It takes a moment, as a platform does."""

    def __init__(self, path: str) -> None:
        self.name = "web"
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    async def send(self, notice: Notice) -> str | None:
        await asyncio.sleep(0.01)
        os.write(self._file, f"{notice.delivery_id} {notice.notification.title} {notice.may_have_arrived}\n".encode())
        await asyncio.sleep(0.01)
        return str(notice.delivery_id)


class TitleRenderer:
    def render(self, context: DeliveryContext) -> Message:
        return Message((Run(context.notification.title),))


async def main(url: str, path: str) -> None:
    store, alarm = await open_store(url), AlarmClock()
    alarm.start()
    await Loop(
        store.open_unit, SystemClock(), alarm, {"web": FileChannel(path)}, TitleRenderer(), alone=store.alone
    ).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
