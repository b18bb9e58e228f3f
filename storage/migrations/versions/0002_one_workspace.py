"""One installation is one team: the workspaces that each platform had for itself become one (ADR 14).

The one with the most reminders keeps its numbers; a reminder of another whose number is taken there gets the next free one.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Rows whose key says what they are, whoever stored them: where the kept workspace knows the same, its row counts.
_KNOWN_BY = {"identities": ("platform", "external_id"), "items": ("key",), "events": ("platform", "event_id")}


def upgrade() -> None:
    bind = op.get_bind()
    metadata = sa.MetaData()
    metadata.reflect(bind)
    tables = [table for table in metadata.sorted_tables if "workspace_id" in table.c]
    workspaces, reminders = metadata.tables["workspaces"], metadata.tables["reminders"]
    numbers = sa.func.count(reminders.c.id)
    by_size = (
        sa.select(workspaces.c.id, workspaces.c.last_number)
        .outerjoin(reminders, reminders.c.workspace_id == workspaces.c.id)
        .group_by(workspaces.c.id, workspaces.c.last_number, workspaces.c.created_at)
        .order_by(numbers.desc(), workspaces.c.created_at)
    )
    found = bind.execute(by_size).all()
    if not found:
        return
    kept, *others = [row.id for row in found]
    last = max(row.last_number for row in found)
    for old in others:
        last = _renumber(bind, reminders, kept, old, last)
        _move(bind, tables, kept, old)
        bind.execute(sa.delete(workspaces).where(workspaces.c.id == old))
    bind.execute(sa.update(workspaces).where(workspaces.c.id == kept).values(key="", last_number=last))


def _renumber(bind: sa.Connection, reminders: sa.Table, kept: Any, old: Any, last: int) -> int:
    """Give the old workspace's reminders whose numbers are taken the ones after `last`; returns the last number given."""
    taken = sa.select(reminders.c.number).where(reminders.c.workspace_id == kept)
    own = (reminders.c.workspace_id == old, reminders.c.number.in_(taken))
    for (reminder,) in bind.execute(sa.select(reminders.c.id).where(*own).order_by(reminders.c.number)).all():
        last += 1
        this = (reminders.c.workspace_id == old, reminders.c.id == reminder)
        bind.execute(sa.update(reminders).where(*this).values(number=last))
    return last


def _move(bind: sa.Connection, tables: list[sa.Table], kept: Any, old: Any) -> None:
    """What others refer to is copied, what refers to it is led over, then the copied is deleted: so every key holds at every step."""
    referred_to = {key.column.table.name for table in tables for key in table.foreign_keys}
    for table in tables:
        if table.name in referred_to:
            rest = [column for column in table.c if column.name != "workspace_id"]
            rows = sa.select(sa.literal(kept, table.c.workspace_id.type), *rest).where(table.c.workspace_id == old)
            bind.execute(sa.insert(table).from_select(["workspace_id", *(column.name for column in rest)], rows))
        else:
            _lead_over(bind, table, kept, old)
    for table in reversed(tables):
        if table.name in referred_to:
            bind.execute(sa.delete(table).where(table.c.workspace_id == old))


def _lead_over(bind: sa.Connection, table: sa.Table, kept: Any, old: Any) -> None:
    if table.name in _KNOWN_BY:
        there = table.alias()
        same = [there.c[name] == table.c[name] for name in _KNOWN_BY[table.name]]
        known = sa.exists().where(there.c.workspace_id == kept, *same)
        bind.execute(sa.delete(table).where(table.c.workspace_id == old, known))
    values: dict[str, Any] = {"workspace_id": kept}
    if table.name == "conversations":  # their state names the workspace too
        values["state"] = sa.func.replace(table.c.state, _written(old), _written(kept))
    bind.execute(sa.update(table).where(table.c.workspace_id == old).values(values))


def _written(workspace: Any) -> str:
    """An id as JSON holds it; SQLite gives its bytes."""
    return str(UUID(bytes=workspace) if isinstance(workspace, bytes) else workspace)
