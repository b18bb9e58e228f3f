"""Dealings in the database: what people did to one another, for the audit. What is one, bot/domain/dealing.py says."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import Integer, bindparam, select, text

from bot.domain.dealing import Dealing
from storage.mapping import Mapping
from storage.prepared import Query
from storage.tables import dealings
from storage.transaction import Transaction

DEALINGS = Mapping(Dealing, dealings)
_ADD = DEALINGS.inserting()
_LATEST = (
    select(*DEALINGS.columns)
    .where(dealings.c.workspace_id == bindparam("workspace"))
    .order_by(dealings.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_BY = Query(_LATEST.where(dealings.c.actor_id == bindparam("person")))
_TO = Query(_LATEST.where(dealings.c.subject_id == bindparam("person"), text("subject_id IS NOT NULL")))


class DealingRows:
    """Implements bot.people_repositories.Dealings."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, dealing: Dealing) -> None:
        if self._transaction.place is not None:
            via, platform, room = self._transaction.place
            dealing = replace(dealing, via=via, platform=platform, room=room)
        await _ADD.run(self._transaction, DEALINGS.rows([dealing]))

    async def of_person(self, workspace_id: UUID, user_id: UUID, limit: int) -> list[Dealing]:
        found: dict[UUID, Dealing] = {}
        for query in (_BY, _TO):
            columns = await query.columns(self._transaction, workspace=workspace_id, person=user_id, count=limit)
            found |= {dealing.id: dealing for dealing in DEALINGS.read_all(columns)}
        return [found[key] for key in sorted(found)[-limit:]]
