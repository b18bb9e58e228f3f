"""What Slack sends an app: payload builders for events, slash commands, presses, shortcuts and modals.

How they travel (socket or HTTP) is server.py's business.
"""

from __future__ import annotations

import itertools
import time
from typing import Any

from tests.doubles.slack.world import APP, BOT, TEAM, Json, World, buttons_of

_numbers = itertools.count(1)


def event_callback(event: Json) -> Json:
    """The outer event; its event_id is new each time, as when one message makes two events."""
    envelope = {"token": "unused", "team_id": TEAM, "api_app_id": APP, "event": event, "type": "event_callback"}
    authorized = [
        {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
    ]
    return envelope | {
        "event_id": f"Ev{next(_numbers):08}",
        "event_time": int(time.time()),
        "authorizations": authorized,
    }


def message_events(world: World, channel: str, message: Json) -> list[Json]:
    """What is sent for a new message: message.*, and app_mention where the bot is mentioned in a room."""
    about = world.channels[channel]
    kind = "im" if about["is_im"] else "group" if about["is_private"] else "channel"
    event = message | {"channel": channel, "event_ts": message["ts"], "channel_type": kind}
    events = [event_callback(event)]
    if f"<@{BOT}" in message.get("text", "") and not about["is_im"] and "subtype" not in message:
        mention = {key: value for key, value in event.items() if key not in ("channel_type", "parent_user_id")}
        events.append(event_callback(mention | {"type": "app_mention"}))
    return events


def changed(world: World, channel: str, old: Json, new: Json) -> Json:
    event = {"type": "message", "subtype": "message_changed", "channel": channel, "ts": world.take_ts()}
    return event_callback(event | {"message": new, "previous_message": old, "hidden": True, "channel_type": "im"})


def deleted(world: World, channel: str, old: Json) -> Json:
    event = {"type": "message", "subtype": "message_deleted", "channel": channel, "ts": world.take_ts()}
    return event_callback(
        event | {"previous_message": old, "deleted_ts": old["ts"], "hidden": True, "channel_type": "im"}
    )


def slash_command(world: World, user: str, channel: str, text: str, command: str, response_url: str) -> Json:
    room = world.channels[channel]
    return {
        "token": "unused", "team_id": TEAM, "team_domain": "acme", "channel_id": channel, "user_id": user,
        "channel_name": "directmessage" if room["is_im"] else room["name"], "user_name": world.users[user]["name"],
        "command": command, "text": text, "api_app_id": APP, "is_enterprise_install": "false",
        "response_url": response_url, "trigger_id": f"trigger-{next(_numbers)}",
    }  # fmt: skip


def press(user: str, channel: str, message: Json, label: str, response_url: str, *, ephemeral: bool) -> Json:
    """block_actions of a message's button."""
    container = {"type": "message", "message_ts": message["ts"], "channel_id": channel, "is_ephemeral": ephemeral}
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    body = _interaction("block_actions", user) | {"container": container, "channel": {"id": channel, "name": "room"}}
    if not ephemeral:
        body["message"] = message
    return body | {"response_url": response_url, "actions": [_action(buttons_of(message)[label])]}


def press_at_home(user: str, view: Json, label: str) -> Json:
    body = _interaction("block_actions", user) | {"container": {"type": "view", "view_id": "VHOME"}}
    return body | {"view": view | {"id": "VHOME"}, "actions": [_action(buttons_of(view)[label])]}


def _action(button: Json) -> Json:
    action = {key: button[key] for key in ("type", "action_id", "block_id", "text", "value")}
    return action | {"action_ts": f"{time.time():.6f}{next(_numbers)}"}


def message_shortcut(user: str, channel: str, message: Json, callback: str, response_url: str) -> Json:
    body = _interaction("message_action", user) | {"callback_id": callback, "message_ts": message["ts"]}
    body |= {"channel": {"id": channel, "name": "room"}, "message": message, "response_url": response_url}
    return body | {"action_ts": f"{time.time():.6f}"}


def view_submission(user: str, view: Json, values: dict[str, str]) -> Json:
    """values: block_id -> what was typed into its only input."""
    state: Json = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            typed = values.get(block["block_id"])
            state[block["block_id"]] = {element["action_id"]: {"type": element["type"], "value": typed}}
    return _interaction("view_submission", user) | {"view": view | {"state": {"values": state}}}


def home_opened(user: str, channel: str) -> Json:
    return event_callback(
        {"type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": "1.0"}
    )


def user_changed(user: Json) -> Json:
    return event_callback({"type": "user_change", "user": user, "event_ts": f"{time.time():.6f}"})


def _interaction(kind: str, user: str) -> Json:
    base: dict[str, Any] = {"type": kind, "token": "unused", "api_app_id": APP, "team": {"id": TEAM, "domain": "acme"}}
    person = {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM}
    return base | {"user": person, "trigger_id": f"trigger-{next(_numbers)}", "is_enterprise_install": False}
