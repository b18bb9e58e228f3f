"""The socket of a page: frames in, checked and handed to the chat; frames out, as they come.

What a frame may be is frames.py's; what it means, the chat's.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections import defaultdict

import anyio
from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from adapters.web.auth import Visitor, find_visitor
from adapters.web.flood import FloodLimit
from adapters.web.frames import LARGEST_FRAME, LONGEST_TEXT, Hello, PageFrame, Ping, Press, Say, id_of, read_frame
from adapters.web.services import Frame, WebServices
from bot.domain.errors import StoreUnavailable
from bot.domain.message import Profile
from bot.ports import Relay

SIGNED_OUT, TOO_MUCH, TRY_LATER = 4401, 1008, 1013
SHOWN_AT_FIRST = 50
_WAITING_FRAMES = 500
_PAGES_OF_A_SESSION = 20
_OFFENCES = 50
_STORE_PAUSE = 3.0

_SIGNED_OUT = "signed_out"
_log = logging.getLogger(__name__)
router = APIRouter()


class Page:
    """One open socket: what is waiting to go out on it, and why it is to be closed."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Frame | int] = asyncio.Queue(_WAITING_FRAMES)

    def push(self, frame: Frame) -> None:
        """A page that reads too slowly is closed; it comes back and reads the transcript."""
        try:
            self._waiting.put_nowait(frame)
        except asyncio.QueueFull:
            self.close(TRY_LATER)

    def close(self, code: int) -> None:
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put_nowait(code)

    async def next(self) -> Frame | int:
        """A frame to send, or the code to close with."""
        return await self._waiting.get()


class Pages:
    """The open sockets of each session, so that signing out closes them, in every process, and the limit of what they may send."""

    def __init__(self, relay: Relay | None = None) -> None:
        self._relay = relay
        if relay is not None:
            relay.listen(_SIGNED_OUT, self._close_named)
        self.flood = FloodLimit()
        self._of_session: defaultdict[bytes, set[Page]] = defaultdict(set)

    def add(self, visitor: Visitor, page: Page) -> bool:
        """False when this session has too many open already."""
        pages = self._of_session[visitor.session.token_hash]
        if len(pages) >= _PAGES_OF_A_SESSION:
            return False
        pages.add(page)
        return True

    def remove(self, visitor: Visitor, page: Page) -> None:
        pages = self._of_session[visitor.session.token_hash]
        pages.discard(page)
        if not pages:
            del self._of_session[visitor.session.token_hash]

    def end_session(self, visitor: Visitor) -> None:
        self._close(visitor.session.token_hash)
        if self._relay is not None:
            self._relay.tell(_SIGNED_OUT, _name(visitor.session.token_hash))

    def _close_named(self, name: str) -> None:
        for token_hash in list(self._of_session):
            if _name(token_hash) == name:
                self._close(token_hash)

    def _close(self, token_hash: bytes) -> None:
        for page in self._of_session.get(token_hash, ()):
            page.close(SIGNED_OUT)


def _name(token_hash: bytes) -> str:
    """What other processes are told of a session: not what the store finds it by."""
    return hashlib.sha256(token_hash).hexdigest()


@router.websocket("/live")
async def live(socket: WebSocket) -> None:
    services: WebServices = socket.app.state.services
    pages: Pages = socket.app.state.pages
    visitor = await find_visitor(services, socket)
    page = Page()
    if visitor is None or not pages.add(visitor, page):
        await socket.close(SIGNED_OUT if visitor is None else TOO_MUCH)
        return
    leave = services.chat.join(visitor.identity, page.push)
    try:
        await socket.accept()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_write, socket, page)
            await _Reader(socket, page, services, visitor, pages.flood).run()
            tasks.cancel_scope.cancel()
    finally:
        leave()
        pages.remove(visitor, page)


