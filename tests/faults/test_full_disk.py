"""The disk is full, or may not be written: the person is told, nothing is confirmed that is not stored, and it goes on by itself."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.terminal import Terminal

REMINDERS = 300 if os.environ.get("REMINDBOT_FAULTS") == "long" else 40
_CONFIRMED = re.compile(r"^Set: REM-\d+, water (thing-\d+)\b")
_REFUSED = re.compile(r"I cannot save anything just now")
_ARRIVED = re.compile(r"^⏰ water (thing-\d+)\b")
_WORLD = "my time zone is UTC"

pytestmark = pytest.mark.faults


def _stored(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "remindbot.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {text.removeprefix("water ") for (text,) in database.execute("SELECT text FROM reminders")}


def _allow(pid: int, size: int) -> None:
    """No file of that process may grow beyond so many bytes: for SQLite a disk that is full."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def _fill(terminal: Terminal) -> int:
    """Set reminders until one is refused; returns how many were tried."""
    for number in range(REMINDERS):
        terminal.type(f"remind me to water thing-{number} in 30 days", "yes")
        either = re.compile(rf"^Set: .*thing-{number}\b|{_REFUSED.pattern}")
        await terminal.wait_until_shown(either)
        if any(_REFUSED.search(line) for line in terminal.lines):
            return number + 1
    raise AssertionError("the disk was never full")


async def test_on_a_full_disk_nothing_is_confirmed_that_is_not_stored_and_it_recovers(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    await terminal.start()
    terminal.type(_WORLD, "remind me to water thing-1000 in 30 days", "yes")
    await terminal.wait_until_shown(_CONFIRMED)
    log = tmp_path / "remindbot.sqlite-wal"
    _allow(terminal.pid, log.stat().st_size + 100_000)
    tried = await _fill(terminal)
    assert set(terminal.things(_CONFIRMED)) <= _stored(tmp_path)
    _allow(terminal.pid, resource.RLIM_INFINITY)
    terminal.type("remind me to water thing-2000 in 10 seconds", "yes")
    await terminal.wait_until_shown(re.compile(r"^⏰ water thing-2000"))
    await terminal.kill()
    confirmed = set(terminal.things(_CONFIRMED))
    assert confirmed <= _stored(tmp_path)
    assert len(confirmed) >= 2
    assert tried >= 1


async def test_what_comes_due_while_the_disk_is_full_comes_afterwards(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    await terminal.start()
    terminal.type(_WORLD, "remind me to water thing-1 in 15 seconds", "yes")
    await terminal.wait_until_shown(_CONFIRMED)
    _allow(terminal.pid, 1)
    terminal.type("remind me to water thing-2 in 30 days", "yes")
    await terminal.wait_until_shown(_REFUSED)
    await terminal.wait_until_shown(re.compile("store_unavailable"))  # the loop wanted to fire it, and could not
    assert not terminal.things(_ARRIVED)
    _allow(terminal.pid, resource.RLIM_INFINITY)
    await terminal.wait_until_shown(_ARRIVED)
    await terminal.kill()
    assert terminal.things(_ARRIVED) == {"thing-1": 1}


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes of its own. Skips where we may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a disk of our own can be mounted by root only")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def _remount(mount: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", mount], check=True)


async def test_a_disk_that_is_really_full(mount: Path) -> None:
    terminal = Terminal(mount)
    await terminal.start()
    terminal.type(_WORLD, "remind me to water thing-1000 in 30 days", "yes")
    await terminal.wait_until_shown(_CONFIRMED)
    ballast = mount / "ballast"
    with ballast.open("wb", buffering=0) as file:
        free = os.statvfs(mount).f_bavail * os.statvfs(mount).f_frsize
        file.write(bytes(max(free - 60_000, 0)))
    await _fill(terminal)
    assert set(terminal.things(_CONFIRMED)) <= _stored(mount)
    ballast.unlink()
    terminal.type("remind me to water thing-2000 in 10 seconds", "yes")
    await terminal.wait_until_shown(re.compile(r"^⏰ water thing-2000"))
    await terminal.kill()
    assert set(terminal.things(_CONFIRMED)) <= _stored(mount)


async def test_a_disk_that_may_only_be_read_is_refused_in_words_and_nothing_is_changed(mount: Path) -> None:
    terminal = Terminal(mount)
    await terminal.start()
    terminal.type(_WORLD, "remind me to water thing-1 in 30 days", "yes")
    await terminal.wait_until_shown(_CONFIRMED)
    await terminal.kill()
    _remount(mount, "ro")
    await terminal.start()
    assert await terminal.wait() == 1
    assert any(line.startswith("remindbot: cannot write in") for line in terminal.lines)
    _remount(mount, "rw")
    await terminal.start()
    terminal.type("list")
    await terminal.wait_until_shown(re.compile(r"REM-1\b.*thing-1"))
    await terminal.kill()
