"""Windows: never more than their size in any period, whoever waits, gives up or is more urgent."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.chat.telegram.failures import FloodWait, Queued
from adapters.chat.telegram.rates import ChatLimiter
from adapters.chat.telegram.settings import Rates
from adapters.chat.window import Urgency, Window
from tests import virtual_time
from tests.waiting import until

PERIOD = 1.0
ALMOST = 1 - 1e-9  # what is left of a period when instants are added up in floats
LONG = timedelta(minutes=1)


@pytest.fixture
def anyio_backend() -> virtual_time.Backend:
    return virtual_time.backend()


async def pass_through(window: Window, times: list[float], urgency: Urgency = Urgency.DELIVERY) -> None:
    async with window.place(urgency):
        times.append(asyncio.get_running_loop().time())


async def test_no_period_holds_more_than_the_size() -> None:
    window, times = Window(3, PERIOD), list[float]()
    await asyncio.gather(*(pass_through(window, times) for _ in range(20)))
    assert all(later - earlier >= PERIOD * ALMOST for earlier, later in zip(times, times[3:], strict=False))


async def test_the_period_counts_from_the_end_of_a_request() -> None:
    """Who counts is the server, which hears a request some time after it was begun."""
    window, times = Window(1, PERIOD), list[float]()
    async with window.place(Urgency.DELIVERY):
        waiting = asyncio.create_task(pass_through(window, times))
        await asyncio.sleep(PERIOD)
        ended = asyncio.get_running_loop().time()
    await waiting
    assert times[0] - ended >= PERIOD * ALMOST


async def test_the_more_urgent_goes_first_and_equals_go_in_order() -> None:
    window, order = Window(1, 0.001), list[str]()

    async def go(name: str, urgency: Urgency) -> None:
        async with window.place(urgency):
            order.append(name)

    names = [("first", Urgency.DELIVERY), ("a", Urgency.DELIVERY), ("b", Urgency.DELIVERY), ("now", Urgency.ANSWER)]
    await asyncio.gather(*(go(name, urgency) for name, urgency in names))
    assert order == ["first", "now", "a", "b"]


async def test_who_gives_up_takes_no_place() -> None:
    window, times = Window(1, 0.001), list[float]()
    async with window.place(Urgency.DELIVERY):
        waiting = [asyncio.create_task(pass_through(window, times)) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
    await asyncio.gather(*waiting, return_exceptions=True)
    assert len(times) == 2


async def test_who_gives_up_at_the_very_moment_of_being_let_in_passes_the_place_on() -> None:
    window, times = Window(1, 0.001), list[float]()
    async with window.place(Urgency.DELIVERY):
        waiting = [asyncio.create_task(pass_through(window, times)) for _ in range(2)]
        await asyncio.sleep(0)
    window._give_back()
    waiting[0].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert len(times) == 1


async def test_windows_of_chats_that_are_quiet_again_are_forgotten() -> None:
    limiter = ChatLimiter(Rates(second=0.001, minute=0.002), timedelta(0), LONG)

    async def call() -> bool:
        return True

    for chat in range(-50, 50):
        await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, Urgency.DELIVERY)
    await until(lambda: not limiter._chats and not limiter._groups)


async def test_asking_and_answering_a_press_waits_for_nothing() -> None:
    limiter = ChatLimiter(Rates(overall=1, second=60), timedelta(0), LONG)
    calls = []

    async def call() -> bool:
        calls.append(1)
        return True

    async with asyncio.timeout(60):
        for endpoint, data in (
            ("sendMessage", {"chat_id": 1}),
            ("getChat", {"chat_id": 1}),
            ("answerCallbackQuery", {}),
        ):
            await limiter.process_request(call, (), {}, endpoint, data, None)
    assert len(calls) == 3


async def test_a_second_refusal_is_handed_on() -> None:
    limiter = ChatLimiter(Rates(second=0.001), timedelta(seconds=1), LONG)

    async def refuse() -> bool:
        raise FloodWait(timedelta(milliseconds=5))

    with pytest.raises(FloodWait):
        await limiter.process_request(refuse, (), {}, "sendMessage", {"chat_id": 1}, None)
    assert limiter.refusals == 2


async def test_deliveries_that_would_wait_too_long_are_each_given_a_time_of_their_own() -> None:
    """A room of Telegram's takes twenty a minute: the hundredth is not kept waiting, it comes again when its turn is."""
    limiter = ChatLimiter(Rates(second=0.0001), timedelta(0), timedelta(seconds=15))
    told: list[float] = []

    async def call() -> bool:
        return True

    for _ in range(100):
        try:
            await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": -5}, Urgency.DELIVERY)
        except Queued as queued:
            told.append(queued.pause.total_seconds())
    gaps = [later - earlier for earlier, later in pairwise(told)]
    assert len(told) == 80
    assert told[0] == pytest.approx(60, abs=0.01)
    assert gaps == pytest.approx([3.0] * 79, abs=0.01)


async def test_an_answer_waits_its_turn_however_long_it_takes() -> None:
    limiter = ChatLimiter(Rates(overall=1, second=PERIOD), timedelta(0), timedelta(0))

    async def call() -> bool:
        return True

    for chat in (1, 2):
        await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, Urgency.ANSWER)
    with pytest.raises(Queued):
        await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": 3}, Urgency.DELIVERY)
