"""Posts: what the server says somebody wrote, read into one value; anything else is Malformed. Decides nothing about it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
LONGEST = 100_000  # characters; no server allows that many in a post
_MACHINE_PROPS = ("from_bot", "from_webhook", "from_plugin")
MENTION = re.compile(r"(?<![\w.@-])@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)
ROOM = re.compile(r"(?<![\w~])~([a-z0-9][a-z0-9_-]*)", re.IGNORECASE)


class Malformed(Exception):
    """Not what a Mattermost server sends."""


@dataclass(frozen=True, slots=True)
class Post:
    """root: the post that this one answers in a thread. by_machine: written by a bot, a webhook, a plugin or the system itself."""

    id: str
    room: str
    author: str
    author_name: str
    text: str
    root: str | None
    created_at: datetime
    direct: bool
    by_machine: bool


def read_event(data: Json) -> Post:
    """Of a `posted` event: the post is a JSON text inside the JSON. Raises Malformed."""
    raw = data.get("post")
    if not isinstance(raw, str) or len(raw) > 4 * LONGEST:
        raise Malformed
    try:
        post = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    name = str(data.get("sender_name") or "").removeprefix("@")
    return read_post(post, direct=data.get("channel_type") == "D", author_name=name)


def read_post(post: object, *, direct: bool, author_name: str = "") -> Post:
    """Raises Malformed."""
    if not isinstance(post, dict):
        raise Malformed
    ids = [post.get(name) for name in ("id", "channel_id", "user_id")]
    created, text, props = post.get("create_at"), post.get("message"), post.get("props") or {}
    whole = (
        all(isinstance(one, str) and one.isalnum() for one in ids) and isinstance(text, str) and len(text) <= LONGEST
    )
    if not whole or not isinstance(created, int) or not 0 < created < 1e14 or not isinstance(props, dict):
        raise Malformed
    machine = bool(post.get("type")) or any(str(props.get(name, "")).lower() == "true" for name in _MACHINE_PROPS)
    root = post.get("root_id")
    return Post(
        id=str(ids[0]), room=str(ids[1]), author=str(ids[2]), author_name=author_name, text=str(text),
        root=root if isinstance(root, str) and root.isalnum() else None,
        created_at=datetime.fromtimestamp(created / 1000, UTC), direct=direct, by_machine=machine,
    )  # fmt: skip


def names(text: str, username: str) -> bool:
    """Whether the text calls upon this user by "@name". A full stop behind it belongs to the sentence."""
    return any(found[1].lower().rstrip(".-_") == username.lower() for found in MENTION.finditer(text))


def without_name(text: str, username: str) -> str:
    """The text without "@name" and the comma or colon that goes with it."""
    pattern = rf"(?<![\w.@-])@{re.escape(username)}(?![\w-]|\.\w)[,:]?[ \t]*"
    return re.sub(pattern, "", text, flags=re.IGNORECASE).strip()
