"""How SQLite finds what the loop asks for: by an index made for it, whatever else is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from storage.store import Store
from storage.transaction import Transaction

NOW = datetime(2025, 9, 10, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'remindbot.sqlite'}"


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans of all that is asked from here on, a text each."""
    seen: list[str] = []
    fetch = Transaction.fetch

    async def explained(self: Transaction, sql: str, values: tuple[Any, ...]) -> Sequence[Sequence[Any]]:
        seen.append("\n".join(row[3] for row in await fetch(self, f"EXPLAIN QUERY PLAN {sql}", values)))
        return await fetch(self, sql, values)

    monkeypatch.setattr(Transaction, "fetch", explained)
    return seen


async def test_the_loop_s_questions_walk_no_table(store: Store, plans: list[str]) -> None:
    async with store.open_unit() as uow:
        await uow.occurrences.next_due()
        await uow.occurrences.next_nag()
        await uow.outbox.channels()
        await uow.outbox.glance()
        await uow.outbox.addresses("web", NOW, 10)
        await uow.outbox.waiting("web", NOW, 10)
        await uow.outbox.waiting("web", NOW, 10, "room")
        await uow.occurrences.claim_due(NOW, 10)
        await uow.occurrences.claim_nags(NOW, 10)
        await uow.occurrences.claim_of(uuid4(), uuid4(), NOW, 10)
        await uow.reminders.owners_due(NOW, 10)
    assert len(plans) == 11
    small = ("found", "workspaces", "due_owners", "waiting", "anon")
    walked = [
        line for plan in plans for line in plan.splitlines()
        if re.match(r"SCAN ", line) and not line.split()[1].startswith(small) and "CONSTANT ROW" not in line
    ]  # fmt: skip
    assert walked == []
    assert "ix_reminders_open (workspace_id=? AND owner_id=? AND next_due<?)" in plans[9]
    assert "ix_reminders_open (workspace_id=? AND owner_id>?)" in plans[10]
