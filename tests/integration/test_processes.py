"""Several real processes on one PostgreSQL: some hear, some deliver, and a person's pages may be open in any of them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from websockets.exceptions import ConnectionClosed

from tests.processes import open_page, running, say, sign_in, sign_out, start, words_of


async def test_what_is_set_in_one_process_is_delivered_by_another_and_shown_in_a_third(postgres_url: str) -> None:
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(running("web", postgres_url))
        there = await stack.enter_async_context(running("web", postgres_url))
        await stack.enter_async_context(running("worker", postgres_url))
        cookie = await sign_in(here)
        page = await stack.enter_async_context(open_page(here, cookie))
        other = await stack.enter_async_context(open_page(there, cookie))
        await say(page, "remind me in 10 seconds to water the plants")
        seen = [await other.next("message") for _ in range(2)]
        assert [words_of(frame)[:9] for frame in seen] == ["remind me", words_of(seen[1])[:9]]
        assert seen[1]["message"]["buttons"]
        await say(page, "yes")
        both = await asyncio.gather(page.next("notice"), other.next("notice"))
        assert [frame["notification"]["title"] for frame in both] == ["water the plants"] * 2
        assert both[0]["message"]["id"] == both[1]["message"]["id"]
        assert both[1]["unread"] == 1
        await sign_out(here, cookie)
        with pytest.raises(ConnectionClosed):
            await other.next("never")


async def test_a_rolling_restart_loses_nothing(postgres_url: str) -> None:
    async with AsyncExitStack() as stack:
        old = await stack.enter_async_context(running("run", postgres_url))
        cookie = await sign_in(old)
        async with open_page(old, cookie) as page:
            await say(page, "never confirm")  # however slow this machine is, "yes" would not come too late
            await say(page, "remind me in 2 seconds to water the plants")
        new = await stack.enter_async_context(running("run", postgres_url))
        assert await old.stop() == 0
        async with open_page(new, cookie) as page:
            await say(page, "list")
            await page.tell(type="hello")
            texts: list[str] = []
            async with asyncio.timeout(60):
                while not any("water the plants" in text and "⏰" in text for text in texts):
                    await page.tell(type="hello")
                    texts = [words_of({"message": line}) for line in (await page.next("welcome"))["messages"]]
        assert sum("⏰" in text for text in texts) == 1


async def test_a_process_that_cannot_reach_its_database_says_so_without_the_password() -> None:
    process = await start("run", "postgresql://remindbot:secret-word@127.0.0.1:1/remindbot")
    async with asyncio.timeout(60):
        assert await process.process.wait() == 1
    await process.stop()
    said = "\n".join(process.log)
    assert "the database cannot be opened" in said
    assert "secret-word" not in said
