"""Slack's way in over HTTP: the body's signature is checked before anything in it is read; then it goes the way of what a socket brings."""

from __future__ import annotations

from http import HTTPStatus

from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router

from adapters.chat.body import read_body
from adapters.chat.slack.listening import Listening

MOST_BYTES = 1_000_000  # more than anything that Slack sends
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


def build_router(listening: Listening, signing_secret: SecretStr | None) -> Router:
    """POST events: events, commands and interactions alike. Without a secret there is no way in."""
    if signing_secret is None:
        return Router()
    webhook = Webhook(listening, SignatureVerifier(signing_secret.get_secret_value()))
    return Router([Route("/events", webhook.receive, methods=["POST"])])


class Webhook:
    def __init__(self, listening: Listening, verifier: SignatureVerifier) -> None:
        self._listening, self._verifier = listening, verifier

    async def receive(self, request: Request) -> Response:
        try:
            body = await read_body(request, MOST_BYTES)
        except ClientDisconnect:
            return self._refuse("truncated", HTTPStatus.BAD_REQUEST)
        if body is None:
            return self._refuse("too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not self._authentic(request, body):
            return self._refuse("forged", HTTPStatus.UNAUTHORIZED)
        try:
            asked = to_async_bolt_request(request, body)
            first_meeting = asked.body.get("type") == "url_verification"
        except _UNREADABLE:
            return self._refuse("malformed", HTTPStatus.BAD_REQUEST)
        if not first_meeting and not self._listening.ready:
            return self._refuse("busy", HTTPStatus.SERVICE_UNAVAILABLE)
        if "x-slack-retry-num" in request.headers:
            self._listening.count("retried")
        return to_starlette_response(await self._listening.app.async_dispatch(asked))

    def _authentic(self, request: Request, body: bytes) -> bool:
        """Slack's signature, not older than five minutes: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii()):
            return False
        try:
            return bool(self._verifier.is_valid(body, timestamp, signature))
        except UnicodeDecodeError:
            return False

    def _refuse(self, why: str, status: HTTPStatus) -> Response:
        self._listening.count(why)
        return Response(status_code=status)
