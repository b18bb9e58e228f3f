"""Who says an answer that is not said yet, and until when nobody else does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Id, Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("held_by", Id(), nullable=True))
    op.add_column("messages", sa.Column("held_until", Instant(), nullable=True))
