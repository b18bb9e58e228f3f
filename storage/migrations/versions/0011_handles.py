"""Identities keep what people are mentioned by, and are found by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identities", sa.Column("handle", sa.Text(), nullable=False, server_default=""))
    some = sa.text("handle <> ''")
    op.create_index(
        "ix_identities_handle",
        "identities",
        ["workspace_id", "platform", "handle"],
        sqlite_where=some,
        postgresql_where=some,
    )
