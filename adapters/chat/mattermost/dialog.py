"""ChangeDialog: the window in which a card's change is typed. What is typed comes back through routes.py, signed as buttons are."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace

from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.cards import Carried, Signer
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.settings import MattermostSettings
from bot.wording.voice import Voice

_OPEN_WITHIN = 2.0  # seconds; the server lets a trigger live for 3 on its default settings


class ChangeDialog:
    def __init__(self, api: Api, signer: Signer, settings: MattermostSettings) -> None:
        self._api, self._signer, self._url = api, signer, settings.callback("dialog")

    async def open(self, carried: Carried, trigger: str, voice: Voice) -> bool:
        """False when it could not be opened: then the change is asked for in words."""
        if self._url is None:
            return False
        once = hashlib.sha256(trigger.encode()).hexdigest()[:32]
        state = json.dumps(self._signer.sign(replace(carried, card=once), voice.now))
        wanted = {"trigger_id": trigger, "url": self._url, "dialog": _dialog(state, voice)}
        try:
            async with asyncio.timeout(_OPEN_WITHIN):
                await self._api.do(self._api.driver.integration_actions.open_dialog, wanted)
        except (Failure, TimeoutError):
            return False
        return True


def _dialog(state: str, voice: Voice) -> dict[str, object]:
    """Titles and names have 24 characters at most (the server's DialogTitleMaxLength)."""
    return {
        "callback_id": "change",
        "title": voice.text("form.change.title"),
        "submit_label": voice.text("form.change.submit"),
        "notify_on_cancel": False,
        "state": state,
        "elements": [
            {
                "display_name": voice.text("form.change.what"),
                "name": "change",
                "type": "text",
                "placeholder": voice.text("form.change.example"),
                "help_text": voice.text("form.change.help"),
                "max_length": 500,
            }
        ],
    }
