"""Messages into the Mattermost adapter, from the double: who says what to the bot, and what is not meant for it."""

from __future__ import annotations

import json

import pytest

from bot.domain.directory import Matches, RoomProfile
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Mention, Quote
from tests.doubles.mattermost.harness import Scene, at_work
from tests.waiting import until

pytestmark = pytest.mark.anyio


async def received(scene: Scene, count: int = 1) -> None:
    await until(lambda: len(scene.inbox.messages) >= count)


async def nothing_more(scene: Scene, writer: str) -> None:
    """What was sent before has been looked at once this message has come through."""
    scene.double.write(writer, "the last word")
    await until(lambda: "the last word" in scene.inbox.texts)


async def test_a_direct_message_reaches_the_inbox_with_name_zone_and_locale() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana", "America/New_York", locale="de")
        post = scene.double.write(ana, "remind me to call Jens tomorrow at 9")
        await received(scene)
    message = scene.inbox.messages[0]
    assert message.text == "remind me to call Jens tomorrow at 9"
    assert (message.sender.external_id, message.sender.name) == (ana, "ana")
    assert (message.sender.zone, message.sender.locale) == ("America/New_York", "de")
    assert message.address == Address("mattermost", scene.double.direct(ana), None)
    assert message.direct
    assert message.event_id == f"post:{post['id']}"
    assert message.permalink == f"{scene.double.url}/_redirect/pl/{post['id']}"


async def test_a_mention_in_a_room_is_answered_in_its_thread() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = scene.double.write(ana, "@remindbot: remind me to water the plants at 5pm", scene.double.room)
        await received(scene)
    message = scene.inbox.messages[0]
    assert message.text == "remind me to water the plants at 5pm"
    assert message.address == Address("mattermost", scene.double.room, post["id"])
    assert not message.direct
    assert message.about is None


@pytest.mark.parametrize("text", ["nothing about anybody", "@remindbot2 hello", "mail to a@remindbot", "@here lunch"])
async def test_what_does_not_name_the_bot_in_a_room_is_not_for_it(text: str) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, text, scene.double.room)
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["the last word"]
    assert scene.adapter.counts()["not_for_bot"] == 1


@pytest.mark.parametrize("text", ["thanks, @Remindbot.", "(@remindbot) help", "**@remindbot** list"])
async def test_the_name_is_found_in_any_case_and_beside_punctuation(text: str) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, text, scene.double.room)
        await received(scene)


async def test_a_reply_in_a_thread_is_about_the_first_post_of_it() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        root = scene.double.write(bob, "the certificate ends on friday", scene.double.room)
        scene.double.write(ana, "@remindbot remind me of this tomorrow", scene.double.room, root["id"])
        await received(scene)
    message = scene.inbox.messages[0]
    assert message.address.thread == root["id"]
    assert message.about == f"{scene.double.url}/_redirect/pl/{root['id']}"
    assert message.quoted == Quote("the certificate ends on friday", "bob")


async def test_a_thread_that_began_with_words_to_the_bot_is_about_nothing() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        root = scene.double.write(ana, "@remindbot remind me to call Jens at 5", scene.double.room)
        await received(scene)
        scene.double.write(ana, "@remindbot remind me tomorrow", scene.double.room, root["id"])
        await received(scene, 2)
    assert (scene.inbox.messages[1].about, scene.inbox.messages[1].quoted) == (None, None)


async def test_a_reply_to_the_bots_own_message_is_about_nothing() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        ref = await scene.say(scene.double.direct(ana), "Call Jens")
        scene.double.write(ana, "done", root=str(ref))
        await received(scene)
    assert scene.inbox.messages[0].about is None
    assert scene.inbox.messages[0].address.thread == ref


async def test_an_open_question_in_a_thread_is_answered_without_calling_the_bot_again() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        root = scene.double.write(ana, "@remindbot remind me to call Jens", scene.double.room)
        await received(scene)
        await scene.say(scene.double.room, "When?", card="card1", thread=root["id"])
        scene.double.write(bob, "what is this about?", scene.double.room, root["id"])
        scene.double.write(ana, "tomorrow at 9", scene.double.room, root["id"])
        await received(scene, 2)
        await scene.say(scene.double.room, "Set.", thread=root["id"])
        scene.double.write(ana, "thanks everybody", scene.double.room, root["id"])
        await nothing_more(scene, bob)
    assert scene.inbox.texts == ["remind me to call Jens", "tomorrow at 9", "the last word"]


async def test_people_and_rooms_that_the_text_names_come_by_their_ids() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob.berg")
        scene.double.write(ana, "@remindbot remind @bob.berg. and ~town-square of lunch, @nobody", scene.double.room)
        await received(scene)
    assert scene.inbox.messages[0].mentions == (
        Mention("@bob.berg", bob),
        Mention("~town-square", scene.double.room, "room"),
    )


