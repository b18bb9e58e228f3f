"""What can go wrong between us and Telegram, told apart, and told to the core as a DeliveryError.

The library keeps neither the status of an answer nor whether a request went out; bot.py raises these instead.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.domain.errors import DeliveryError

_REFUSED_TOKEN = "Telegram does not accept the bot's token"  # noqa: S105 - words, not a token
_REFUSALS = {
    "blocked by the user": "the person has blocked remindbot",
    "user is deactivated": "the account is deactivated",
    "initiate conversation": "the person has not written to remindbot yet",
    "can't send messages to bots": "a bot cannot be written to",
    "chat not found": "the room is gone, or remindbot is not in it",
    "kicked": "the room is gone, or remindbot is not in it",
    "not a member": "the room is gone, or remindbot is not in it",
    "have no rights": "remindbot may not write there",
    "not enough rights": "remindbot may not write there",
}


class FloodWait(TelegramError):
    """Telegram asks for a pause (429)."""

    def __init__(self, pause: timedelta) -> None:
        super().__init__(f"Telegram asks to wait {pause.total_seconds():.0f} s")
        self.pause = pause


class Queued(FloodWait):
    """So many messages wait already that this one had better come again later; nothing was sent."""


class ServerTrouble(NetworkError):
    """Telegram answered that it cannot just now (5xx). A gateway's answer does not say whether the request went through."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Telegram answered {status}")
        self.may_have_arrived = status in (502, 504)


class Unreached(NetworkError):
    """No connection; nothing was sent."""


class AnswerLost(NetworkError):
    """The connection broke, or time ran out, after the request went out."""


def to_delivery_error(error: TelegramError, now: datetime) -> DeliveryError:
    """now: UTC. The reason is ours, or Telegram's description, which never holds the message's text."""
    if isinstance(error, FloodWait):
        return DeliveryError("Telegram asks to wait", retry_after=now + error.pause)
    if isinstance(error, InvalidToken):
        return DeliveryError(_REFUSED_TOKEN, refused=True)
    if isinstance(error, Forbidden | BadRequest | ChatMigrated):
        return DeliveryError(_in_words(error.message), permanent=True)
    if isinstance(error, ServerTrouble):
        return DeliveryError(error.message, may_have_arrived=error.may_have_arrived)
    if isinstance(error, Unreached):
        return DeliveryError("Telegram cannot be reached")
    return DeliveryError("the connection to Telegram broke before it answered", may_have_arrived=True)


def _in_words(description: str) -> str:
    """Telegram tells its refusals apart by their descriptions only."""
    return next((words for part, words in _REFUSALS.items() if part in description.lower()), f"Telegram: {description}")


def is_about(error: TelegramError, *descriptions: str) -> bool:
    """Whether it is one of these refusals: Telegram tells them apart by their descriptions only."""
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in descriptions)
