"""What people do in Slack, through slack-bolt's Socket Mode, as the assistant is brought it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import StoreUnavailable
from bot.domain.message import Button, ButtonPress, IncomingMessage, Mention, Message, Profile, Quote, Run
from tests.doubles.slack.events import message_events, slash_command
from tests.doubles.slack.world import BOT, BOT_ID, text_of
from tests.integration.platforms.slack import connected, said
from tests.waiting import until


async def test_a_direct_message_reaches_the_assistant_with_zone_locale_and_name() -> None:
    async with connected() as it:
        [push] = it.double.say(it.ana, it.direct, "remind me to call Jens &amp; co at 5")
        await push.acknowledged()
        [message] = it.inbox.messages
    assert (message.text, message.direct) == ("remind me to call Jens & co at 5", True)
    assert message.sender == Profile(it.ana, "Ana L", "Europe/Copenhagen", "en-GB")
    assert (message.address.platform, message.address.room, message.address.thread) == ("slack", it.direct, None)
    ts = it.double.world.messages[it.direct][0]["ts"]
    assert message.permalink == f"https://acme.slack.com/archives/{it.direct}/p{ts.replace('.', '')}"
    assert (message.event_id, message.about) == (f"message:{it.direct}:{ts}", None)


async def test_a_mention_in_a_room_is_answered_in_its_thread_and_counts_once() -> None:
    async with connected() as it:
        pushes = it.double.say(it.ana, it.dev, f"<@{BOT}> remind me to deploy at 5")
        assert [push.payload["event"]["type"] for push in pushes] == ["message", "app_mention"]
        for push in pushes:
            await push.acknowledged()
        ts = it.double.world.messages[it.dev][0]["ts"]
        assert {(message.event_id, message.address.thread) for message in it.inbox.messages} == {
            (f"message:{it.dev}:{ts}", ts)
        }
        [message, *_] = it.inbox.messages
        assert (message.text, message.direct) == ("remind me to deploy at 5", False)


async def test_talk_in_a_room_that_is_not_for_the_bot_is_left_alone() -> None:
    async with connected() as it:
        [push] = it.double.say(it.ana, it.dev, "lunch?")
        await push.acknowledged()
        assert it.inbox.messages == []
        assert it.chat.counts()["not_for_us"] == 1


async def test_in_a_thread_with_the_bot_its_name_is_not_needed() -> None:
    async with connected() as it:
        it.double.say(it.ana, it.dev, f"<@{BOT}> remind me to deploy")
        await it.inbox.until(lambda: len(it.inbox.messages) >= 1)
        thread = it.inbox.messages[0].address.thread
        [push] = it.double.say(it.ana, it.dev, "tomorrow at 9", thread=thread)
        await push.acknowledged()
        assert (it.inbox.texts[-1], it.inbox.messages[-1].about) == ("tomorrow at 9", None)


async def test_a_thread_from_before_a_restart_is_known_again() -> None:
    async with connected() as it:
        parent = it.double.world.post(
            it.dev, {"user": it.ana, "text": f"<@{BOT}> remind me", "ts": "1700000000.000100"}
        )
        it.double.world.post(it.dev, {"user": BOT, "bot_id": BOT_ID, "text": "When?", "thread_ts": parent["ts"]})
        other = it.double.world.post(it.dev, {"user": it.bo, "text": "lunch?", "ts": "1700000000.000200"})
        it.double.say(it.ana, it.dev, "tomorrow at 9", thread=parent["ts"])
        it.double.say(it.ana, it.dev, "pizza", thread=other["ts"])
        await it.inbox.until(lambda: len(it.inbox.messages) == 1)
        await until(lambda: it.chat.counts().get("not_for_us"))
        assert it.inbox.texts == ["tomorrow at 9"]


async def test_a_mention_in_a_thread_is_about_the_message_that_began_it() -> None:
    async with connected() as it:
        parent = it.double.world.post(it.dev, {"user": it.bo, "text": "the plan"})
        it.double.say(it.ana, it.dev, f"<@{BOT}> remind me about this tomorrow", thread=parent["ts"])
        await it.inbox.until(lambda: len(it.inbox.messages) >= 1)
        message = it.inbox.messages[0]
        assert message.about == f"https://acme.slack.com/archives/{it.dev}/p{parent['ts'].replace('.', '')}"
        assert message.quoted == Quote("the plan", "Bo")
        assert message.address.thread == parent["ts"]
        assert message.permalink is not None
        assert message.permalink.endswith(f"?thread_ts={parent['ts']}&cid={it.dev}")


async def test_a_reply_to_the_bot_itself_is_about_nothing() -> None:
    async with connected() as it:
        ref = await it.chat.send(said(it.direct, "When?", user=it.ana))
        [push] = it.double.say(it.ana, it.direct, "tomorrow at 9", thread=ref)
        await push.acknowledged()
        assert (it.inbox.messages[0].about, it.inbox.messages[0].address.thread) == (None, ref)


async def test_mentions_become_people_and_rooms_by_their_ids() -> None:
    async with connected() as it:
        [push] = it.double.say(it.ana, it.direct, f"remind <@{it.bo}> and <#{it.dev}|> to eat")
        await push.acknowledged()
        assert it.inbox.texts == ["remind @bo and #dev to eat"]
        assert it.inbox.messages[0].mentions == (Mention("@bo", it.bo), Mention("#dev", it.dev, "room"))


async def test_a_slash_command_in_the_direct_conversation_is_said_there() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.direct, "me to call Jens at 3pm every weekday").acknowledged()
        await it.inbox.until(lambda: len(it.inbox.messages) == 1)
        [message] = it.inbox.messages
        assert (message.text, message.direct) == ("/remind me to call Jens at 3pm every weekday", True)


async def test_a_slash_command_in_a_room_names_people_as_slack_escapes_them() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.dev, f'<@{it.bo}|bo> "standup" tomorrow 9am').acknowledged()
        [message] = it.inbox.messages
        assert (message.text, message.direct, message.address.thread) == (
            '/remind @bo "standup" tomorrow 9am',
            False,
            None,
        )
        assert message.mentions == (Mention("@bo", it.bo),)


async def test_a_slash_command_between_two_others_is_not_taken_for_the_direct_conversation() -> None:
    async with connected() as it:
        await it.double.command(it.ana, it.double.world.between(it.ana, it.bo), "list").acknowledged()
        assert (it.inbox.texts, it.inbox.messages[0].direct) == (["list"], False)


async def test_a_press_carries_what_the_button_was_given() -> None:
    async with connected() as it:
        ref = await it.chat.send(said(it.direct, "Set it?", Button("Set it", "yes:c0ffee", "primary"), user=it.ana))
        message = it.double.world.posted(it.direct)[0]
        for _ in range(2):
            await it.double.press(it.ana, it.direct, message, "Set it").acknowledged()
        one, two = it.inbox.presses
        assert (one.press, one.message_ref, one.address.room) == ("yes:c0ffee", ref, it.direct)
        assert one.event_id != two.event_id


async def test_a_press_in_a_thread_is_answered_in_the_thread() -> None:
    async with connected() as it:
        parent = it.double.world.post(it.dev, {"user": it.ana, "text": "x"})
        await it.chat.send(said(it.dev, "Set it?", Button("Set it", "yes:1"), thread=parent["ts"], user=it.ana))
        await it.double.press(it.bo, it.dev, it.double.world.posted(it.dev)[0], "Set it").acknowledged()
        [press] = it.inbox.presses
        assert (press.address.thread, press.sender.external_id) == (parent["ts"], it.bo)


async def test_remind_me_about_this_asks_when_and_keeps_the_link() -> None:
    async with connected() as it:
        there = it.double.world.post(it.dev, {"user": it.bo, "text": 'the "big" plan for 5pm\nmore'})
        await it.double.shortcut(it.ana, it.dev, there["ts"], "remind_about_this").acknowledged()
        await it.double.submit(it.ana, {"when": "tomorrow at 9", "what": 'the "big" plan for 5pm'}).acknowledged()
        [message] = it.inbox.messages
        assert message.text == '/remind tomorrow at 9 "the ”big” plan for 5pm"'
        assert message.about == f"https://acme.slack.com/archives/{it.dev}/p{there['ts'].replace('.', '')}"
        assert (message.direct, message.address.room) == (True, it.direct)
        assert it.double.world.views[0]["blocks"][1]["element"]["initial_value"] == 'the "big" plan for 5pm'


async def test_remind_me_about_this_names_who_is_mentioned() -> None:
    async with connected() as it:
        there = it.double.world.post(it.dev, {"user": it.bo, "text": f"<@{it.ana}> asks in <#{it.dev}>"})
        await it.double.shortcut(it.ana, it.dev, there["ts"], "remind_about_this").acknowledged()
        await until(lambda: it.double.world.views)
        assert it.double.world.views[0]["blocks"][1]["element"]["initial_value"] == "@ana asks in #dev"


async def test_the_home_tab_shows_what_is_pending_and_its_buttons_work() -> None:
    async def home(person: Profile) -> Message:
        return Message((Run(f"{person.name} has 1 reminder"),), (Button("Done", "done:1"),))

    async with connected(home=home) as it:
        await it.double.open_home(it.ana).acknowledged()
        assert text_of(it.double.world.homes[it.ana]) == "Ana L has 1 reminder"
        await it.double.press_at_home(it.ana, "Done").acknowledged()
        [press] = it.inbox.presses
        assert (press.press, press.address.room, press.message_ref) == ("done:1", it.direct, None)
        assert len(it.double.called("views.publish")) == 2


async def test_own_messages_and_other_bots_are_never_answered() -> None:
    async with connected() as it:
        robot = it.double.world.add_user("robot", is_bot=True)
        for author, more in ((BOT, {"bot_id": BOT_ID}), (it.bo, {"bot_id": "B0OTHER"}), (robot, {}), ("USLACKBOT", {})):
            [push] = it.double.say(author, it.direct, "remind me", **more)
            await push.acknowledged()
        [push] = it.double.say(it.ana, it.direct, "x", subtype="bot_message")
        await push.acknowledged()
        assert it.inbox.messages == []


async def test_an_edited_or_deleted_message_changes_nothing() -> None:
    async with connected() as it:
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        ts = it.double.world.messages[it.direct][0]["ts"]
        await it.double.edit(it.direct, ts, "remind me at 6").acknowledged()
        await it.double.delete(it.direct, ts).acknowledged()
        assert it.inbox.texts == ["remind me at 5"]
        assert it.chat.counts()["subtype_message_changed"] == it.chat.counts()["subtype_message_deleted"] == 1


async def test_a_profile_that_changes_is_read_anew() -> None:
    async with connected() as it:
        it.double.say(it.ana, it.direct, "one")
        await it.inbox.until(lambda: len(it.inbox.messages) == 1)
        await it.double.change_profile(it.ana, tz="Asia/Tokyo").acknowledged()
        it.double.say(it.ana, it.direct, "two")
        await it.inbox.until(lambda: len(it.inbox.messages) == 2)
        assert [message.sender.zone for message in it.inbox.messages] == ["Europe/Copenhagen", "Asia/Tokyo"]
        assert it.double.called("users.info") == []


async def test_a_profile_without_a_zone_or_with_an_odd_one_says_none() -> None:
    async with connected() as it:
        no_zone, odd = it.double.world.add_user("cai", tz=None), it.double.world.add_user("dee", tz="Mars/Olympus")
        for user in (no_zone, odd):
            it.double.say(user, it.double.world.direct(user), "hello")
        await it.inbox.until(lambda: len(it.inbox.messages) == 2)
        assert [message.sender.zone for message in it.inbox.messages] == [None, None]


async def test_a_stranger_whose_profile_cannot_be_read_is_heard_all_the_same() -> None:
    async with connected() as it:
        new = it.double.world.add_user("eve")
        it.double.faults.refuse("users.info", "internal_error", times=3)
        [push] = it.double.say(new, it.double.world.direct(new), "hello")
        await push.acknowledged()
        assert it.inbox.messages[0].sender == Profile(new, new)


async def test_a_message_that_cannot_be_stored_comes_again_and_counts_once() -> None:
    async with connected() as it:
        failures = [StoreUnavailable(), StoreUnavailable()]
        it.double.pushes.ack_within = 0.1

        async def fail_first(event: IncomingMessage | ButtonPress) -> None:
            if failures:
                raise failures.pop()

        it.inbox.answer = fail_first
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        assert (it.inbox.texts, push.attempts) == (["remind me at 5"], 3)


async def test_a_command_that_cannot_be_stored_is_not_acknowledged_so_that_slack_says_so() -> None:
    async with connected() as it:
        it.double.pushes.ack_within = 0.1

        async def fail(event: IncomingMessage | ButtonPress) -> None:
            raise StoreUnavailable

        it.inbox.answer = fail
        push = it.double.command(it.ana, it.dev, "list")
        await asyncio.wait_for(push.given_up.wait(), 60)
        assert not push.acked.is_set()


async def test_a_slow_store_does_not_keep_slack_waiting_for_too_long() -> None:
    async with connected(answer_within=timedelta(milliseconds=50)) as it:
        finish = it.inbox.keep_waiting()
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        assert it.inbox.messages == []
        finish.set()
        await it.inbox.until(lambda: it.inbox.texts == ["remind me at 5"])


async def test_what_one_person_writes_is_worked_at_in_its_order() -> None:
    async with connected() as it:
        texts = [str(number) for number in range(30)]

        async def dawdle(event: IncomingMessage | ButtonPress) -> None:
            await asyncio.sleep(0.01 if isinstance(event, IncomingMessage) and int(event.text) % 2 == 0 else 0)

        it.inbox.answer = dawdle
        for text in texts:
            it.double.say(it.ana, it.direct, text)
        await it.inbox.until(lambda: len(it.inbox.messages) == 30)
        assert it.inbox.texts == texts


@pytest.mark.parametrize("duplicates", [3])
async def test_an_event_that_comes_twice_has_one_id(duplicates: int) -> None:
    async with connected() as it:
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        for _ in range(duplicates):
            await it.double.pushes.push("events_api", push.payload).acknowledged()
        assert len({message.event_id for message in it.inbox.messages}) == 1


async def test_people_of_another_team_are_not_answered_in_shared_rooms() -> None:
    async with connected() as it:
        there = it.double.world.post(it.dev, {"user": it.bo, "text": f"<@{BOT}> hello", "team": "T0THERS"})
        for event in message_events(it.double.world, it.dev, there):
            await it.double.pushes.push("events_api", event).acknowledged()
        command = slash_command(it.double.world, it.bo, it.dev, "list", "/remind", "https://example.org")
        await it.double.pushes.push("slash_commands", command | {"team_id": "T0THERS"}).acknowledged()
        assert (it.inbox.messages, it.chat.counts()["other_team"]) == ([], 3)
