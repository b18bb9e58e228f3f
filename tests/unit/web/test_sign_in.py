"""Signing in by a link that counts once, staying signed in, signing out."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from websockets.exceptions import ConnectionClosed

from adapters.web.auth import sign_in_link
from bot.actions.users import identify_user
from bot.domain.message import Address, Profile
from tests.unit.web.site import Site


async def test_the_link_shows_a_page_and_only_its_button_signs_in(site: Site) -> None:
    link = sign_in_link(site.address, await site.issue())
    async with site.browser() as browser:
        for _ in range(3):  # whatever previews the link leaves it as it was
            page = await browser.get(link)
            assert page.status_code == 200
            assert "Set-Cookie" not in page.headers
        answer = await browser.post("/sign-in", data={"token": link.partition("token=")[2]})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
        assert "What shall I remind you of?" in (await browser.get("/")).text


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(site: Site) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/sign-in", data={"token": await site.issue()})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/;" in cookie
    assert cookie.startswith(f"remindbot-{site.port}=")


async def test_a_token_counts_once(site: Site) -> None:
    token = await site.issue()
    async with site.browser() as first, site.browser() as second:
        assert (await first.post("/sign-in", data={"token": token})).status_code == 303
        again = await second.post("/sign-in", data={"token": token})
        assert again.status_code == 403
        assert "works once" in again.text
        assert "remindbot sign-in" in again.text
        assert not second.cookies


async def test_a_token_is_too_old_after_fifteen_minutes(site: Site) -> None:
    token = await site.issue()
    site.clock.advance(timedelta(minutes=15))
    async with site.browser() as browser:
        assert (await browser.post("/sign-in", data={"token": token})).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é" * 50, "x" * 5000])
async def test_no_other_token_signs_in(site: Site, token: str) -> None:
    await site.issue()
    async with site.browser() as browser:
        assert (await browser.post("/sign-in", data={"token": token})).status_code in (403, 422)
        assert not browser.cookies


async def test_a_session_token_is_no_sign_in_token_and_the_other_way_round(site: Site) -> None:
    async with site.signed_in() as browser:
        (name, session_token) = next(iter(browser.cookies.items()))
        assert (await browser.post("/sign-in", data={"token": session_token})).status_code == 403
    async with site.browser(cookies={name: await site.issue()}) as browser:
        assert (await browser.get("/")).status_code == 401


async def test_only_hashes_of_tokens_are_stored(site: Site) -> None:
    async with site.signed_in() as browser:
        session_token = next(iter(browser.cookies.values()))
    async with site.store.open_unit(write=False) as uow:
        assert await uow.sessions.get(session_token.encode(), "session", site.clock.now()) is None
        assert await uow.sessions.get(hashlib.sha256(session_token.encode()).digest(), "session", site.clock.now())


async def test_without_a_session_every_page_says_how_to_sign_in(site: Site) -> None:
    async with site.browser() as browser:
        for path in ("/", "/notifications"):
            page = await browser.get(path)
            assert page.status_code == 401
            assert "You are not signed in" in page.text
        for path in ("/api/v1/messages", "/api/v1/notifications", "/api/v1/notifications/unread"):
            answer = await browser.get(path)
            assert answer.status_code == 401
            assert answer.headers["Content-Type"] == "application/problem+json"


async def test_a_session_ends_after_thirty_days(site: Site) -> None:
    async with site.signed_in() as browser:
        site.clock.advance(timedelta(days=30) - timedelta(seconds=1))
        assert (await browser.get("/")).status_code == 200
        site.clock.advance(timedelta(seconds=1))
        assert (await browser.get("/")).status_code == 401


async def test_signing_out_ends_the_session_and_closes_its_pages(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        cookies = dict(browser.cookies)
        assert (await browser.post("/sign-out")).status_code == 303
        with pytest.raises(ConnectionClosed) as closed:
            await page.next("message")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401
    async with site.browser(cookies=cookies) as browser:
        assert (await browser.get("/")).status_code == 401


async def test_an_open_page_ends_with_its_session(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        site.clock.advance(timedelta(days=31))
        await page.tell(type="say", id="late-one-1", text="hello")
        with pytest.raises(ConnectionClosed):
            await page.next("ack")
    assert not site.inbox.heard


async def test_a_person_new_to_the_web_gets_a_conversation_of_their_own(site: Site) -> None:
    async with site.store.open_unit() as uow:
        site.owner = await identify_user(uow, "team", Address("slack", "D7"), Profile("U7", "Ana"), site.clock.now())
        await uow.commit()
    async with site.signed_in() as browser:
        assert (await browser.get("/")).status_code == 200
        assert (await browser.get("/api/v1/messages")).json() == {"messages": [], "more": False}
