"""Many messages in and out, with errors, cut connections and duplicates among them: none lost, none doubled, no limit passed.

The same in full, with times, is benchmarks/platform_telegram.py.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import timedelta

from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import Rates
from bot.domain.errors import DeliveryError
from bot.ports import Notice
from tests.doubles.telegram.faults import FloodControl
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, notice, say, served, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.waiting import until

BURST = 5000


def write(telegram: TelegramDouble, count: int) -> None:
    """So many messages of fifty people, one in a hundred of them twice."""
    people = [telegram.person(f"Person {number}") for number in range(50)]
    chance = random.Random(3)  # noqa: S311 - the same in every run
    for number in range(count):
        telegram.say(people[number % 50], f"message {number}")
        if chance.random() < 0.01:
            telegram.updates.push({"message": telegram.updates.pending[-1]["message"]})


async def test_a_burst_by_polling_is_taken_whole_and_once(telegram: TelegramDouble) -> None:
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    write(telegram, BURST)
    async with connected(chat, inbox):
        await until(lambda: len(inbox.messages) == BURST and not telegram.updates.pending, 60)
    assert Counter(inbox.texts) == Counter(f"message {number}" for number in range(BURST))
    assert inbox.repeated > 0


async def test_a_burst_by_webhook_is_taken_whole_and_once(telegram: TelegramDouble) -> None:
    inbox = KeptInbox()

    def mount(url: str) -> TelegramChat:
        return TelegramChat(settings_for(telegram, mode="webhook", public_url=url), FrozenClock(START))

    write(telegram, BURST // 5)
    async with served(mount) as (_, chat), connected(chat, inbox):
        await until(lambda: not telegram.updates.pending, 60)
    assert Counter(inbox.texts) == Counter(f"message {number}" for number in range(BURST // 5))


async def deliver(chat: TelegramChat, reminder: Notice) -> None:
    """Try until it is there, as the outbox does."""
    while True:
        try:
            await chat.send(reminder)
        except DeliveryError as error:
            if error.permanent:
                raise
        else:
            return


async def test_deliveries_keep_the_limits_and_none_is_lost_to_errors(telegram: TelegramDouble) -> None:
    rates = Rates(overall=30, a_chat=1, a_group=20, second=0.1, minute=1.0)
    chat = TelegramChat(settings_for(telegram, rates=rates), FrozenClock(START))
    telegram.flood = FloodControl(second=rates.second, minute=rates.minute)
    telegram.faults.by_chance(errors=0.05, cuts=0.025, lost=0.025)
    people = [telegram.person(f"Person {number}") for number in range(100)]
    group = telegram.group("Dev", *people)
    rooms = [people[number % 100].id for number in range(275)] + [group.id] * 25
    reminders = [notice(room, f"reminder {number}") for number, room in enumerate(rooms)]
    async with asyncio.TaskGroup() as tasks:
        for reminder in reminders:
            tasks.create_task(deliver(chat, reminder))
    await chat.aclose()
    arrived = Counter(post.text for post in telegram.said)
    lost_answers = sum(call.status == 499 for call in telegram.called("sendMessage"))
    assert set(arrived) == {f"reminder {number}" for number in range(len(rooms))}
    assert (telegram.flood.violations, chat.counts()["limited"]) == (0, 0)
    assert 0 < arrived.total() - len(rooms) <= lost_answers


async def test_an_answer_overtakes_a_queue_of_deliveries(telegram: TelegramDouble) -> None:
    rates = Rates(overall=1, second=0.05)
    chat = TelegramChat(settings_for(telegram, rates=rates, patience=timedelta(0)), FrozenClock(START))
    telegram.flood = FloodControl(overall=1, second=rates.second)
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    queue = [asyncio.create_task(chat.send(notice(ana.id, f"reminder {number}"))) for number in range(10)]
    await until(lambda: telegram.said)
    before = len(telegram.said)
    await chat.send(say(bo.id, "answer"))
    await asyncio.gather(*queue)
    await chat.aclose()
    assert [post.text for post in telegram.said].index("answer") <= before + 2  # behind what was on its way
    assert telegram.flood.violations == 0


async def test_a_group_that_telegram_slows_down_slows_down_no_other(telegram: TelegramDouble) -> None:
    ana = telegram.person("Ana")
    group = telegram.group("Dev", ana)
    chat = TelegramChat(settings_for(telegram), FrozenClock(START))
    telegram.faults.refuse("sendMessage", 429, "Too Many Requests", retry_after=1)
    slowed = asyncio.create_task(chat.send(notice(group.id, "to the group")))
    await until(lambda: telegram.calls)
    await asyncio.gather(*(chat.send(notice(ana.id, f"to Ana {number}")) for number in range(3)))
    said_meanwhile = [post.text for post in telegram.said]
    await slowed
    await chat.aclose()
    assert said_meanwhile == ["to Ana 0", "to Ana 1", "to Ana 2"]


async def test_a_pause_asked_in_a_private_chat_holds_for_all(telegram: TelegramDouble) -> None:
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    chat = TelegramChat(settings_for(telegram), FrozenClock(START))
    telegram.faults.refuse("sendMessage", 429, "Too Many Requests", retry_after=1)
    first = asyncio.create_task(chat.send(notice(ana.id, "one")))
    await until(lambda: chat.counts()["limited"])
    await asyncio.gather(first, *(chat.send(notice(bo.id, f"two {number}")) for number in range(3)))
    await chat.aclose()
    refused, *later = telegram.called("sendMessage")
    assert min(call.at for call in later) - refused.at >= 1.0
    assert len(later) == 4