async def _write(socket: WebSocket, page: Page) -> None:
    while True:
        frame = await page.next()
        try:
            if isinstance(frame, int):
                await socket.close(frame)
                return
            await socket.send_text(json.dumps(frame, ensure_ascii=False, separators=(",", ":")))
        except (WebSocketDisconnect, RuntimeError):  # it is gone: the reader hears of it as well, and ends
            return


class _Reader:
    """Reads one socket until it closes. zone and locale are what its browser said in its hello."""

    def __init__(
        self, socket: WebSocket, page: Page, services: WebServices, visitor: Visitor, flood: FloodLimit
    ) -> None:
        self._socket, self._page, self._services = socket, page, services
        self._visitor, self._flood = visitor, flood
        self._zone: str | None = None
        self._locale: str | None = None
        self._offences = 0

    async def run(self) -> None:
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            now = self._services.clock.now()
            if now >= self._visitor.session.expires_at:
                self._page.close(SIGNED_OUT)
                continue
            data: str | bytes = message.get("text") or message.get("bytes") or ""
            frame = read_frame(data) if len(data) <= LARGEST_FRAME else None
            pause = self._flood.wait(self._visitor.session.token_hash, now)
            if pause:
                self._refuse(id_of(data), "That is too fast: it goes again in a moment.", retry_after=pause)
            elif frame is None:
                self._refuse(id_of(data), f"That cannot be sent: at most {LONGEST_TEXT} characters of text.")
            else:
                await self._take(frame)

    async def _take(self, frame: PageFrame) -> None:
        try:
            await self._handle(frame)
        except StoreUnavailable:
            self._tell(frame, "That could not be stored just now: it is tried again.", retry_after=_STORE_PAUSE)
        except Exception:  # whatever one frame did, its page is told and the next one counts
            _log.exception("page_frame_failed", extra={"frame": frame.type, "user_id": self._visitor.user.id})
            self._tell(frame, "Something went wrong here, and nothing was done.")

    async def _handle(self, frame: PageFrame) -> None:
        chat, identity = self._services.chat, self._visitor.identity
        match frame:
            case Hello():
                self._zone, self._locale = frame.zone, frame.locale
                await self._greet()
            case Say():
                await chat.hear(identity, self._profile(), frame.id, frame.text)
                self._page.push({"type": "ack", "id": frame.id})
            case Press():
                message = str(frame.message) if frame.message else None
                await chat.press(identity, self._profile(), frame.id, frame.press, message)
                self._page.push({"type": "ack", "id": frame.id})
            case Ping():
                self._page.push({"type": "pong"})

    async def _greet(self) -> None:
        identity = self._visitor.identity
        messages, more = await self._services.chat.history(identity, None, SHOWN_AT_FIRST)
        unread = await self._services.chat.count_unread(identity)
        self._page.push(
            {
                "type": "welcome", "messages": messages, "more": more, "unread": unread,
                "zone": self._visitor.user.zone, "longest_text": LONGEST_TEXT,
            }
        )  # fmt: skip

    def _profile(self) -> Profile:
        return Profile(self._visitor.identity.external_id, self._visitor.user.name, self._zone, self._locale)

    def _tell(self, frame: PageFrame, words: str, retry_after: float | None = None) -> None:
        """A page that could not be greeted has nothing to show: it is closed, and comes back."""
        if isinstance(frame, Hello):
            self._page.close(TRY_LATER)
        else:
            self._push_error(frame.id if isinstance(frame, Say | Press) else None, words, retry_after)

    def _refuse(self, frame_id: str | None, words: str, retry_after: float | None = None) -> None:
        self._offences += 1
        if self._offences >= _OFFENCES:
            self._page.close(TOO_MUCH)
        else:
            self._push_error(frame_id, words, retry_after)

    def _push_error(self, frame_id: str | None, words: str, retry_after: float | None) -> None:
        self._page.push({"type": "error", "id": frame_id, "words": words, "retry_after": retry_after})
