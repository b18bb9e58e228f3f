"""Alembic's entry: runs the migrations on the connection that storage.migrations hands over.

Nothing is configured here; there is no alembic.ini.
"""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
