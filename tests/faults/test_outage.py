"""What people see while PostgreSQL is away: they are told to try again, nothing is said to be set, and their page goes on when it is back."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from uuid import uuid4

import httpx
import pytest

from tests.postgres import Server
from tests.processes import open_page, running, say, sign_in, words_of

pytestmark = pytest.mark.faults


async def test_what_is_typed_while_the_database_is_away_is_answered_and_nothing_is_said_to_be_set(
    server: Server,
) -> None:
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(running("run", server.url))
        cookie = await sign_in(process)
        page = await stack.enter_async_context(open_page(process, cookie))
        await say(page, "remind me in 2 hours to water the plants")
        await asyncio.to_thread(server.stop)
        answer = (await page.say("yes", str(uuid4())))[-1]
        assert answer["type"] == "error"
        assert "could not be stored" in answer["words"]
        assert answer["retry_after"]
        async with httpx.AsyncClient() as supervisor:
            ready = await supervisor.get(f"http://127.0.0.1:{process.port}/readyz")
        assert ready.status_code == 503
        await asyncio.to_thread(server.start)
        frames = await say(page, "yes")
        assert any("Set: REM-1" in words_of(frame) for frame in frames if frame["type"] == "message")
        await say(page, "never confirm")
        await say(page, "remind me in 2 seconds to stretch")
        assert (await page.next("notice"))["notification"]["title"] == "stretch"
        assert len(process.log) < 10, process.log
