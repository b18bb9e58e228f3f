"""Every test of the store, of the actions and of the loop runs on both databases: that of these tests is SQLite's, then PostgreSQL's."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of this test's own database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'remindbot.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
