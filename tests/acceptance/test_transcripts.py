"""Every transcript beside this file is what really happens when it is played; README.md tells the format."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from storage.store import open_store
from tests.acceptance.player import DATABASE, play

TRANSCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.txt"))}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: every transcript begins with a copy of it."""
    path = tmp_path_factory.mktemp("empty") / DATABASE

    async def make() -> None:
        await (await open_store(f"sqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.mark.parametrize("name", TRANSCRIPTS)
async def test_the_bot_says_what_the_transcript_says(name: str, empty_database: Path, tmp_path: Path) -> None:
    shutil.copy(empty_database, tmp_path / DATABASE)
    assert await play(TRANSCRIPTS[name], tmp_path) == TRANSCRIPTS[name]
