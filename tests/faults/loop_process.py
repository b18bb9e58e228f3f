"""A process of its own that runs the loop on a store and writes what it delivers into a file: what under_load.py starts.

Usage: python -m tests.faults.loop_process STORE_URL FILE [LEASE_SECONDS]
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta

from adapters.clock import AlarmClock, SystemClock
from bot.domain.message import Message, Run
from bot.logs import set_up_logging
from bot.ports import DeliveryContext, Notice
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
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


def _settings(lease: float) -> LoopSettings:
    """A process that died is noticed after its lease: a test does not wait for as long as life does."""
    return LoopSettings(
        lease=timedelta(seconds=lease), send_timeout=timedelta(seconds=lease / 3), beat=timedelta(seconds=lease / 2)
    )


async def main(url: str, path: str, settings: LoopSettings) -> None:
    set_up_logging("warning", "text")
    store, alarm = await open_store(url), AlarmClock()
    alarm.start()
    channels = {"web": FileChannel(path)}
    loop = Loop(store.open_unit, SystemClock(), alarm, channels, TitleRenderer(), settings, alone=store.alone)
    running = asyncio.create_task(loop.run())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    print("ready", flush=True)
    await asyncio.wait({running})
    alarm.stop()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], _settings(float(sys.argv[3])) if len(sys.argv) > 3 else LoopSettings()))
