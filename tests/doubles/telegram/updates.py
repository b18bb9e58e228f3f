"""The queue of updates, and the two ways out of it: getUpdates (long polling) and a webhook (Bot API, "Getting updates")."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
import time
from typing import Any

import aiohttp

from tests.doubles.telegram.faults import Refused

Json = dict[str, Any]
_KINDS_BY_DEFAULT = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
_PORTS = (443, 80, 88, 8443)


class Updates:
    """local: what a Bot API server run by oneself allows: a webhook over plain HTTP, on any port."""

    def __init__(self, *, local: bool = True, retry_after: float = 0.02) -> None:
        self.local, self._retry_after = local, retry_after
        self.pending: list[Json] = []
        self.confirmed: list[int] = []
        self.allowed: tuple[str, ...] = _KINDS_BY_DEFAULT
        self.webhook: Json = {}
        self.last_error: str | None = None
        self.acknowledged_in: list[float] = []
        self.posted: list[tuple[int, int]] = []
        self._ids = itertools.count(810_000_001)
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._sender: asyncio.Task[None] | None = None
        self._posting: set[asyncio.Task[None]] = set()
        self._in_hand: set[int] = set()

    def add(self, kind: str, content: Json) -> Json | None:
        """An update, unless the bot asked not to get this kind."""
        if kind not in self.allowed:
            return None
        return self.push({"update_id": next(self._ids), kind: content})

    def push(self, update: Json) -> Json:
        """Any update, as it is; with an id of its own where it has none."""
        update.setdefault("update_id", next(self._ids))
        self.pending.append(update)
        self._news.set()
        return update

    async def get(self, params: Json) -> list[Json]:
        if self.webhook:
            raise Refused(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )  # fmt: skip
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                Refused(
                    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            )  # fmt: skip
        if params.get("allowed_updates"):
            self.allowed = tuple(params["allowed_updates"])
        self._confirm(int(params.get("offset") or 0))
        poll = self._poll = asyncio.get_running_loop().create_future()
        await self._wait_for_news(poll, float(params.get("timeout") or 0))
        return self.pending[: max(1, min(int(params.get("limit") or 100), 100))]

    async def _wait_for_news(self, poll: asyncio.Future[None], longest: float) -> None:
        end = time.monotonic() + longest
        while not self.pending and (left := end - time.monotonic()) > 0:
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            await asyncio.wait({news, poll}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if poll.done():
                break
        if poll.done():
            poll.result()
        else:
            poll.set_result(None)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.confirmed += [update["update_id"] for update in self.pending if update["update_id"] < offset]
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    def set_webhook(self, params: Json) -> bool:
        url, secret = str(params.get("url") or ""), params.get("secret_token")
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", str(secret)):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        match = re.fullmatch(r"(https?)://[^/:]+(?::(\d+))?(/.*)?", url) if url else None
        if url and (match is None or (match[1] == "http" and not self.local)):
            raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if match and match[2] and int(match[2]) not in _PORTS and not self.local:
            raise Refused(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if params.get("allowed_updates"):
            self.allowed = tuple(params["allowed_updates"])
        if params.get("drop_pending_updates"):
            self.pending.clear()
        self.webhook = {**params} if url else {}
        if self.webhook and self._sender is None:
            self._sender = asyncio.ensure_future(self._send_all())
        return True

    def webhook_info(self) -> Json:
        info = {"url": self.webhook.get("url", ""), "has_custom_certificate": False}
        info["pending_update_count"] = len(self.pending)
        if self.last_error:
            info |= {"last_error_date": int(time.time()), "last_error_message": self.last_error}
        return info

    async def _send_all(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                waiting = [update for update in self.pending if update["update_id"] not in self._in_hand]
                room = int(self.webhook.get("max_connections") or 40) - len(self._posting)
                for update in waiting[: room if self.webhook else 0]:
                    self._in_hand.add(update["update_id"])
                    task = asyncio.ensure_future(self._post(session, update))
                    self._posting.add(task)
                    task.add_done_callback(self._posting.discard)
                self._news.clear()
                news = asyncio.ensure_future(self._news.wait())
                await asyncio.wait({news, *self._posting}, timeout=0.5, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> None:
        secret = self.webhook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        began = time.perf_counter()
        status = 0
        with contextlib.suppress(aiohttp.ClientError, OSError, KeyError):
            async with session.post(self.webhook["url"], json=update, headers=headers) as response:
                status = response.status
        self.acknowledged_in.append(time.perf_counter() - began)
        self.posted.append((update["update_id"], status))
        if 200 <= status < 300:
            self.pending.remove(update)
            self.confirmed.append(update["update_id"])
        else:
            self.last_error = f"Wrong response from the webhook: {status}" if status else "Connection refused"
            await asyncio.sleep(self._retry_after)
        self._in_hand.discard(update["update_id"])

    async def close(self) -> None:
        tasks = [*self._posting, *([self._sender] if self._sender else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
