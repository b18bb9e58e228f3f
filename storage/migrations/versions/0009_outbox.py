"""What waits to be sent is found by channel and by address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_deliveries_pending", "deliveries")
    pending = sa.text("status = 'pending'")
    for name, columns in (("waiting", ["channel", "not_before"]), ("address", ["channel", "address", "not_before"])):
        op.create_index(f"ix_deliveries_{name}", "deliveries", columns, sqlite_where=pending, postgresql_where=pending)
