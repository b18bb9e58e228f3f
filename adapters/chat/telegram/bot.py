"""python-telegram-bot's client, with what it lacks: raw updates, errors that say what happened, and silence about texts and tokens."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Any

import httpx
from telegram.error import NetworkError, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from adapters.chat.telegram.failures import AnswerLost, FloodWait, ServerTrouble, Unreached
from adapters.chat.telegram.rates import ChatLimiter
from adapters.chat.telegram.settings import TelegramSettings

Json = dict[str, Any]
ALLOWED_UPDATES = ("message", "callback_query")
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)
_DEFAULT_PAUSE = 5.0
_NO_BOT_API = "this is not an answer of Telegram's Bot API"


class Request(HTTPXRequest):
    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Raises Unreached, AnswerLost, FloodWait and ServerTrouble; other answers are the library's to judge."""
        try:
            status, payload = await super().do_request(*args, **kwargs)
        except NetworkError as error:
            lost = Unreached if isinstance(error.__cause__, _NOTHING_SENT) else AnswerLost
            raise lost(type(error.__cause__).__name__) from error
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise FloodWait(_pause(payload))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(status)
        if status < httpx.codes.MULTIPLE_CHOICES and b'"result"' not in payload:
            raise TelegramError(_NO_BOT_API)
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """The library's own writes what it cannot read, messages and all, to the log."""
        try:
            data = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise TelegramError(_NO_BOT_API)
        return data


class TelegramBot(ExtBot[int]):
    async def fetch_updates(self, offset: int | None, poll: timedelta) -> list[Any]:
        """Updates as they came. The library's get_updates reads all or none: one that is malformed would hide the others."""
        data: Json = {"timeout": int(poll.total_seconds()), "allowed_updates": list(ALLOWED_UPDATES)}
        if offset is not None:
            data["offset"] = offset
        result = await self._post("getUpdates", data, read_timeout=poll.total_seconds() + 10)
        if not isinstance(result, list):
            raise TelegramError(_NO_BOT_API)
        return result

    async def aclose(self) -> None:
        """The library's shutdown() closes only after its initialize(), which fails where Telegram cannot be reached."""
        for request in self._request:
            await request.shutdown()


def build_bot(settings: TelegramSettings, limiter: ChatLimiter) -> TelegramBot:
    """A client that is ready to use, until its aclose()."""
    keep_libraries_quiet()
    seconds = settings.answer_within.total_seconds()
    options: Json = {
        "read_timeout": seconds,
        "write_timeout": seconds,
        "connect_timeout": 10.0,
        "pool_timeout": seconds,
        "httpx_kwargs": {"verify": httpx.create_ssl_context()},
    }
    return TelegramBot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url.rstrip('/')}/bot",
        base_file_url=f"{settings.api_url.rstrip('/')}/file/bot",
        request=Request(connection_pool_size=64, **options),
        get_updates_request=Request(connection_pool_size=2, **options),
        rate_limiter=limiter,
    )


def keep_libraries_quiet() -> None:
    """At their INFO and DEBUG these loggers write the token (it is part of every address) and people's messages."""
    for name in ("httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.getEffectiveLevel(), logging.WARNING))


def _pause(payload: bytes) -> timedelta:
    try:
        seconds = float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        seconds = _DEFAULT_PAUSE
    return timedelta(seconds=max(seconds, 0.0))
