"""What an operator does with the database as a whole: back it up, restore it, move it to another. What is said to them is here.

How rows and files are copied is in storage/copying.py and storage/backup.py.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from adapters.clock import SystemClock
from bot.config import Config
from bot.domain.errors import SetupError, StoreUnavailable
from storage import backup
from storage.copying import Copied, copy_database, is_empty
from storage.engine import create_engine, is_unavailable, snapshot
from storage.migrations import COPYING, revision_of
from storage.store import Store, open_store, take_lock

_DATABASES = ("sqlite", "postgresql")
# A loop says that it lives every 15 seconds; twice that without a sign, and none runs.
_QUIET = timedelta(seconds=30)


async def back_up(config: Config, file: Path, *, force: bool) -> int:
    """Write all that remindbot knows into one file, while it runs or not."""
    file = _absolute(file)
    if file.exists() and not force:
        raise SetupError(f"{file} exists. Give the backup another name, or say --force to replace it.")
    _refuse_missing(config.database_url)
    async with _errors_in_words(f"the backup {file} cannot be written"):
        contents = await backup.back_up(config.database_url, file, _Progress())
    print(f"{file}: {_told(contents)}; {file.stat().st_size:,} bytes, proved sound.")
    return 0


async def restore(config: Config, file: Path, *, force: bool) -> int:
    """Put a backup in the place of the database. Nothing may be running on it."""
    file = _absolute(file)
    if not file.is_file():
        raise SetupError(f"there is no file {file}")
    if _has_log(file):
        raise SetupError(f"{file} is a database in use, not a backup. Make one of it: remindbot backup FILE")
    database = backup.file_of(config.database_url)
    async with _errors_in_words("the backup cannot be restored"):
        there = await _look_into(config.database_url)
        if there and not force:
            raise SetupError(
                f"the database holds {there}. Say --force to put the backup in its place"
                + (
                    f"; what is there is then kept as {database.name}{backup.REPLACED}."
                    if database
                    else ": it is lost then."
                )
            )
        if database:
            contents = await backup.restore_file(file, database)
        else:
            with tempfile.TemporaryDirectory() as folder:
                contents = await backup.restore_into(file, config.database_url, _Progress(), Path(folder))
    print(f"Restored: {_told(contents)}.")
    if database and there:
        print(f"What was there before is {database}{backup.REPLACED}")
    print("What has come due since then comes at the next start, late; what was sent since then may come again.")
    return 0


async def copy(origin: str, target: str) -> int:
    """Copy one database into another, empty one; begun again after an interruption, it goes on."""
    origin, target = _url(origin), _url(target)
    if make_url(origin) == make_url(target):
        raise SetupError("these two are the same database")
    _refuse_missing(origin)
    async with _errors_in_words("the database cannot be copied"), _alone_on(origin) as source, _locked(target) as there:
        sums = await copy_database(source.engine, there.engine, _shown(origin), _Progress())
    for table, summed in sums.items():
        print(f"{table:<15} {summed.rows:>12,} rows  checksum {summed.checksum:016x}, the same in both")
    print(
        f"All of it is in {_shown(target)} now. Set database.url (or REMINDBOT_DATABASE__URL) to it and start remindbot."
    )
    return 0


class _Progress:
    """How far a copy is, on standard error: one line, rewritten, in a terminal; elsewhere a line for each table that is done."""

    def __call__(self, copied: Copied) -> None:
        line = f"{copied.table}: {copied.rows:,} of {copied.total:,}"
        done = copied.rows >= copied.total
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line}", end="\n" if done else "", file=sys.stderr, flush=True)
        elif done:
            print(line, file=sys.stderr, flush=True)


@asynccontextmanager
async def _alone_on(url: str) -> AsyncIterator[Store]:
    """A database that nobody uses, brought to this version's schema. Raises SetupError."""
    if backup.file_of(url) is None:
        await _look_into(url)
    store = await open_store(url)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _locked(url: str) -> AsyncIterator[Store]:
    """A target, which nobody else may begin to use meanwhile; its schema is left as it is."""
    store = Store(create_engine(url), take_lock(url))
    try:
        yield store
    finally:
        await store.close()


async def _look_into(url: str) -> str:
    """What a database holds, in words, "" for nothing. Raises SetupError where a process that is not on this machine's file uses it."""
    file = backup.file_of(url)
    if file is not None and not file.exists():
        return ""
    engine = create_engine(url)
    try:
        async with snapshot(engine) as connection:
            revision = await connection.run_sync(revision_of)
            if revision is None or revision == COPYING or await is_empty(connection):
                return ""
            [[reminders]] = (await connection.exec_driver_sql("SELECT count(*) FROM reminders")).all()
        if file is None:
            async with Store(engine, None).open_unit(write=False) as uow:
                _refuse_running(await uow.runs.seen_at())
    except SQLAlchemyError as error:
        if file is None or not _is_damage(error):
            raise
        return "what cannot be read any more"
    finally:
        await engine.dispose()
    return _counted(reminders) if reminders else "people, and no reminders"


def _refuse_running(seen_at: datetime | None) -> None:
    quiet = SystemClock().now() - seen_at if seen_at else _QUIET
    if quiet < _QUIET:
        raise SetupError(
            f"remindbot was running on this database {quiet.seconds} seconds ago. Stop every process of it, "
            f"and try again {_QUIET.seconds} seconds after the last one."
        )


@asynccontextmanager
async def _errors_in_words(what: str) -> AsyncIterator[None]:
    """Full disks, missing rights, unreachable databases and damaged files become a SetupError; a mistake of ours does not."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, StoreUnavailable) as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(error, SQLAlchemyError) and not is_unavailable(error) and not _is_damage(error):
            raise
        raise SetupError(f"{what}: {cause}") from error


def _is_damage(error: BaseException) -> bool:
    return isinstance(getattr(error, "orig", None), sqlite3.DatabaseError)


def _url(given: str) -> str:
    """A database as it is named on the command line: its URL, or the path of a SQLite file. Raises SetupError."""
    try:
        url = make_url(given)
    except ArgumentError:
        return backup.url_of(Path(given))
    if url.get_backend_name() not in _DATABASES:
        raise SetupError(
            f"{url.get_backend_name()} is none of the databases that remindbot knows: {', '.join(_DATABASES)}"
        )
    file = backup.file_of(given)
    return backup.url_of(file) if file else given


def _shown(url: str) -> str:
    """Without its password."""
    return make_url(url).render_as_string()


def _absolute(file: Path) -> Path:
    return Path(os.path.abspath(file))


def _has_log(file: Path) -> bool:
    log = Path(f"{file}-wal")
    return log.exists() and log.stat().st_size > 0


def _refuse_missing(url: str) -> None:
    file = backup.file_of(url)
    if file and not file.exists():
        raise SetupError(f"there is no database {file}")


def _told(contents: backup.Contents) -> str:
    seen = contents.seen_at.isoformat(timespec="seconds") if contents.seen_at else "never"
    return f"{_counted(contents.reminders)}, {contents.open:,} of them open, last in use {seen}"


def _counted(reminders: int) -> str:
    return "1 reminder" if reminders == 1 else f"{reminders:,} reminders"
