"""What the double knows: users, teams, channels, posts, commands, as JSON objects of the API's own shape.

No HTTP here; rules that the real server applies to posts are.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_LETTERS = "ybndrfg8ejkmcpqxot1uwisza345h769"
PENDING_FOR = 30.0  # seconds that pending_post_id is remembered
LONGEST_POST = 16_383  # characters; the server's MaxPostSize


def new_id() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(26))


class Refusal(Exception):
    """What the server answers with an error object. id: the server's own name for it."""

    def __init__(self, status: int, error_id: str, message: str = "refused") -> None:
        super().__init__(message)
        self.status, self.error_id, self.message = status, error_id, message

    def as_json(self) -> Json:
        return {
            "id": self.error_id, "message": self.message, "detailed_error": "",
            "request_id": new_id(), "status_code": self.status,
        }  # fmt: skip


@dataclass
class World:
    users: dict[str, Json] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    teams: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    posts: dict[str, Json] = field(default_factory=dict)
    by_channel: dict[str, list[Json]] = field(default_factory=dict)
    commands: dict[str, Json] = field(default_factory=dict)
    hooks: dict[str, Json] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    pending: dict[str, tuple[float, str]] = field(default_factory=dict)
    ephemeral: list[Json] = field(default_factory=list)
    dialogs: list[Json] = field(default_factory=list)
    _last: int = 0

    def now(self) -> int:
        """Milliseconds; never the same twice, so that an order is an order."""
        self._last = max(self._last + 1, int(time.time() * 1000))
        return self._last

    def add_team(self, name: str) -> str:
        team = {"id": new_id(), "name": name, "display_name": name, "type": "O", "delete_at": 0}
        self.teams[team["id"]] = team
        return str(team["id"])

    def add_user(self, username: str, *, zone: Json | None = None, locale: str = "en", is_bot: bool = False) -> str:
        now = self.now()
        user = {
            "id": new_id(), "create_at": now, "update_at": now, "delete_at": 0, "username": username, "nickname": "",
            "first_name": "", "last_name": "", "email": f"{username}@example.org", "roles": "system_user",
            "locale": locale, "timezone": zone or {}, "is_bot": is_bot,
        }  # fmt: skip
        self.users[user["id"]] = user
        return str(user["id"])

    def add_token(self, user: str) -> str:
        token = new_id()
        self.tokens[token] = user
        return token

    def add_channel(self, name: str, team: str, members: list[str], kind: str = "O") -> str:
        now = self.now()
        channel = {
            "id": new_id(), "create_at": now, "update_at": now, "delete_at": 0, "team_id": team, "type": kind,
            "name": name, "display_name": name, "last_post_at": 0, "total_msg_count": 0,
        }  # fmt: skip
        self.channels[channel["id"]] = channel
        self.members[channel["id"]] = set(members)
        self.by_channel[channel["id"]] = []
        return str(channel["id"])

    def direct_channel(self, one: str, other: str) -> str:
        name = "__".join(sorted((one, other)))
        for channel in self.channels.values():
            if channel["name"] == name:
                return str(channel["id"])
        return self.add_channel(name, "", [one, other], "D")

    def user_of(self, authorization: str) -> str | None:
        """By an Authorization header; the official client writes BEARER, others Bearer."""
        scheme, _, token = authorization.partition(" ")
        return self.tokens.get(token) if scheme.lower() == "bearer" else None

    def trigger(self, user: str) -> str:
        trigger = new_id()
        self.triggers[trigger] = (user, time.monotonic() + 30)
        return trigger

    def create_post(self, author: str, wanted: Json) -> tuple[Json, bool]:
        """The post, and whether it is new. Raises Refusal as the server refuses."""
        channel = self.channels.get(str(wanted.get("channel_id", "")))
        if channel is None or author not in self.members[channel["id"]]:
            raise Refusal(403, "api.context.permissions.app_error")
        if channel["delete_at"]:
            raise Refusal(400, "api.post.create_post.can_not_post_to_deleted.error")
        pending = str(wanted.get("pending_post_id") or "")
        known = self.pending.get(pending)
        if pending and known and time.monotonic() - known[0] < PENDING_FOR:
            return self.posts[known[1]], False
        message = str(wanted.get("message") or "")
        if len(message) > LONGEST_POST:
            raise Refusal(400, "model.post.is_valid.message_length.app_error")
        root = str(wanted.get("root_id") or "")
        if root and (root not in self.posts or self.posts[root]["delete_at"] or self.posts[root]["root_id"]):
            raise Refusal(400, "api.post.create_post.root_id.app_error")
        post = self._store(author, channel, message, root, dict(wanted.get("props") or {}), pending)
        return post, True

    def _store(self, author: str, channel: Json, message: str, root: str, props: Json, pending: str) -> Json:
        if self.users[author]["is_bot"]:
            props["from_bot"] = "true"
        check_actions(props)
        now = self.now()
        post = {
            "id": new_id(), "create_at": now, "update_at": now, "edit_at": 0, "delete_at": 0, "is_pinned": False,
            "user_id": author, "channel_id": channel["id"], "root_id": root, "original_id": "", "message": message,
            "type": "", "props": props, "hashtags": "", "pending_post_id": pending, "reply_count": 0, "metadata": {},
        }  # fmt: skip
        self.posts[post["id"]] = post
        self.by_channel[channel["id"]].append(post)
        channel["last_post_at"] = now
        channel["total_msg_count"] += 1
        if pending:
            self.pending[pending] = (time.monotonic(), post["id"])
        return post

    def visible_post(self, post_id: str) -> Json:
        post = self.posts.get(post_id)
        if post is None or post["delete_at"]:
            raise Refusal(404, "app.post.get.app_error")
        return post

    def patch_post(self, editor: str, post_id: str, patch: Json) -> Json:
        post = self.visible_post(post_id)
        if post["user_id"] != editor:
            raise Refusal(403, "api.context.permissions.app_error")
        if "message" in patch:
            post["message"] = patch["message"]
        if "props" in patch:
            check_actions(patch["props"])
            post["props"] = {**patch["props"], **({"from_bot": "true"} if self.users[editor]["is_bot"] else {})}
        post["edit_at"] = post["update_at"] = self.now()
        return post

    def delete_post(self, post_id: str) -> Json:
        post = self.visible_post(post_id)
        post["delete_at"] = post["update_at"] = self.now()
        return post


def check_actions(props: Json) -> None:
    """A button must have a name, the type "button", an id of letters and digits, and a URL; the server refuses or never runs others."""
    for attachment in props.get("attachments") or []:
        for action in attachment.get("actions") or []:
            if action.get("type") != "button" or not action.get("name") or not str(action.get("id", "")).isalnum():
                raise Refusal(400, "model.post.is_valid.props.app_error", "invalid action")
            if not str(action.get("integration", {}).get("url", "")).startswith(("http://", "https://")):
                raise Refusal(400, "model.post.is_valid.props.app_error", "action must have an integration URL")


def for_client(post: Json) -> Json:
    """The post as clients see it: what an action sends to its integration is not in it."""
    attachments = post["props"].get("attachments")
    if not attachments:
        return post
    shown = [
        {**one, "actions": [{k: v for k, v in action.items() if k != "integration"} for action in one["actions"]]}
        if one.get("actions")
        else one
        for one in attachments
    ]
    return {**post, "props": {**post["props"], "attachments": shown}}
