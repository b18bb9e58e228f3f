"""What people did to one another is kept for the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Id, Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dealings",
        sa.Column("workspace_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_id", Id(), nullable=False),
        sa.Column("subject_id", Id(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_dealings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dealings_actor", "dealings", ["workspace_id", "actor_id", "id"])
    some = sa.text("subject_id IS NOT NULL")
    op.create_index(
        "ix_dealings_subject",
        "dealings",
        ["workspace_id", "subject_id", "id"],
        sqlite_where=some,
        postgresql_where=some,
    )
