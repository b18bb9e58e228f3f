"""Telegram refuses, errs or breaks off: each told apart, followed where it can be, and nothing said twice that Telegram has."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import TelegramSettings
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Edit, Message, Run
from tests.doubles.telegram.meeting import START, FrozenClock, notice, say, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person
from tests.waiting import until


async def refused(chat: TelegramChat, room: int) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(say(room, "x"))
    return caught.value


async def test_an_empty_message_is_refused_before_it_is_sent(
    telegram: TelegramDouble, chat: TelegramChat, ana: Person
) -> None:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(say(ana.id, " \n"))
    assert (caught.value.permanent, telegram.calls) == (True, [])


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
    assert reasons[4].reason == "the room is gone, or remindbot is not in it"


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
