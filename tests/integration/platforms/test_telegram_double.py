"""The proof that the double speaks Telegram: python-telegram-bot's own application and client against it, without the adapter."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from tests.doubles.telegram.faults import FloodControl
from tests.doubles.telegram.server import TelegramDouble
from tests.waiting import until

Context = ContextTypes.DEFAULT_TYPE


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramDouble]:
    async with TelegramDouble() as telegram:
        telegram.flood = FloodControl(overall=10**6, a_chat=10**6, a_group=10**6)
        yield telegram


@pytest.fixture
async def bot(telegram: TelegramDouble) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        yield bot


def build_application(telegram: TelegramDouble) -> Application:
    async def greet(update: Update, _: Context) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
        await update.message.reply_text("Set it?", reply_markup=keyboard)

    async def echo(update: Update, _: Context) -> None:
        await update.message.reply_text(update.message.text)

    async def pressed(update: Update, _: Context) -> None:
        await update.callback_query.answer()
        await update.callback_query.edit_message_text(f"You pressed {update.callback_query.data}")

    application = Application.builder().token(telegram.token).base_url(f"{telegram.url}/bot").build()
    application.add_handler(CommandHandler("remind", greet))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(pressed))
    return application


async def test_the_librarys_own_application_polls_answers_and_edits(telegram: TelegramDouble) -> None:
    ana = telegram.person("Ana", username="ana")
    application = build_application(telegram)
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=1)
        telegram.say(ana, "hello")
        telegram.say(ana, "/remind me at 5")
        await until(lambda: len(telegram.said) == 2)
        card = next(post for post in telegram.said if post.buttons)
        press = telegram.press(ana, card, "Yes")
        await until(lambda: card.edits == 1)
        await application.updater.stop()
        await application.stop()
    assert {post.text for post in telegram.said} == {"hello", "You pressed yes"}
    assert (card.buttons, telegram.answered_presses) == ([], [press])


async def test_refusals_become_the_librarys_errors(telegram: TelegramDouble, bot: Bot) -> None:
    ana, stranger = telegram.person("Ana"), telegram.person("Bo", started=False)
    old = telegram.group("Old", ana, supergroup=False)
    telegram.world.migrate(old)
    await bot.send_message(ana.id, "before")
    ana.blocked = True
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "x")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "x")
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "x")
    assert moved.value.new_chat_id == old.migrated_to


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "text is empty"), (" \n ", "text is empty"), ("x" * 4097, "too long"), ("😀" * 2049, "too long")],
)
async def test_a_text_that_telegram_does_not_take_is_refused(
    telegram: TelegramDouble, bot: Bot, text: str, why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.send_message(telegram.person("Ana").id, text)


async def test_white_space_around_is_cut_and_entities_move_along(telegram: TelegramDouble, bot: Bot) -> None:
    ana = telegram.person("Ana")
    await bot.send_message(ana.id, "  😀 bold ", entities=[MessageEntity(MessageEntity.BOLD, 5, 4)])
    assert (telegram.said[0].text, telegram.said[0].styled("bold")) == ("😀 bold", ["bold"])


async def test_a_mention_typed_as_text_notifies_and_one_in_code_does_not(telegram: TelegramDouble, bot: Bot) -> None:
    ana = telegram.person("Ana")
    await bot.send_message(ana.id, "@bob and @eve", entities=[MessageEntity(MessageEntity.CODE, 9, 4)])
    assert telegram.said[0].mentions == ["@bob"]


async def test_an_edit_to_the_same_is_refused_in_telegrams_words(telegram: TelegramDouble, bot: Bot) -> None:
    sent = await bot.send_message(telegram.person("Ana").id, "same")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("same", sent.chat.id, sent.message_id)


async def test_updates_come_again_until_they_are_confirmed(telegram: TelegramDouble, bot: Bot) -> None:
    ana = telegram.person("Ana")
    for number in range(3):
        telegram.say(ana, f"message {number}")
    first = await bot.get_updates(limit=2)
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [len(first), len(again), len(rest)] == [2, 3, 1]


async def test_two_who_poll_disturb_each_other(telegram: TelegramDouble, bot: Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await until(lambda: telegram.connections == 1)
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as other:
        await other.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await waiting


async def test_polling_beside_a_webhook_is_a_conflict(telegram: TelegramDouble, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/", secret_token="secret")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()


@pytest.mark.parametrize("url", ["http://bot.example.org/", "https://bot.example.org:8080/"])
async def test_telegram_itself_wants_https_on_one_of_four_ports(url: str) -> None:
    async with TelegramDouble(local=False) as telegram, Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        with pytest.raises(BadRequest, match="Bad webhook"):
            await bot.set_webhook(url)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_the_flood_control_counts_and_says_how_long(telegram: TelegramDouble, bot: Bot) -> None:
    telegram.flood = FloodControl()
    ana = telegram.person("Ana")
    await bot.send_message(ana.id, "one")
    with pytest.raises(RetryAfter, match="1 seconds"):
        await bot.send_message(ana.id, "two")
    assert (telegram.flood.violations, len(telegram.said)) == (1, 1)


async def test_an_unknown_token_and_one_of_no_form_are_told_apart(telegram: TelegramDouble) -> None:
    statuses = []
    async with aiohttp.ClientSession() as session:
        for token in ("1234:another-token-000000000", "nonsense"):
            async with session.get(f"{telegram.url}/bot{token}/getMe") as response:
                statuses.append(response.status)
    stranger = Bot("4000001:AAF-gone-000000000", base_url=f"{telegram.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    assert statuses == [401, 404]


async def test_cut_connections_reach_the_client_whether_the_message_was_accepted_or_not(
    telegram: TelegramDouble, bot: Bot
) -> None:
    ana = telegram.person("Ana")
    for accepted in (False, True):
        telegram.faults.cut("sendMessage", accepted=accepted)
        with pytest.raises(NetworkError):
            await bot.send_message(ana.id, f"accepted: {accepted}")
    assert [post.text for post in telegram.said] == ["accepted: True"]


async def test_in_privacy_mode_the_bot_sees_what_is_for_it_and_without_it_all(telegram: TelegramDouble) -> None:
    ana = telegram.person("Ana")
    group = telegram.group("Dev", ana)
    answer = telegram.world.post(group, telegram.world.bot, "I am here")
    for text in ("hello all", "/remind x", "hey @remindbot"):
        telegram.say(ana, text, group)
    telegram.say(ana, "done", group, reply_to=answer)
    seen = [update["message"]["text"] for update in telegram.updates.pending]
    telegram.privacy = False
    telegram.say(ana, "hello all", group)
    assert seen == ["/remind x", "hey @remindbot", "done"]
    assert len(telegram.updates.pending) == 4


async def test_members_and_rights_are_read_by_the_library(telegram: TelegramDouble, bot: Bot) -> None:
    ana, bo = telegram.person("Ana"), telegram.person("Bo")
    group = telegram.group("Dev", ana, bo)
    group.status |= {ana.id: "administrator", bo.id: "restricted"}
    statuses = [(await bot.get_chat_member(group.id, person.id)).status for person in (ana, bo, telegram.world.bot)]
    admins = [member.user.id for member in await bot.get_chat_administrators(group.id)]
    assert (statuses, admins) == (["administrator", "restricted", "member"], [ana.id])
    assert (await bot.get_chat(group.id)).permissions.can_send_messages
    with contextlib.suppress(BadRequest):
        await bot.send_chat_action(group.id, "typing")
