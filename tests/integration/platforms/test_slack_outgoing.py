"""What the bot says in Slack: as people see it, private where it must be, once, and what it does when Slack refuses."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.chat.slack.settings import Rates
from bot.domain.directory import Matches, RoomProfile
from bot.domain.errors import DeliveryError
from bot.domain.identifier import new_id
from bot.domain.message import Address, Button, Edit, Message, Run, Said
from bot.ports import Notice
from tests.doubles.slack.server import labels
from tests.doubles.slack.world import text_of
from tests.integration.platforms.slack import Setting, connected, notice, said


async def refused(it: Setting, message: Said | Notice) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await it.chat.send(message)
    return caught.value


async def test_an_answer_arrives_as_it_was_worded_with_its_buttons() -> None:
    async with connected() as it:
        text = "I'll remind you to <fix> *this* & @here — today at 16:30 🎉"
        ref = await it.chat.send(said(it.direct, text, Button("Set it", "yes:1", "primary"), Button("Cancel", "no:1")))
        [message] = it.double.world.posted(it.direct)
        assert (message["ts"], text_of(message), labels(message)) == (ref, text, ["Set it", "Cancel"])


async def test_nothing_is_unfurled_or_parsed_for_names() -> None:
    async with connected() as it:
        await it.chat.send(said(it.direct, "https://example.org @channel"))
        [call] = it.double.called("chat.postMessage")
        assert call.args["unfurl_links"] is call.args["link_names"] is call.args["unfurl_media"] is False
        assert call.args["parse"] == "none"


async def test_an_answer_in_a_thread_stays_there() -> None:
    async with connected() as it:
        parent = it.double.world.post(it.dev, {"user": it.ana, "text": "x"})
        await it.chat.send(said(it.dev, "When?", thread=parent["ts"], user=it.ana))
        assert it.double.world.posted(it.dev)[0]["thread_ts"] == parent["ts"]


async def test_an_answer_whose_thread_is_gone_is_said_in_the_room() -> None:
    async with connected() as it:
        await it.chat.send(said(it.dev, "When?", thread="1700000000.000001"))
        assert [("thread_ts" in message) for message in it.double.world.posted(it.dev)] == [False]


async def test_what_was_asked_by_command_in_a_room_is_answered_for_the_asker_alone() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.dev, "list").acknowledged()
        await it.chat.send(said(it.dev, "You have nothing.", user=it.ana))
        [private] = it.double.world.ephemerals
        assert (private.channel, private.user, text_of(private.message)) == (it.dev, it.ana, "You have nothing.")
        assert it.double.world.posted(it.dev) == []


async def test_a_private_card_is_changed_in_place_when_it_is_pressed() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.dev, "me to eat at 5").acknowledged()
        ref = await it.chat.send(said(it.dev, "Set it?", Button("Set it", "yes:1"), user=it.ana))
        await it.double.press(it.ana, it.dev, it.double.world.ephemerals[0].message, "Set it").acknowledged()
        [press] = it.inbox.presses
        assert (press.message_ref, press.address.thread) == (ref, None)
        await it.chat.edit(Edit(press.address, str(ref), Message((Run("It is set."),))))
        [private] = it.double.world.ephemerals
        assert (text_of(private.message), labels(private.message)) == ("It is set.", [])


async def test_a_private_card_that_nobody_pressed_cannot_be_changed_and_that_is_said() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.dev, "me to eat at 5").acknowledged()
        ref = await it.chat.send(said(it.dev, "Set it?", Button("Set it", "yes:1"), user=it.ana))
        with pytest.raises(DeliveryError) as caught:
            await it.chat.edit(Edit(Address("slack", it.dev, None, it.ana), str(ref), Message((Run("over"),))))
        assert caught.value.permanent


async def test_private_answers_go_on_when_the_commands_own_way_is_used_up() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.dev, "list").acknowledged()
        for number in range(6):
            await it.chat.send(said(it.dev, str(number), user=it.ana))
        assert [text_of(one.message) for one in it.double.world.ephemerals] == ["0", "1", "2", "3", "4", "5"]
        assert len(it.double.called("chat.postEphemeral")) == 2


async def test_where_the_bot_is_not_a_private_answer_comes_directly() -> None:
    async with connected() as it:
        elsewhere = it.double.world.add_channel("secret", it.ana, private=True, bot_in_it=False)
        await it.chat.send(said(elsewhere, "You have nothing.", user=it.ana))
        assert [text_of(one) for one in it.double.world.posted(it.direct)] == ["You have nothing."]


async def test_a_card_is_edited_in_place_and_loses_its_buttons() -> None:
    async with connected() as it:
        ref = await it.chat.send(said(it.direct, "Set it?", Button("Set it", "yes:1")))
        await it.chat.edit(Edit(Address("slack", it.direct), str(ref), Message((Run("It is set & done."),))))
        [message] = it.double.world.posted(it.direct)
        assert (text_of(message), labels(message)) == ("It is set & done.", [])


async def test_a_card_that_was_deleted_meanwhile_cannot_be_edited_and_that_is_said() -> None:
    async with connected() as it:
        with pytest.raises(DeliveryError) as caught:
            await it.chat.edit(Edit(Address("slack", it.direct), "1700000000.000001", Message((Run("x"),))))
        assert (caught.value.permanent, caught.value.reason) == (True, "the message was deleted")


async def test_a_long_answer_is_split_and_comes_in_order() -> None:
    async with connected() as it:
        text = "word " * 5000
        ref = await it.chat.send(said(it.direct, text, Button("Done", "done:1")))
        posted = it.double.world.posted(it.direct)
        assert "".join(text_of(message) for message in posted) == text
        assert (len(posted), posted[-1]["ts"]) == (3, ref)
        assert [labels(message) for message in posted] == [[], [], ["Done"]]


async def test_a_person_is_reached_by_their_id() -> None:
    async with connected() as it:
        await it.chat.send(notice(it.bo))
        assert [text_of(one) for one in it.double.world.posted(it.double.world.direct(it.bo))] == ["call Jens"]


@pytest.mark.parametrize(
    ("world", "reason"),
    [
        ({"is_archived": True}, "the room is archived"),
        ({"members": []}, "remindbot is not in that room: invite it"),
    ],
)
async def test_a_room_that_takes_nothing_any_more_is_given_up(world: dict[str, Any], reason: str) -> None:
    async with connected() as it:
        it.double.world.channels[it.dev].update(world)
        error = await refused(it, notice(it.dev))
        assert (error.permanent, error.reason, error.may_have_arrived) == (True, reason, False)


async def test_a_person_who_left_is_given_up() -> None:
    async with connected() as it:
        it.double.world.users[it.bo]["deleted"] = True
        error = await refused(it, notice(it.bo))
        assert (error.permanent, error.reason) == (True, "the account is deactivated")


async def test_slack_asking_to_wait_hands_a_delivery_back_with_the_instant() -> None:
    async with connected() as it:
        it.double.faults.limit("chat.postMessage", retry_after=7)
        asked = datetime.now(UTC)
        error = await refused(it, notice(it.direct))
        assert error.retry_after is not None
        assert asked + timedelta(seconds=7) <= error.retry_after <= datetime.now(UTC) + timedelta(seconds=7)
        assert (error.permanent, error.may_have_arrived) == (False, False)


async def test_an_answer_waits_as_long_as_slack_asks() -> None:
    async with connected() as it:
        it.double.faults.limit("chat.postMessage", retry_after=1)
        await it.chat.send(said(it.direct, "You have nothing."))
        first, second = it.double.called("chat.postMessage")
        assert second.at - first.at >= 1


async def test_a_lost_answer_is_told_and_the_message_is_not_sent_twice() -> None:
    async with connected() as it:
        it.double.faults.cut("chat.postMessage", accepted=True)
        sent = notice(it.direct)
        error = await refused(it, sent)
        assert (error.may_have_arrived, error.permanent) == (True, False)
        ref = await it.chat.send(replace(sent, may_have_arrived=True))
        assert [message["ts"] for message in it.double.world.posted(it.direct)] == [ref]


async def test_a_request_that_was_cut_before_it_arrived_is_sent_again() -> None:
    async with connected() as it:
        it.double.faults.cut("chat.postMessage", accepted=False)
        sent = notice(it.direct)
        assert (await refused(it, sent)).may_have_arrived
        await it.chat.send(replace(sent, may_have_arrived=True))
        assert len(it.double.world.posted(it.direct)) == 1


async def test_a_lost_answer_in_a_thread_is_found_there() -> None:
    async with connected() as it:
        parent = it.double.world.post(it.dev, {"user": it.ana, "text": "x"})
        asked = said(it.dev, "When?", thread=parent["ts"], user=it.ana)
        it.double.faults.cut("chat.postMessage", accepted=True)
        await refused(it, asked)
        await it.chat.send(asked)
        assert len(it.double.world.posted(it.dev)) == 1


async def test_a_split_message_goes_on_where_it_was_broken_off() -> None:
    async with connected() as it:
        long = said(it.direct, "word " * 5000)
        it.double.faults.cut("chat.postMessage", accepted=False)
        await refused(it, long)
        it.double.faults.refuse("chat.postMessage", "service_unavailable")
        await refused(it, long)
        await it.chat.send(long)
        assert "".join(text_of(one) for one in it.double.world.posted(it.direct)) == "word " * 5000


async def test_what_a_process_that_died_may_have_said_is_looked_for_first() -> None:
    async with connected() as it:
        earlier = new_id(datetime.now(UTC) - timedelta(minutes=1))
        old = Said(earlier, Address("slack", it.direct), Message((Run("It is set."),)))
        await it.chat.send(old)
        await it.chat.send(old)
        assert len(it.double.world.posted(it.direct)) == 1
        assert len(it.double.called("conversations.history")) >= 2


async def test_without_the_right_to_read_history_better_twice_than_never() -> None:
    async with connected() as it:
        sent = notice(it.direct, may_have_arrived=True)
        it.double.faults.refuse("conversations.history", "missing_scope")
        await it.chat.send(sent)
        assert len(it.double.world.posted(it.direct)) == 1


async def test_while_history_cannot_be_read_a_doubtful_message_waits() -> None:
    async with connected() as it:
        it.double.faults.refuse("conversations.history", "internal_error")
        error = await refused(it, notice(it.direct, may_have_arrived=True))
        assert (error.permanent, it.double.world.posted(it.direct)) == (False, [])


@pytest.mark.parametrize(
    "body", [b"", b"upstream error", b"[]", b'"x"', b"null", b'{"ok": false}', b'{"ok": false, "error": 7}']
)
async def test_an_answer_that_makes_no_sense_leaves_doubt(body: bytes) -> None:
    async with connected() as it:
        it.double.faults.answer("chat.postMessage", body)
        error = await refused(it, notice(it.direct))
        assert (error.may_have_arrived, error.permanent) == (True, False)


async def test_a_server_error_leaves_doubt_and_a_closed_port_does_not() -> None:
    async with connected() as it:
        it.double.faults.refuse("chat.postMessage", "fatal_error", status=500)
        assert (await refused(it, notice(it.direct))).may_have_arrived
    async with connected() as it:
        it.chat._api.client.base_url = "http://127.0.0.1:9/api/"
        error = await refused(it, notice(it.direct))
        assert (error.may_have_arrived, error.permanent, error.reason) == (False, False, "Slack cannot be reached")


async def test_a_token_that_was_revoked_is_said_in_words() -> None:
    async with connected() as it:
        it.double.world.revoked = "token_revoked"
        error = await refused(it, notice(it.direct))
        assert (error.permanent, error.reason) == (
            True,
            "the token was revoked: install the app again and copy the new one",
        )


async def test_after_the_end_nothing_is_sent() -> None:
    async with connected() as it:
        await it.stop()
        await it.chat.aclose()
        assert not (await refused(it, notice(it.direct))).permanent


async def test_the_adapter_keeps_slacks_limits_through_a_rush() -> None:
    """10 messages to each of 20 rooms; the double counts as Slack does, with periods a fiftieth as long on both sides."""
    async with connected(rates=Rates(a_room=1, workspace=100, second=0.02, minute=0.2)) as it:
        it.double.limits.enforced, it.double.limits.second, it.double.limits.minute = True, 0.02, 0.2
        it.double.limits.workspace = 100
        rooms = [it.double.world.add_channel(f"room{number}", it.ana) for number in range(20)]
        await asyncio.gather(*(it.chat.send(notice(room, str(number))) for number in range(10) for room in rooms))
        assert it.double.limits.violations == {}
        assert {len(it.double.world.posted(room)) for room in rooms} == {10}
        assert it.chat.counts()["limited"] == 0


async def test_who_may_be_promised_a_reminder_is_asked_of_slack() -> None:
    async with connected() as it:
        rights = it.chat.rights
        secret = it.double.world.add_channel("secret", it.bo, private=True, bot_in_it=False)
        other = it.double.world.add_user("ana2", display_name="Ana L")
        await it.double.change_profile(other).acknowledged()
        found = (await rights.find_person("@ana")).found
        assert found is not None
        assert (found.external_id, await rights.person(it.ana)) == (it.ana, found)
        called_so = await rights.find_person("@Ana L")
        assert called_so.found is None
        assert {one.external_id for one in called_so.near} == {it.ana, other}
        assert it.ana in {one.external_id for one in (await rights.find_person("@anna")).near}
        assert await rights.find_person("@nobody") == Matches()
        assert (await rights.find_person(it.bo)).found == await rights.person(it.bo)
        assert (await rights.find_room("#dev")).found == RoomProfile(it.dev, "dev") == await rights.room(it.dev)
        assert await rights.find_room("#secret") == Matches()
        assert (await rights.find_room("#devs")).near == (RoomProfile(it.dev, "dev"),)
        assert (await rights.is_in_room(it.dev), await rights.is_in_room(secret)) == (True, False)
        assert (await rights.may_post(it.ana, it.dev), await rights.may_post(it.ana, it.direct)) == (True, True)
        outsider = it.double.world.add_user("cai")
        assert not await rights.may_post(outsider, it.dev)
        assert await rights.open_direct(it.ana) == Address("slack", it.direct, user=it.ana)
        it.double.world.users[it.bo]["deleted"] = True
        assert await rights.open_direct(it.bo) is None


async def test_when_slack_cannot_be_asked_the_core_is_told_so() -> None:
    async with connected() as it:
        await it.chat.aclose()
        with pytest.raises(DeliveryError):
            await it.chat.rights.room(it.dev)
