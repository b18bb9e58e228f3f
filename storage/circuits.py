"""Circuits in the database: which channels are down, for every process and for the operator.

When one opens or closes is decided in bot/scheduling/circuits.py.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from bot.domain.circuit import Circuit
from storage.mapping import Mapping
from storage.prepared import Query, insert_new
from storage.tables import circuits
from storage.transaction import Transaction

CIRCUITS = Mapping(Circuit, circuits)
_GET_ALL = Query(select(*CIRCUITS.columns))
_OPEN = insert_new(circuits)
_SAVE, _row = CIRCUITS.updating()
_CLOSE = Query(delete(circuits).where(circuits.c.channel == bindparam("closed")))


class CircuitRows:
    """Implements bot.engine_repositories.Circuits."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> list[Circuit]:
        return CIRCUITS.read_all(await _GET_ALL.columns(self._transaction))

    async def open(self, circuit: Circuit) -> None:
        await _OPEN.run(self._transaction, **CIRCUITS.values(circuit))

    async def save(self, circuit: Circuit) -> None:
        await _SAVE.run(self._transaction, [_row(circuit)])

    async def close(self, channel: str) -> None:
        await _CLOSE.run(self._transaction, closed=channel)
