"""A PostgreSQL of a test's own, to be stopped, killed and started."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.postgres import NoPostgresError, Server


@pytest.fixture
def server() -> Iterator[Server]:
    """Running. Not in pytest's own folder: as root, the server runs as another user, who may not look into that."""
    with TemporaryDirectory(prefix="remindbot-pg-") as folder:
        try:
            own = Server(Path(folder))
            own.start()
        except NoPostgresError as error:
            pytest.skip(str(error))
        yield own
        own.stop()
