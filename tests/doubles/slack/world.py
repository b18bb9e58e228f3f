"""What the workspace holds: people, conversations, messages, ephemeral messages, views, home tabs.

No HTTP and no events here.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
TEAM, APP, BOT, BOT_ID = "T0ACME", "A0REMIND", "U0REMINDBOT", "B0REMIND"
SCOPES = frozenset(
    (
        *("app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "connections:write"),
        *(
            "groups:history",
            "groups:read",
            "im:history",
            "im:read",
            "im:write",
            "mpim:history",
            "mpim:read",
            "users:read",
        ),
    )
)


class ApiError(Exception):
    """An answer {"ok": false, "error": …} with its HTTP status and headers."""

    def __init__(self, error: str, *, status: int = 200, headers: Json | None = None, **more: Any) -> None:
        super().__init__(error)
        self.status, self.headers = status, headers or {}
        self.body: Json = {"ok": False, "error": error, **more}


@dataclass
class Ephemeral:
    channel: str
    user: str
    message: Json


@dataclass
class World:
    bot_token: str = "xoxb-acme-bot"
    app_token: str = "xapp-acme-app"
    signing_secret: str = "signing-secret-of-acme"
    url: str = "https://acme.slack.com/"
    users: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    views: list[Json] = field(default_factory=list)
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    revoked: str | None = None
    cannot_be_written_to: set[str] = field(default_factory=set)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.add_user("remindbot", user_id=BOT, is_bot=True)

    def add_user(
        self, name: str, *, user_id: str | None = None, tz: str | None = "Europe/Copenhagen", **more: Any
    ) -> str:
        user_id = user_id or f"U{next(self._numbers):04}{name.upper()[:6]}"
        display_name = more.pop("display_name", "")
        real_name = more.pop("real_name", name.title())
        profile = {"display_name": display_name, "real_name": real_name}
        user = {"id": user_id, "team_id": TEAM, "name": name, "real_name": real_name, "profile": profile}
        user |= {"deleted": False, "is_bot": False, "locale": "en-GB", "updated": 1} | more
        if tz is not None:
            user |= {"tz": tz, "tz_label": tz, "tz_offset": 0}
        self.users[user_id] = user
        return user_id

    def add_channel(self, name: str, *members: str, private: bool = False, bot_in_it: bool = True) -> str:
        channel = f"C{next(self._numbers):04}{name.upper()[:6]}"
        self._add(channel, name=name, is_channel=True, is_private=private)
        self.channels[channel]["members"] = [*members, *([BOT] if bot_in_it else [])]
        return channel

    def direct(self, user: str) -> str:
        """The conversation between this person and the bot, opened when it is not yet."""
        for channel in self.channels.values():
            if channel["is_im"] and channel["members"] == [user, BOT]:
                return str(channel["id"])
        channel_id = f"D{next(self._numbers):04}{user[1:7]}"
        self._add(channel_id, is_im=True, user=user)
        self.channels[channel_id]["members"] = [user, BOT]
        return channel_id

    def between(self, one: str, other: str) -> str:
        """A direct conversation that the bot is not in."""
        channel = f"D{next(self._numbers):04}OTHERS"
        self._add(channel, is_im=True, user=other)
        self.channels[channel]["members"] = [one, other]
        return channel

    def _add(self, channel: str, **values: Any) -> None:
        plain = {
            "id": channel,
            "name": None,
            "is_channel": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": False,
        }
        self.channels[channel] = plain | {"is_archived": False, "members": []} | values
        self.messages[channel] = []

    def take_ts(self) -> str:
        """The next message's timestamp: its id within a channel, never given twice."""
        return f"{int(time.time())}.{next(self._numbers):06}"

    def post(self, channel: str, message: Json) -> Json:
        message = {"type": "message", "ts": self.take_ts(), "team": TEAM} | message
        parent = message.get("thread_ts") and self.message(channel, message["thread_ts"])
        if parent:
            parent.setdefault("thread_ts", parent["ts"])
            parent["reply_count"] = parent.get("reply_count", 0) + 1
            parent["latest_reply"] = message["ts"]
            message["parent_user_id"] = parent.get("user")
        self.messages[channel].append(message)
        return message

    def message(self, channel: str, ts: str) -> Json | None:
        return next((one for one in reversed(self.messages.get(channel, [])) if one["ts"] == ts), None)

    def posted(self, channel: str) -> list[Json]:
        """What the bot posted there, the oldest first."""
        return [one for one in self.messages.get(channel, []) if one.get("bot_id") == BOT_ID]


def text_of(message: Json) -> str:
    """What a person sees of a message: its rich text, emoji as :name:, without the buttons."""
    blocks = [block for block in message.get("blocks", []) if block["type"] == "rich_text"]
    if not blocks:
        return str(message.get("text", ""))
    return "".join(_shown(element) for block in blocks for part in block["elements"] for element in part["elements"])


def _shown(element: Json) -> str:
    if element["type"] == "emoji":
        return f":{element['name']}:"
    return str(element.get("text") or element.get("url", ""))


def buttons_of(message: Json) -> dict[str, Json]:
    """Label -> element, with the block_id that a press carries."""
    found = {}
    for block in message.get("blocks", []):
        for element in block.get("elements", []) if block["type"] == "actions" else ():
            found[element["text"]["text"]] = {"block_id": block.get("block_id"), **element}
    return found
