"""The small parts of the Mattermost adapter: the pace, the lanes, the signatures, people and the server's address."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from adapters.chat.mattermost.api import driver_options
from adapters.chat.mattermost.cards import Carried, Expired, Forged, Signer
from adapters.chat.mattermost.chat import MattermostChat
from adapters.chat.mattermost.failures import Failure, delivery_error
from adapters.chat.mattermost.lanes import Lanes
from adapters.chat.mattermost.pace import Pace, retry_after
from adapters.chat.mattermost.people import read_person
from adapters.chat.mattermost.posts import names, without_name
from adapters.chat.mattermost.settings import MattermostSettings, Patience
from adapters.chat.mattermost.threads import Threads
from bot.domain.message import Profile
from tests.doubles.mattermost.harness import RecordingInbox
from tests.fakes import FrozenClock

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


# The pace


async def gives_no_more_than(count: int, pace: Pace) -> None:
    """So many can be taken at once; who comes then waits."""
    async with asyncio.timeout(60):
        for _ in range(count):
            await pace.take()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await pace.take()


async def test_without_a_stated_limit_nobody_waits() -> None:
    pace = Pace(lambda: 0.0)
    async with asyncio.timeout(60):
        for _ in range(1000):
            await pace.take()


async def test_what_the_server_has_left_is_taken_and_no_more() -> None:
    pace = Pace(lambda: 0.0)
    ticket = await pace.take()
    pace.hear(ticket, {"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "3", "X-RateLimit-Reset": "7"})
    pace.done(ticket)
    await gives_no_more_than(3, pace)


async def test_what_is_under_way_counts_as_used() -> None:
    pace = Pace(lambda: 0.0)
    tickets = [await pace.take() for _ in range(3)]
    pace.hear(tickets[0], {"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "3", "X-RateLimit-Reset": "7"})
    await pace.take()
    await gives_no_more_than(0, pace)


async def test_answers_that_come_in_another_order_give_nothing_twice() -> None:
    """The server counted the second request first: what it said to that does not know of the first."""
    pace = Pace(lambda: 0.0)
    first, second = [await pace.take() for _ in range(2)]
    pace.hear(first, {"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "2", "X-RateLimit-Reset": "8"})
    pace.done(first)
    pace.hear(second, {"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "3", "X-RateLimit-Reset": "7"})
    pace.done(second)
    await gives_no_more_than(2, pace)


async def test_while_requests_are_on_their_way_their_allowance_is_not_given_again() -> None:
    """The server's is full until they arrive; when they do, all of them count."""
    now = [0.0]
    pace = Pace(lambda: now[0])
    ticket = await pace.take()
    pace.hear(ticket, {"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3"})
    pace.done(ticket)
    now[0] = 100.0
    async with asyncio.timeout(60):
        for _ in range(8):
            await pace.take()
        now[0] = 200.0
        await pace.take()
    await gives_no_more_than(0, pace)


@pytest.mark.parametrize(
    "headers", [{}, {"X-RateLimit-Limit": "x", "X-RateLimit-Remaining": "nan", "X-RateLimit-Reset": "inf"}]
)
async def test_headers_that_say_nothing_hold_nothing_back(headers: dict[str, str]) -> None:
    pace = Pace(lambda: 0.0)
    pace.hear(await pace.take(), headers)
    async with asyncio.timeout(60):
        await pace.take()


def test_how_long_to_wait_is_read_from_either_header() -> None:
    assert retry_after({"Retry-After": "3", "X-RateLimit-Reset": "9"}) == 3
    assert retry_after({"X-RateLimit-Reset": "9"}) == 9
    assert retry_after({"Retry-After": "soon"}) is None


# The lanes


async def test_a_lane_keeps_its_order_and_survives_errors() -> None:
    done: list[int] = []
    errors: list[Exception] = []
    lanes = Lanes(errors.append, width=2)

    async def work(number: int) -> None:
        if number == 1:
            raise ValueError
        await asyncio.sleep(0)
        done.append(number)

    for number in range(5):
        await lanes.add("lane", lambda number=number: work(number))  # type: ignore[misc]  # a lambda's default has no type
    assert await lanes.finish(60)
    assert done == [0, 2, 3, 4]
    assert len(errors) == 1


async def test_when_too_much_waits_who_adds_waits_as_well() -> None:
    gate = asyncio.Event()
    lanes = Lanes(lambda _: None, waiting=2)

    async def work() -> None:
        await gate.wait()

    await lanes.add(1, work)
    await lanes.add(1, work)
    third = asyncio.create_task(lanes.add(1, work))
    await asyncio.sleep(0)
    assert not third.done()
    gate.set()
    await third
    assert await lanes.finish(60)


async def test_what_does_not_end_in_time_is_cancelled() -> None:
    lanes = Lanes(lambda _: None)
    await lanes.add(1, asyncio.Event().wait)  # type: ignore[arg-type]  # what it returns is of no interest
    assert not await lanes.finish(0.01)


# Signatures


