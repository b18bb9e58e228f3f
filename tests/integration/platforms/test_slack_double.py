"""The proof that the double speaks Slack: slack-sdk's own clients and its signature code, without the adapter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.doubles.slack.server import SlackDouble


@pytest.fixture
async def double() -> AsyncIterator[SlackDouble]:
    async with SlackDouble().running() as double:
        yield double


@pytest.fixture
def client(double: SlackDouble) -> AsyncWebClient:
    return AsyncWebClient(token=double.world.bot_token, base_url=double.api_url, retry_handlers=[])


async def refused(awaitable: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        await awaitable  # type: ignore[misc]
    return str(caught.value.response.get("error"))


async def test_the_official_client_posts_updates_and_reads_back(double: SlackDouble, client: AsyncWebClient) -> None:
    ana = double.world.add_user("ana")
    opened = await client.conversations_open(users=ana)
    direct = opened["channel"]["id"]
    metadata = {"event_type": "test", "event_payload": {"id": "1"}}
    posted = await client.chat_postMessage(channel=direct, text="one", metadata=metadata)
    await client.chat_update(channel=direct, ts=posted["ts"], text="two")
    history = await client.conversations_history(channel=direct, include_all_metadata=True)
    assert [(one["text"], one["metadata"]) for one in history["messages"]] == [("two", metadata)]


async def test_the_official_client_pages_through_people(double: SlackDouble, client: AsyncWebClient) -> None:
    names = [f"person{number}" for number in range(5)]
    for name in names:
        double.world.add_user(name)
    seen = [user["name"] async for page in await client.users_list(limit=2) for user in page["members"]]
    assert seen == ["remindbot", *names]


async def test_errors_carry_slacks_names(double: SlackDouble, client: AsyncWebClient) -> None:
    ana = double.world.add_user("ana")
    room = double.world.add_channel("old", ana)
    double.world.channels[room]["is_archived"] = True
    assert await refused(client.chat_postMessage(channel=room, text="x")) == "is_archived"
    assert await refused(client.chat_postMessage(channel="C404", text="x")) == "channel_not_found"
    assert await refused(client.users_info(user="U404")) == "user_not_found"
    assert await refused(client.api_call("chat.postMessage", json={"channel": double.world.direct(ana)})) == "no_text"
    assert await refused(client.auth_test(token="xoxb-other")) == "invalid_auth"
    double.world.scopes.discard("users:read")
    assert await refused(client.users_info(user=ana)) == "missing_scope"


async def test_two_messages_at_once_in_a_channel_break_the_limit(double: SlackDouble, client: AsyncWebClient) -> None:
    direct = double.world.direct(double.world.add_user("ana"))
    await client.chat_postMessage(channel=direct, text="one")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=direct, text="two")
    assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
    assert caught.value.response.headers["Retry-After"] == "1"
    assert double.limits.violations == {"chat.postMessage": 1}


async def test_the_official_socket_client_receives_and_acknowledges(double: SlackDouble) -> None:
    received: list[SocketModeRequest] = []

    async def listener(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        received.append(request)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, {"text": "got it"}))

    web_client = AsyncWebClient(token=double.world.bot_token, base_url=double.api_url)
    client = SocketModeClient(double.world.app_token, web_client=web_client)
    client.socket_mode_request_listeners.append(listener)
    await client.connect()
    ana = double.world.add_user("ana")
    push = await double.command(ana, double.world.direct(ana), "list").acknowledged()
    assert (received[0].type, received[0].payload["text"]) == ("slash_commands", "list")
    assert push.answer == {"text": "got it"}
    await client.close()


async def test_what_a_lost_socket_took_with_it_is_sent_again(double: SlackDouble) -> None:
    seen: list[int | None] = []
    silent = asyncio.Event()

    async def listener(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        seen.append(request.retry_attempt)
        if len(seen) == 1:
            silent.set()
            return
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    web_client = AsyncWebClient(token=double.world.bot_token, base_url=double.api_url)
    client = SocketModeClient(double.world.app_token, web_client=web_client, ping_interval=0.1)
    client.socket_mode_request_listeners.append(listener)
    await client.connect()
    ana = double.world.add_user("ana")
    [push] = double.say(ana, double.world.direct(ana), "hello")
    await silent.wait()
    double.pushes.drop_sockets()
    await push.acknowledged()
    assert seen == [0, 1]
    await client.close()


async def test_pushes_over_http_carry_signatures_that_slacks_verifier_accepts(double: SlackDouble) -> None:
    verifier = SignatureVerifier(double.world.signing_secret)
    verdicts: list[tuple[bool, str | None]] = []

    async def receive(request: web.Request) -> web.Response:
        body = await request.read()
        verdicts.append(
            (verifier.is_valid_request(body, dict(request.headers)), request.headers.get("X-Slack-Retry-Num"))
        )
        return web.Response(status=200 if len(verdicts) > 1 else 500)

    app = web.Application()
    app.router.add_post("/", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    double.pushes.request_urls = dict.fromkeys(("events_api", "slash_commands", "interactive"), url)
    double.pushes.retry_delays = (0.01,)
    ana = double.world.add_user("ana")
    [push] = double.say(ana, double.world.direct(ana), "hello")
    await push.acknowledged()
    await double.command(ana, double.world.direct(ana), "list").acknowledged()
    assert verdicts == [(True, None), (True, "1"), (True, None)]
    await runner.cleanup()


async def test_a_response_url_takes_five_messages(double: SlackDouble) -> None:
    ana = double.world.add_user("ana")
    room = double.world.add_channel("dev", ana)
    url = str(double.command(ana, room, "list").payload["response_url"])
    async with aiohttp.ClientSession() as session:
        hook = AsyncWebhookClient(url, session=session, retry_handlers=[])
        statuses = [(await hook.send(text=str(number))).status_code for number in range(6)]
    assert statuses == [200] * 5 + [404]
    assert [one.message["text"] for one in double.world.ephemerals] == ["0", "1", "2", "3", "4"]


async def test_a_lost_answer_leaves_the_message_posted(double: SlackDouble, client: AsyncWebClient) -> None:
    direct = double.world.direct(double.world.add_user("ana"))
    double.faults.cut("chat.postMessage", accepted=True)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=direct, text="one")
    assert [one["text"] for one in double.world.posted(direct)] == ["one"]
    double.faults.cut("chat.postMessage", accepted=False)
    double.limits.enforced = False
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=direct, text="two")
    assert [one["text"] for one in double.world.posted(direct)] == ["one"]
