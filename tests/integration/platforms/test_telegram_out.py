"""What the bot says on Telegram, through python-telegram-bot: as typed, split, with buttons, in reply, edited in place."""

from __future__ import annotations

import pytest

from adapters.chat.telegram.chat import TelegramChat
from bot.domain.errors import DeliveryError
from bot.domain.message import Button, Edit, IncomingMessage, Message, Run, Style
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, say, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person
from tests.waiting import until

TYPED = 'Buy *milk* & _eggs_ <b>now</b> [x](http://x.example) `rm` \\n "50%" {0} ~ | ‮ 👩‍👩‍👧 @ana #dev /remind'


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
        with pytest.raises(DeliveryError):
            await chat.send(say(ana.id, "x"))
    assert "secret" not in caplog.text
    assert telegram.token.split(":")[1] not in caplog.text
