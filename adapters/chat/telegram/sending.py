"""What the bot says, on its way out: split, sent once each, answered to the right message, edited, all errors told as DeliveryError."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.error import ChatMigrated, TelegramError

from adapters.chat.recent import Recent
from adapters.chat.telegram.bot import TelegramBot
from adapters.chat.telegram.directory import Directory
from adapters.chat.telegram.failures import is_about, to_delivery_error
from adapters.chat.telegram.texts import Part, to_keyboard, to_parts
from adapters.chat.telegram.turns import Turns
from adapters.chat.window import Urgency
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Edit, Message
from bot.ports import Clock

Result = TypeVar("Result")
_REMEMBERED = 20_000
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(slots=True)
class _Progress:
    """The ids of the parts that Telegram has, in order."""

    sent: list[int] = field(default_factory=list)
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    chat: int
    topic: int | None

    @property
    def is_group(self) -> bool:
        return self.chat < 0


class Sending:
    """Telegram has no idempotency key. So what was sent under a key is remembered here, and a second try goes on where the first broke off.

    What is not known is whether a message arrived whose answer was lost; the error then says so.
    """

    def __init__(self, bot: TelegramBot, directory: Directory, clock: Clock) -> None:
        self._bot, self._directory, self._clock = bot, directory, clock
        self._turns: Turns[UUID] = Turns()
        self._progress: Recent[UUID, _Progress] = Recent(_REMEMBERED)

    async def send(self, key: UUID, address: Address, message: Message, urgency: Urgency) -> str:
        """The ids of Telegram's messages, joined by commas; the last one carries the buttons. Raises DeliveryError."""
        place = _place(address)
        parts = to_parts(message, in_group=place.is_group)
        if not parts:
            raise DeliveryError("there is nothing in the message", permanent=True)
        async with self._turns.take(key):
            progress = self._remember(key)
            if not progress.done:
                answers = self._asked(place, address) if urgency is Urgency.ANSWER else None
                for number in range(len(progress.sent), len(parts)):
                    keyboard = to_keyboard(message.buttons) if number == len(parts) - 1 else None
                    replied = answers if number == 0 else None
                    progress.sent.append(await self._told(self._post(place, parts[number], keyboard, replied, urgency)))
                progress.done = True
            return ",".join(str(number) for number in progress.sent)

    async def edit(self, edit: Edit) -> None:
        """Parts that are too many are deleted, those that are missing are added. Raises DeliveryError."""
        place = _place(edit.address)
        parts = to_parts(edit.message, in_group=place.is_group)
        numbers = [int(number) for number in edit.message_ref.split(",")]
        for index, part in enumerate(parts):
            keyboard = to_keyboard(edit.message.buttons) if index == len(parts) - 1 else None
            if index < len(numbers):
                await self._told(self._change(place, numbers[index], part, keyboard))
            else:
                await self._told(self._post(place, part, keyboard, None, Urgency.ANSWER))
        for number in numbers[len(parts) :]:
            await self._told(self._remove(place, number))

    async def _post(
        self, place: _Place, part: Part, keyboard: InlineKeyboardMarkup | None, replied: int | None, urgency: Urgency
    ) -> int:
        async def post(chat: int, topic: int | None) -> int:
            reply = None if replied is None else ReplyParameters(replied, allow_sending_without_reply=True)
            sent = await self._bot.send_message(
                chat, part.text, entities=part.entities, reply_markup=keyboard, message_thread_id=topic,
                reply_parameters=reply, link_preview_options=_NO_PREVIEW, rate_limit_args=urgency,
            )  # fmt: skip
            return sent.message_id

        try:
            return await self._wherever_it_moved(place.chat, lambda chat: post(chat, place.topic))
        except TelegramError as error:
            if place.topic is None or not is_about(error, "message thread not found"):
                raise
            return await self._wherever_it_moved(place.chat, lambda chat: post(chat, None))

    async def _change(self, place: _Place, number: int, part: Part, keyboard: InlineKeyboardMarkup | None) -> None:
        async def change(chat: int) -> object:
            return await self._bot.edit_message_text(
                part.text, chat, number, entities=part.entities, reply_markup=keyboard, link_preview_options=_NO_PREVIEW,
                rate_limit_args=Urgency.ANSWER,
            )  # fmt: skip

        try:
            await self._wherever_it_moved(place.chat, change)
        except TelegramError as error:
            if not is_about(error, "message is not modified"):
                raise

    async def _remove(self, place: _Place, number: int) -> None:
        async def remove(chat: int) -> object:
            return await self._bot.delete_message(chat, number, rate_limit_args=Urgency.ANSWER)

        try:
            await self._wherever_it_moved(place.chat, remove)
        except TelegramError as error:
            if not is_about(error, "message to delete not found", "message can't be deleted"):
                raise

    async def _wherever_it_moved(self, chat: int, action: Callable[[int], Awaitable[Result]]) -> Result:
        """A group that became a supergroup has a new id; what was stored for it still names the old one."""
        chat = self._directory.moved.get(chat, chat)
        try:
            return await action(chat)
        except ChatMigrated as moved:
            self._directory.moved[chat] = moved.new_chat_id
            return await action(moved.new_chat_id)

    async def _told(self, action: Awaitable[Result]) -> Result:
        try:
            return await action
        except TelegramError as error:
            raise to_delivery_error(error, self._clock.now()) from error

    def _asked(self, place: _Place, address: Address) -> int | None:
        """In a group an answer is a reply: there several talk at once."""
        if not place.is_group or address.user is None or not address.user.isdecimal():
            return None
        return self._directory.asked(place.chat, int(address.user))

    def _remember(self, key: UUID) -> _Progress:
        progress = self._progress.get(key) or _Progress()
        self._progress.keep(key, progress)
        return progress


def _place(address: Address) -> _Place:
    """Raises DeliveryError for a room that cannot be one of Telegram's."""
    try:
        return _Place(int(address.room), None if address.thread is None else int(address.thread))
    except ValueError:
        raise DeliveryError("this is no room of Telegram's", permanent=True) from None
