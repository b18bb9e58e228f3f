"""Telegram's webhook: each update is one POST, authentic by its secret header, answered when the inbox has it.

Any answer but 2xx makes Telegram send the same update again, later.
"""

from __future__ import annotations

import hmac
import json
from collections import Counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router

from adapters.chat.body import read_body
from adapters.chat.telegram.intake import Intake
from bot.domain.errors import StoreUnavailable

LARGEST = 1 << 20  # bytes; no update is larger
_HEADER = "x-telegram-bot-api-secret-token"


def build_router(intake: Intake, secret: str) -> Router:
    """To be mounted under /platforms/telegram."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return _refuse(intake.counts, "forged", 403)
        try:
            body = await read_body(request, LARGEST)
            if body is None:
                return _refuse(intake.counts, "huge", 413)
            update = json.loads(body)
        except (ValueError, RecursionError, ClientDisconnect):
            return _refuse(intake.counts, "truncated", 400)
        if not intake.is_open:
            return _refuse(intake.counts, "not_open", 503)
        try:
            await intake.begin(update)
        except StoreUnavailable:
            return Response(status_code=503)
        return Response()

    return Router([Route("/updates", receive, methods=["POST"])])


def _refuse(counts: Counter[str], why: str, status: int) -> Response:
    counts[f"refused.{why}"] += 1
    return Response(status_code=status)
