"""Who takes reminders from whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Id

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("workspace_id", Id(), nullable=False),
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("sender_id", Id(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("asked_in", Id(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "sender_id", name="pk_consents"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_consents_users",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
