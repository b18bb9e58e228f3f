"""Slack over HTTP, mounted as users run it: authentic, in time, repeated at most by Slack's own retries; forgeries do nothing."""

from __future__ import annotations

import asyncio
import io
import json
import time
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.chat.health import State
from bot.domain.errors import StoreUnavailable
from bot.domain.message import Button, ButtonPress, IncomingMessage
from tests.doubles.slack.server import SlackDouble
from tests.integration.platforms.slack import Setting, notice, said, served
from tests.waiting import until


def url(it: Setting) -> str:
    assert it.double.pushes.request_urls
    return it.double.pushes.request_urls["events_api"]


async def post(it: Setting, body: bytes, headers: dict[str, str]) -> int:
    async with it.double.pushes.client.post(url(it), data=io.BytesIO(body), headers=headers) as response:
        return response.status


async def test_messages_commands_and_presses_come_in_over_http() -> None:
    async with served() as it:
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        command = await it.double.command(it.ana, it.dev, "list").acknowledged()
        await it.chat.send(said(it.direct, "Set it?", Button("Set it", "yes:1")))
        await it.double.press(it.ana, it.direct, it.double.world.posted(it.direct)[0], "Set it").acknowledged()
        assert (it.inbox.texts, it.inbox.presses[0].press) == (["remind me at 5", "list"], "yes:1")
        assert (command.statuses, command.answer) == ([200], "")


async def test_the_address_is_verified_by_its_challenge_even_before_the_bot_runs() -> None:
    async with served() as it:
        await it.stop()
        push = it.double.pushes.push("events_api", {"type": "url_verification", "challenge": "3eZbrw1aB"})
        await push.acknowledged()
        assert json.loads(str(push.answer)) == {"challenge": "3eZbrw1aB"}


async def test_slacks_own_signature_code_is_accepted() -> None:
    async with served() as it:
        body = json.dumps(
            {
                "type": "event_callback",
                "event": {
                    "type": "message",
                    "user": it.ana,
                    "channel": it.direct,
                    "text": "hi",
                    "ts": "1700000000.000100",
                    "channel_type": "im",
                },
            }
        )
        timestamp = str(int(time.time()))
        signature = SignatureVerifier(it.double.world.signing_secret).generate_signature(timestamp=timestamp, body=body)
        headers = {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": str(signature),
            "Content-Type": "application/json",
        }
        assert await post(it, body.encode(), headers) == 200
        assert it.inbox.texts == ["hi"]


FORGERIES: dict[str, Any] = {
    "no headers": lambda sign, body: {},
    "another secret": lambda sign, body: sign(body) | {"X-Slack-Signature": "v0=" + "0" * 64},
    "another body": lambda sign, body: sign(body + b" "),
    "ten minutes old": lambda sign, body: sign(body, time.time() - 600),
    "ten minutes ahead": lambda sign, body: sign(body, time.time() + 600),
    "no number": lambda sign, body: sign(body) | {"X-Slack-Request-Timestamp": "now"},
    "an odd number": lambda sign, body: sign(body) | {"X-Slack-Request-Timestamp": "²"},
    "an endless number": lambda sign, body: sign(body) | {"X-Slack-Request-Timestamp": "9" * 4000},
    "an odd signature": lambda sign, body: sign(body) | {"X-Slack-Signature": "v0=é"},
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_request_is_refused(forgery: str) -> None:
    async with served() as it:
        body = json.dumps({"type": "event_callback", "event": {"type": "message"}}).encode()
        assert await post(it, body, FORGERIES[forgery](it.double.pushes.sign, body)) == 401
        assert (it.inbox.messages, it.chat.counts()["forged"]) == ([], 1)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 200),
        (b"{", 400),
        (b"[1]", 200),
        (b"\xff\xfe", 401),
        (b"payload=%7B", 400),
        (b"payload=[]", 400),
        (b"{" + b'"a":{' * 50_000, 400),
        (b'{"type": "event_callback", "event": {"type": "message", "text": "' + b"x" * 1_100_000 + b'"}}', 413),
    ],
)
async def test_authentic_nonsense_is_refused_and_harmless(body: bytes, status: int) -> None:
    async with served() as it:
        assert await post(it, body, it.double.pushes.sign(body) | {"Content-Type": "application/json"}) in (status, 400)
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        assert it.inbox.texts == ["remind me at 5"]


async def test_a_replayed_request_has_the_id_of_the_first() -> None:
    async with served() as it:
        payload = it.double.command(it.ana, it.dev, "me to eat at 5").payload
        await it.inbox.until(lambda: len(it.inbox.messages) == 1)
        body, headers = it.double.pushes.encode("slash_commands", payload)
        assert await post(it, body, headers) == 200
        assert len({message.event_id for message in it.inbox.messages}) == 1


async def test_an_event_that_cannot_be_stored_is_brought_again_by_slack() -> None:
    async with served() as it:
        it.double.pushes.retry_delays = (0, 0.05, 0.05)
        failures = [StoreUnavailable(), StoreUnavailable()]

        async def fail_first(event: IncomingMessage | ButtonPress) -> None:
            if failures:
                raise failures.pop()

        it.inbox.answer = fail_first
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        assert (push.statuses, it.inbox.texts) == ([503, 503, 200], ["remind me at 5"])
        assert it.chat.counts()["retried"] == 2


async def test_a_command_that_cannot_be_stored_is_answered_with_an_error() -> None:
    async with served() as it:

        async def fail(event: IncomingMessage | ButtonPress) -> None:
            raise StoreUnavailable

        it.inbox.answer = fail
        push = it.double.command(it.ana, it.dev, "list")
        await asyncio.wait_for(push.given_up.wait(), 60)
        assert push.statuses == [503]


async def test_while_the_bot_does_not_run_slack_is_asked_to_come_again() -> None:
    async with served() as it:
        await it.stop()
        it.double.pushes.retry_delays = (0.05,)
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await asyncio.wait_for(push.given_up.wait(), 60)
        assert push.statuses == [503, 503]


async def test_other_methods_and_paths_are_not_there() -> None:
    async with served() as it:
        async with it.double.pushes.client.get(url(it)) as response:
            assert response.status == 405
        async with it.double.pushes.client.post(url(it) + "/x") as response:
            assert response.status == 404


async def test_over_http_a_refused_token_turns_health_red_and_sending_says_why() -> None:
    double = SlackDouble()
    async with served(double) as it:
        double.world.revoked = "account_inactive"
        await until(lambda: it.chat.health().state is State.REFUSED)
        results = await asyncio.gather(it.chat.send(notice(it.direct)), return_exceptions=True)
        assert str(results[0]) == "the bot was removed from the workspace: install the app again"
        double.world.revoked = None
        await until(lambda: it.chat.health().ok)
