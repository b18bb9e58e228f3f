"""Fairness: how late others' reminders are while 100,000 of one person's come due at once, through the whole loop, on a real clock."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.clock import AlarmClock, SystemClock
from benchmarks.lateness import Title
from benchmarks.stillness import watched
from benchmarks.stores import add_people, add_reminders, spread
from bot.garbage import look_seldom
from bot.ports import Notice
from bot.scheduling.loop import Loop
from storage.store import open_store

_BYSTANDERS = 40
_SECONDS = 8


class _Stopwatch:
    """A channel that takes 5 ms a send, and notes how late the bystanders' are."""

    def __init__(self, crowd: str) -> None:
        self.name = "web"
        self.crowd, self.flooded, self.late = crowd, 0, list[float]()
        self.done = asyncio.Event()

    async def send(self, notice: Notice) -> str | None:
        await asyncio.sleep(0.005)
        if notice.address.room == self.crowd:
            self.flooded += 1
        else:
            self.late.append((datetime.now(UTC) - notice.notification.due_at).total_seconds() * 1000)
            if len(self.late) == _BYSTANDERS:
                self.done.set()
        return "ref"


async def measure(flood: int = 100_000) -> None:
    look_seldom()
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'fairness.sqlite'}")
        crowd, *others = await add_people(store, _BYSTANDERS + 1)
        start = datetime.now(UTC)
        await add_reminders(store, [crowd], [start] * flood)
        begun = datetime.now(UTC) + timedelta(seconds=1)
        await add_reminders(
            store, others, spread(begun, timedelta(seconds=_SECONDS / _BYSTANDERS), _BYSTANDERS), flood + 1
        )
        channel, alarm = _Stopwatch("room-0"), AlarmClock()
        alarm.start()
        loop = asyncio.create_task(Loop(store.open_unit, SystemClock(), alarm, {"web": channel}, Title()).run())
        async with watched() as stillness, asyncio.timeout(120):
            await channel.done.wait()
        print(f"{flood:,} of one person's due at once; {_BYSTANDERS} of others' meanwhile, milliseconds late")
        print(
            f"  median {sorted(channel.late)[_BYSTANDERS // 2]:.0f}, longest {max(channel.late):.0f} (goal: 2,000); "
            f"of the flood {channel.flooded:,} were sent by then"
        )
        print(f"  {stillness}")
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        alarm.stop()
        await store.close()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
