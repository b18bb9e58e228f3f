"""What the bot says on Telegram, through python-telegram-bot: as typed, split, edited, once each; and every refusal told apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import TelegramSettings
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Button, Edit, IncomingMessage, Message, Run, Style
from tests.doubles.telegram.meeting import (
    START,
    FrozenClock,
    KeptInbox,
    connected,
    notice,
    say,
    settings_for,
    until,
)
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person

TYPED = 'Buy *milk* & _eggs_ <b>now</b> [x](http://x.example) `rm` \\n "50%" {0} ~ | ‮ 👩‍👩‍👧 @ana #dev /remind'


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramDouble]:
    async with TelegramDouble(now=START.timestamp) as telegram:
        yield telegram


@pytest.fixture
async def chat(telegram: TelegramDouble) -> AsyncIterator[TelegramChat]:
    chat = TelegramChat(settings_for(telegram), FrozenClock(START))
    yield chat
    await chat.aclose()


@pytest.fixture
def ana(telegram: TelegramDouble) -> Person:
    return telegram.person("Ana", username="ana")


async def refused(chat: TelegramChat, room: int) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(say(room, "x"))
    return caught.value


async def test_text_arrives_as_typed(telegram: TelegramDouble, chat: TelegramChat, ana: Person) -> None:
    await chat.send(say(ana.id, TYPED))
    assert telegram.said[0].text == TYPED
    assert not telegram.said[0].link_preview


async def test_styles_and_links_cover_what_they_should_behind_emoji(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    runs = (
        Run("👩‍👩‍👧 "),
        Run("REM-7", Style.STRONG),
        Run(" quiet 😀 ", Style.QUIET),
        Run("yes", Style.CODE),
        Run("TSK-1", url="https://x.example/1"),
    )
    await chat.send(say(ana.id, *runs))
    post = telegram.said[0]
    assert [post.styled(kind) for kind in ("bold", "italic", "code", "text_link")] == [
        ["REM-7"], [" quiet 😀 "], ["yes"], ["TSK-1"],
    ]  # fmt: skip


async def test_nobody_in_a_group_is_notified_by_a_name_in_a_reminder(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    group = telegram.group("Dev", ana)
    await chat.send(say(group.id, "call @ana, @bob_smith and mail eve@x.example ", Run("@code", Style.CODE)))
    post = telegram.said[0]
    assert post.mentions == []
    assert post.text.replace("\u2060", "") == "call @ana, @bob_smith and mail eve@x.example @code"


async def test_a_long_text_is_split_between_words_with_the_buttons_last(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    words = " ".join(f"wörd{number}😀" for number in range(1200))
    ref = await chat.send(say(ana.id, Run(words, Style.STRONG), buttons=(Button("Done", "done:1"),)))
    assert " ".join(post.text for post in telegram.said) == words
    assert [post.styled("bold") for post in telegram.said] == [[post.text] for post in telegram.said]
    assert [post.buttons for post in telegram.said] == [[], [], ["Done"]]
    assert ref == ",".join(str(post.id) for post in telegram.said)


async def test_a_word_longer_than_a_message_is_cut(telegram: TelegramDouble, chat: TelegramChat, ana: Person) -> None:
    await chat.send(say(ana.id, "😀" * 3000))
    assert [post.text for post in telegram.said] == ["😀" * 2048, "😀" * 952]


async def test_half_a_surrogate_pair_is_replaced_and_the_rest_arrives(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    await chat.send(say(ana.id, "a\ud83db"))
    assert telegram.said[0].text == "a?b"


async def test_an_empty_message_is_refused_before_it_is_sent(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(say(ana.id, " \n"))
    assert (caught.value.permanent, telegram.calls) == (True, [])


async def test_buttons_stand_in_rows_with_their_styles(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    buttons = (
        Button("Set it", "yes:c1", "primary"),
        Button("Change", "change:c1"),
        Button("Cancel", "no:c1", "danger"),
        Button("Friday 14 November at 17:00", "alt:c1:1"),
        Button("Friday 21 November at 17:00", "alt:c1:2"),
    )
    await chat.send(say(ana.id, "Set it?", buttons=buttons))
    rows = telegram.said[0].keyboard
    assert [[button["text"] for button in row] for row in rows] == [
        ["Set it", "Change", "Cancel"], ["Friday 14 November at 17:00"], ["Friday 21 November at 17:00"],
    ]  # fmt: skip
    assert [button.get("style") for button in rows[0]] == ["primary", None, "danger"]


async def test_an_answer_in_a_group_is_a_reply_to_the_question(telegram: TelegramDouble, ana: Person) -> None:
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))

    async def answer(event: object) -> None:
        assert isinstance(event, IncomingMessage)
        await chat.send(say(int(event.address.room), "When?", thread=event.address.thread, user=event.address.user))

    inbox.answer = answer
    group = telegram.group("Dev", ana, topics=(5,))
    async with connected(chat, inbox):
        asked = telegram.say(ana, "/remind call Jens", group, topic=5)
        telegram.say(ana, "hello")
        await until(lambda: len(telegram.said) == 2)
    in_group = next(post for post in telegram.said if post.chat is group)
    direct = next(post for post in telegram.said if post.chat is not group)
    assert (in_group.reply_to, in_group.topic, direct.reply_to) == (asked, 5, None)


async def test_a_card_is_edited_in_place_and_loses_its_buttons(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    said = say(ana.id, "Set it?", buttons=(Button("Set it", "yes:c1"),))
    ref = await chat.send(said)
    for _ in range(2):
        await chat.edit(Edit(said.address, ref, Message((Run("It is set."),))))
    assert [(post.text, post.buttons) for post in telegram.said] == [("It is set.", [])]


async def test_a_list_edited_shorter_or_longer_leaves_no_stale_part(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    said = say(ana.id, "one " * 2000)
    ref = await chat.send(said)
    await chat.edit(Edit(said.address, ref, Message((Run("short"),), (Button("More", "page:2"),))))
    left = [(post.text, post.buttons) for post in telegram.said if not post.deleted]
    first = telegram.said[0]
    await chat.edit(Edit(said.address, str(first.id), Message((Run("two " * 2000),))))
    now = [post.text for post in telegram.said if not post.deleted]
    assert (left, first.buttons) == ([("short", ["More"])], [])
    assert " ".join(now).split() == ["two"] * 2000


async def test_an_edit_of_a_message_that_is_gone_is_refused_for_good(chat: TelegramChat, ana: Person) -> None:
    with pytest.raises(DeliveryError) as caught:
        await chat.edit(Edit(Address("telegram", str(ana.id)), "404", Message((Run("x"),))))
    assert caught.value.permanent


async def test_who_blocked_the_bot_and_rooms_that_are_gone_are_refused_for_good(
    telegram: TelegramDouble, chat: TelegramChat
) -> None:
    blocked, deleted = telegram.person("Ana", blocked=True), telegram.person("Bo", deleted=True)
    stranger, closed = telegram.person("Eve", started=False), telegram.group("Old", gone=True)
    kicked, muted = telegram.group("Dev"), telegram.group("Ops", members_may_post=False)
    kicked.status[telegram.world.bot.id] = "kicked"
    reasons = [await refused(chat, one.id) for one in (blocked, deleted, stranger, closed, kicked, muted)]
    assert all(error.permanent and not error.may_have_arrived for error in reasons)
    assert "blocked" in reasons[0].reason
    assert "kicked" in reasons[4].reason


async def test_a_room_of_another_platform_is_refused_for_good(chat: TelegramChat) -> None:
    said = say(1, "x")
    with pytest.raises(DeliveryError) as caught:
        await chat.send(type(said)(said.id, Address("telegram", "town-square"), said.message))
    assert caught.value.permanent


async def test_a_group_that_became_a_supergroup_is_followed(telegram: TelegramDouble, chat: TelegramChat) -> None:
    group = telegram.group("Dev", supergroup=False)
    moved = telegram.world.migrate(group)
    for text in ("one", "two"):
        await chat.send(say(group.id, text))
    assert [post.chat for post in telegram.said] == [moved, moved]
    assert [call.status for call in telegram.called("sendMessage")] == [400, 200, 200]


async def test_a_topic_that_was_deleted_is_answered_in_the_group(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    group = telegram.group("Dev", ana, topics=(5,))
    await chat.send(say(group.id, "here", thread="5"))
    group.topics.clear()
    await chat.send(say(group.id, "there", thread="5"))
    assert [(post.text, post.topic) for post in telegram.said] == [("here", 5), ("there", None)]


async def test_a_revoked_token_is_said_without_the_token(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    secret = telegram.token
    telegram.revoke_token()
    error = await refused(chat, ana.id)
    assert error.permanent
    assert secret not in error.reason + caplog.text


async def test_errors_of_the_server_may_pass(telegram: TelegramDouble, chat: TelegramChat, ana: Person) -> None:
    found = []
    for status in (500, 502, 503):
        telegram.faults.refuse("sendMessage", status, "trouble")
        error = await refused(chat, ana.id)
        found.append((error.permanent, error.may_have_arrived))
    assert found == [(False, False), (False, True), (False, False)]


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_lost_answer_may_have_arrived(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person, accepted: bool
) -> None:
    telegram.faults.cut("sendMessage", accepted=accepted)
    error = await refused(chat, ana.id)
    assert (error.permanent, error.may_have_arrived) == (False, True)
    assert len(telegram.said) == accepted


async def test_an_answer_that_makes_no_sense_may_have_arrived_and_is_not_logged(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.faults.answer("sendMessage", b"<html>secret")
    assert (await refused(chat, ana.id)).may_have_arrived
    assert "secret" not in caplog.text


async def test_a_server_that_is_not_there_got_nothing(telegram: TelegramDouble, ana: Person) -> None:
    settings = settings_for(telegram)
    nowhere = TelegramSettings(settings.token, api_url="http://127.0.0.1:1")
    chat = TelegramChat(nowhere, FrozenClock(START))
    error = await refused(chat, ana.id)
    await chat.aclose()
    assert (error.permanent, error.may_have_arrived) == (False, False)


async def test_a_short_pause_is_waited_for_and_a_long_one_handed_back(telegram: TelegramDouble, ana: Person) -> None:
    chat = TelegramChat(settings_for(telegram, patience=timedelta(seconds=2)), FrozenClock(START))
    telegram.faults.refuse("sendMessage", 429, "Too Many Requests", retry_after=1)
    await chat.send(say(ana.id, "after a second"))
    telegram.faults.refuse("sendMessage", 429, "Too Many Requests", retry_after=40)
    error = await refused(chat, ana.id)
    await chat.aclose()
    assert [post.text for post in telegram.said] == ["after a second"]
    assert (error.retry_after, error.permanent) == (START + timedelta(seconds=40), False)


async def test_the_same_key_again_sends_nothing_again(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    reminder = notice(ana.id, "Call Jens")
    answer = telegram.faults.hold("sendMessage")
    tries = [asyncio.create_task(chat.send(reminder)) for _ in range(3)]
    await until(lambda: telegram.said)
    answer.set()
    refs = {await one for one in tries} | {await chat.send(reminder)}
    assert (len(telegram.said), refs) == (1, {str(telegram.said[0].id)})


async def test_a_second_try_goes_on_where_the_first_broke_off(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    long = notice(ana.id, " ".join(["word"] * 2000))
    await chat.send(notice(ana.id, "first"))
    answer = telegram.faults.hold("sendMessage")
    sending = asyncio.create_task(chat.send(long))
    await until(lambda: len(telegram.said) == 2)
    telegram.faults.refuse("sendMessage", 500, "trouble")
    answer.set()
    with pytest.raises(DeliveryError):
        await sending
    await chat.send(long)
    assert " ".join(post.text for post in telegram.said[1:]).split() == ["word"] * 2000


async def test_rights_are_known_before_a_promise_is_made(telegram: TelegramDouble) -> None:
    ana, bo, eve = telegram.person("Ana", username="ana"), telegram.person("Bo Ek"), telegram.person("Eve")
    group = telegram.group("Dev", ana, bo, username="devroom")
    elsewhere = telegram.group("Ops", ana)
    elsewhere.status[telegram.world.bot.id] = "kicked"
    group.status |= {bo.id: "restricted"}
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    async with connected(chat, inbox):
        telegram.say(ana, "/remind us at 5", group)
        telegram.say(bo, "hello")
        await until(lambda: len(inbox.messages) == 2)
        rights, room = chat.rights, str(group.id)
        assert await rights.find_person("@ana") == str(ana.id)
        assert await rights.find_person("@Bo_Ek") == str(bo.id)
        assert await rights.find_person("@nobody", room) is None
        assert [await rights.find_room(name) for name in ("#dev", "@devroom", "#unknown", "@unknown")] == [
            room,
            room,
            None,
            None,
        ]
        assert [await rights.may_post(str(one.id), room) for one in (ana, bo, eve)] == [True, False, False]
        assert [await rights.is_in_room(str(one.id)) for one in (group, elsewhere)] == [True, False]
        group.members_may_post = False
        assert not await rights.may_post(str(ana.id), room)


async def test_a_direct_conversation_is_open_only_with_who_wants_it(
    telegram: TelegramDouble, chat: TelegramChat
) -> None:
    ana, stranger = telegram.person("Ana"), telegram.person("Bo", started=False)
    opened = [await chat.rights.open_direct(str(one.id)) for one in (ana, stranger)]
    assert opened == [Address("telegram", str(ana.id), user=str(ana.id)), None]


async def test_two_people_of_one_name_are_nobody(telegram: TelegramDouble) -> None:
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    async with connected(chat, inbox):
        for _ in range(2):
            telegram.say(telegram.person("Bo Ek"), "hello")
        await until(lambda: len(inbox.messages) == 2)
        assert await chat.rights.find_person("@Bo_Ek") is None


async def test_an_answer_to_a_message_that_was_deleted_is_still_said(telegram: TelegramDouble, ana: Person) -> None:
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    group = telegram.group("Dev", ana)
    async with connected(chat, inbox):
        asked = telegram.say(ana, "/remind call Jens", group)
        await until(lambda: inbox.messages)
        asked.deleted = True
        await chat.send(say(group.id, "When?", user=str(ana.id)))
    assert [(post.text, post.reply_to) for post in telegram.said] == [("When?", None)]


async def test_neither_token_nor_text_is_ever_logged(
    telegram: TelegramDouble, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    async with connected(chat, inbox):
        telegram.say(ana, "remind me of my secret")
        await until(lambda: inbox.messages)
        await chat.send(say(ana.id, "your secret is set"))
        telegram.faults.refuse("sendMessage", 500, "trouble")
        await refused(chat, ana.id)
    assert "secret" not in caplog.text
    assert telegram.token.split(":")[1] not in caplog.text
