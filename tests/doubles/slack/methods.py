"""The Web API's methods, as far as an assistant needs them: arguments in, the answer out, errors by their documented names.

No HTTP here: server.py reads the request, checks the token and the limits, and writes the answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.doubles.slack.world import APP, BOT, BOT_ID, TEAM, ApiError, Ephemeral, Json, World

_SCOPES = {
    "chat.postMessage": "chat:write", "chat.postEphemeral": "chat:write", "chat.update": "chat:write",
    "users.info": "users:read", "users.list": "users:read", "conversations.open": "im:write",
    "conversations.members": "channels:read", "users.conversations": "channels:read",
}  # fmt: skip


class Methods:
    def __init__(self, world: World) -> None:
        self.world = world
        self._by_name: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "conversations.open": self._open,
            "conversations.info": self._info,
            "conversations.members": self._members,
            "conversations.list": self._list,
            "users.conversations": self._mine,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "users.info": self._user,
            "users.list": self._users,
            "views.open": self._open_view,
            "views.publish": self._publish,
        }

    def call(self, name: str, args: Json) -> Json:
        """Raises ApiError."""
        if name not in self._by_name:
            raise ApiError("unknown_method", req_method=name)
        scope = _SCOPES.get(name)
        if scope and scope not in self.world.scopes:
            raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(self.world.scopes)))
        return {"ok": True, **self._by_name[name](args)}

    def _auth_test(self, args: Json) -> Json:
        team = {"url": self.world.url, "team": "Acme", "team_id": TEAM}
        return team | {"user": "remindbot", "user_id": BOT, "bot_id": BOT_ID, "is_enterprise_install": False}

    def _post_message(self, args: Json) -> Json:
        channel = self._writable(args)
        message = self._message(args) | {"user": BOT, "bot_id": BOT_ID, "app_id": APP}
        if args.get("thread_ts"):
            if not self.world.message(channel, str(args["thread_ts"])):
                raise ApiError("thread_not_found")
            message["thread_ts"] = str(args["thread_ts"])
        if args.get("metadata"):
            message["metadata"] = _object(args["metadata"])
        message = self.world.post(channel, message)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def _post_ephemeral(self, args: Json) -> Json:
        channel = self._writable(args)
        user = str(_need(args, "user"))
        if user not in self.world.channels[channel]["members"]:
            raise ApiError("user_not_in_channel")
        message = self._message(args) | {"ts": self.world.take_ts(), "user": BOT, "bot_id": BOT_ID}
        self.world.ephemerals.append(Ephemeral(channel, user, message))
        return {"message_ts": message["ts"]}

    def _update(self, args: Json) -> Json:
        channel, ts = str(_need(args, "channel")), str(_need(args, "ts"))
        message = self.world.message(channel, ts)
        if message is None:
            raise ApiError("message_not_found")
        if message.get("user") != BOT:
            raise ApiError("cant_update_message")
        message.pop("blocks", None)
        message.update(self._message(args) | {"edited": {"user": BOT, "ts": self.world.take_ts()}})
        return {"channel": channel, "ts": ts, "text": message["text"], "message": message}

    def _message(self, args: Json) -> Json:
        """Text and blocks, checked as Slack checks them."""
        blocks = _object(args.get("blocks")) or []
        text = str(args.get("text") or "")
        if not blocks and not text:
            raise ApiError("no_text")
        if len(text) > 40_000:
            raise ApiError("msg_too_long")
        problems = list(block_problems(blocks, most=50))
        if problems:
            raise ApiError("invalid_blocks", response_metadata={"messages": problems})
        return {"text": text} | ({"blocks": blocks} if blocks else {})

    def _writable(self, args: Json) -> str:
        """The conversation to write to; a person's id stands for the bot's conversation with them."""
        given = str(_need(args, "channel"))
        if given in self.world.users:
            given = str(self._open({"users": given})["channel"]["id"])
        channel = self._known(given)
        if channel["is_archived"]:
            raise ApiError("is_archived")
        if BOT not in channel["members"]:
            raise ApiError("channel_not_found" if channel["is_private"] or channel["is_im"] else "not_in_channel")
        if channel["is_im"] and self.world.users[channel["user"]]["deleted"]:
            raise ApiError("channel_not_found")
        if given in self.world.cannot_be_written_to:
            raise ApiError("restricted_action")
        return given

    def _known(self, channel: str) -> Json:
        if channel not in self.world.channels:
            raise ApiError("channel_not_found")
        return self.world.channels[channel]

    def _open(self, args: Json) -> Json:
        user = str(_need(args, "users"))
        if user not in self.world.users:
            raise ApiError("user_not_found")
        if self.world.users[user]["deleted"]:
            raise ApiError("user_disabled")
        if self.world.users[user]["is_bot"]:
            raise ApiError("cannot_dm_bot")
        return {"channel": {"id": self.world.direct(user)}}

    def _info(self, args: Json) -> Json:
        channel = self._known(str(_need(args, "channel")))
        if BOT not in channel["members"] and (channel["is_private"] or channel["is_im"]):
            raise ApiError("channel_not_found")
        return {"channel": _seen(channel)}

    def _members(self, args: Json) -> Json:
        return _page("members", self._known(str(_need(args, "channel")))["members"], args)

    def _list(self, args: Json) -> Json:
        types = _types(args)
        public = [one for one in self.world.channels.values() if one["is_channel"] and not one["is_private"]]
        mine = [one for one in self.world.channels.values() if BOT in one["members"] and one not in public]
        return _page("channels", [_seen(one) for one in [*public, *mine] if _type(one) in types], args)

    def _mine(self, args: Json) -> Json:
        types = _types(args)
        mine = [one for one in self.world.channels.values() if BOT in one["members"] and _type(one) in types]
        return _page("channels", [_seen(one) for one in mine], args)

    def _history(self, args: Json) -> Json:
        channel = self._readable(args)
        found = [one for one in self.world.messages[channel] if one.get("thread_ts") in (None, one["ts"])]
        return self._messages(found, args, newest_first=True)

    def _replies(self, args: Json) -> Json:
        channel, ts = self._readable(args), str(_need(args, "ts"))
        found = [one for one in self.world.messages[channel] if ts in (one["ts"], one.get("thread_ts"))]
        if not found:
            raise ApiError("thread_not_found")
        return self._messages(found, args, newest_first=False)

    def _readable(self, args: Json) -> str:
        channel = str(_need(args, "channel"))
        if BOT not in self._known(channel)["members"]:
            raise ApiError("not_in_channel")
        return channel

    def _messages(self, found: list[Json], args: Json, *, newest_first: bool) -> Json:
        oldest, latest = str(args.get("oldest") or "0"), str(args.get("latest") or "9" * 12)
        chosen = [dict(one) for one in found if _number(oldest) < _number(one["ts"]) < _number(latest)]
        if not args.get("include_all_metadata"):
            for message in chosen:
                message.pop("metadata", None)
        return _page("messages", chosen[::-1] if newest_first else chosen, args)

    def _user(self, args: Json) -> Json:
        user = self.world.users.get(str(_need(args, "user")))
        if user is None:
            raise ApiError("user_not_found")
        return {"user": _localised(user, args)}

    def _users(self, args: Json) -> Json:
        return _page("members", [_localised(user, args) for user in self.world.users.values()], args)

    def _open_view(self, args: Json) -> Json:
        view = _object(_need(args, "view"))
        if not str(_need(args, "trigger_id")).startswith("trigger-"):
            raise ApiError("invalid_trigger_id")
        view = {
            "id": f"V{len(self.world.views) + 1:06}",
            "team_id": TEAM,
            "app_id": APP,
            "state": {"values": {}},
        } | view
        self.world.views.append(view)
        return {"view": view}

    def _publish(self, args: Json) -> Json:
        view, user = _object(_need(args, "view")), str(_need(args, "user_id"))
        problems = list(block_problems(view.get("blocks", []), most=100))
        if view.get("type") != "home" or problems:
            raise ApiError("invalid_arguments", response_metadata={"messages": problems})
        self.world.homes[user] = view
        return {"view": view}


def block_problems(blocks: Any, most: int) -> list[str]:
    """What Slack would refuse, by the limits that its Block Kit reference gives."""
    if not isinstance(blocks, list) or len(blocks) > most:
        return [f"no more than {most} items allowed [json-pointer:/blocks]"]
    problems, seen = [], set()
    for number, block in enumerate(blocks):
        place = f"[json-pointer:/blocks/{number}]"
        block_id = block.get("block_id")
        if block_id is not None and (len(block_id) > 255 or block_id in seen):
            problems.append(f"bad block_id {place}")
        seen.add(block_id)
        if block["type"] == "section" and not 0 < len(block["text"]["text"]) <= 3000:
            problems.append(f"section text {place}")
        if block["type"] == "rich_text" and not any(part["elements"] for part in block["elements"]):
            problems.append(f"empty rich text {place}")
        if block["type"] == "actions":
            problems += _action_problems(block["elements"], place)
    return problems


def _action_problems(elements: list[Json], place: str) -> list[str]:
    ids = [element.get("action_id") for element in elements]
    problems = [f"action_id twice {place}"] if len(set(ids)) < len(ids) else []
    if not 0 < len(elements) <= 25:
        problems.append(f"1 to 25 elements {place}")
    for element in elements:
        if not 0 < len(element["text"]["text"]) <= 75:
            problems.append(f"button text {place}")
        if len(element.get("value", "")) > 2000:
            problems.append(f"button value {place}")
        if element.get("style") not in (None, "primary", "danger"):
            problems.append(f"button style {place}")
    return problems


def _need(args: Json, name: str) -> Any:
    if args.get(name) in (None, ""):
        raise ApiError("invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]})
    return args[name]


def _object(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _types(args: Json) -> set[str]:
    return set(str(args.get("types") or "public_channel").split(","))


def _type(channel: Json) -> str:
    if channel["is_im"]:
        return "im"
    return "private_channel" if channel["is_private"] else "public_channel"


def _seen(channel: Json) -> Json:
    """A conversation as the bot is shown it."""
    return {key: value for key, value in channel.items() if key != "members"} | {"is_member": BOT in channel["members"]}


def _localised(user: Json, args: Json) -> Json:
    wanted = str(args.get("include_locale")).lower() in ("1", "true")
    return user if wanted else {key: value for key, value in user.items() if key != "locale"}


def _page(name: str, found: list[Any], args: Json) -> Json:
    start, limit = int(args.get("cursor") or 0), int(args.get("limit") or 100)
    rest = start + limit < len(found)
    cursor = {"response_metadata": {"next_cursor": str(start + limit) if rest else ""}}
    return {name: found[start : start + limit], "has_more": rest} | cursor


def _number(ts: str) -> tuple[int, int]:
    seconds, _, fraction = ts.partition(".")
    return int(seconds), int(fraction or 0)
