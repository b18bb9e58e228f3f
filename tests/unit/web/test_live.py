"""The socket of a page: what is said is heard once and shown everywhere; nonsense does no harm."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from adapters.web.live import Page as ServerPage
from tests.unit.web.site import Site


async def test_what_is_said_is_echoed_then_answered_then_acknowledged(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        echo, answer, unread, ack = await page.say("call Jens", "message-1")
        assert (echo["message"]["text"], echo["message"]["by"]) == ("call Jens", "person")
        assert answer["message"]["runs"] == [{"text": "You said call Jens", "style": "plain", "url": None}]
        assert answer["message"]["buttons"] == [{"label": "Fine", "press": "yes:card", "style": "primary"}]
        assert (unread["type"], ack["type"]) == ("unread", "ack")


async def test_the_browser_tells_zone_and_language(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello(zone="Pacific/Chatham", locale="en-NZ")
        await page.say("hello", "message-1")
    heard = site.inbox.heard[0]
    assert (heard.sender.zone, heard.sender.locale) == ("Pacific/Chatham", "en-NZ")
    assert (heard.address.platform, heard.address.room, heard.direct) == ("web", "owner", True)


async def test_a_message_sent_again_after_a_lost_connection_counts_once(site: Site) -> None:
    async with site.signed_in() as browser:
        async with site.page(browser) as page:
            await page.hello()
            await page.tell(type="say", id="message-1", text="call Jens")
            await page.next("ack")
        async with site.page(browser) as page:
            shown = (await page.hello())["messages"]
            assert [message.get("client_id") for message in shown] == ["message-1", None]
            assert (await page.say("call Jens", "message-1"))[-1]["type"] == "ack"
            assert (await page.hello())["messages"] == shown
    assert len(site.inbox.heard) == 1


async def test_every_open_page_shows_the_conversation(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as one, site.page(browser) as other:
        await one.hello()
        await other.hello()
        await one.say("call Jens", "message-1")
        assert (await other.next("message"))["message"]["client_id"] == "message-1"
        assert (await other.next("message"))["message"]["by"] == "bot"


async def test_a_press_replaces_the_card_on_every_page_and_in_the_transcript(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as one, site.page(browser) as other:
        await one.hello()
        await other.hello()
        card = (await one.say("call Jens", "message-1"))[1]["message"]
        await one.tell(type="press", id="press-001", press="yes:card", message=card["id"])
        await one.until("press-001")
        edited = (await other.next("edit"))["message"]
        assert (edited["id"], edited["buttons"]) == (card["id"], [])
        stored = (await other.hello())["messages"][-1]
        assert (stored["id"], stored["runs"][0]["text"]) == (card["id"], "Fine it is.")
    assert site.inbox.pressed[0].message_ref == card["id"]


async def test_text_stays_text(site: Site) -> None:
    text = "<img src=x onerror=alert(1)> {{ 7*7 }} %s \u202eabc\u202c &amp; </script>"
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        echo = (await page.say(text, "message-1"))[0]
        assert echo["message"]["text"] == text
        assert "onerror" not in (await browser.get("/")).text


async def test_older_messages_come_by_the_page_and_none_is_left_out(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        for number in range(30):
            site.clock.advance(timedelta(seconds=1))
            await page.say(f"number {number}", f"message-{number:03}")
        welcome = await page.hello()
        shown, more = welcome["messages"], welcome["more"]
        assert (len(shown), more) == (50, True)
        while more:
            query = {"before": shown[0]["id"], "limit": "7"}
            older = (await browser.get("/api/v1/messages", params=query)).json()
            assert older["messages"][-1]["at"] <= shown[0]["at"]
            known = {message["id"] for message in shown}
            shown, more = [one for one in older["messages"] if one["id"] not in known] + shown, older["more"]
        texts = [message["text"] for message in shown if message["by"] == "person"]
        assert texts == [f"number {number}" for number in range(30)]
        assert len(shown) == 60
        assert (await browser.get("/api/v1/messages?limit=1000")).status_code == 422


async def test_while_the_store_is_out_of_order_nothing_is_lost(site: Site) -> None:
    site.inbox.out_of_order = True
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        (refusal,) = await page.say("call Jens", "message-1")
        assert refusal["retry_after"] > 0
        site.inbox.out_of_order = False
        assert [frame["type"] for frame in await page.say("call Jens", "message-1")][-1] == "ack"
    assert len(site.inbox.heard) == 1


@pytest.mark.parametrize(
    "frame",
    [
        "", "{", "null", "[]", "7", '"say"', "{}", '{"type":"say"}', '{"type":"launch"}',
        '{"type":"say","id":"message-1"}',
        '{"type":"say","id":"message-1","text":7}',
        '{"type":"say","id":"message-1","text":"hello","user":"somebody"}',
        '{"type":"say","id":"no spaces","text":"hello"}',
        '{"type":"say","id":"message-1","text":"\\ud800"}',
        '{"type":"press","id":"message-1","press":"é"}',
        '{"type":"press","id":"message-1","press":"yes:card","message":"7"}',
        '{"type":"hello","zone":7}',
        '{"type":"hello","locale":"../../etc"}',
        "[" * 5000,
        b"\xff\xfe",
        b'{"type":"launch"}',
    ],
)  # fmt: skip
async def test_a_frame_that_is_none_is_refused_and_harms_nothing(site: Site, frame: str | bytes) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.connection.send(frame)
        assert (await page.next())["type"] == "error"
        await page.tell(type="ping")
        assert (await page.next())["type"] == "pong"
    assert not site.inbox.heard


async def test_a_refusal_names_the_frame_that_it_refuses(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        (refusal,) = await page.say("x" * 20_001, "message-1")
        assert "20000" in refusal["words"]
        assert refusal["retry_after"] is None


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "🎉" * 10_000, "مرحبا بالعالم", "a\x00b\x07c", "‮"])
async def test_any_text_reaches_the_assistant_as_it_was_typed(site: Site, text: str) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        assert (await page.say(text, "message-1"))[-1]["type"] == "ack"
    assert site.inbox.heard[0].text == text


async def test_an_oversized_frame_closes_the_socket_and_nothing_else(site: Site) -> None:
    async with site.signed_in() as browser:
        async with site.page(browser) as page:
            await page.connection.send("x" * 300_000)
            with pytest.raises(ConnectionClosed) as closed:
                await page.next()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1009
        async with site.page(browser) as page:
            assert (await page.hello())["type"] == "welcome"


async def test_who_talks_too_fast_is_asked_to_wait_and_at_last_cut_off(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        for number in range(30):
            await page.tell(type="ping")
            assert (await page.next())["type"] == "pong", number
        (refusal,) = await page.say("hello", "message-1")
        assert refusal["retry_after"] == pytest.approx(0.5)
        site.clock.advance(timedelta(seconds=1))
        await page.tell(type="ping")
        assert (await page.next())["type"] == "pong"
        for _ in range(60):
            await page.tell(type="ping")
        with pytest.raises(ConnectionClosed) as closed:
            await page.next("welcome")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


async def test_the_limit_holds_for_all_pages_of_a_session(site: Site) -> None:
    async with site.signed_in() as browser:
        for _ in range(3):
            async with site.page(browser) as page:
                for _ in range(10):
                    await page.tell(type="ping")
                    await page.next("pong")
        async with site.page(browser) as page:
            await page.tell(type="ping")
            assert (await page.next())["type"] == "error"


async def test_a_page_that_reads_too_slowly_is_sent_away_to_come_back() -> None:
    page = ServerPage()
    for number in range(501):
        page.push({"type": "message", "number": number})
    assert await asyncio.wait_for(page.next(), 60) == 1013


async def test_an_unexpected_error_is_told_and_the_page_lives(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        await page.tell(type="press", id="press-001", press="yes:card")  # the echo wants a message's id
        refusal = (await page.until("press-001"))[-1]
        assert "nothing was done" in refusal["words"]
        assert json.dumps(refusal).find("Traceback") == -1
        assert (await page.say("still there?", "message-1"))[-1]["type"] == "ack"


async def test_a_message_of_somebody_elses_is_not_shown_as_a_page_boundary(site: Site) -> None:
    async with site.signed_in() as browser:
        answer = await browser.get("/api/v1/messages", params={"before": str(uuid4())})
        assert answer.status_code == 200
        assert answer.json()["messages"] == []
