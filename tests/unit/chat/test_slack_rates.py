"""Slack's limits: never one request too many, whoever waits for an answer first, and pauses that hold."""

from __future__ import annotations

import asyncio

import pytest

from adapters.chat.slack.failures import SlackFailure
from adapters.chat.slack.rates import POST, Limiter
from adapters.chat.slack.settings import Rates
from adapters.chat.window import Urgency, Window
from tests import virtual_time

RATES = Rates(a_room=1, workspace=3, tiers=(2, 2, 2), second=0.05, minute=0.2)
MOMENT = 0.001  # seconds


@pytest.fixture
def anyio_backend() -> virtual_time.Backend:
    return virtual_time.backend()


async def test_a_window_lets_no_more_through_than_its_size_in_any_period() -> None:
    window, loop = Window(2, 0.1), asyncio.get_running_loop()
    entered: list[float] = []

    async def go() -> None:
        async with window.place(Urgency.ANSWER):
            entered.append(loop.time())

    await asyncio.gather(*(go() for _ in range(6)))
    assert entered == pytest.approx([0, 0, 0.1, 0.1, 0.2, 0.2], abs=MOMENT)


async def test_an_answer_goes_before_a_delivery() -> None:
    window, order = Window(1, 0.02), []

    async def go(name: str, urgency: Urgency) -> None:
        async with window.place(urgency):
            order.append(name)

    names = [("first", Urgency.DELIVERY), ("later", Urgency.DELIVERY), ("answer", Urgency.ANSWER)]
    await asyncio.gather(*(go(name, urgency) for name, urgency in names))
    assert order == ["first", "answer", "later"]


async def test_whoever_gives_up_waiting_takes_no_place_along() -> None:
    window = Window(1, 0.02)
    async with window.place(Urgency.ANSWER):
        waiting = asyncio.create_task(window._enter(Urgency.ANSWER))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(60), window.place(Urgency.ANSWER):
        pass


async def test_rooms_have_limits_of_their_own() -> None:
    limiter, loop = Limiter(RATES, patience=5), asyncio.get_running_loop()
    began = loop.time()
    for room in ("C1", "C2", "C3"):
        async with limiter.turn(POST, room, Urgency.DELIVERY):
            pass
    assert loop.time() == pytest.approx(began, abs=MOMENT)
    async with limiter.turn(POST, "C1", Urgency.DELIVERY):
        assert loop.time() - began == pytest.approx(0.2, abs=MOMENT)


async def test_a_pause_holds_for_its_method_only() -> None:
    limiter, loop = Limiter(RATES, patience=5), asyncio.get_running_loop()
    limiter.pause(POST, 0.1)
    began = loop.time()
    async with limiter.turn("chat.update", "C1", Urgency.ANSWER):
        assert loop.time() == pytest.approx(began, abs=MOMENT)
    async with limiter.turn(POST, "C1", Urgency.ANSWER):
        assert loop.time() - began == pytest.approx(0.1, abs=MOMENT)
    assert limiter.pauses == 1


async def test_a_delivery_whose_turn_does_not_come_is_handed_back() -> None:
    limiter = Limiter(Rates(a_room=1, second=5), patience=0.05)
    async with limiter.turn(POST, "C1", Urgency.DELIVERY):
        pass
    with pytest.raises(SlackFailure) as caught:
        async with limiter.turn(POST, "C1", Urgency.DELIVERY):
            pass
    assert (caught.value.code, caught.value.passing) == ("busy", True)
    assert caught.value.retry_after == pytest.approx(5, abs=MOMENT)


async def test_rooms_long_quiet_are_forgotten() -> None:
    limiter = Limiter(Rates(a_room=1, workspace=5, second=0, minute=0), patience=1)
    for number in range(100):
        async with limiter.turn(POST, f"C{number}", Urgency.ANSWER):
            pass
        await asyncio.sleep(0)
    assert len(limiter._rooms) <= 21
