"""The schema's common ground: the metadata that all tables belong to, and what most of them are made with. The tables are tables.py's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKeyConstraint, MetaData, literal_column

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# A narrow table whose key is its order is kept in the key's own tree on SQLite: one tree to write instead of two.
NARROW: dict[str, Any] = {"sqlite_with_rowid": False}


def when(condition: str) -> dict[str, Any]:
    """A partial index. A database uses it only where the same words stand literally in the statement (storage/conditions.py)."""
    return {"sqlite_where": literal_column(condition), "postgresql_where": literal_column(condition)}


def of_workspace(table: str, *columns: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", *columns], [f"{table}.workspace_id", f"{table}.id"], ondelete="CASCADE"
    )
