"""The lock of a SQLite file: one remindbot process at a time uses it, because one process at a time can know what it is sending.

PostgreSQL needs none: there leases tell who sends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.domain.errors import SetupError


class FileLock:
    """Held from acquire() until release() or the end of the process, however it ends."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.path = database.with_name(database.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Raises SetupError when another process holds it, or the folder cannot be written."""
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise SetupError(
                f"cannot write in {self.path.parent}: {error.strerror}. Give this user the right to write there, or set another data_dir."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(descriptor, 32).decode(errors="replace").strip()
            os.close(descriptor)
            raise SetupError(
                f"{self.database} is in use by another remindbot (process {holder or 'unknown'}). "
                "Stop that one first, or give this one another data_dir."
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """The file stays: removing it would let two processes hold two locks of one name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
