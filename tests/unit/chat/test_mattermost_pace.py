"""The pace beside a server that counts as Mattermost does: never one request too many, and little of the allowance wasted."""

from __future__ import annotations

import asyncio

import pytest

from adapters.chat.mattermost.pace import Pace
from tests import virtual_time
from tests.doubles.mattermost.faults import Limiter

TRAVEL = 0.005  # seconds, each way
PER_SECOND, BURST = 10, 100  # Mattermost's own defaults
REQUESTS = 1000


@pytest.fixture
def anyio_backend() -> virtual_time.Backend:
    return virtual_time.backend()


async def test_the_servers_limit_is_used_up_and_never_broken() -> None:
    loop = asyncio.get_running_loop()
    pace, server = Pace(loop.time), Limiter(per_second=PER_SECOND, burst=BURST, time=loop.time)

    async def request() -> None:
        ticket = await pace.take()
        await asyncio.sleep(TRAVEL)
        _, headers = server.admit("token")
        await asyncio.sleep(TRAVEL)
        pace.hear(ticket, headers)
        pace.done(ticket)

    await request()
    began = loop.time()
    await asyncio.gather(*(request() for _ in range(REQUESTS)))
    assert server.violations == 0
    assert loop.time() - began < 1.2 * (REQUESTS - BURST) / PER_SECOND