def test_what_is_signed_comes_back_until_it_is_too_old() -> None:
    signer = Signer(b"key", timedelta(days=1))
    carried = Carried("yes:card1", "room", "thread", "ana", "card")
    context = signer.sign(carried, NOW)
    assert signer.read(context, NOW + timedelta(hours=23)) == carried
    with pytest.raises(Expired):
        signer.read(context, NOW + timedelta(hours=25))
    with pytest.raises(Forged):
        Signer(b"another", timedelta(days=1)).read(context, NOW)


@pytest.mark.parametrize("field", ["press", "room", "thread", "reader", "card", "until"])
def test_no_signed_field_can_be_changed(field: str) -> None:
    signer = Signer(b"key", timedelta(days=1))
    context = signer.sign(Carried("yes:card1", "room"), NOW)
    with pytest.raises(Forged):
        signer.read({**context, field: "other"}, NOW)


# Reading


@pytest.mark.parametrize(
    ("timezone", "zone"),
    [
        ({"useAutomaticTimezone": "true", "automaticTimezone": "Asia/Tokyo", "manualTimezone": "Europe/Rome"}, "Asia/Tokyo"),
        ({"useAutomaticTimezone": "false", "automaticTimezone": "Asia/Tokyo", "manualTimezone": "Europe/Rome"}, "Europe/Rome"),
        ({"useAutomaticTimezone": True, "automaticTimezone": "Asia/Tokyo"}, "Asia/Tokyo"),
        ({"useAutomaticTimezone": "true", "automaticTimezone": ""}, None),
        ({"useAutomaticTimezone": "true", "automaticTimezone": "../etc/passwd"}, None),
        ({}, None), (None, None), ("UTC", None),
    ],
)  # fmt: skip
def test_the_zone_is_the_one_that_the_person_uses(timezone: object, zone: str | None) -> None:
    user = {"id": "u1", "username": "ana", "locale": "da", "timezone": timezone, "delete_at": 0}
    assert read_person(user).profile == Profile("u1", "ana", zone, "da")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("@remindbot help", "help"),
        ("@remindbot, help", "help"),
        ("hey @RemindBot: help", "hey help"),
        ("help @remindbot", "help"),
        ("@remindbot.x help", "@remindbot.x help"),
        ("x@remindbot help", "x@remindbot help"),
    ],
)
def test_the_bots_name_is_taken_out_of_the_text(text: str, rest: str) -> None:
    assert without_name(text, "remindbot") == rest
    assert names(text, "remindbot") == (rest != text)


def test_a_server_below_a_path_keeps_it() -> None:
    options = driver_options(MattermostSettings("https://example.org/chat/", SecretStr("t")))
    assert (options["scheme"], options["url"], options["port"], options["basepath"]) == (
        "https", "example.org", 443, "/chat/api/v4",
    )  # fmt: skip
    assert driver_options(MattermostSettings("http://[::1]:8065", SecretStr("t")))["url"] == "[::1]"


def test_a_token_is_not_shown_by_the_settings() -> None:
    assert "secret" not in repr(MattermostSettings("https://x", SecretStr("secret"), (SecretStr("secret"),)))


@pytest.mark.parametrize(
    ("failure", "permanent", "arrived"),
    [
        (Failure(400, "x"), True, False), (Failure(401), True, False), (Failure(403), True, False),
        (Failure(404), True, False), (Failure(413), True, False), (Failure(429, retry_after=7), False, False),
        (Failure(500, arrived=True), False, True), (Failure(501), True, False), (Failure(503), False, False),
        (Failure(0), False, False), (Failure(0, arrived=True), False, True),
    ],
)  # fmt: skip
def test_failures_are_told_apart(failure: Failure, permanent: bool, arrived: bool) -> None:
    error = delivery_error(failure, NOW)
    assert (error.permanent, error.may_have_arrived) == (permanent, arrived)
    assert error.retry_after == (NOW + timedelta(seconds=7) if failure.status == 429 else None)


def test_a_question_in_a_thread_waits_for_its_asker_and_not_for_ever() -> None:
    threads = Threads()
    threads.heard("room", "thread", "ana")
    threads.said("room", "thread", NOW, asks=True)
    assert threads.expects("room", "thread", "ana", NOW)
    assert not threads.expects("room", "thread", "bob", NOW)
    assert not threads.expects("room", None, "ana", NOW)
    assert not threads.expects("room", "thread", "ana", NOW + timedelta(hours=2))
    threads.said("room", "thread", NOW, asks=False)
    assert not threads.expects("room", "thread", "ana", NOW)


# The connection


class ServerThatIsAway(MattermostChat):
    """Cannot be reached; asked: set when it has been tried for as often as in a day."""

    def __init__(self) -> None:
        patience = Patience(first=0.0, longest=0.0)
        super().__init__(
            MattermostSettings("https://chat.example.org", SecretStr("token"), patience=patience), FrozenClock(NOW)
        )
        self.tries = 0
        self.asked = asyncio.Event()

    async def _log_in(self) -> None:
        self.tries += 1
        if self.tries == 1500:
            self.asked.set()
        raise Failure(0)


async def test_a_server_that_is_away_for_a_day_is_still_tried() -> None:
    chat = ServerThatIsAway()
    tasks = asyncio.create_task(chat.run(RecordingInbox())), asyncio.create_task(chat.asked.wait())
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    running, asked = tasks
    assert asked.done()
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await chat.aclose()
