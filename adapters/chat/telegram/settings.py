"""What the Telegram adapter needs to be told. How it is written in config.yaml is bot/config.py's business."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from pydantic import SecretStr

from bot.domain.delivery import RetryPolicy
from bot.domain.pace import Pace

_RECONNECT = RetryPolicy(base=timedelta(seconds=1), longest=timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Rates:
    """At most so many messages in any `second`, so many of them to one chat, and to one group so many in any `minute` (seconds).

    The numbers are those of Telegram's FAQ for bots, "My bot is hitting limits".
    """

    overall: int = 30
    a_chat: int = 1
    a_group: int = 20
    second: float = 1.0
    minute: float = 60.0

    @property
    def pace(self) -> Pace:
        """What all processes together keep to. A group's id begins with "-"."""
        group, chat = timedelta(seconds=self.minute / self.a_group), timedelta(seconds=self.second / self.a_chat)
        return Pace(timedelta(seconds=self.second / self.overall), burst=15, rooms=(("-", group), ("", chat)))


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """token: from BotFather. public_url: https address of this installation as Telegram reaches it; needed by mode "webhook" alone.

    api_url: another Bot API server, where one is run by oneself.
    poll: how long one request for updates stays open. patience: a longer pause than this asked by Telegram is handed to the caller.
    longest_queue: a delivery that would wait longer for its turn is handed back with the time to come again; below the loop's send_timeout.
    check_webhook: how often Telegram is asked whether it reaches us.
    """

    token: SecretStr
    mode: Literal["polling", "webhook"] = "polling"
    public_url: str | None = None
    api_url: str = "https://api.telegram.org"
    rates: Rates = field(default_factory=Rates)
    poll: timedelta = timedelta(seconds=25)
    patience: timedelta = timedelta(seconds=10)
    longest_queue: timedelta = timedelta(seconds=15)
    answer_within: timedelta = timedelta(seconds=20)
    reconnect: RetryPolicy = _RECONNECT
    ask_again_when_refused: timedelta = timedelta(minutes=10)
    check_webhook: timedelta = timedelta(minutes=1)
    finish_within: timedelta = timedelta(seconds=10)

    @property
    def webhook_url(self) -> str:
        return f"{(self.public_url or '').rstrip('/')}/platforms/telegram/updates"

    @property
    def webhook_secret(self) -> str:
        """What Telegram sends back with each update; made from the token, so that it outlives restarts without being kept."""
        return hmac.new(self.token.get_secret_value().encode(), b"remindbot webhook", hashlib.sha256).hexdigest()
