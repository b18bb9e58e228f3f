"""Who takes reminders from whom, in the database. What it means is bot/actions/consents.py's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from bot.domain.consent import Consent
from storage.mapping import Mapping
from storage.prepared import Query, upsert
from storage.tables import consents
from storage.transaction import Transaction

CONSENTS = Mapping(Consent, consents)
_SAVE = upsert(consents)
_GET = Query(
    select(*CONSENTS.columns).where(
        consents.c.workspace_id == bindparam("workspace"),
        consents.c.user_id.in_(bindparam("users", expanding=True)),
        consents.c.sender_id.in_(bindparam("senders", expanding=True)),
    )
)


class ConsentRows:
    """Implements bot.people_repositories.Consents."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get_many(
        self, workspace_id: UUID, user_ids: Collection[UUID], sender_ids: Collection[UUID]
    ) -> dict[tuple[UUID, UUID], Consent]:
        found = await _GET.columns(
            self._transaction, workspace=workspace_id, users=list(user_ids), senders=list(sender_ids)
        )
        return {(consent.user_id, consent.sender_id): consent for consent in CONSENTS.read_all(found)}

    async def save_many(self, changed: Sequence[Consent]) -> None:
        for consent in changed:
            await _SAVE.run(self._transaction, **CONSENTS.values(consent))
