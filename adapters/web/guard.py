"""What every request passes first: is it meant for this host, from our own pages, of a decent size; and the headers of every answer.

Who is signed in is auth.py's question.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web.services import WebServices

LARGEST_BODY = 64 * 1024
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_KEPT_BY_BROWSERS = ("/static/", "/bootstrap/")

# The referrer stays within this origin; with "no-referrer" browsers would send forms with "Origin: null".
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware around the whole application, its error pages included."""

    def __init__(self, app: ASGIApp, services: WebServices) -> None:
        self._app = app
        self._base = services.base
        self._hosts = {*services.hosts, services.url.hostname or ""}
        self._origin = f"{services.url.scheme}://{services.url.netloc}".lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith(f"{self._base}/"):  # else a proxy has cut it off already
            scope = {**scope, "root_path": self._base}
        refusal = self._refusal(scope)
        if refusal is None:
            await self._pass(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, self._with_headers(scope, send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return PlainTextResponse("remindbot does not answer to this host name: set web.public_url.", 421)
        if self._must_be_ours(scope) and not self._is_ours(headers, host):
            return PlainTextResponse("This request did not come from remindbot's own pages.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return PlainTextResponse("That is too large.", 413)
        return None

    def _must_be_ours(self, scope: Scope) -> bool:
        return scope["type"] == "websocket" or scope["method"] not in _READING

    def _is_ours(self, headers: Headers, host: str) -> bool:
        """A proxy may name another host than the browser did, so the configured address counts as well."""
        origin = headers.get("origin", "").lower()
        parts = urlsplit(origin)
        return origin == self._origin or (parts.scheme in ("http", "https") and parts.netloc == host.lower())

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        received = 0

        async def measure() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_BODY:
                raise HTTPException(413)
            return message

        await self._app(scope, measure, self._with_headers(scope, send))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        kept = str(scope["path"]).removeprefix(self._base).startswith(_KEPT_BY_BROWSERS)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["Cache-Control"] = "no-cache" if kept else "no-store"
            await send(message)

        return guarded


def _name(host: str) -> str:
    """The name in a Host header: without port, without the brackets of an IPv6 address."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
