"""Messages out of the Mattermost adapter: posts, cards, edits, deliveries; each once, whatever happens on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from adapters.chat.mattermost.chat import MattermostChat
from bot.domain.errors import DeliveryError
from bot.domain.identifier import new_id
from bot.domain.message import Address, Button, Edit, Message, Run, Said, Style
from bot.domain.notification import Kind, Notification
from bot.ports import Notice
from tests.doubles.mattermost.harness import Scene, at_work, settings_for
from tests.doubles.mattermost.world import Json
from tests.waiting import until

SET_IT = (Button("Set it", "yes:card1", "primary"), Button("Change", "change:card1"), Button("Cancel", "no:card1"))


def notice(scene: Scene, room: str, text: str = "Call Jens", **changes: object) -> Notice:
    now = scene.clock.now()
    workspace = UUID(int=1)
    told = Notification(workspace, new_id(now), None, "Call Jens", "", Kind.REMINDER, now, now)
    made = Notice(workspace, new_id(now), Address("mattermost", room), Message((Run(text),)), told, None)
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names the fields it changes


def texts(posts: list[Json]) -> list[str]:
    return [post["message"] for post in posts]


async def test_a_reply_is_posted_in_its_thread_and_its_id_comes_back() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        root = scene.double.write(ana, "@remindbot help", scene.double.room)
        ref = await scene.say(scene.double.room, "I remind you of things.", thread=root["id"])
        (post,) = scene.double.said_in(scene.double.room)
    assert (post["id"], post["root_id"], post["message"]) == (ref, root["id"], "I remind you of things.")


async def test_a_reply_into_a_deleted_thread_is_posted_beside_it() -> None:
    async with at_work() as scene:
        root = scene.double.write(scene.double.add_person("ana"), "@remindbot help", scene.double.room)
        scene.double.delete(root)
        await scene.say(scene.double.room, "I remind you of things.", thread=root["id"])
        (post,) = scene.double.said_in(scene.double.room)
    assert post["root_id"] == ""


async def test_styles_links_and_typed_text_become_markdown() -> None:
    runs = (
        Run("I'll remind you to "), Run("buy *milk* @all", Style.STRONG), Run("\n"), Run("REM-7", Style.CODE), Run(" "),
        Run("a_b", url="https://example.org/x(1)"), Run(" quietly", Style.QUIET),
    )  # fmt: skip
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        await scene.adapter.send(Said(new_id(scene.clock.now()), Address("mattermost", room), Message(runs)))
        (post,) = scene.double.said_in(room)
    assert post["message"] == (
        "I'll remind you to **buy \\*milk\\* @\u2060all**\n`REM-7` [a\\_b](https://example.org/x%281%29) _quietly_"
    )


async def test_a_card_has_buttons_whose_contexts_clients_never_see() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        room = scene.double.direct(ana)
        await scene.say(room, "Set it?", *SET_IT, card="card1")
        (post,) = scene.double.said_in(room)
        shown = await scene.adapter._api.get(f"/posts/{post['id']}")
    (card,) = post["props"]["attachments"]
    assert (card["text"], card["fallback"], post["message"]) == ("Set it?", "Set it?", "")
    assert [(one["name"], one["style"]) for one in card["actions"]] == [
        ("Set it", "primary"), ("Change", "default"), ("Cancel", "default"),
    ]  # fmt: skip
    assert "context" not in str(shown)


async def test_without_a_public_address_a_card_is_plain_words_and_its_buttons_are_words_to_type() -> None:
    async with at_work(buttons=False) as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        await scene.say(room, "Set it?", *SET_IT, card="card1")
        (post,) = scene.double.said_in(room)
    assert (post["message"], post["props"].get("attachments")) == ("Set it?\n`Set it` · `Change` · `Cancel`", None)


async def test_an_answered_card_is_edited_in_place_and_keeps_no_button() -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        ref = await scene.say(room, "Set it?", *SET_IT, card="card1")
        await scene.adapter.edit(Edit(Address("mattermost", room), str(ref), Message((Run("Set: REM-1."),))))
        (post,) = scene.double.said_in(room)
    assert (post["id"], post["message"], post["props"].get("attachments")) == (ref, "Set: REM-1.", None)


async def test_editing_a_deleted_message_is_a_permanent_error() -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        ref = await scene.say(room, "Set it?")
        scene.double.delete(scene.double.world.posts[str(ref)])
        with pytest.raises(DeliveryError) as raised:
            await scene.adapter.edit(Edit(Address("mattermost", room), str(ref), Message((Run("Set."),))))
    assert raised.value.permanent


async def test_a_long_message_is_split_at_words_and_its_buttons_stand_under_the_last_part() -> None:
    text = " ".join(f"*word{number}*" for number in range(6000))
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        ref = await scene.say(room, text, *SET_IT, card="card1")
        posts = scene.double.said_in(room)
        ref_of_edit = await scene.say(room, "short")
        await scene.adapter.edit(Edit(Address("mattermost", room), str(ref_of_edit), Message((Run(text),))))
    assert len(posts) > 1
    assert all("attachments" not in post["props"] for post in posts[:-1])
    assert posts[-1]["id"] == ref
    parts = [post["message"] or post["props"]["attachments"][0]["text"] for post in posts]
    assert "".join(parts).replace("\\*", "*") == text
    assert all(part.endswith(" ") for part in parts[:-1])
    assert len(scene.double.world.posts[str(ref_of_edit)]["message"]) <= 16_383


async def test_a_message_for_one_person_goes_to_the_direct_conversation_where_nothing_private_is_left() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await scene.say(scene.double.room, "only you", user=ana)
        assert scene.double.said_in(scene.double.room) == []
        assert texts(scene.double.said_in(scene.double.direct(ana))) == ["only you"]


async def test_a_person_without_a_known_room_is_reached_directly() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        address = Address("mattermost", "", None, ana)
        await scene.adapter.send(notice(scene, "", address=address))
        assert texts(scene.double.said_in(scene.double.direct(ana))) == ["Call Jens"]


async def test_a_persons_id_in_place_of_a_room_is_reached_directly_and_the_buttons_work_there() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await scene.adapter.send(notice(scene, ana, message=Message((Run("Call Jens"),), (Button("Done", "done:1"),))))
        (post,) = scene.double.said_in(scene.double.direct(ana))
        await scene.double.press(ana, post, "Done")
    assert scene.inbox.presses[0].press == "done:1"


async def test_what_was_left_unsaid_can_be_said_before_the_connection_stands() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        early = MattermostChat(settings_for(scene.double, None), scene.clock)
        said = Said(
            new_id(scene.clock.now()), Address("mattermost", scene.double.room, None, ana), Message((Run("Set."),))
        )
        await early.send(said)
        await early.aclose()
        assert texts(scene.double.said_in(scene.double.direct(ana))) == ["Set."]


# Each delivery once


@pytest.mark.parametrize("fault", ["lost", "error", "cut", "html", "pending", "limited"])
async def test_a_passing_fault_neither_loses_nor_doubles_a_delivery(fault: str) -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        scene.double.faults.queue("POST /api/v4/posts", fault)  # type: ignore[arg-type]  # from the list above
        await scene.adapter.send(notice(scene, room))
        assert texts(scene.double.said_in(room)) == ["Call Jens"]


async def test_a_delivery_tried_again_much_later_is_found_in_the_room() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        room = scene.double.direct(ana)
        sent = notice(scene, room)
        scene.double.faults.queue("POST /api/v4/posts", "lost", "lost")
        with pytest.raises(DeliveryError) as raised:
            await scene.adapter.send(sent)
        assert raised.value.may_have_arrived
        assert not raised.value.permanent
        scene.double.world.pending.clear()  # the server has forgotten the key
        for number in range(250):
            scene.double.write(ana, f"something else {number}")
        ref = await scene.adapter.send(replace(sent, may_have_arrived=True))
        (post,) = scene.double.said_in(room)
    assert post["id"] == ref


async def test_what_was_said_before_a_restart_is_not_said_twice() -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        said = Said(new_id(scene.clock.now()), Address("mattermost", room), Message((Run("Set: REM-1."),)))
        first = await scene.adapter.send(said)
        await scene.stop()
        scene.double.world.pending.clear()
        scene.clock.ahead = 60
        await scene.start_again()
        assert await scene.adapter.send(said) == first
        assert texts(scene.double.said_in(room)) == ["Set: REM-1."]


async def test_a_split_message_that_went_halfway_is_completed() -> None:
    text = " ".join(f"word{number}" for number in range(4000))
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        sent = notice(scene, room, message=Message((Run(text),)))
        await scene.adapter.send(sent)
        whole = texts(scene.double.said_in(room))
        scene.double.delete(scene.double.said_in(room)[-1])
        scene.double.world.pending.clear()
        await scene.adapter.send(replace(sent, may_have_arrived=True))
        assert texts(scene.double.said_in(room)) == whole
    assert len(whole) > 1


# What cannot be delivered


async def permanent(scene: Scene, room: str, **changes: object) -> str:
    with pytest.raises(DeliveryError) as raised:
        await scene.adapter.send(notice(scene, room, **changes))
    assert raised.value.permanent
    assert not raised.value.may_have_arrived
    return raised.value.reason


async def test_an_archived_room_is_a_permanent_error() -> None:
    async with at_work() as scene:
        scene.double.archive(scene.double.room)
        assert await permanent(scene, scene.double.room) == "the room is archived"


async def test_a_room_that_the_bot_is_not_in_is_a_permanent_error() -> None:
    async with at_work() as scene:
        scene.double.world.members[scene.double.room].clear()
        assert "not in it" in await permanent(scene, scene.double.room)
        assert "not in it" in await permanent(scene, "nosuchroom")


async def test_a_deactivated_person_is_a_permanent_error() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        room = scene.double.direct(ana)
        await scene.adapter.send(notice(scene, room))
        scene.double.deactivate(ana)
        await until(lambda: ana not in scene.adapter._people._known)
        assert "deactivated" in await permanent(scene, room)
        assert len(scene.double.said_in(room)) == 1


async def test_a_person_who_is_not_there_is_a_permanent_error() -> None:
    async with at_work() as scene:
        await permanent(scene, "", address=Address("mattermost", "", None, "nobody"))


async def test_a_revoked_token_is_a_permanent_error_and_turns_the_health_red() -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        await scene.adapter.send(notice(scene, room))
        scene.double.revoke()
        assert "token" in await permanent(scene, room)
        assert scene.adapter.health().state == "refused"


async def test_a_server_that_is_away_is_no_permanent_error_and_nothing_has_arrived() -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        await scene.adapter.send(notice(scene, room))
        assert scene.double._runner is not None
        await scene.double._runner.cleanup()
        with pytest.raises(DeliveryError) as raised:
            await scene.adapter.send(notice(scene, room))
    assert (raised.value.permanent, raised.value.may_have_arrived) == (False, False)


async def test_a_long_pause_that_the_server_asks_for_is_told_to_the_engine() -> None:
    async with at_work() as scene:
        room = scene.double.direct(scene.double.add_person("ana"))
        scene.double.faults.queue("POST /api/v4/posts", "limited")
        scene.double.faults.reset = "120"
        before = scene.clock.now()
        with pytest.raises(DeliveryError) as raised:
            await scene.adapter.send(notice(scene, room))
        pause = timedelta(seconds=120)
        assert raised.value.retry_after is not None
        assert before + pause <= raised.value.retry_after <= scene.clock.now() + pause


async def test_a_room_is_called_as_a_whole_only_where_the_message_says_so() -> None:
    async with at_work() as scene:
        room = scene.double.room
        message = Message((Run("deploy @all"),), SET_IT, calls="here")
        await scene.adapter.send(notice(scene, room, message=message))
        await scene.adapter.send(notice(scene, room, message=replace(message, calls="")))
        called, quiet = scene.double.said_in(room)
    assert (called["message"], quiet["message"]) == ("@here", "")
    assert called["props"]["attachments"][0]["text"] == "deploy @\u2060all"
