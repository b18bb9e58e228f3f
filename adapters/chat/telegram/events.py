"""A Telegram update read as what it means to the assistant: somebody wrote, somebody pressed, or nothing for us. Pure.

What is meant for the bot in a group: a command, a message that names it, a reply to something it said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User

from bot.domain.message import WORKSPACE, Address, ButtonPress, IncomingMessage, Mention, Profile, Quote

PLATFORM = "telegram"
COMMANDS = ("remind", "list", "timezone", "help")
_LONG_AGO = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Me:
    """The bot, as Telegram knows it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """Not for the assistant; why is one word, to be counted."""

    why: str


Event = IncomingMessage | ButtonPress | Ignored
FindPerson = Callable[[str], frozenset[int]]
_NOT_OURS = ("", 0)


def to_event(update: Update, me: Me, now: datetime, find: FindPerson) -> Event:
    """now: UTC. find: who bears a username, since Telegram itself tells only of people without one."""
    if update.callback_query is not None:
        return to_press(update.callback_query, now)
    if update.message is not None:
        return to_message(update.message, me, now, find)
    return Ignored("other_update")


def to_press(query: CallbackQuery, now: datetime) -> ButtonPress | Ignored:
    if query.from_user.is_bot:
        return Ignored("bot")
    if query.message is None or not query.data:
        return Ignored("press_without_message")
    thread = _topic(query.message) if isinstance(query.message, Message) else None
    address = Address(PLATFORM, str(query.message.chat.id), thread, str(query.from_user.id))
    return ButtonPress(
        WORKSPACE, address, to_profile(query.from_user), query.data, f"press:{query.id}", now,
        message_ref=str(query.message.message_id),
    )  # fmt: skip


def to_message(message: Message, me: Me, now: datetime, find: FindPerson) -> IncomingMessage | Ignored:
    sender = message.from_user
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return Ignored("bot")
    written = message.text or message.caption
    if not written:
        return Ignored("no_text")
    direct = message.chat.type == Chat.PRIVATE
    command = _command(message, me)
    if command is None and not direct and not _names(message, me) and not _answers(message, me):
        return Ignored("not_for_us")
    if command == _NOT_OURS:
        return Ignored("other_bots_command")
    written, mentions = with_mentions(message, me, find)
    text = _name_of(me).sub("", written).strip() if command is None else _in_words(*command, written)
    return IncomingMessage(
        WORKSPACE,
        Address(PLATFORM, str(message.chat.id), _topic(message), str(sender.id)),
        to_profile(sender),
        text,
        f"message:{message.chat.id}:{message.message_id}",
        message.date if now - message.date > _LONG_AGO else now,
        direct=direct,
        permalink=_link(message),
        about=_about(message, me),
        mentions=mentions,
        quoted=_quoted(message, me),
    )


def to_profile(user: User) -> Profile:
    """Telegram tells no time zone. Its language is the one of the person's app."""
    return Profile(str(user.id), user.full_name, None, user.language_code, user.username or "")


def alias_of(user: User) -> str:
    """The name by which a person without a username can be written: "Ana Lind" is @Ana_Lind."""
    return user.username or "_".join(re.findall(r"\w+", user.full_name)) or str(user.id)


def _command(message: Message, me: Me) -> tuple[str, int] | None:
    """A command's name, and where in the text it ends; None where there is none, _NOT_OURS where it is another bot's."""
    first = next((e for e in message.entities if e.type == MessageEntity.BOT_COMMAND and e.offset == 0), None)
    if first is None or message.text is None:
        return None
    name, _, bot = message.text[1 : first.length].partition("@")
    if bot and bot.lower() != me.username.lower():
        return _NOT_OURS
    if not bot and message.chat.type != Chat.PRIVATE and name not in (*COMMANDS, "start", "link"):
        return _NOT_OURS
    return name.lower(), first.length


def _in_words(command: str, end: int, text: str) -> str:
    """As typed, without the bot's name: by the slash "/remind list" is told from a wish to be reminded of a list."""
    rest = text[end:].strip()
    if command == "start":
        return f"/link {rest}" if rest else "/help"
    if command == "timezone" and not rest:
        return "/help timezone"
    return f"/{command} {rest}".strip()


def with_mentions(message: Message, me: Me, find: FindPerson) -> tuple[str, tuple[Mention, ...]]:
    """The text, with people who have no username written like the others, and who is named in it, in order."""
    entities = (*message.entities, *message.caption_entities)
    text, mentions, taken = message.text or message.caption or "", [], dict[str, int]()
    raw = text.encode("utf-16-le", "surrogatepass")
    named = [entity for entity in entities if entity.type in (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)]
    for entity in sorted(named, key=lambda entity: -entity.offset):
        start, end = entity.offset * 2, (entity.offset + entity.length) * 2
        typed = raw[start:end].decode("utf-16-le", "replace")
        bearers = frozenset({entity.user.id}) if entity.user is not None else find(typed.removeprefix("@"))
        if entity.user is not None:
            typed = _free_alias(entity.user, taken)
            raw = raw[:start] + typed.encode("utf-16-le") + raw[end:]
        if len(bearers) == 1 and typed.lower() != f"@{me.username}".lower():
            mentions.append(Mention(typed, str(next(iter(bearers)))))
    return raw.decode("utf-16-le", "replace"), tuple(reversed(mentions))


def _free_alias(user: User, taken: dict[str, int]) -> str:
    """Two people of one name in one message are told apart by their ids."""
    alias = f"@{alias_of(user)}"
    return alias if taken.setdefault(alias, user.id) == user.id else f"{alias}_{user.id}"


def _names(message: Message, me: Me) -> bool:
    return _name_of(me).search(message.text or message.caption or "") is not None


def _name_of(me: Me) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@/])@{re.escape(me.username)}\b[,:]?\s*", re.IGNORECASE)


def _answers(message: Message, me: Me) -> bool:
    return message.reply_to_message is not None and _is_mine(message.reply_to_message, me)


def _is_mine(message: Message, me: Me) -> bool:
    return message.from_user is not None and message.from_user.id == me.id


def _original(message: Message, me: Me) -> Message | None:
    """A reply to somebody's message is about it. A topic's first message is "replied to" by all in it, and means nothing."""
    original = message.reply_to_message
    if original is None or _is_mine(original, me) or original.forum_topic_created is not None:
        return None
    return original


def _about(message: Message, me: Me) -> str | None:
    original = _original(message, me)
    return _link(original) if original else None


def _quoted(message: Message, me: Me) -> Quote | None:
    """What the reply marked of it, else all of it."""
    original = _original(message, me)
    text = (message.quote.text if message.quote else None) or (original and (original.text or original.caption))
    if original is None or not text:
        return None
    sender = original.from_user
    own = message.from_user is not None and sender is not None and sender.id == message.from_user.id
    return Quote(text, sender.full_name if sender is not None and not own else "")


def _link(message: Message) -> str | None:
    """Only messages of supergroups and channels have an address. Inside a private one it works for members."""
    if message.chat.type in (Chat.PRIVATE, Chat.GROUP):
        return None
    room = message.chat.username or f"c/{str(message.chat.id).removeprefix('-100')}"
    return f"https://t.me/{room}/{message.message_id}"


def _topic(message: Message) -> str | None:
    """In groups without topics a reply carries a thread id too, which is no place to write to."""
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None
