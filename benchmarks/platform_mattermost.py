"""Mattermost, in and out, through mattermostdriver against the double: 5,000 messages at 500 a second, 10,000 deliveries among faults.

Run by `python -m benchmarks.platform_mattermost`. The double's rate limit is the server's own, with a higher rate so that it is reached.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from uuid import UUID

from bot.domain.errors import DeliveryError
from bot.domain.identifier import new_id
from bot.domain.message import Address, ButtonPress, IncomingMessage, Message, Run
from bot.domain.notification import Kind, Notification
from bot.ports import Notice
from tests.doubles.mattermost.faults import Fault, Limiter
from tests.doubles.mattermost.harness import Scene, at_work
from tests.doubles.mattermost.integrations import Called
from tests.waiting import until

EVENTS, A_SECOND, PEOPLE = 5_000, 500, 100
DELIVERIES, ROOMS, AT_ONCE = 10_000, 50, 200
SERVER_RATE, SERVER_BURST = 250.0, 100
FAULTS: dict[Fault, float] = {"error": 0.05, "cut": 0.025, "lost": 0.025}
TWICE = 100  # one delivery in so many is handed over twice, as after a crash


def main() -> None:
    for measure in (events_in, deliveries_out):
        print(asyncio.run(measure()))


async def events_in() -> str:
    """Written by a hundred people at an even pace, one event in a hundred told twice; every tenth is a slash command, answered in the reply."""
    written: dict[str, float] = {}
    delays: list[float] = []
    commands: list[asyncio.Task[Called]] = []
    async with at_work() as scene:

        async def take(event: IncomingMessage | ButtonPress) -> None:
            assert isinstance(event, IncomingMessage)
            delays.append(time.perf_counter() - written[event.text.removeprefix("/remind ")])
            if event.address.user is not None:
                await scene.say(event.address.room, "Set it?", user=event.address.user)

        scene.inbox.on_each = take
        people = [scene.double.add_person(f"person{number}") for number in range(PEOPLE)]
        async for number in _even_pace(EVENTS, A_SECOND):
            person = people[number % PEOPLE]
            written[str(number)] = time.perf_counter()
            if number % 10 == 0:
                commands.append(asyncio.create_task(scene.double.command(person, f"/remind {number}")))
                continue
            post = scene.double.write(person, str(number))
            if number % 100 == 1:
                scene.double.hub.publish_post("posted", post)
        called = await asyncio.gather(*commands)
        await until(lambda: len(scene.inbox.messages) >= EVENTS, 120)
        texts = [text.removeprefix("/remind ") for text in scene.inbox.texts]
    lost, doubled = EVENTS - len(set(texts)), len(texts) - len(set(texts))
    refused = sum(one.status != 200 for one in called)
    return (
        f"mattermost in: {EVENTS} events at {A_SECOND}/s, a tenth of them commands: {lost} lost, {doubled} doubled, {refused} refused; "
        f"written to taken {_quantiles(delays)}; commands acknowledged {_quantiles([one.took for one in called])}"
    )


async def deliveries_out() -> str:
    async with at_work(connected=False) as scene:
        limiter = scene.double.faults.limiter = Limiter(SERVER_RATE, SERVER_BURST)
        await scene.connected()
        rooms = [scene.double.direct(scene.double.add_person(f"person{number}")) for number in range(ROOMS)]
        scene.double.faults.rates = dict(FAULTS)
        lane = asyncio.Semaphore(AT_ONCE)
        started = time.perf_counter()
        tries = await asyncio.gather(*(_deliver(scene, rooms[n % ROOMS], n, lane) for n in range(DELIVERIES)))
        took = time.perf_counter() - started
        posts = [post["message"] for room in rooms for post in scene.double.said_in(room)]
        asked = sum(scene.double.faults.requests.values())
    lost, doubled = DELIVERIES - len(set(posts)), len(posts) - len(set(posts))
    allowed = (asked - SERVER_BURST) / SERVER_RATE
    return (
        f"mattermost out: {DELIVERIES} deliveries among {sum(FAULTS.values()):.0%} faults and {1 / TWICE:.0%} repeats: {lost} lost, "
        f"{doubled} doubled, {limiter.violations} times over the limit; most tries {max(tries)}; "
        f"{asked} requests in {took:.0f} s, {took / allowed:.2f} of what the limit alone would take"
    )


async def _deliver(scene: Scene, room: str, number: int, lane: asyncio.Semaphore) -> int:
    """As the engine does it: again, until it went, saying whether it may have gone before."""
    now = scene.clock.now()
    told = Notification(UUID(int=1), new_id(now), None, "Call Jens", "", Kind.REMINDER, now, now)
    tries, arrived = 0, False
    async with lane:
        for _ in range(2 if number % TWICE == 0 else 1):
            key = told.id
            done = False
            while not done:
                notice = Notice(
                    told.workspace_id, key, Address("mattermost", room), Message((Run(str(number)),)), told, None, arrived
                )  # fmt: skip
                tries += 1
                try:
                    await scene.adapter.send(notice)
                    done = arrived = True
                except DeliveryError as error:
                    if error.permanent:
                        raise
                    arrived = arrived or error.may_have_arrived
    return tries


async def _even_pace(count: int, a_second: int) -> AsyncIterator[int]:
    """Numbers, each at its time."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    for number in range(count):
        if (early := started + number / a_second - loop.time()) > 0:
            await asyncio.sleep(early)
        yield number


def _quantiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return f"p50 {middle * 1000:.0f} ms, p99 {late * 1000:.0f} ms"


if __name__ == "__main__":
    main()
