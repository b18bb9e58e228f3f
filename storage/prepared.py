"""Prepared statements: compiled once for each database, values converted a column at a time, one hop to the driver's thread each.

SQLAlchemy builds them and knows the types. Executing one through it costs SQLite four hops between threads, and some 15 µs a row to
prepare; so it costs one hop and 3 µs (measured). Statements that are put together as they are needed still go through Transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import is_
from typing import Any

from sqlalchemy import Dialect, Select, Table, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import NullType

from storage.transaction import Transaction

Row = Sequence[Any]
Converter = Callable[[Any], Any] | None
Statement = Select[Any] | UpdateBase


class Batch:
    """statement: INSERT or UPDATE whose parameters are named `names`; a row gives their values in this order."""

    def __init__(self, statement: UpdateBase, names: Sequence[str]) -> None:
        self._statement = statement
        self._names = tuple(names)
        self._prepared: dict[str, _Prepared] = {}

    async def run(self, transaction: Transaction, rows: Iterable[Row]) -> None:
        """Execute it for each row; nothing for none."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return
        prepared = self._prepared.get(transaction.dialect)
        if prepared is None:
            prepared = _Prepared(self._statement, transaction.connection.dialect, self._names)
            self._prepared[transaction.dialect] = prepared
        named = dict(zip(self._names, columns, strict=True))
        converted = [_to_driver(named[name], convert) for name, convert in prepared.parameters]
        await transaction.execute_many(prepared.sql, list(zip(*converted, strict=True)))


class Query:
    """A statement with named parameters. One whose value is a list is for `IN`: bindparam(name, expanding=True).

    on_postgresql: where it has to be put otherwise there. locks: this table's rows are kept from other transactions that would
    change them until ours ends, where ours writes: so what is decided by what was read still holds when it is stored (ADR 11).
    """

    def __init__(
        self, statement: Statement, on_postgresql: Statement | None = None, *, locks: Table | None = None
    ) -> None:
        self._statements = {"sqlite": statement, "postgresql": statement if on_postgresql is None else on_postgresql}
        if locks is not None and isinstance(statement, Select):
            self._statements["locking"] = statement.with_for_update(of=locks, key_share=True)
        self._prepared: dict[tuple[str, int], _Prepared] = {}

    async def columns(self, transaction: Transaction, **parameters: Any) -> list[list[Any]]:
        """The values of each selected column; no columns at all where there are no rows."""
        rows, prepared = await self._execute(transaction, parameters)
        return [
            _from_driver(column, convert)
            for column, convert in zip(zip(*rows, strict=True), prepared.results, strict=False)
        ]

    async def rows(self, transaction: Transaction, **parameters: Any) -> list[Row]:
        return list(zip(*await self.columns(transaction, **parameters), strict=True))

    async def row(self, transaction: Transaction, **parameters: Any) -> Row | None:
        """The first row; None where there is none."""
        rows = await self.rows(transaction, **parameters)
        return rows[0] if rows else None

    async def value(self, transaction: Transaction, **parameters: Any) -> Any:
        """The first column of the first row; None where there is none."""
        row = await self.row(transaction, **parameters)
        return row[0] if row else None

    async def run(self, transaction: Transaction, **parameters: Any) -> int:
        """Execute a statement that gives no rows; how many it changed."""
        prepared, values = self._prepare(transaction, parameters)
        return await transaction.execute(prepared.sql, values)

    async def _execute(
        self, transaction: Transaction, parameters: Mapping[str, Any]
    ) -> tuple[Sequence[Row], _Prepared]:
        prepared, values = self._prepare(transaction, parameters)
        return await transaction.fetch(prepared.sql, values), prepared

    def _prepare(self, transaction: Transaction, parameters: Mapping[str, Any]) -> tuple[_Prepared, tuple[Any, ...]]:
        """The compiled statement and its values. Lists are filled up to a power of two, so that few lengths have to be compiled."""
        given = {name: value for name, value in parameters.items() if isinstance(value, list)}
        size = _round_up(max(map(len, given.values()))) if given else 0
        lists = {name: _fill_up(value, size) for name, value in given.items()}
        form = "locking" if transaction.locks and "locking" in self._statements else transaction.dialect
        prepared = self._prepared.get((form, size))
        if prepared is None:
            prepared = _Prepared(self._statements[form], transaction.connection.dialect, lists=lists)
            self._prepared[form, size] = prepared
        return prepared, prepared.values({**parameters, **lists})


