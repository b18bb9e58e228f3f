"""When a conversation was last saved, so that silent ones are forgotten; an index by actor, for the audit."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("saved_at", Instant(), nullable=True))
    conversations = sa.table("conversations", sa.column("saved_at", Instant()))
    op.execute(conversations.update().values(saved_at=datetime.now(UTC)))
    with_actor = sa.text("actor_id IS NOT NULL")
    op.create_index(
        "ix_ledger_actor",
        "ledger",
        ["workspace_id", "actor_id", "id"],
        sqlite_where=with_actor,
        postgresql_where=with_actor,
    )
