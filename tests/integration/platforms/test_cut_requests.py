"""Requests that break off in the middle: counted, and nothing else comes of them."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

import pytest

from tests.doubles.mattermost.harness import at_work
from tests.integration.platforms.slack import served
from tests.waiting import until


async def begin_and_break_off(url: str, **headers: str) -> None:
    """A POST whose body ends before it should: the connection is closed."""
    place = urlsplit(url)
    _, writer = await asyncio.open_connection(place.hostname, place.port)
    lines = [f"POST {place.path} HTTP/1.1", f"Host: {place.netloc}", "Content-Length: 1000"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    writer.write(("\r\n".join(lines) + '\r\n\r\n{"type": "ev').encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_a_request_of_slacks_that_breaks_off_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    async with served() as it:
        await begin_and_break_off(str(it.double.pushes.request_urls["events_api"]))
        await until(lambda: it.chat.counts().get("truncated") == 1)
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        assert it.inbox.texts == ["remind me at 5"]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_request_of_mattermosts_that_breaks_off_is_counted() -> None:
    async with at_work() as scene:
        await begin_and_break_off(f"{scene.public_url}/platforms/mattermost/action")
        await until(lambda: scene.adapter.counts().get("truncated") == 1)
    assert (scene.inbox.presses, scene.inbox.messages) == ([], [])