async def test_a_renamed_person_stays_the_same_and_a_deactivated_one_is_nobody() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        scene.double.write(ana, "hello")
        await received(scene)
        scene.double.world.users[ana]["username"] = "ana.maria"
        scene.double.hub.publish("user_updated", {"user": scene.double.world.users[ana]})
        scene.double.deactivate(bob)
        scene.double.write(ana, "remind @bob of lunch")
        await received(scene, 2)
    assert [message.sender.external_id for message in scene.inbox.messages] == [ana, ana]
    assert [message.sender.name for message in scene.inbox.messages] == ["ana", "ana.maria"]
    assert scene.inbox.messages[1].mentions == ()


async def test_a_changed_zone_is_read_again() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana", "Europe/Copenhagen")
        scene.double.write(ana, "hello")
        await received(scene)
        scene.double.world.users[ana]["timezone"] = {
            "useAutomaticTimezone": "false", "automaticTimezone": "Europe/Copenhagen", "manualTimezone": "Asia/Tokyo",
        }  # fmt: skip
        scene.clock.ahead = 3600
        scene.double.write(ana, "hello again")
        await received(scene, 2)
    assert [message.sender.zone for message in scene.inbox.messages] == ["Europe/Copenhagen", "Asia/Tokyo"]


@pytest.mark.parametrize("zone", [None, "Not/AZone", ""])
async def test_a_zone_that_is_missing_or_unknown_is_none(zone: str | None) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana", zone)
        scene.double.write(ana, "hello")
        await received(scene)
    assert scene.inbox.messages[0].sender.zone is None


async def test_a_profile_that_cannot_be_read_loses_no_message() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.faults.queue(f"/users/{ana}", "error", "error")
        scene.double.write(ana, "hello")
        await received(scene)
    assert (scene.inbox.messages[0].sender.name, scene.inbox.messages[0].sender.zone) == ("ana", None)


async def test_bots_webhooks_system_messages_and_its_own_are_never_answered() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        robot = scene.double.world.add_user("robot", is_bot=True)
        scene.double.world.members[scene.double.room].add(robot)
        scene.double.write(robot, "@remindbot remind me to loop", scene.double.room)
        scene.double.write(ana, "@remindbot from a webhook", scene.double.room, from_webhook="true")
        await scene.say(scene.double.room, "I am @remindbot myself")
        joined = scene.double.world.create_post(
            ana, {"channel_id": scene.double.room, "message": "@remindbot joined"}
        )  # fmt: skip
        joined[0]["type"] = "system_join_channel"
        scene.double.hub.publish_post("posted", joined[0])
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["the last word"]
    assert scene.adapter.counts()["by_machine"] == 3
    assert scene.adapter.counts()["own"] == 1


async def test_a_bot_that_does_not_say_so_in_its_post_is_known_by_its_account() -> None:
    async with at_work() as scene:
        ana, robot = scene.double.add_person("ana"), scene.double.add_person("robot", is_bot=True)
        post, _ = scene.double.world.create_post(
            robot, {"channel_id": scene.double.room, "message": "@remindbot help"}
        )  # fmt: skip
        post["props"] = {}
        scene.double.hub.publish_post("posted", post)
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["the last word"]


async def test_edited_and_deleted_messages_are_counted_and_change_nothing() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = scene.double.write(ana, "remind me to call Jens")
        await received(scene)
        scene.double.edit(post, "remind me to call Jana")
        scene.double.delete(post)
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["remind me to call Jens", "the last word"]
    assert (scene.adapter.counts()["post_edited"], scene.adapter.counts()["post_deleted"]) == (1, 1)


async def test_the_same_event_twice_has_the_same_event_id() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = scene.double.write(ana, "hello")
        scene.double.hub.publish_post("posted", post)
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["hello", "the last word"]
    assert scene.inbox.repeated == 1


MALFORMED = [
    "", "{", "[]", "null", "7", '{"event": 7}', '{"event": "posted", "data": [], "seq": 1}', '"' + "x" * 1000,
    "[" * 5000, '{"event": "posted", "data": {}, "seq": "one"}',
]  # fmt: skip


@pytest.mark.parametrize("frame", MALFORMED, ids=range(len(MALFORMED)))
async def test_a_malformed_frame_is_counted_and_harmless(frame: str) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.hub.send_raw(frame)
        await nothing_more(scene, ana)
    assert scene.adapter.counts()["malformed"] == 1
    assert scene.adapter.counts()["connected"] == 1


