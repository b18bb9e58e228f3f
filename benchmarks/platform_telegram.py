"""Telegram, in and out, through python-telegram-bot against the double: 5,000 events at 500 a second, 10,000 deliveries among faults.

Run by `python -m benchmarks.platform_telegram`. Telegram's periods are shortened on both sides, so that the limits can be reached.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import Rates
from bot.domain.errors import DeliveryError
from bot.domain.message import ButtonPress, IncomingMessage
from bot.ports import Notice
from tests.doubles.telegram.faults import FloodControl
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, notice, served, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.waiting import until

EVENTS, A_SECOND = 5_000, 500
DELIVERIES, SHORTER = 10_000, 20.0
AT_PACE = 450


def main() -> None:
    for measure in (by_polling, by_webhook, deliveries, pace):
        print(asyncio.run(measure()))


async def by_polling() -> str:
    inbox, arrived = KeptInbox(), dict[str, float]()
    inbox.answer = noting(arrived)
    async with (
        TelegramDouble(now=START.timestamp) as telegram,
        connected(TelegramChat(settings_for(telegram), FrozenClock(START)), inbox),
    ):
        written = await write(telegram)
        await until(lambda: not telegram.updates.pending, 120)
    delays = [arrived[text] - written[text] for text in written if text in arrived]
    return f"telegram in, polling: {tally(inbox)}; written to taken {quantiles(delays)}"


async def by_webhook() -> str:
    inbox = KeptInbox()
    async with TelegramDouble(now=START.timestamp) as telegram:

        def mount(url: str) -> TelegramChat:
            return TelegramChat(settings_for(telegram, mode="webhook", public_url=url), FrozenClock(START))

        async with served(mount) as (_, chat), connected(chat, inbox):
            await until(lambda: chat.health().ok)
            await write(telegram)
            await until(lambda: not telegram.updates.pending, 120)
        acknowledged = telegram.updates.acknowledged_in
    return f"telegram in, webhook: {tally(inbox)}; acknowledged {quantiles(acknowledged)}"


async def write(telegram: TelegramDouble) -> dict[str, float]:
    """Messages of fifty people at an even pace, one in a hundred twice; when each was written."""
    people = [telegram.person(f"Person {number}") for number in range(50)]
    written: dict[str, float] = {}
    begin = time.perf_counter()
    for number in range(EVENTS):
        ahead = begin + number / A_SECOND - time.perf_counter()
        if ahead > 0:
            await asyncio.sleep(ahead)
        post = telegram.say(people[number % 50], f"message {number}")
        written[post.text] = time.perf_counter()
        if number % 100 == 0:
            telegram.updates.push({"message": post.json()})
    return written


async def deliveries() -> str:
    """Everything at once, among errors and cut connections, one delivery in a hundred handed over twice."""
    async with TelegramDouble(now=START.timestamp) as telegram:
        telegram.faults.by_chance(errors=0.05, cuts=0.025, lost=0.025)
        await deliver_all(telegram, DELIVERIES, SHORTER)
    arrived = Counter(post.text for post in telegram.said)
    cut = sum(call.status == 499 for call in telegram.called("sendMessage"))
    return (
        f"telegram out: {DELIVERIES} deliveries, {DELIVERIES - len(arrived)} lost, {arrived.total() - len(arrived)} doubled "
        f"({cut} connections cut, half of them after the message was taken), 429s {telegram.flood.violations}"
    )


async def pace() -> str:
    """At Telegram's own periods."""
    async with TelegramDouble(now=START.timestamp) as telegram:
        took = await deliver_all(telegram, AT_PACE, 1.0)
    ratio = (AT_PACE - telegram.flood.overall) / took / telegram.flood.overall
    return f"telegram out: {ratio:.2f} of the thirty a second allowed, 429s {telegram.flood.violations}"


async def deliver_all(telegram: TelegramDouble, count: int, shorter: float) -> float:
    """How many seconds it took; Telegram's periods are so many times shorter on both sides."""
    rates = Rates(second=1 / shorter, minute=60 / shorter)
    chat = TelegramChat(settings_for(telegram, rates=rates, longest_queue=timedelta(minutes=2)), FrozenClock(START))
    telegram.flood = FloodControl(second=rates.second, minute=rates.minute)
    people = [telegram.person(f"Person {number}") for number in range(min(count, 2000))]
    begin = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for number in range(count):
            reminder = notice(people[number % len(people)].id, f"reminder {number}")
            for _ in range(2 if number % 100 == 0 else 1):
                tasks.create_task(deliver(chat, reminder))
    took = time.perf_counter() - begin
    await chat.aclose()
    return took


async def deliver(chat: TelegramChat, reminder: Notice) -> None:
    while True:
        try:
            await chat.send(reminder)
        except DeliveryError as error:
            if error.permanent:
                raise
        else:
            return


def noting(arrived: dict[str, float]) -> Callable[[IncomingMessage | ButtonPress], Awaitable[None]]:
    async def note(event: IncomingMessage | ButtonPress) -> None:
        if isinstance(event, IncomingMessage):
            arrived.setdefault(event.text, time.perf_counter())

    return note


def tally(inbox: KeptInbox) -> str:
    texts = Counter(inbox.texts)
    doubled = texts.total() - len(texts)
    return f"{EVENTS} events at {A_SECOND}/s, {EVENTS - len(texts)} lost, {doubled} doubled, {inbox.repeated} repeats dropped"


def quantiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return f"p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"


if __name__ == "__main__":
    main()
