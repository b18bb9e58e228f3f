"""The table of dealings: what people did to one another. Part of the schema of tables.py."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from bot.domain.dealing import DealingAction
from storage.schema import NARROW, metadata, when
from storage.types import Id, Instant, Word

dealings = Table(
    "dealings",
    metadata,
    Column("workspace_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("action", Word(DealingAction), nullable=False),
    Column("actor_id", Id, nullable=False),
    Column("subject_id", Id),
    Column("via", Text),
    Column("platform", Text),
    Column("room", Text),
    Column("note", Text),
    Index("ix_dealings_actor", "workspace_id", "actor_id", "id"),
    Index("ix_dealings_subject", "workspace_id", "subject_id", "id", **when("subject_id IS NOT NULL")),
    **NARROW,
)
