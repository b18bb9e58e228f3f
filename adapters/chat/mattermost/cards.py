"""Cards: a message's buttons as a Mattermost attachment, and what they carry, signed, so that a press is known to be of ours.

Mattermost signs nothing that it sends; what an action's context holds never reaches the clients (the server strips it).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.message import Button, Message

Json = dict[str, Any]
_STYLES = {"plain": "default", "primary": "primary", "danger": "danger"}
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Carried:
    """What a button, or a dialog, knows. reader: the only person who sees the card; None: whoever is in the room.

    card: the message's id for us where the server gave none (one for its reader's eyes only).
    """

    press: str
    room: str
    thread: str | None = None
    reader: str | None = None
    card: str | None = None


class Expired(Exception):
    """Signed by us, but long ago."""


class Forged(Exception):
    """Not signed by us, or changed since."""


class Signer:
    def __init__(self, key: bytes, life: timedelta) -> None:
        self._key, self._life = key, life

    def sign(self, carried: Carried, now: datetime) -> Json:
        signed = {
            "press": carried.press, "room": carried.room, "thread": carried.thread, "reader": carried.reader,
            "card": carried.card, "until": int((now + self._life).timestamp()),
        }  # fmt: skip
        return {**signed, "signature": self._signature(signed)}

    def read(self, context: object, now: datetime) -> Carried:
        """Raises Forged, Expired."""
        if not isinstance(context, dict):
            raise Forged
        signed = {name: context.get(name) for name in ("press", "room", "thread", "reader", "card", "until")}
        until, signature = signed["until"], context.get("signature")
        if not isinstance(signature, str) or not hmac.compare_digest(
            signature.encode(), self._signature(signed).encode()
        ):
            raise Forged
        if not isinstance(until, int) or until < now.timestamp():
            raise Expired
        return Carried(str(signed["press"]), str(signed["room"]), signed["thread"], signed["reader"], signed["card"])

    def _signature(self, signed: Json) -> str:
        text = json.dumps(signed, sort_keys=True, separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def attachment(message: Message, text: str, contexts: list[Json], url: str) -> Json:
    """The card: its text and its buttons. An action's id may have letters and digits only, or the server never runs it."""
    return {
        "fallback": message.text,
        "text": text,
        "actions": [
            _action(number, *pair, url) for number, pair in enumerate(zip(message.buttons, contexts, strict=True))
        ],
    }


def _action(number: int, button: Button, context: Json, url: str) -> Json:
    return {
        "id": f"button{number}",
        "type": "button",
        "name": button.label[:_LONGEST_LABEL] or "…",
        "style": _STYLES[button.style],
        "integration": {"url": url, "context": context},
    }
