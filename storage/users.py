"""Workspaces, people and items in the database.

Who is who, and what a preference does, is decided in bot/actions.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from bot.domain.identifier import new_id
from bot.domain.item import Item
from bot.domain.user import Identity, User
from storage.mapping import Mapping
from storage.tables import identities, items, users, workspaces
from storage.transaction import Transaction

USERS = Mapping(User, users)
IDENTITIES = Mapping(Identity, identities)
ITEMS = Mapping(Item, items)

_TAKE_NUMBER = (
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"))
    .values(last_number=workspaces.c.last_number + 1)
    .returning(workspaces.c.last_number)
)
_FIND_USER = (
    select(*USERS.columns, *IDENTITIES.columns)
    .join(
        identities,
        (identities.c.workspace_id == users.c.workspace_id) & (identities.c.user_id == users.c.id),
    )
    .where(users.c.workspace_id == bindparam("workspace"), identities.c.external_id == bindparam("external"))
    .order_by(users.c.created_at)
)


class WorkspaceRows:
    """Implements bot.repositories.Workspaces."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def find_or_add(self, key: str, now: datetime) -> UUID:
        find = select(workspaces.c.id).where(workspaces.c.key == key)
        found: UUID | None = await self._transaction.value(find)
        if found:
            return found
        row = {"id": new_id(now), "key": key, "created_at": now, "last_number": 0}
        await self._transaction.run(self._transaction.insert_new(workspaces), row)
        stored: UUID = await self._transaction.value(find)
        return stored

    async def take_number(self, workspace_id: UUID) -> int:
        number: int = await self._transaction.value(_TAKE_NUMBER, {"workspace": workspace_id})
        return number


class UserRows:
    """Implements bot.repositories.Users."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, user: User) -> None:
        await self._transaction.run(insert(users), USERS.values(user))

    async def save(self, user: User) -> None:
        await self._transaction.run(USERS.update(), USERS.key_values(user))

    async def get(self, workspace_id: UUID, user_id: UUID) -> User | None:
        return (await self.get_many(workspace_id, [user_id])).get(user_id)

    async def get_many(self, workspace_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, User]:
        statement = select(*USERS.columns).where(users.c.workspace_id == workspace_id, users.c.id.in_(user_ids))
        found = [USERS.read(row) for row in await self._transaction.rows(statement)]
        return {user.id: user for user in found}

    async def find(self, workspace_id: UUID, platform: str, external_id: str) -> tuple[User, Identity] | None:
        row = await self._transaction.row(
            _FIND_USER.where(identities.c.platform == bindparam("platform")),
            {"workspace": workspace_id, "platform": platform, "external": external_id},
        )
        return (USERS.read(row), IDENTITIES.read(row, len(USERS.columns))) if row else None

    async def find_anywhere(self, workspace_id: UUID, external_id: str) -> User | None:
        row = await self._transaction.row(_FIND_USER, {"workspace": workspace_id, "external": external_id})
        return USERS.read(row) if row else None

    async def save_identity(self, identity: Identity) -> None:
        await self._transaction.run(self._transaction.upsert(identities), IDENTITIES.values(identity))

    async def identities(self, workspace_id: UUID, user_ids: Collection[UUID]) -> list[Identity]:
        statement = select(*IDENTITIES.columns).where(
            identities.c.workspace_id == workspace_id, identities.c.user_id.in_(user_ids)
        )
        return [IDENTITIES.read(row) for row in await self._transaction.rows(statement)]


class ItemRows:
    """Implements bot.repositories.Items."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, workspace_id: UUID, key: str) -> Item | None:
        return (await self.get_many(workspace_id, [key])).get(key)

    async def get_many(self, workspace_id: UUID, keys: Collection[str]) -> dict[str, Item]:
        statement = select(*ITEMS.columns).where(items.c.workspace_id == workspace_id, items.c.key.in_(keys))
        found = [ITEMS.read(row) for row in await self._transaction.rows(statement)]
        return {item.key: item for item in found}

    async def save(self, item: Item) -> None:
        row: dict[str, Any] = ITEMS.values(item)
        await self._transaction.run(self._transaction.upsert(items), row)
