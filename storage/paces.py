"""Paces in the database: until when a channel's allowance, and that of each of its rooms, is used up.

What follows from it is bot/actions/pacing.py's. The row of a channel as a whole has no address.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, select, update

from storage.prepared import Batch, Query, insert_new
from storage.tables import paces
from storage.transaction import Transaction

_GET = (
    select(paces.c.address, paces.c.used_until)
    .where(paces.c.channel == bindparam("of_channel"), paces.c.address.in_(bindparam("addresses", expanding=True)))
    .order_by(paces.c.address)
)
_LOCKED = Query(_GET.with_for_update())
_ADD = insert_new(paces)
_SAVE = Batch(
    update(paces)
    .where(paces.c.channel == bindparam("of_channel"), paces.c.address == bindparam("of_address"))
    .values(used_until=bindparam("until")),
    ["of_channel", "of_address", "until"],
)
_OLD = Query(
    select(paces.c.channel, paces.c.address)
    .where(paces.c.used_until < bindparam("before"))
    .limit(bindparam("count", type_=Integer))
)
_FORGET = Batch(
    delete(paces).where(paces.c.channel == bindparam("of_channel"), paces.c.address == bindparam("of_address")),
    ["of_channel", "of_address"],
)


class PaceRows:
    """Implements bot.engine_repositories.Paces."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def take(self, channel: str, addresses: Collection[str], now: datetime) -> dict[str, datetime]:
        wanted = sorted(set(addresses))
        found = await self._locked(channel, wanted)
        missing = [address for address in wanted if address not in found]
        for address in missing:  # waits for another process that adds the same
            await _ADD.run(self._transaction, channel=channel, address=address, used_until=now)
        return found | (await self._locked(channel, missing) if missing else {})

    async def save(self, channel: str, used: Mapping[str, datetime]) -> None:
        await _SAVE.run(self._transaction, [(channel, address, until) for address, until in used.items()])

    async def forget(self, before: datetime, limit: int) -> int:
        old = await _OLD.rows(self._transaction, before=before, count=limit)
        await _FORGET.run(self._transaction, old)
        return len(old)

    async def _locked(self, channel: str, addresses: list[str]) -> dict[str, datetime]:
        rows = await _LOCKED.rows(self._transaction, of_channel=channel, addresses=addresses)
        return {row[0]: row[1] for row in rows}
