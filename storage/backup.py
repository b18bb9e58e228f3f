"""Backup and restore: the whole database as one SQLite file, whichever database it is kept in.

Rows are copied by copying.py. What an operator may do and is told is in bot/keeping.py.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from bot.domain.errors import SetupError
from storage.copying import Copied, copy_database
from storage.engine import create_engine
from storage.lock import FileLock
from storage.migrations import migrate
from storage.types import from_microseconds

_WITH_IT = ("", "-wal", "-shm")
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
REPLACED = ".before-restore"


@dataclass(frozen=True, slots=True)
class Contents:
    """seen_at: the last sign of life of whoever used it. open: reminders that are active or paused."""

    reminders: int
    open: int
    seen_at: datetime | None


def url_of(file: Path) -> str:
    return f"sqlite:///{file.resolve()}"


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for any other."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


async def back_up(url: str, file: Path, watch: Callable[[Copied], None]) -> Contents:
    """Write the database as it is at this moment into `file`, which is there whole or not at all; nobody is kept from writing.

    It is proved sound before it gets its name. Raises SetupError where it cannot be written, or is not sound; OSError, sqlite3.Error.
    """
    partial = file.with_name(file.name + ".partial")
    _remove(partial)
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # people's words are in it
        source = file_of(url)
        if source is not None:
            await asyncio.to_thread(_vacuum_into, source, partial)
        else:
            await _copy_into(url, partial, watch)
        contents = await asyncio.to_thread(inspect, partial, source or partial)
        _sync(partial)
        os.replace(partial, file)
        _sync(file.parent)
    finally:
        _remove(partial)
    return contents


def inspect(file: Path, original: Path) -> Contents:
    """What a database holds, every page and every reference looked at. `original`: what it is a copy of, by the name that people know.

    Raises SetupError where it is damaged or not one of ours.
    """
    with closing(sqlite3.connect(file)) as database:
        try:
            problems = [row[0] for row in database.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
            problems += [f"{row[0]} refers to no {row[2]}" for row in database.execute("PRAGMA foreign_key_check")]
            if problems:
                raise SetupError(f"{original} is damaged: {'; '.join(problems[:3])}")
            [reminders] = database.execute("SELECT count(*) FROM reminders").fetchone()
            [still_open] = database.execute(
                "SELECT count(*) FROM reminders WHERE status IN ('active', 'paused')"
            ).fetchone()
            [seen_at] = database.execute("SELECT max(seen_at) FROM runs").fetchone()
        except sqlite3.DatabaseError as error:
            raise SetupError(f"{original} is not a database of remindbot's: {error}") from error
    return Contents(reminders, still_open, from_microseconds(seen_at))


async def prepare(file: Path, beside: Path) -> Contents:
    """A copy of a backup at `beside`, proved sound and brought to this version's schema; the backup stays as it is. Raises SetupError."""
    _remove(beside)
    try:
        await asyncio.to_thread(_unpack, file, beside)
        engine = create_engine(url_of(beside))
        try:
            await migrate(engine)
        finally:
            await engine.dispose()
        return await asyncio.to_thread(inspect, beside, file)
    except BaseException:
        _remove(beside)
        raise


async def restore_file(file: Path, database: Path) -> Contents:
    """Put a backup in the place of a SQLite database that nobody uses; what was there is kept beside it, its name ending in REPLACED.

    Raises SetupError where it is in use, or the backup is not sound; then all is as before.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(database)
    lock.acquire()
    try:
        coming = database.with_name(database.name + ".restoring")
        contents = await prepare(file, coming)
        _sync(coming)
        for (
            ending
        ) in _WITH_IT:  # the file first: without it what stands in its log cannot be mistaken for the new one's
            with suppress(FileNotFoundError):
                os.replace(f"{database}{ending}", f"{database}{REPLACED}{ending}")
        os.replace(coming, database)
        _sync(database.parent)
    finally:
        lock.release()
    return contents


async def restore_into(file: Path, url: str, watch: Callable[[Copied], None], folder: Path) -> Contents:
    """Put a backup in the place of what another database holds; `folder`: where it is unpacked meanwhile. Taken up again when interrupted.

    Raises SetupError.
    """
    coming = folder / "restoring.sqlite"
    contents = await prepare(file, coming)
    source, target = create_engine(url_of(coming)), create_engine(url)
    try:
        await copy_database(source, target, f"backup {file.name}", watch, replace=True)
    finally:
        await source.dispose()
        await target.dispose()
        _remove(coming)
    return contents


def _unpack(file: Path, beside: Path) -> None:
    shutil.copyfile(file, beside)
    beside.chmod(0o600)
    inspect(beside, file)


def _vacuum_into(source: Path, partial: Path) -> None:
    """SQLite's own copy of one snapshot: readers and writers go on meanwhile. https://www.sqlite.org/lang_vacuum.html#vacuuminto"""
    with closing(sqlite3.connect(source, isolation_level=None)) as database:
        database.execute("PRAGMA busy_timeout=5000")
        try:
            database.execute("VACUUM INTO ?", (str(partial),))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in _DAMAGED:
                raise
            raise SetupError(
                f"{source} is damaged. Restore the last sound backup: remindbot restore FILE --force"
            ) from error


async def _copy_into(url: str, partial: Path, watch: Callable[[Copied], None]) -> None:
    source, target = create_engine(url), create_engine(url_of(partial))
    try:
        await copy_database(source, target, "the database", watch)
    finally:
        await source.dispose()
        await target.dispose()
    with closing(sqlite3.connect(partial)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def _remove(file: Path) -> None:
    for ending in (*_WITH_IT, "-journal"):
        Path(f"{file}{ending}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """On the disk, also after the power fails."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
