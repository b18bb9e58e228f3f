"""What the double does to integrations when a person acts: buttons, slash commands, dialogs; and what those may send back.

The calls leave through HTTP, as the real server's do.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.doubles.mattermost.hub import Hub
from tests.doubles.mattermost.world import Json, Refusal, World, for_client, new_id

HOOK_USES = 5
HOOK_LIFE = 30 * 60.0


@dataclass
class Called:
    """An integration's answer. took: seconds."""

    status: int
    body: Json
    took: float


@dataclass
class Integrations:
    world: World
    hub: Hub
    base_url: str = ""
    calls: list[Called] = field(default_factory=list)

    async def press(self, user: str, post_id: str, action_id: str) -> Called:
        post = self.world.posts.get(post_id) or next(p for p in self.world.ephemeral if p["id"] == post_id)
        integration = _integration(post, action_id)
        channel = self.world.channels[post["channel_id"]]
        team = self.world.teams.get(channel["team_id"], {})
        request = {
            "user_id": user, "user_name": self.world.users[user]["username"], "channel_id": channel["id"],
            "channel_name": channel["name"], "team_id": channel["team_id"], "team_domain": team.get("name", ""),
            "post_id": post_id, "trigger_id": self.world.trigger(user), "type": "button", "data_source": "",
            "context": integration.get("context", {}),
        }  # fmt: skip
        called = await self.call(integration["url"], json=request)
        if called.status == 200:
            if called.body.get("update") and post_id in self.world.posts:
                patched = self.world.patch_post(post["user_id"], post_id, called.body["update"])
                self.hub.publish_post("post_edited", patched)
            if called.body.get("ephemeral_text"):
                self.show_ephemeral(user, channel["id"], called.body["ephemeral_text"], post["root_id"] or post_id, {})
        return called

    async def command(self, user: str, channel_id: str, typed: str, root_id: str = "", **forged: str) -> Called:
        trigger, _, text = typed.removeprefix("/").partition(" ")
        command = self.world.commands.get(trigger)
        if command is None:
            raise Refusal(404, "api.command.execute_command.not_found.app_error")
        hook = {"id": new_id(), "user": user, "channel": channel_id, "root": root_id, "uses": 0, "at": time.monotonic()}
        self.world.hooks[hook["id"]] = hook
        channel = self.world.channels[channel_id]
        form = {
            "token": command["token"], "team_id": command["team_id"], "channel_id": channel_id,
            "team_domain": self.world.teams[command["team_id"]]["name"], "channel_name": channel["name"],
            "user_id": user, "user_name": self.world.users[user]["username"], "command": f"/{trigger}", "text": text,
            "trigger_id": self.world.trigger(user), "root_id": root_id,
            "response_url": f"{self.base_url}/hooks/commands/{hook['id']}", **forged,
        }  # fmt: skip
        headers = {
            "Authorization": f"Token {form['token']}", "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        called = await self.call(command["url"], data=urlencode(form).encode(), headers=headers)
        if called.status == 200:
            self.respond(hook, called.body)
        return called

    def respond(self, hook: Json, response: Json) -> None:
        for one in (response, *(response.get("extra_responses") or [])):
            if one.get("response_type") == "in_channel":
                self.hub.publish_post("posted", self.world.create_post(hook["user"], {
                    "channel_id": hook["channel"], "message": one.get("text", ""), "root_id": hook["root"],
                    "props": {"from_webhook": "true", **_attached(one)},
                })[0])  # fmt: skip
            elif one.get("text") or one.get("attachments"):
                self.show_ephemeral(hook["user"], hook["channel"], one.get("text", ""), hook["root"], _attached(one))

    def use_hook(self, hook_id: str, response: Json) -> None:
        hook = self.world.hooks.get(hook_id)
        if hook is None or time.monotonic() - hook["at"] > HOOK_LIFE:
            raise Refusal(404, "app.command_webhook.get.missing")
        if hook["uses"] >= HOOK_USES:
            raise Refusal(400, "app.command_webhook.try_use.invalid")
        hook["uses"] += 1
        self.respond(hook, response)

    def show_ephemeral(self, user: str, channel_id: str, text: str, root_id: str, props: Json) -> None:
        post = {
            "id": new_id(), "user_id": user, "channel_id": channel_id, "message": text, "root_id": root_id,
            "type": "system_ephemeral", "props": props, "create_at": self.world.now(), "shown_to": user, "delete_at": 0,
        }  # fmt: skip
        self.world.ephemeral.append(post)
        self.hub.publish("ephemeral_message", {"post": json.dumps(for_client(post))}, user_id=user)

    def open_dialog(self, request: Json) -> None:
        user, until = self.world.triggers.get(request.get("trigger_id", ""), ("", 0.0))
        if not user:
            raise Refusal(400, "interactive_message.decode_trigger_id.base64_decode_failed")
        if until < time.monotonic():
            raise Refusal(400, "interactive_message.decode_trigger_id.expired")
        self.world.dialogs.append({**request, "user": user})
        self.hub.publish("open_dialog", {"dialog": json.dumps(request)}, user_id=user)

    async def submit_dialog(self, user: str, dialog: Json, channel_id: str, submission: Json, **extra: Any) -> Called:
        request = {
            "type": "dialog_submission", "callback_id": dialog["dialog"].get("callback_id", ""),
            "state": dialog["dialog"].get("state", ""), "user_id": user, "channel_id": channel_id,
            "team_id": self.world.channels[channel_id]["team_id"], "submission": submission, "cancelled": False, **extra,
        }  # fmt: skip
        return await self.call(dialog["url"], json=request)

    async def call(self, url: str, **request: Any) -> Called:
        started = time.monotonic()
        async with aiohttp.ClientSession() as session, session.post(url, **request) as response:
            raw = await response.read()
            body = json.loads(raw) if raw and response.content_type == "application/json" else {}
            called = Called(response.status, body, time.monotonic() - started)
        self.calls.append(called)
        return called


def _integration(post: Json, action_id: str) -> Json:
    for attachment in post["props"].get("attachments") or []:
        for action in attachment.get("actions") or []:
            if action["id"] == action_id:
                return dict(action["integration"])
    raise Refusal(404, "api.post.do_action.action_id.app_error")


def _attached(response: Json) -> Json:
    return {"attachments": response["attachments"]} if response.get("attachments") else {}
