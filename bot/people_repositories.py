"""The Protocols of who there is: workspaces, people with their places, what they allow one another, who is signed in. storage/ implements them.

Their reminders and what follows from them are in repositories.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from bot.domain.consent import Consent
from bot.domain.dealing import Dealing
from bot.domain.linking import LinkCode
from bot.domain.session import Session
from bot.domain.user import Identity, User


class Workspaces(Protocol):
    async def find_or_add(self, key: str, now: datetime) -> UUID:
        """The id of the workspace of that key."""

    async def find(self, key: str) -> UUID | None: ...

    async def take_number(self, workspace_id: UUID) -> int:
        """The next number for a reminder, never given twice: 7 of REM-7."""


class Users(Protocol):
    async def add(self, user: User) -> None: ...

    async def save(self, user: User) -> None: ...

    async def get(self, workspace_id: UUID, user_id: UUID) -> User | None: ...

    async def get_many(self, workspace_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, User]: ...

    async def find(
        self, workspace_id: UUID, platform: str, external_id: str, *, speaking: bool = True
    ) -> tuple[User, Identity] | None:
        """speaking: this transaction is that person's own, and their other messages wait for it."""

    async def names(self, workspace_id: UUID) -> list[tuple[UUID, str]]:
        """Everybody's id and name."""

    async def save_identity(self, identity: Identity) -> None:
        """Add it, or change its address and its handle, which nobody else bears from then on."""

    async def remove_identity(self, identity: Identity) -> None: ...

    async def identities(self, workspace_id: UUID, user_ids: Collection[UUID]) -> list[Identity]: ...

    async def bearers(self, workspace_id: UUID, platform: str, handle: str) -> list[Identity]:
        """Who is mentioned so there; handle: casefolded, without "@"."""


class Links(Protocol):
    """What linking the places of one person stores."""

    async def save_code(self, code: LinkCode) -> None:
        """In the place of the person's earlier one."""

    async def codes(self, workspace_id: UUID, since: datetime) -> list[LinkCode]:
        """Those that were made since then, used and expired ones too."""

    async def add_attempt(self, workspace_id: UUID, attempt_id: UUID, who: str, at: datetime) -> None: ...

    async def count_attempts(self, workspace_id: UUID, who: str, since: datetime) -> tuple[int, int]:
        """How many failed tries there were since then: this person's, and everybody's. Earlier ones are forgotten."""

    async def merge(self, workspace_id: UUID, kept: UUID, gone: UUID) -> None:
        """Whatever is gone's becomes kept's, and gone is no more."""


class Consents(Protocol):
    async def get_many(
        self, workspace_id: UUID, user_ids: Collection[UUID], sender_ids: Collection[UUID]
    ) -> dict[tuple[UUID, UUID], Consent]:
        """By (who receives, who sends), of these people from these senders."""

    async def save_many(self, changed: Sequence[Consent]) -> None:
        """Add them, or replace what was said before."""


class Dealings(Protocol):
    async def add(self, dealing: Dealing) -> None:
        """With the place that the ledger's come_from() has named."""

    async def of_person(self, workspace_id: UUID, user_id: UUID, limit: int) -> list[Dealing]:
        """The latest `limit` that this person did, or that were done to them, the oldest first."""


class Sessions(Protocol):
    async def add(self, session: Session) -> None: ...

    async def get(self, token_hash: bytes, purpose: Literal["sign_in", "session"], now: datetime) -> Session | None:
        """None when there is none, or it has expired."""

    async def use_sign_in(self, token_hash: bytes, now: datetime) -> Session | None:
        """The sign-in of this hash, which from now on is used up."""

    async def remove(self, token_hash: bytes) -> None: ...

    async def extend(self, token_hash: bytes, expires_at: datetime) -> None: ...

    async def remove_expired(self, now: datetime) -> int: ...