def insert_new(table: Table) -> Query:
    """An INSERT of values by column that leaves a row alone whose key is there already; run() gives 0 then."""
    return Query(sqlite.insert(table).on_conflict_do_nothing(), postgresql.insert(table).on_conflict_do_nothing())


def upsert(table: Table) -> Query:
    """An INSERT of values by column that replaces the row whose key is there already."""
    key = [column.name for column in table.primary_key]
    rest = [column.name for column in table.c if column.name not in key]
    here, there = sqlite.insert(table), postgresql.insert(table)
    return Query(
        here.on_conflict_do_update(index_elements=key, set_={name: here.excluded[name] for name in rest}),
        there.on_conflict_do_update(index_elements=key, set_={name: there.excluded[name] for name in rest}),
    )


class _Prepared:
    """A compiled statement: its parameters in order with their conversions, the conversions of the columns that it gives."""

    def __init__(
        self,
        statement: Statement,
        dialect: Dialect,
        names: Sequence[str] = (),
        lists: Mapping[str, Sequence[Any]] | None = None,
    ) -> None:
        in_lists: dict[str, str] = {}
        compiled = statement.compile(dialect=dialect, column_keys=list(names) or None)
        types = {name: bind.type for name, bind in compiled.binds.items()}
        if lists and isinstance(statement, Select):
            some = {name: lists.get(name) for name, bind in compiled.binds.items() if bind.required}
            compiled = statement.params(some).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
            in_lists = {f"{name}_{at}": name for name in lists for at in range(1, len(lists[name]) + 1)}
            types |= {part: types[name] for part, name in in_lists.items()}
        untyped = [name for name in compiled.positiontup or [] if isinstance(types[name], NullType)]
        if untyped:  # it would be stored as the driver pleases
            raise TypeError(f"give {untyped} a type: {compiled}")
        self.sql = str(compiled)
        self._defaults = {name: bind.value for name, bind in compiled.binds.items()}
        # A list's parameters stand side by side: they count as one, by the list's name in the place of its first.
        self._lists = frozenset(lists or ())
        firsts = {f"{name}_1": name for name in self._lists}
        places = [part for part in compiled.positiontup or [] if part in firsts or part not in in_lists]
        self.parameters: list[tuple[str, Converter]] = [
            (firsts.get(part, part), types[part].dialect_impl(dialect).bind_processor(dialect)) for part in places
        ]
        selected = list(statement.selected_columns) if isinstance(statement, Select) else []
        self.results: list[Converter] = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in selected
        ]

    def values(self, named: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values of the parameters in their order: those of a list, which stand side by side, at once."""
        values: list[Any] = []
        for name, convert in self.parameters:
            value: Any = named[name] if name in named else self._defaults.get(name)
            if name in self._lists:
                values += map(convert, value) if convert else value
            else:
                values.append(convert(value) if convert else value)
        return tuple(values)


def _to_driver(values: Sequence[Any], convert: Converter) -> Iterable[Any]:
    """A column converted: once where it holds the same object throughout, as a workspace, a status or a None."""
    if convert is None:
        return values
    first = values[0]
    if values[-1] is first and all(map(is_, values, repeat(first))):
        return repeat(convert(first), len(values))
    return map(convert, values)


def _from_driver(values: Sequence[Any], convert: Converter) -> list[Any]:
    """The same for what the driver gives: equal values are objects of their own there, and cheap to compare."""
    if convert is None:
        return list(values)
    first = values[0]
    if values[-1] == first and values.count(first) == len(values):
        return [convert(first)] * len(values)
    return list(map(convert, values))


def _round_up(count: int) -> int:
    """To 1, 2, 4, 8, …"""
    return 1 << max(0, count - 1).bit_length()


def _fill_up(values: list[Any], size: int) -> list[Any]:
    """The last value repeated until there are so many; None where there are none, which is in nothing."""
    return values + (values[-1:] or [None]) * (size - len(values))
