"""Rows to things and back: a table's columns that bear the names of a dataclass's fields, in the fields' order.

How a single value is stored is in types.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Table, Update, bindparam, insert, update

from storage.batch import Batch, Row

T = TypeVar("T")


class Mapping(Generic[T]):
    """Between `thing`, a dataclass, and `table`. extra: columns of the table that are not fields, and how to make them of a thing."""

    def __init__(self, thing: type[T], table: Table, extra: dict[str, Callable[[T], Any]] | None = None) -> None:
        self.thing, self.table, self.extra = thing, table, extra or {}
        self.names = [field.name for field in fields(thing) if field.name in table.c]  # type: ignore[arg-type]  # T is a dataclass
        self.columns: list[Column[Any]] = [table.c[name] for name in self.names]
        self._key = [column.name for column in table.primary_key]
        self._get = attrgetter(*self.names)

    def values(self, thing: T) -> dict[str, Any]:
        """A row's values by column."""
        row = dict(zip(self.names, self._get(thing), strict=True))
        for name, make in self.extra.items():
            row[name] = make(thing)
        return row

    def read(self, row: Sequence[Any], at: int = 0) -> T:
        """The thing in a row whose columns from `at` on are `self.columns`."""
        return self.thing(*row[at : at + len(self.names)])

    def inserting(self) -> Batch:
        """An INSERT of the rows that rows() gives."""
        return Batch(insert(self.table), self.names)

    def rows(self, things: Sequence[T]) -> list[Row]:
        return [self._get(thing) for thing in things]

    def updating(self, *names: str) -> Batch:
        """An UPDATE by key of these columns, for the rows that attrgetter(*names, *key) gives."""
        statement = update(self.table).values({name: bindparam(name) for name in names})
        for name in self._key:
            statement = statement.where(self.table.c[name] == bindparam(f"key_{name}"))
        return Batch(statement, [*names, *(f"key_{name}" for name in self._key)])

    def changes(self, *names: str) -> Callable[[T], Row]:
        """What makes a row for updating(*names) of a thing."""
        return attrgetter(*names, *self._key)

    def update(self) -> Update:
        """An UPDATE by key of everything else, for execution with key_values()."""
        wanted = [name for name in [*self.names, *self.extra] if name not in self._key]
        statement = update(self.table).values({name: bindparam(name) for name in wanted})
        for name in self._key:
            statement = statement.where(self.table.c[name] == bindparam(f"key_{name}"))
        return statement

    def key_values(self, thing: T) -> dict[str, Any]:
        """The parameters of update() for a thing."""
        row = self.values(thing)
        return {f"key_{name}" if name in self._key else name: value for name, value in row.items()}
