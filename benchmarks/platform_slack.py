"""Slack under load, against the double on the same machine: a burst of events in, a rush of deliveries out. Counts and ratios.

The double's rate limits and the adapter's are Slack's with periods shortened by the same factor: so hours of sending take seconds.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from adapters.chat.slack.settings import Rates
from bot.domain.errors import DeliveryError
from bot.ports import Notice
from tests.doubles.slack.pushes import Push
from tests.doubles.slack.server import SlackDouble
from tests.integration.platforms.slack import Setting, connected, notice, served

SHORTER = 50


@dataclass(frozen=True)
class Burst:
    events: int
    a_second: float
    lost: int
    doubled: int
    p50: float
    p99: float


@dataclass(frozen=True)
class Rush:
    count: int
    seconds: float
    lost: int
    doubled: int
    violations: int
    failures: int
    ideal: float


async def burst(events: int, a_second: int, people: int, *, http: bool = False) -> Burst:
    """So many direct messages, each hundredth brought twice. Latencies: seconds until Slack was answered."""
    double = SlackDouble()
    double.pushes.duplicate_each = 100
    async with (served if http else connected)(double) as it:
        users = [double.world.add_user(f"person{number}") for number in range(people)]
        rooms = [double.world.direct(user) for user in users]
        began, pushes = time.perf_counter(), list[Push]()
        for number in range(events):
            await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
            pushes += double.say(users[number % people], rooms[number % people], f"remind me at {number}")
        for push in pushes:
            await push.acknowledged(within=60)
        seconds = time.perf_counter() - began
        await it.inbox.until(lambda: len({message.event_id for message in it.inbox.messages}) >= events, within=60)
        counted = Counter(message.event_id for message in it.inbox.messages)
    latencies = [push.latency or 0.0 for push in pushes]
    cuts = statistics.quantiles(latencies, n=100)
    # The store drops what has an id seen before; an id too many or too few is our fault.
    return Burst(events, events / seconds, events - len(counted), len(counted) - events, cuts[49], cuts[98])


async def deliveries(count: int, rooms: int, *, a_minute: int = 300) -> Rush:
    """So many deliveries: 5 % answered by an error, 5 % cut before they arrived, 1 % after. Each is tried until it went."""
    rates = Rates(workspace=a_minute, second=1 / SHORTER, minute=60 / SHORTER)
    async with connected(rates=rates) as it:
        limits = it.double.limits
        limits.enforced, limits.workspace = True, a_minute
        limits.second, limits.minute = rates.second, rates.minute
        it.double.faults.by_chance(errors=0.05, cuts=0.05, lost=0.01)
        people = [it.double.world.add_user(f"person{number}") for number in range(rooms)]
        direct = [it.double.world.direct(person) for person in people]
        notices = [notice(direct[number % rooms], f"delivery {number}") for number in range(count)]
        began = time.perf_counter()
        failures = await _deliver_all(it, notices)
        seconds = time.perf_counter() - began
        arrived = Counter(
            str(message["metadata"]["event_payload"]["id"]).partition("/")[0]
            for room in direct
            for message in it.double.world.posted(room)
        )
    wanted = {str(each.delivery_id) for each in notices}
    doubled = sum(times - 1 for times in arrived.values())
    violations = sum(limits.violations.values())
    return Rush(
        count, seconds, len(wanted - set(arrived)), doubled, violations, failures, count / a_minute * rates.minute
    )


async def _deliver_all(it: Setting, notices: list[Notice]) -> int:
    """As the engine does: two hundred at a time, again after a failure. Returns how many tries failed."""
    waiting, failures, chance = asyncio.Semaphore(200), 0, random.Random(3)

    async def deliver(each: Notice) -> None:
        nonlocal failures
        async with waiting:
            while True:
                try:
                    await it.chat.send(each)
                    return
                except DeliveryError as error:
                    if error.permanent:
                        raise
                    failures += 1
                    each = replace(each, may_have_arrived=each.may_have_arrived or error.may_have_arrived)
                    await asyncio.sleep(_pause(error, chance))

    await asyncio.gather(*(deliver(each) for each in notices))
    return failures


def _pause(error: DeliveryError, chance: random.Random) -> float:
    if error.retry_after:
        return max(0.0, (error.retry_after - datetime.now(UTC)).total_seconds()) / SHORTER
    return 0.02 * chance.random()


async def main() -> None:
    for name, arguments in (("Socket Mode", {}), ("HTTP", {"http": True})):
        taken: dict[str, Any] = arguments
        result = await burst(5000, 500, 200, **taken)
        print(
            f"{name}: {result.events} events at {result.a_second:.0f}/s: lost {result.lost}, doubled {result.doubled}; ",
            end="",
        )
        print(f"acknowledged p50 {result.p50 * 1000:.0f} ms, p99 {result.p99 * 1000:.0f} ms (goal 300)")
    rush = await deliveries(10_000, 2000)
    print(f"{rush.count} deliveries, {rush.failures} failed tries: lost {rush.lost}, doubled {rush.doubled}, ", end="")
    print(f"limits broken {rush.violations}; {rush.seconds / rush.ideal:.2f} of the time that the limit alone takes")


if __name__ == "__main__":
    asyncio.run(main())
