"""Firings that are told again until they are answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("occurrences", sa.Column("nag_at", Instant(), nullable=True))
    op.add_column("occurrences", sa.Column("nags", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_occurrences_nag",
        "occurrences",
        ["nag_at"],
        sqlite_where=sa.text("nag_at IS NOT NULL"),
        postgresql_where=sa.text("nag_at IS NOT NULL"),
    )
