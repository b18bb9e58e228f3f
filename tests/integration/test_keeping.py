"""Backup, restore and move, as an operator asks for them: the words of the command and its exit status."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.cli import main
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin
from storage.lock import FileLock
from storage.store import Store, open_store
from tests.postgres import create_database, drop_database

DATABASE = "data/remindbot.sqlite"


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    said: str


Command = Callable[..., Awaitable[Done]]


@pytest.fixture
async def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the command is run in; somebody has set a reminder there."""
    monkeypatch.chdir(tmp_path)
    await _remind(tmp_path / DATABASE, "call Jens")
    return tmp_path


@pytest.fixture
def remindbot(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    async def run(*arguments: str) -> Done:
        status = await asyncio.to_thread(main, arguments)
        written = capsys.readouterr()
        return Done(status, written.out + written.err)

    return run


@pytest.fixture
async def empty_postgres(postgres: str) -> AsyncIterator[str]:
    url = await create_database(postgres)
    yield url
    await drop_database(url)


@pytest.fixture
async def running(home: Path) -> AsyncIterator[Store]:
    """A remindbot that uses the database meanwhile."""
    store = await open_store(f"sqlite:///{home / DATABASE}")
    yield store
    await store.close()


async def _remind(database: Path, text: str) -> None:
    store, now = await open_store(f"sqlite:///{database}"), datetime.now(UTC)
    async with store.open_unit() as uow:
        user = await identify_user(uow, "", Address("web", "room"), Profile("owner", "Me", "UTC"), now)
        draft = ReminderDraft(text, At(now + timedelta(hours=2)), "UTC")
        await set_reminder(uow, user, draft, Origin("chat", "web", "room"), now, Limits())
        await uow.commit()
    await store.close()


def _damage(file: Path) -> None:
    with file.open("r+b") as database:
        database.seek(file.stat().st_size // 2)
        database.write(os.urandom(30_000))


def _damage_schema(file: Path) -> None:
    """The first page stands, the pages that say what tables there are do not."""
    with file.open("r+b") as database:
        database.seek(4096)
        database.write(b"A" * (file.stat().st_size - 4096))


def _texts(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database, database:
        return [text for (text,) in database.execute("SELECT text FROM reminders ORDER BY number")]


async def test_a_backup_restored_elsewhere_is_the_same_bot(
    home: Path, remindbot: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = await remindbot("backup", "copy.sqlite")
    assert done.status == 0
    assert "1 reminder, 1 of them open" in done.said
    assert (home / "copy.sqlite").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("REMINDBOT_DATA_DIR", "elsewhere")
    restored = await remindbot("restore", "copy.sqlite")
    assert restored.status == 0, restored.said
    assert _texts(home / "elsewhere/remindbot.sqlite") == ["call Jens"]


async def test_a_backup_is_made_while_remindbot_writes(home: Path, remindbot: Command, running: Store) -> None:
    async with running.open_unit() as uow:  # a writer in the middle of a transaction
        await uow.workspaces.take_number(uuid4())
        done = await remindbot("backup", "copy.sqlite")
    assert done.status == 0, done.said
    assert _texts(home / "copy.sqlite") == ["call Jens"]


async def test_a_backup_is_not_written_over_unless_told(home: Path, remindbot: Command) -> None:
    (home / "copy.sqlite").write_text("dear")
    refused = await remindbot("backup", "copy.sqlite")
    assert refused.status == 1
    assert "--force" in refused.said
    assert (home / "copy.sqlite").read_text() == "dear"
    assert (await remindbot("backup", "copy.sqlite", "--force")).status == 0
    assert _texts(home / "copy.sqlite") == ["call Jens"]


async def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(home: Path, remindbot: Command) -> None:
    done = await remindbot("backup", "nowhere/copy.sqlite")
    assert done.status == 1
    assert "cannot be written" in done.said
    assert "Traceback" not in done.said


async def test_a_damaged_database_gives_no_backup(home: Path, remindbot: Command) -> None:
    _damage(home / DATABASE)
    done = await remindbot("backup", "copy.sqlite")
    assert done.status == 1
    assert "damaged" in done.said or "malformed" in done.said
    assert not {"copy.sqlite", "copy.sqlite.partial"} & {entry.name for entry in os.scandir(home)}


async def test_a_damaged_database_is_called_so_by_its_own_name(home: Path, remindbot: Command) -> None:
    _damage_schema(home / DATABASE)
    done = await remindbot("backup", "copy.sqlite")
    assert done.status == 1
    assert f"{home / DATABASE} is damaged" in done.said


@pytest.mark.parametrize("asked", [("status",), ("audit", "REM-1"), ("sign-in",)])
async def test_a_damaged_database_is_said_to_be_so_to_whoever_asks(
    home: Path, remindbot: Command, asked: tuple[str, ...]
) -> None:
    _damage_schema(home / DATABASE)
    done = await remindbot(*asked)
    assert done == Done(1, "remindbot: the database cannot be opened: database disk image is malformed\n")


@pytest.mark.parametrize(
    ("revision", "words"), [("0003", "Start remindbot first"), ("copying", "half a copy of another one")]
)
async def test_a_database_that_is_not_of_this_version_is_said_to_be_so(
    home: Path, remindbot: Command, revision: str, words: str
) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    done = await remindbot("status")
    assert done.status == 1
    assert words in done.said


async def test_restoring_over_something_needs_force_and_keeps_what_was_there(home: Path, remindbot: Command) -> None:
    await remindbot("backup", "copy.sqlite")
    await _remind(home / DATABASE, "water the plants")
    refused = await remindbot("restore", "copy.sqlite")
    assert refused.status == 1
    assert "holds 2 reminders" in refused.said
    assert _texts(home / DATABASE) == ["call Jens", "water the plants"]
    done = await remindbot("restore", "copy.sqlite", "--force")
    assert done.status == 0, done.said
    assert _texts(home / DATABASE) == ["call Jens"]
    assert _texts(home / f"{DATABASE}.before-restore") == ["call Jens", "water the plants"]


async def test_a_damaged_database_can_be_restored_over(home: Path, remindbot: Command) -> None:
    await remindbot("backup", "copy.sqlite")
    (home / DATABASE).write_bytes(b"no database at all" * 1000)
    done = await remindbot("restore", "copy.sqlite", "--force")
    assert done.status == 0, done.said
    assert _texts(home / DATABASE) == ["call Jens"]


async def test_nothing_is_restored_under_a_running_remindbot(home: Path, remindbot: Command, running: Store) -> None:
    await remindbot("backup", "copy.sqlite")
    done = await remindbot("restore", "copy.sqlite", "--force")
    assert done.status == 1
    assert "in use by another remindbot" in done.said
    async with running.open_unit(write=False) as uow:
        assert await uow.occurrences.count_scheduled() == 1


@pytest.mark.parametrize(
    ("contents", "words"), [(b"no database" * 500, "not a database"), (b"", "not a database of remindbot's")]
)
async def test_what_is_no_backup_is_refused_and_the_database_stays(
    home: Path, remindbot: Command, contents: bytes, words: str
) -> None:
    (home / "copy.sqlite").write_bytes(contents)
    done = await remindbot("restore", "copy.sqlite", "--force")
    assert done.status == 1
    assert f"{home / 'copy.sqlite'} is" in done.said
    assert words in done.said
    assert _texts(home / DATABASE) == ["call Jens"]


async def test_a_backup_of_a_newer_version_is_refused(home: Path, remindbot: Command) -> None:
    await remindbot("backup", "copy.sqlite")
    with closing(sqlite3.connect(home / "copy.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    done = await remindbot("restore", "copy.sqlite", "--force")
    assert done.status == 1
    assert "newer remindbot" in done.said
    assert _texts(home / DATABASE) == ["call Jens"]


async def test_a_backup_of_before_an_update_is_restored_over_an_old_database(home: Path, remindbot: Command) -> None:
    for file in ("old.sqlite", DATABASE):  # as the first version left it
        with closing(sqlite3.connect(home / file)) as database, database:
            if file == DATABASE:
                database.execute("DROP TABLE link_codes")
            else:
                database.executescript("CREATE TABLE reminders (id)")
    refused = await remindbot("restore", "old.sqlite")
    assert refused.status == 1
    assert "holds 1 reminder" in refused.said


async def test_a_database_in_use_is_no_backup(home: Path, remindbot: Command) -> None:
    (home / "live.sqlite").write_bytes((home / DATABASE).read_bytes())
    (home / "live.sqlite-wal").write_bytes(b"log")
    done = await remindbot("restore", "live.sqlite", "--force")
    assert done.status == 1
    assert "remindbot backup" in done.said


async def test_moving_to_postgresql_and_making_a_backup_there(
    home: Path, remindbot: Command, empty_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = await remindbot("copy-database", DATABASE, empty_postgres)
    assert moved.status == 0, moved.said
    assert "the same in both" in moved.said
    (home / "config.yaml").write_text(f"database:\n  url: {empty_postgres}\n", encoding="utf-8")
    done = await remindbot("backup", "copy.sqlite", "--config", "config.yaml")
    assert done.status == 0, done.said
    assert _texts(home / "copy.sqlite") == ["call Jens"]


async def test_a_backup_is_restored_into_postgresql(home: Path, remindbot: Command, empty_postgres: str) -> None:
    await remindbot("backup", "copy.sqlite")
    (home / "config.yaml").write_text(f"database:\n  url: {empty_postgres}\n", encoding="utf-8")
    assert (await remindbot("restore", "copy.sqlite", "--config", "config.yaml")).status == 0
    refused = await remindbot("restore", "copy.sqlite", "--config", "config.yaml")
    assert refused.status == 1
    assert "holds 1 reminder" in refused.said


async def test_two_cannot_copy_into_one_file_at_the_same_time(home: Path, remindbot: Command) -> None:
    other = FileLock(home / "moved.sqlite")
    other.acquire()
    done = await remindbot("copy-database", DATABASE, "moved.sqlite")
    other.release()
    assert done.status == 1
    assert "in use by another remindbot" in done.said
    assert not (home / "moved.sqlite").exists()
    done = await remindbot("copy-database", DATABASE, "moved.sqlite")
    assert done.status == 0, done.said


async def test_only_its_owner_may_read_a_database_that_was_made(home: Path, remindbot: Command) -> None:
    await remindbot("copy-database", DATABASE, "moved.sqlite")
    assert [(home / file).stat().st_mode & 0o077 for file in (DATABASE, "moved.sqlite")] == [0, 0]


async def test_a_copy_onto_itself_or_from_nowhere_is_refused(home: Path, remindbot: Command) -> None:
    assert "the same database" in (await remindbot("copy-database", DATABASE, f"./{DATABASE}")).said
    assert "there is no database" in (await remindbot("copy-database", "nothing.sqlite", "other.sqlite")).said
    assert "mysql is none of the databases" in (await remindbot("copy-database", DATABASE, "mysql://here/it")).said
    assert not (home / "nothing.sqlite").exists()


async def test_a_database_in_use_is_not_moved(home: Path, remindbot: Command, running: Store) -> None:
    done = await remindbot("copy-database", DATABASE, "other.sqlite")
    assert done.status == 1
    assert "in use by another remindbot" in done.said
