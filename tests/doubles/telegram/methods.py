"""The Bot API's methods, as far as this project calls them, with the refusals of the real server (Bot API, "Available methods").

Each takes the double and the parameters and returns the result, or raises Refused.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.doubles.telegram.entities import TEXT_LENGTH, detect, trim, units
from tests.doubles.telegram.faults import Refused
from tests.doubles.telegram.world import Chat, Post, World

if TYPE_CHECKING:
    from tests.doubles.telegram.server import TelegramDouble

Json = dict[str, Any]
_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def get_me(double: TelegramDouble, _: Json) -> Json:
    privacy = {"can_join_groups": True, "can_read_all_group_messages": not double.privacy}
    return double.world.bot.json() | privacy | {"supports_inline_queries": False, "has_main_web_app": False}


async def get_updates(double: TelegramDouble, params: Json) -> list[Json]:
    return await double.updates.get(params)


async def set_webhook(double: TelegramDouble, params: Json) -> bool:
    return double.updates.set_webhook(params)


async def delete_webhook(double: TelegramDouble, params: Json) -> bool:
    return double.updates.set_webhook({"drop_pending_updates": params.get("drop_pending_updates")})


async def get_webhook_info(double: TelegramDouble, _: Json) -> Json:
    return double.updates.webhook_info()


async def send_message(double: TelegramDouble, params: Json) -> Json:
    world = double.world
    chat = _chat_to_write_to(world, params)
    text, entities = _text(params)
    topic = params.get("message_thread_id")
    if topic is not None and int(topic) not in chat.topics:
        raise Refused(400, "Bad Request: message thread not found")
    if topic is not None and int(topic) in chat.closed_topics:
        raise Refused(400, "Bad Request: TOPIC_CLOSED")
    keyboard = _keyboard(params)
    preview = not (params.get("link_preview_options") or {}).get("is_disabled", False)
    more = {"topic": int(topic) if topic is not None else None, "reply_to": _replied(world, chat, params)}
    return world.post(chat, world.bot, text, entities, keyboard=keyboard, link_preview=preview, **more).json()


async def edit_message_text(double: TelegramDouble, params: Json) -> Json:
    post = _own_post(double.world, params, "edit")
    text, given = _text(params)
    content = (text, detect(text, given), _keyboard(params))
    if content == (post.text, post.entities, post.keyboard):
        raise Refused(400, _SAME)
    post.text, post.entities, post.keyboard = content
    post.edits += 1
    return post.json()


async def delete_message(double: TelegramDouble, params: Json) -> bool:
    _own_post(double.world, params, "delete").deleted = True
    return True


async def answer_callback_query(double: TelegramDouble, params: Json) -> bool:
    query = str(params.get("callback_query_id"))
    if query not in double.open_presses:
        raise Refused(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )  # fmt: skip
    double.open_presses.discard(query)
    double.answered_presses.append(query)
    return True


async def send_chat_action(double: TelegramDouble, params: Json) -> bool:
    _chat_to_write_to(double.world, params)
    return True


async def get_chat(double: TelegramDouble, params: Json) -> Json:
    chat = _chat(double.world, params)
    limits = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    return chat.json() | limits | {"permissions": {"can_send_messages": chat.members_may_post}}


async def get_chat_member(double: TelegramDouble, params: Json) -> Json:
    chat = _chat(double.world, params)
    person = double.world.people.get(int(params.get("user_id", 0))) or double.world.bot
    if person.id != int(params.get("user_id", 0)):
        raise Refused(400, "Bad Request: member not found")
    return _member(chat, person)


async def get_chat_administrators(double: TelegramDouble, params: Json) -> list[Json]:
    chat = _chat(double.world, params)
    everybody = [*double.world.people.values(), double.world.bot]
    return [_member(chat, person) for person in everybody if chat.status.get(person.id) in ("administrator", "creator")]


async def set_my_commands(double: TelegramDouble, params: Json) -> bool:
    double.commands[params.get("language_code", "")] = params["commands"]
    return True


Method = Callable[["TelegramDouble", Json], Awaitable[Any]]
METHODS: dict[str, Method] = {
    "getMe": get_me, "getUpdates": get_updates, "setWebhook": set_webhook, "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info, "sendMessage": send_message, "editMessageText": edit_message_text,
    "deleteMessage": delete_message, "answerCallbackQuery": answer_callback_query, "sendChatAction": send_chat_action,
    "getChat": get_chat, "getChatMember": get_chat_member, "getChatAdministrators": get_chat_administrators,
    "setMyCommands": set_my_commands,
}  # fmt: skip
_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_MAY = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
    "can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics", "can_edit_tag", "can_react_to_messages",
)  # fmt: skip


def _member(chat: Chat, person: Any) -> Json:
    status = chat.status.get(person.id, "left")
    member: Json = {"status": status, "user": person.json()}
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, True)
    if status == "creator":
        member |= {"is_anonymous": False}
    if status == "restricted":
        member |= dict.fromkeys(_MAY, False) | {"is_member": True, "until_date": 0}
    if status == "kicked":
        member |= {"until_date": 0}
    return member


def _chat(world: World, params: Json) -> Chat:
    wanted = str(params.get("chat_id", ""))
    by_name = [chat for chat in world.chats.values() if chat.type != "private" and f"@{chat.username}" == wanted]
    chat = by_name[0] if by_name else None
    if wanted.lstrip("-").isdigit():
        chat = world.chats.get(int(wanted))
    if chat is None or chat.gone:
        raise Refused(400, "Bad Request: chat not found")
    return chat


def _chat_to_write_to(world: World, params: Json) -> Chat:
    chat = _chat(world, params)
    if chat.person is not None:
        if chat.person.deleted:
            raise Refused(403, "Forbidden: user is deactivated")
        if chat.person.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not chat.person.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        return chat
    if chat.migrated_to is not None:
        raise Refused(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    status = chat.status.get(world.bot.id, "left")
    if status in ("left", "kicked"):
        what = "was kicked from" if status == "kicked" else "is not a member of"
        raise Refused(403, f"Forbidden: bot {what} the {chat.type} chat")
    if not chat.may_post(world.bot.id):
        raise Refused(400, "Bad Request: not enough rights to send text messages to the chat")
    return chat


def _text(params: Json) -> tuple[str, list[Json]]:
    if params.get("parse_mode"):
        raise Refused(400, "Bad Request: this double reads entities only, no parse_mode")
    given = params.get("entities") or []
    length = units(str(params.get("text", "")))
    if any(entity["offset"] < 0 or entity["offset"] + entity["length"] > length for entity in given):
        raise Refused(400, "Bad Request: entity is out of the text")
    text, entities = trim(str(params.get("text", "")), given)
    if not text:
        raise Refused(400, "Bad Request: message text is empty")
    if units(text) > TEXT_LENGTH:
        raise Refused(400, "Bad Request: message is too long")
    return text, entities


def _keyboard(params: Json) -> list[list[Json]]:
    rows: list[list[Json]] = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if not 1 <= len(str(button.get("callback_data", "")).encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        if not str(button.get("text", "")).strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if button.get("style") not in (None, "primary", "success", "danger"):
            raise Refused(400, "Bad Request: can't parse inline keyboard button: unknown style")
    return rows


def _replied(world: World, chat: Chat, params: Json) -> Post | None:
    reply = params.get("reply_parameters") or {}
    if not reply:
        return None
    post = world.posts.get((chat.id, int(reply["message_id"])))
    if (post is None or post.deleted) and not reply.get("allow_sending_without_reply"):
        raise Refused(400, "Bad Request: message to be replied not found")
    return None if post is None or post.deleted else post


def _own_post(world: World, params: Json, change: str) -> Post:
    chat = _chat_to_write_to(world, params)
    post = world.posts.get((chat.id, int(params.get("message_id") or 0)))
    if post is None or post.deleted:
        raise Refused(400, f"Bad Request: message to {change} not found")
    if post.sender is not world.bot:
        raise Refused(400, f"Bad Request: message can't be {change.removesuffix('e')}ed")
    return post
