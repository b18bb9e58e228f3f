"""What the web application is given: the store, the clock, the chat behind the page, and where it is reached.

bot/main.py fills it in. The chat is a Protocol: adapters/chat and adapters/web are strangers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from bot.domain.message import Profile
from bot.domain.user import Identity
from bot.ports import Clock, Relay, UnitOfWorkFactory

Frame = dict[str, Any]
Push = Callable[[Frame], None]


class Chat(Protocol):
    """The conversation of one person; adapters/chat/web.py tells the contract of each."""

    def join(self, identity: Identity, page: Push) -> Callable[[], None]: ...

    async def hear(self, identity: Identity, profile: Profile, client_id: str, text: str) -> None: ...

    async def press(
        self, identity: Identity, profile: Profile, client_id: str, press: str, message_id: str | None
    ) -> None: ...

    async def history(self, identity: Identity, before: UUID | None, limit: int) -> tuple[list[Frame], bool]: ...

    async def announce(self, identity: Identity) -> None: ...

    async def count_unread(self, identity: Identity) -> int: ...


@dataclass(frozen=True, slots=True)
class WebServices:
    """address: what people open, "http://127.0.0.1:8765" or "https://example.org/remind", without a slash at its end.

    hosts: further names and addresses, without port, by which the application may be called (the one in `address` always may).
    sign_in_command: what to type for a new sign-in link. relay: to the other processes that serve pages.
    platforms: how each platform's connection stands, for whoever watches over us.
    """

    open_unit: UnitOfWorkFactory
    clock: Clock
    chat: Chat
    address: str
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "::1"})
    sign_in_command: str = "remindbot sign-in"
    relay: Relay | None = None
    platforms: Callable[[], dict[str, dict[str, str]]] = dict

    @property
    def url(self) -> SplitResult:
        return urlsplit(self.address)

    @property
    def base(self) -> str:
        """The path that everything lies under: "" or "/remind"."""
        return self.url.path.rstrip("/")

    @property
    def is_secure(self) -> bool:
        return self.url.scheme == "https"
