"""Delivered notifications on open pages, the bell's count, the list and what may be done to it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from bot.actions.users import identify_user
from bot.domain.identifier import new_id
from bot.domain.message import Address, Profile
from bot.domain.notification import Level
from tests.unit.web.site import Site


async def test_a_delivery_is_a_message_with_buttons_a_toast_and_a_count(site: Site) -> None:
    async with site.signed_in() as browser, site.page(browser) as page:
        await page.hello()
        told = await site.notify("call Jens", Level.WARNING)
        delivery_id = new_id(site.clock.now())
        assert await site.deliver(told, delivery_id) == str(delivery_id)
        frame = await page.next()
        assert (frame["type"], frame["unread"]) == ("notice", 1)
        assert frame["notification"] == {
            "kind": "system", "level": "warning", "title": "call Jens", "body": "",
        }  # fmt: skip
        assert (frame["message"]["id"], frame["message"]["buttons"][0]["label"]) == (str(delivery_id), "Done")
        assert (await page.hello())["messages"] == [frame["message"]]


async def test_a_delivery_that_is_tried_again_stands_once_in_the_transcript(site: Site) -> None:
    told = await site.notify("call Jens")
    delivery_id = new_id(site.clock.now())
    await site.deliver(told, delivery_id)
    await site.deliver(told, delivery_id)
    async with site.signed_in() as browser:
        assert len((await browser.get("/api/v1/messages")).json()["messages"]) == 1


async def test_what_came_while_no_page_was_open_is_there_afterwards(site: Site) -> None:
    await site.deliver(await site.notify("call Jens"), new_id(site.clock.now()))
    async with site.signed_in() as browser, site.page(browser) as page:
        welcome = await page.hello()
        assert (welcome["unread"], len(welcome["messages"])) == (1, 1)


async def test_the_latest_come_first_and_the_rest_by_the_page(site: Site) -> None:
    for number in range(5):
        site.clock.advance(timedelta(seconds=1))
        await site.notify(f"number {number}")
    async with site.signed_in() as browser:
        first = (await browser.get("/api/v1/notifications?limit=3")).json()
        assert [one["title"] for one in first["notifications"]] == ["number 4", "number 3", "number 2"]
        assert first["more"]
        before = first["notifications"][-1]["id"]
        rest = (await browser.get("/api/v1/notifications", params={"limit": 3, "before": before})).json()
        assert [one["title"] for one in rest["notifications"]] == ["number 1", "number 0"]
        assert not rest["more"]


async def test_reading_one_counts_down_on_every_page(site: Site) -> None:
    told = await site.notify("call Jens")
    await site.notify("water the plants")
    async with site.signed_in() as browser, site.page(browser) as page:
        assert (await page.hello())["unread"] == 2
        answer = (await browser.post(f"/api/v1/notifications/{told.id}/read")).json()
        assert (answer["notification"]["read"], answer["unread"]) == (True, 1)
        assert (await page.next("unread"))["unread"] == 1
        assert (await browser.post(f"/api/v1/notifications/{told.id}/unread")).json()["unread"] == 2
        unread = (await browser.get("/api/v1/notifications?unread=true")).json()["notifications"]
        assert len(unread) == 2


async def test_all_are_read_at_once(site: Site) -> None:
    for number in range(3):
        await site.notify(f"number {number}")
    async with site.signed_in() as browser:
        assert (await browser.post("/api/v1/notifications/read-all")).json() == {"unread": 0}
        assert (await browser.get("/api/v1/notifications/unread")).json() == {"unread": 0}


async def test_what_is_put_away_leaves_the_list(site: Site) -> None:
    told = await site.notify("call Jens")
    async with site.signed_in() as browser:
        assert (await browser.post(f"/api/v1/notifications/{told.id}/archive")).json()["unread"] == 0
        assert (await browser.get("/api/v1/notifications")).json()["notifications"] == []
        archived = (await browser.get("/api/v1/notifications?archived=true")).json()["notifications"]
        assert [one["title"] for one in archived] == ["call Jens"]


async def test_another_persons_notification_is_not_there(site: Site) -> None:
    told = await site.notify("call Jens")
    async with site.store.open_unit() as uow:
        site.owner = await identify_user(uow, "team", Address("web", "ana"), Profile("ana", "Ana"), site.clock.now())
        await uow.commit()
    async with site.signed_in() as browser:
        assert (await browser.get("/api/v1/notifications")).json()["notifications"] == []
        for notification_id in (told.id, uuid4()):
            answer = await browser.post(f"/api/v1/notifications/{notification_id}/read")
            assert answer.status_code == 404
            assert answer.json()["detail"] == "There is no such notification of yours any more."
        assert (await browser.post(f"/api/v1/notifications/{told.id}/burn")).status_code == 422
