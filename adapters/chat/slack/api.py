"""Calls to Slack's Web API through slack-sdk's client, within Slack's limits, with failures that say what happened.

Which call means what to the assistant is decided elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.chat.slack.failures import LIBRARY_ERRORS, SlackFailure, to_failure
from adapters.chat.slack.rates import Limiter
from adapters.chat.slack.settings import SlackSettings
from adapters.chat.window import Urgency

Json = dict[str, Any]
_TAKES_JSON = ("chat.", "views.")
_TIMEOUT = aiohttp.ClientTimeout(total=9, sock_connect=4)  # with patience, less than the loop gives a channel
_TRIES = 4


def quiet_logger() -> logging.Logger:
    """For the libraries: they write payloads, and every failure each time. What is to be said, we say ourselves."""
    logger = logging.getLogger("remindbot.slack.library")
    logger.setLevel(logging.CRITICAL)
    return logger


class SlackApi:
    """client: slack-sdk's, without its retries: the default one sends a message again whose answer was lost."""

    def __init__(self, settings: SlackSettings, limiter: Limiter) -> None:
        self._limiter, self._patience = limiter, settings.patience
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self.client = AsyncWebClient(
            settings.bot_token.get_secret_value(),
            settings.api_url,
            timeout=9,
            retry_handlers=[],
            logger=quiet_logger(),
        )

    async def call(self, method: str, *, urgency: Urgency = Urgency.ANSWER, **args: Any) -> Json:
        """The answer's object. Waits for its turn; a pause that Slack asks for is kept and the call made again, if it is an answer
        and the pause within patience. Raises SlackFailure."""
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._once(method, urgency, args)
            except SlackFailure as failure:
                if failure.code != "ratelimited" or failure.retry_after is None:
                    raise
                self._limiter.pause(method, failure.retry_after)
                bearable = failure.retry_after <= self._patience.total_seconds()
                if urgency is not Urgency.ANSWER or attempt == _TRIES or not bearable:
                    raise
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, method: str, urgency: Urgency, args: Json) -> Json:
        async with self._limiter.turn(method, str(args.get("channel", "")), urgency):
            self.client.session = self._open_session()
            try:
                if method.startswith(_TAKES_JSON):
                    response = await self.client.api_call(method, json=args)
                else:
                    response = await self.client.api_call(method, http_verb="GET", params=args)
            except LIBRARY_ERRORS as error:
                raise to_failure(error) from error
        if not isinstance(response.data, dict):
            raise SlackFailure("unreadable_answer", may_have_arrived=True)
        return response.data

    async def scopes(self) -> frozenset[str]:
        """What the bot's token permits. Raises SlackFailure."""
        self.client.session = self._open_session()
        try:
            response = await self.client.auth_test()
        except LIBRARY_ERRORS as error:
            raise to_failure(error) from error
        return frozenset(scope.strip() for scope in response.headers.get("X-OAuth-Scopes", "").split(","))

    async def pages(
        self, method: str, name: str, *, urgency: Urgency = Urgency.ANSWER, **args: Any
    ) -> AsyncIterator[list[Any]]:
        """The lists under `name`, a page at a time. Raises SlackFailure."""
        cursor = ""
        while True:
            more: Json = {"cursor": cursor} if cursor else {}
            page = await self.call(method, urgency=urgency, **args, **more)
            yield [one for one in page.get(name) or [] if one]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def respond(self, url: str, content: Json) -> None:
        """Write through a response URL, which needs no membership and knows no rate. Raises SlackFailure."""
        hook = AsyncWebhookClient(url, session=self._open_session(), retry_handlers=[], logger=quiet_logger())
        try:
            response = await hook.send_dict(content)
        except LIBRARY_ERRORS as error:
            raise to_failure(error) from error
        if response.status_code != 200:
            raise SlackFailure("used_url" if response.status_code == 404 else "no_answer")

    def _open_session(self) -> aiohttp.ClientSession:
        """One session for all calls: its connections are kept open. Made late, because it belongs to the running loop."""
        if self._closed:
            raise SlackFailure("unreached")
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT, connector=aiohttp.TCPConnector(limit=100))
        return self._session

    async def aclose(self) -> None:
        self._closed = True
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)  # aiohttp closes its transports in the loop's next turn
