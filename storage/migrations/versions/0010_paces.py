"""How far the allowance of each channel and room is used up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("used_until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_paces")),
        sqlite_with_rowid=False,
    )
