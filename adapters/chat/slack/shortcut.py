"""The message shortcut "Remind me about this": the small form that asks when, and what comes back from it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.chat.slack.reading import PLATFORM, Ignored
from adapters.chat.slack.threads import link_to
from bot.domain.message import WORKSPACE, Address, IncomingMessage, Profile
from bot.wording.voice import Voice

Json = dict[str, Any]
CALLBACK = "remind_about_this"
_EXCERPT_LENGTH = 120
_WHEN, _WHAT = "when", "what"
_NO_QUOTES = str.maketrans({'"': "”", "“": "”", "„": "”", "«": "”", "»": "”"})


@dataclass(frozen=True, slots=True)
class About:
    """The message that somebody wants to be reminded of. text: as Slack has it."""

    link: str
    text: str


def asked_about(body: Mapping[str, Any], url: str) -> About | None:
    """None: it is another shortcut, or not of a message. url: the workspace's."""
    message, channel = body.get("message"), body.get("channel")
    if body.get("callback_id") != CALLBACK or not isinstance(message, dict) or not isinstance(channel, dict):
        return None
    link = link_to(url, str(channel.get("id")), str(message.get("ts")), message.get("thread_ts"))
    return About(link, str(message.get("text") or ""))


def modal(link: str, words: str, voice: Voice) -> Json:
    """words: those of the message. Its titles have 24 characters at most. https://docs.slack.dev/reference/views/modal-views"""

    def plain(key: str) -> Json:
        return {"type": "plain_text", "text": voice.text(key)}

    when = {"type": "plain_text_input", "action_id": _WHEN, "max_length": 200, "focus_on_load": True}
    what: Json = {"type": "plain_text_input", "action_id": _WHAT, "max_length": 300}
    if excerpt := _excerpt(words):
        what["initial_value"] = excerpt
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"link": link}),
        "title": plain("form.about.title"),
        "submit": plain("form.about.submit"),
        "close": plain("form.about.cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": _WHEN,
                "label": plain("form.about.when"),
                "hint": plain("form.change.example"),
                "element": when,
            },
            {"type": "input", "block_id": _WHAT, "label": plain("form.about.what"), "optional": True, "element": what},
        ],
    }


def _excerpt(words: str) -> str:
    """The beginning of the first line."""
    first = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return first if len(first) <= _EXCERPT_LENGTH else first[:_EXCERPT_LENGTH].rsplit(" ", 1)[0] + "…"


def read_submission(body: Mapping[str, Any], room: str, person: Profile, voice: Voice) -> IncomingMessage | Ignored:
    """As if the person had written it to the bot, in any language. room: their direct conversation. Quotes keep a time in the text apart."""
    view = body.get("view")
    if not isinstance(view, dict) or view.get("callback_id") != CALLBACK:
        return Ignored("other_submission")
    try:
        link = json.loads(view["private_metadata"])["link"]
        values = view["state"]["values"]
        when, what = values[_WHEN][_WHEN]["value"], values[_WHAT][_WHAT]["value"]
    except (KeyError, TypeError, ValueError):
        return Ignored("malformed")
    subject = " ".join(str(what or "").translate(_NO_QUOTES).split()) or voice.text("form.about.this")
    return IncomingMessage(
        workspace=WORKSPACE,
        address=Address(PLATFORM, room, None, person.external_id),
        sender=person,
        text=f'/remind {when or ""} "{subject}"',
        event_id=f"submission:{view.get('id')}",
        received_at=voice.now,
        direct=True,
        about=str(link),
    )
