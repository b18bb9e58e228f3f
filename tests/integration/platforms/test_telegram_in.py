"""What people write and press on Telegram, through python-telegram-bot, as the inbox gets it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.chat.telegram.chat import TelegramChat
from bot.domain.message import Button, IncomingMessage, Mention, Profile, Quote
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, say, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.waiting import until


@pytest.fixture
async def chat(telegram: TelegramDouble, inbox: KeptInbox) -> AsyncIterator[TelegramChat]:
    chat = TelegramChat(settings_for(telegram), FrozenClock(START))
    async with connected(chat, inbox):
        yield chat


async def heard(telegram: TelegramDouble, inbox: KeptInbox, *args: Any, **more: Any) -> IncomingMessage:
    telegram.say(*args, **more)
    await until(lambda: inbox.messages)
    return inbox.messages[-1]


@pytest.mark.usefixtures("chat")
async def test_a_direct_message_comes_with_its_sender_and_locale(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    ana = telegram.person("Ana", last_name="Lind", username="ana", language_code="da")
    message = await heard(telegram, inbox, ana, "remind me to call Jens tomorrow at 9")
    assert message.sender == Profile(str(ana.id), "Ana Lind", None, "da", "ana")
    assert (message.text, message.direct, message.received_at) == ("remind me to call Jens tomorrow at 9", True, START)
    assert (message.address.platform, message.address.room, message.address.thread) == ("telegram", str(ana.id), None)


@pytest.mark.usefixtures("chat")
async def test_a_renamed_person_is_the_same_person(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    ana = telegram.person("Ana", username="ana")
    telegram.say(ana, "one")
    ana.first_name, ana.username = "Anna", "anna"
    telegram.say(ana, "two")
    await until(lambda: len(inbox.messages) == 2)
    one, two = (message.sender for message in inbox.messages)
    assert (one.external_id, one.name, two.name) == (two.external_id, "Ana", "Anna")


@pytest.mark.usefixtures("chat")
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/remind me to call Jens at 3pm every weekday", "/remind me to call Jens at 3pm every weekday"),
        ("/remind@remindbot list", "/remind list"),
        ("/remind help", "/remind help"),
        ('/remind @ana "standup" tomorrow 9am', '/remind @ana "standup" tomorrow 9am'),
        ("/timezone Europe/Copenhagen", "/timezone Europe/Copenhagen"),
        ("/timezone", "/help timezone"),
        ("/list", "/list"),
        ("/start", "/help"),
        ("/start 4KX9", "/link 4KX9"),
        ("@remindbot: remind me at 5", "remind me at 5"),
        ("remind me at 5, @remindbot", "remind me at 5,"),
        ("mail me@remindbot.example at 5", "mail me@remindbot.example at 5"),
    ],
)
async def test_commands_and_messages_lose_the_bots_name(
    telegram: TelegramDouble, inbox: KeptInbox, typed: str, text: str
) -> None:
    assert (await heard(telegram, inbox, telegram.person("Bo"), typed)).text == text


@pytest.mark.usefixtures("chat")
async def test_in_a_group_only_what_is_for_the_bot_is_heard(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    telegram.privacy = False
    ana = telegram.person("Ana")
    group = telegram.group("Dev", ana)
    mine = telegram.world.post(group, telegram.world.bot, "Standup!")
    for text in ("hello all", "/remind@otherbot me", "/weather", "remindbot is nice", "@remindbotty hi"):
        telegram.say(ana, text, group)
    telegram.say(ana, "@RemindBot remind us at 5", group)
    telegram.say(ana, "/remind us at 6", group)
    telegram.say(ana, "done", group, reply_to=mine)
    await until(lambda: len(inbox.messages) == 3)
    assert inbox.texts == ["remind us at 5", "/remind us at 6", "done"]
    assert {message.direct for message in inbox.messages} == {False}


@pytest.mark.usefixtures("chat")
async def test_a_topic_of_a_forum_is_kept_as_the_thread(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    ana = telegram.person("Ana")
    group = telegram.group("Dev", ana, topics=(17,))
    message = await heard(telegram, inbox, ana, "/remind us at 5", group, topic=17)
    assert (message.address.room, message.address.thread) == (str(group.id), "17")


@pytest.mark.usefixtures("chat")
async def test_a_reply_to_somebodys_message_is_about_it(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    group = telegram.group("Dev", ana, bo, username="devroom")
    original = telegram.say(bo, "The certificate ends in May", group)
    message = await heard(telegram, inbox, ana, "@remindbot remind me about this on Monday", group, reply_to=original)
    assert message.about == f"https://t.me/devroom/{original.id}"
    assert message.permalink == f"https://t.me/devroom/{original.id + 1}"
    assert message.quoted == Quote("The certificate ends in May", "Bo")


@pytest.mark.usefixtures("chat")
async def test_a_reply_to_the_bot_is_about_nothing_else(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    ana = telegram.person("Ana")
    group = telegram.group("Dev", ana)
    mine = telegram.world.post(group, telegram.world.bot, "Standup!")
    assert (await heard(telegram, inbox, ana, "in 20 minutes", group, reply_to=mine)).about is None


@pytest.mark.usefixtures("chat")
async def test_people_named_in_a_message_come_with_their_ids(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    ana, bo, eve = telegram.person("Ana", username="ana"), telegram.person("Bo Ek"), telegram.person("Bo Ek")
    telegram.say(ana, "hello")
    named = [
        {"type": "text_mention", "offset": 13, "length": 5, "user": bo.json()},
        {"type": "text_mention", "offset": 23, "length": 5, "user": eve.json()},
    ]
    telegram.say(eve, "/remind 😀👍 Bo Ek and Bo Ek and @ana and @nobody at 5", entities=named)
    await until(lambda: len(inbox.messages) == 2)
    message = inbox.messages[-1]
    assert message.text == f"/remind 😀👍 @Bo_Ek_{bo.id} and @Bo_Ek and @ana and @nobody at 5"
    assert message.mentions == (
        Mention(f"@Bo_Ek_{bo.id}", str(bo.id)),
        Mention("@Bo_Ek", str(eve.id)),
        Mention("@ana", str(ana.id)),
    )


@pytest.mark.usefixtures("chat")
async def test_what_was_written_long_ago_keeps_its_time(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    written = int(START.timestamp()) - 3 * 3600
    message = await heard(telegram, inbox, telegram.person("Ana"), "remind me in 20 minutes", date=written)
    assert message.received_at.timestamp() == written


async def test_a_press_comes_back_with_the_message_that_carries_it(
    telegram: TelegramDouble, inbox: KeptInbox, chat: TelegramChat
) -> None:
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    group = telegram.group("Dev", ana, bo)
    ref = await chat.send(say(group.id, "Set it?", buttons=(Button("Set it", "yes:c1"), Button("Cancel", "no:c1"))))
    press = telegram.press(bo, telegram.said[0], "Set it")
    await until(lambda: inbox.presses and telegram.answered_presses)
    pressed = inbox.presses[0]
    assert (pressed.press, pressed.message_ref, pressed.sender.external_id) == ("yes:c1", ref, str(bo.id))
    assert (pressed.address.room, telegram.answered_presses) == (str(group.id), [press])


async def test_a_press_that_comes_too_late_for_telegram_still_counts(
    telegram: TelegramDouble, inbox: KeptInbox, chat: TelegramChat
) -> None:
    ana = telegram.person("Ana")
    await chat.send(say(ana.id, "Set it?", buttons=(Button("Set it", "yes:c1"),)))
    telegram.faults.refuse("answerCallbackQuery", 400, "Bad Request: query is too old")
    telegram.press(ana, telegram.said[0], "Set it")
    await until(lambda: inbox.presses and chat.counts().get("press_answered_late"))
    assert inbox.presses[0].press == "yes:c1"


async def test_a_press_on_a_message_that_telegram_no_longer_shows_counts(
    telegram: TelegramDouble, inbox: KeptInbox, chat: TelegramChat
) -> None:
    ana = telegram.person("Ana")
    gone = {"message_id": 5, "date": 0, "chat": telegram.world.chats[ana.id].json()}
    content = {"id": "77", "from": ana.json(), "message": gone, "chat_instance": "1", "data": "done:1"}
    telegram.updates.push({"callback_query": content})
    await until(lambda: inbox.presses)
    assert (inbox.presses[0].message_ref, inbox.presses[0].address.room) == ("5", str(ana.id))


async def test_bots_channels_and_wordless_messages_are_counted_and_not_answered(
    telegram: TelegramDouble, inbox: KeptInbox, chat: TelegramChat
) -> None:
    ana, robot = telegram.person("Ana"), telegram.person("Robot", is_bot=True)
    group = telegram.group("Dev", ana)
    by_bot = telegram.world.post(group, robot, "/remind me at 5").json()
    as_channel = telegram.world.post(group, ana, "/remind me at 5").json() | {"sender_chat": group.json()}
    for message in (by_bot, as_channel):
        telegram.updates.push({"message": message})
    telegram.say(ana, "", extra={"new_chat_title": "Dev 2"}, chat=group)
    telegram.updates.push({"edited_message": telegram.world.post(group, ana, "edited").json()})
    await until(lambda: sum(count for name, count in chat.counts().items() if name.startswith("ignored")) == 4)
    assert chat.counts() == {"ignored.bot": 2, "ignored.no_text": 1, "ignored.other_update": 1, "limited": 0}
    assert inbox.events == []


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"message": "text"},
        {"message": {"message_id": "x"}},
        {"message": {"date": 1, "chat": None}},
        {"callback_query": {"id": 1}},
        {"callback_query": []},
        {"something_new": {"x": 1}},
        {"message": {"message_id": 1, "date": 10**20, "chat": {"id": 1, "type": "private"}}},
    ],
)
async def test_a_malformed_update_hides_no_other(
    telegram: TelegramDouble, inbox: KeptInbox, chat: TelegramChat, broken: dict[str, Any]
) -> None:
    ana = telegram.person("Ana")
    telegram.say(ana, "before")
    telegram.updates.push(broken)
    telegram.say(ana, "after")
    await until(lambda: len(inbox.messages) == 2)
    counts = chat.counts()
    assert inbox.texts == ["before", "after"]
    assert counts.get("ignored.malformed", 0) + counts.get("ignored.other_update", 0) == 1


@pytest.mark.usefixtures("chat")
async def test_the_same_update_twice_has_the_same_event_id(telegram: TelegramDouble, inbox: KeptInbox) -> None:
    update = telegram.updates.add("message", telegram.world.post(*_direct(telegram), "once").json())
    telegram.updates.push({**update, "update_id": update["update_id"] + 1000})
    await until(lambda: inbox.repeated)
    assert inbox.texts == ["once"]


def _direct(telegram: TelegramDouble) -> tuple[Any, Any]:
    ana = telegram.person("Ana", username=f"ana{int(time.time())}")
    return telegram.world.chats[ana.id], ana
