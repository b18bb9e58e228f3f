"""Workspaces, people and items in the database.

Who is who, and what a preference does, is decided in bot/actions.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, select, text, update

from bot.domain.identifier import new_id
from bot.domain.item import Item
from bot.domain.user import Identity, User
from storage.mapping import Mapping
from storage.prepared import Query, insert_new, upsert
from storage.tables import identities, items, users, workspaces
from storage.transaction import Transaction

USERS = Mapping(User, users)
IDENTITIES = Mapping(Identity, identities)
ITEMS = Mapping(Item, items)

_FIND_WORKSPACE = Query(select(workspaces.c.id).where(workspaces.c.key == bindparam("of_key")))
_ADD_WORKSPACE = insert_new(workspaces)
_TAKE_NUMBER = Query(
    update(workspaces).where(workspaces.c.id == bindparam("workspace")).values(last_number=workspaces.c.last_number + 1)
)
_LAST_NUMBER = Query(select(workspaces.c.last_number).where(workspaces.c.id == bindparam("workspace")))
_ADD_USER = USERS.inserting()
_SAVE_USER, _user_row = USERS.updating()
_GET_USERS = Query(
    select(*USERS.columns).where(
        users.c.workspace_id == bindparam("workspace"), users.c.id.in_(bindparam("ids", expanding=True))
    )
)
_GET_NAMES = Query(
    select(users.c.id, users.c.name).where(users.c.workspace_id == bindparam("workspace")).order_by(users.c.created_at)
)
# A person's row is the lock of their conversations, preferences and limits: two messages of theirs, heard by two processes, take turns.
_OF_IDENTITY = (
    select(*USERS.columns, *IDENTITIES.columns)
    .join(identities, and_(identities.c.workspace_id == users.c.workspace_id, identities.c.user_id == users.c.id))
    .where(
        users.c.workspace_id == bindparam("workspace"),
        identities.c.platform == bindparam("of_platform"),
        identities.c.external_id == bindparam("external"),
    )
)
_FIND_USER = Query(_OF_IDENTITY, locks=users)
_SEE_USER = Query(_OF_IDENTITY)
_LOCK_WORKSPACE = Query(select(workspaces.c.id).where(workspaces.c.id == bindparam("workspace")), locks=workspaces)
_SAVE_IDENTITY = upsert(identities)
_OF_HANDLE = (
    identities.c.workspace_id == bindparam("workspace"),
    identities.c.platform == bindparam("of_platform"),
    identities.c.handle == bindparam("of_handle"),
    text("identities.handle <> ''"),  # literally: see conditions.py
)
_TAKE_HANDLE = Query(
    update(identities).where(*_OF_HANDLE, identities.c.external_id != bindparam("bearer")).values(handle="")
)
_GET_BEARERS = Query(select(*IDENTITIES.columns).where(*_OF_HANDLE))
_REMOVE_IDENTITY = Query(
    delete(identities).where(
        identities.c.workspace_id == bindparam("workspace"),
        identities.c.platform == bindparam("of_platform"),
        identities.c.external_id == bindparam("external"),
    )
)
_GET_IDENTITIES = Query(
    select(*IDENTITIES.columns).where(
        identities.c.workspace_id == bindparam("workspace"), identities.c.user_id.in_(bindparam("ids", expanding=True))
    )
)
_GET_ITEMS = Query(
    select(*ITEMS.columns).where(
        items.c.workspace_id == bindparam("workspace"), items.c.key.in_(bindparam("keys", expanding=True))
    )
)
_SAVE_ITEM = upsert(items)


class WorkspaceRows:
    """Implements bot.people_repositories.Workspaces."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def find_or_add(self, key: str, now: datetime) -> UUID:
        found = await self.find(key)
        if found:
            return found
        await _ADD_WORKSPACE.run(self._transaction, id=new_id(now), key=key, created_at=now, last_number=0)
        stored: UUID = await _FIND_WORKSPACE.value(self._transaction, of_key=key)
        return stored

    async def find(self, key: str) -> UUID | None:
        found: UUID | None = await _FIND_WORKSPACE.value(self._transaction, of_key=key)
        return found

    async def take_number(self, workspace_id: UUID) -> int:
        """The row that the first statement writes is ours until the transaction ends, so the second reads what the first wrote."""
        await _TAKE_NUMBER.run(self._transaction, workspace=workspace_id)
        number: int = await _LAST_NUMBER.value(self._transaction, workspace=workspace_id)
        return number


class UserRows:
    """Implements bot.people_repositories.Users."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, user: User) -> None:
        await _ADD_USER.run(self._transaction, USERS.rows([user]))

    async def save(self, user: User) -> None:
        await _SAVE_USER.run(self._transaction, [_user_row(user)])

    async def get(self, workspace_id: UUID, user_id: UUID) -> User | None:
        return (await self.get_many(workspace_id, [user_id])).get(user_id)

    async def get_many(self, workspace_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, User]:
        found = await _GET_USERS.columns(self._transaction, workspace=workspace_id, ids=list(user_ids))
        return {user.id: user for user in USERS.read_all(found)}

    async def find(
        self, workspace_id: UUID, platform: str, external_id: str, *, speaking: bool = True
    ) -> tuple[User, Identity] | None:
        key = {"workspace": workspace_id, "of_platform": platform, "external": external_id}
        row = await (_FIND_USER if speaking else _SEE_USER).row(self._transaction, **key)
        if row is None and self._transaction.locks:  # whoever else meets them just now has added them, or waits for us
            await _LOCK_WORKSPACE.row(self._transaction, workspace=workspace_id)
            row = await _FIND_USER.row(self._transaction, **key)
        return (USERS.read(row), IDENTITIES.read(row, len(USERS.columns))) if row else None

    async def names(self, workspace_id: UUID) -> list[tuple[UUID, str]]:
        rows = await _GET_NAMES.rows(self._transaction, workspace=workspace_id)
        return [(row[0], row[1]) for row in rows]

    async def save_identity(self, identity: Identity) -> None:
        if identity.handle:
            await _TAKE_HANDLE.run(
                self._transaction,
                workspace=identity.workspace_id,
                of_platform=identity.platform,
                of_handle=identity.handle,
                bearer=identity.external_id,
            )
        await _SAVE_IDENTITY.run(self._transaction, **IDENTITIES.values(identity))

    async def remove_identity(self, identity: Identity) -> None:
        await _REMOVE_IDENTITY.run(
            self._transaction,
            workspace=identity.workspace_id,
            of_platform=identity.platform,
            external=identity.external_id,
        )

    async def identities(self, workspace_id: UUID, user_ids: Collection[UUID]) -> list[Identity]:
        found = await _GET_IDENTITIES.columns(self._transaction, workspace=workspace_id, ids=list(user_ids))
        return IDENTITIES.read_all(found)

    async def bearers(self, workspace_id: UUID, platform: str, handle: str) -> list[Identity]:
        found = await _GET_BEARERS.columns(
            self._transaction, workspace=workspace_id, of_platform=platform, of_handle=handle
        )
        return IDENTITIES.read_all(found)


class ItemRows:
    """Implements bot.repositories.Items."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, workspace_id: UUID, key: str) -> Item | None:
        return (await self.get_many(workspace_id, [key])).get(key)

    async def get_many(self, workspace_id: UUID, keys: Collection[str]) -> dict[str, Item]:
        found = await _GET_ITEMS.columns(self._transaction, workspace=workspace_id, keys=list(keys))
        return {item.key: item for item in ITEMS.read_all(found)}

    async def save(self, item: Item) -> None:
        await _SAVE_ITEM.run(self._transaction, **ITEMS.values(item))