BAD_POSTS = [
    None, "", "{", "[]", '{"id": 7}', json.dumps({"id": "a", "channel_id": "b", "user_id": "c"}),
    json.dumps({"id": "../a", "channel_id": "b", "user_id": "c", "create_at": 1, "message": "x"}),
    json.dumps({"id": "a", "channel_id": "b", "user_id": "c", "create_at": -1, "message": "x"}),
    json.dumps({"id": "a", "channel_id": "b", "user_id": "c", "create_at": 1, "message": ["x"]}),
    json.dumps({"id": "a", "channel_id": "b", "user_id": "c", "create_at": 1, "message": "x" * 500_000}),
    "[" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("post", BAD_POSTS, ids=range(len(BAD_POSTS)))
async def test_a_malformed_post_is_counted_and_harmless(post: str | None) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.hub.publish("posted", {"post": post, "channel_type": "D"})
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["the last word"]
    assert scene.adapter.counts()["malformed"] == 1


async def test_unknown_events_are_counted() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.hub.publish("the_future", {"of": "mattermost"})
        await nothing_more(scene, ana)
    assert scene.adapter.counts()["other_event"] == 2  # with the hello


async def test_one_persons_messages_come_in_order_and_a_slow_one_holds_nobody_else_up() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")

        async def hold_ana(event: object) -> None:
            if getattr(event, "text", "") == "ana 0":
                await until(lambda: "bob 9" in scene.inbox.texts)

        scene.inbox.on_each = hold_ana
        for number in range(10):
            scene.double.write(ana, f"ana {number}")
            scene.double.write(bob, f"bob {number}")
        await received(scene, 20)
    for name in ("ana", "bob"):
        assert [text for text in scene.inbox.texts if text.startswith(name)] == [f"{name} {n}" for n in range(10)]
    assert scene.inbox.texts.index("bob 9") < scene.inbox.texts.index("ana 1")


async def test_an_inbox_that_raises_stops_nothing() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")

        async def fail(event: object) -> None:
            if getattr(event, "text", "") == "boom":
                raise RuntimeError("a fault of the assistant's")

        scene.inbox.on_each = fail
        scene.double.write(ana, "boom")
        await nothing_more(scene, ana)
    assert scene.adapter.counts()["failed"] == 1


async def test_people_rooms_and_rights_can_be_asked_for() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        secret = scene.double.world.add_channel("secret", scene.double.team, [ana], "P")
        public = scene.double.world.add_channel("dev", scene.double.team, [bob])
        rights, room = scene.adapter.rights, scene.double.room
        found = (await rights.find_person("@bob")).found
        assert found is not None
        assert (found.external_id, found.zone) == (bob, "Europe/Copenhagen")
        assert await rights.person(bob) == found
        assert await rights.find_person("@no.body") == Matches()
        assert await rights.find_person("@../users/me") == Matches()
        assert await rights.find_person("@remindbot") == Matches()
        dev = Matches(RoomProfile(public, "dev"))
        assert [await rights.find_room("~dev", near) for near in (room, scene.double.direct(ana), None)] == [dev] * 3
        assert await rights.find_room("~secret", room) == Matches()
        assert await rights.is_in_room(room)
        assert not await rights.is_in_room(public)
        assert not await rights.is_in_room(secret)
        assert await rights.may_post(ana, room)
        assert not await rights.may_post(scene.double.world.add_user("carl"), room)
        assert await rights.open_direct(ana) == Address("mattermost", scene.double.direct(ana), user=ana)
        scene.double.deactivate(bob)
        scene.clock.ahead = 3600
        assert await rights.find_person("@bob") == Matches()
        assert await rights.person(bob) is None
        assert await rights.open_direct(bob) is None
        assert await rights.open_direct("nobody") is None
        scene.double.faults.queue("/users/username", "unavailable")
        with pytest.raises(DeliveryError):
            await rights.find_person("@ana")


async def test_a_name_that_nobody_bears_brings_those_that_are_like_it() -> None:
    async with at_work() as scene:
        for name in ("ana", "anna.lind", "bob"):
            scene.double.add_person(name)
        people = await scene.adapter.rights.find_person("@anna")
        assert people.found is None
        assert [one.name for one in people.near] == ["anna.lind", "ana"]
        town = scene.double.world.channels[scene.double.room]["name"]
        rooms = await scene.adapter.rights.find_room(f"~{town}s", scene.double.room)
        assert [one.name for one in rooms.near] == [town]


async def test_the_doctor_says_what_is_missing() -> None:
    async with at_work() as scene:
        (only,) = await scene.adapter.diagnose()
        assert "untrusted internal connections" in only
        scene.double.world.users[scene.double.bot]["is_bot"] = False
        assert "bot account" in (await scene.adapter.diagnose())[-1]
        scene.double.world.teams.clear()
        assert "in no team" in (await scene.adapter.diagnose())[-2]
        scene.double.revoke()
        assert "token" in (await scene.adapter.diagnose())[-1]
    async with at_work(connected=False, buttons=False, url="http://127.0.0.1:9") as scene:
        said = await scene.adapter.diagnose()
    assert "no public address" in said[0]
    assert "cannot be reached" in said[-1]


async def test_a_message_that_cannot_be_stored_is_brought_again_and_counts_once() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.inbox.away = 3
        scene.double.write(ana, "one")
        scene.double.write(ana, "two")
        await received(scene, 2)
    assert scene.inbox.texts == ["one", "two"]
    assert scene.inbox.away == 0


async def test_when_the_store_stays_away_the_person_is_told() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.inbox.away = 1000
        scene.double.write(ana, "one")
        await until(lambda: bool(scene.double.said_in(scene.double.direct(ana))))
        assert "try again" in scene.double.said_in(scene.double.direct(ana))[0]["message"]
        scene.inbox.away = 0
        await nothing_more(scene, ana)
    assert scene.inbox.texts == ["the last word"]
