"""Migrations: bringing a database to this version's schema at start, and refusing one that a newer version has changed.

Each change is a file in versions/; storage/tables.py says what they lead to, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import SetupError
from storage.engine import is_unavailable, snapshot
from storage.statistics import write_statistics

HEAD = "0013"
# What stands in the revision's place while a copy of another database is being written (storage/copying.py).
COPYING = "copying"
_HALF_A_COPY = "the database is half a copy of another one. Run the same `remindbot copy-database` or `remindbot restore` again: it goes on."
_TURN = 0x72656D696E64  # any number of our own: the key of an advisory lock
_FOLDER = Path(__file__).parent


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database to HEAD, in one transaction. Raises SetupError when it is from a newer version or cannot be opened."""
    with _errors_in_words():
        async with engine.connect() as connection, connection.begin():
            await connection.run_sync(_upgrade)


async def refuse_unreadable(engine: AsyncEngine) -> None:
    """Raises SetupError where the database, as it stands, is nothing to look into: damaged, half a copy, of an older version. Changes nothing."""
    with _errors_in_words():
        async with snapshot(engine) as connection:
            revision = await connection.run_sync(revision_of)
    if revision == COPYING:
        raise SetupError(_HALF_A_COPY)
    if revision is None or revision < HEAD:
        raise SetupError(
            "the database is not yet of this version. Start remindbot first: that brings it up to date, and keeps what is in it."
        )


@contextmanager
def _errors_in_words() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        if not is_unavailable(error) and not _is_no_database(error):
            raise
        raise SetupError(f"the database cannot be opened: {getattr(error, 'orig', None) or error}") from error


def _upgrade(connection: Connection) -> None:
    """Alembic is imported only where there is something to do: it takes longer than the rest of the start."""
    if connection.dialect.name == "postgresql":  # processes that start together take turns
        connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
    current = revision_of(connection)
    if current == HEAD:
        return
    if current == COPYING:
        raise SetupError(_HALF_A_COPY)
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise SetupError(
            f"the database is of a newer remindbot (its schema is {current}, this version knows up to {HEAD}). "
            "Start the newer version, or restore a backup made before the update."
        )
    command.upgrade(config, HEAD)
    write_statistics(connection)


def revision_of(connection: Connection) -> str | None:
    """The schema's revision; None for a database that holds none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _is_no_database(error: BaseException) -> bool:
    """Whether a file that is not a database, or a damaged one, stands where it should be."""
    return "not a database" in str(error) or "malformed" in str(error)
