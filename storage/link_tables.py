"""The tables of linking: codes that were asked for, and failed tries at them. Part of the schema of tables.py."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table, Text

from storage.schema import NARROW, metadata, of_workspace
from storage.types import Id, Instant

# who: whoever tried, as "telegram:77".
link_codes = Table(
    "link_codes",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("user_id", Id, primary_key=True),
    Column("code_hash", LargeBinary, nullable=False),
    Column("platform", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    of_workspace("users", "user_id"),
)

link_attempts = Table(
    "link_attempts",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    **NARROW,
)
