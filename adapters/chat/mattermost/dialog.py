"""ChangeDialog: the window in which a card's change is typed. What is typed comes back through routes.py, signed as buttons are."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from datetime import datetime

from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.cards import Carried, Signer
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.settings import MattermostSettings

_OPEN_WITHIN = 2.0  # seconds; the server lets a trigger live for 3 on its default settings


class ChangeDialog:
    def __init__(self, api: Api, signer: Signer, settings: MattermostSettings) -> None:
        self._api, self._signer, self._url = api, signer, settings.callback("dialog")

    async def open(self, carried: Carried, trigger: str, now: datetime) -> bool:
        """False when it could not be opened: then the change is asked for in words."""
        if self._url is None:
            return False
        once = hashlib.sha256(trigger.encode()).hexdigest()[:32]
        state = json.dumps(self._signer.sign(replace(carried, card=once), now))
        wanted = {"trigger_id": trigger, "url": self._url, "dialog": _dialog(state)}
        try:
            async with asyncio.timeout(_OPEN_WITHIN):
                await self._api.do(self._api.driver.integration_actions.open_dialog, wanted)
        except (Failure, TimeoutError):
            return False
        return True


def _dialog(state: str) -> dict[str, object]:
    """Titles and names have 24 characters at most (the server's DialogTitleMaxLength)."""
    return {
        "callback_id": "change",
        "title": "Change the reminder",
        "submit_label": "Change",
        "notify_on_cancel": False,
        "state": state,
        "elements": [
            {
                "display_name": "What shall change",
                "name": "change",
                "type": "text",
                "placeholder": "tomorrow at 9",
                "help_text": "A new time, or new words, as you would write them in the chat.",
                "max_length": 500,
            }
        ],
    }
