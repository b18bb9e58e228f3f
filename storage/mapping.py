"""Rows to things and back: a table's columns that bear the names of a dataclass's fields, in the fields' order.

How a single value is stored is in types.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Table, bindparam, insert, update

from storage.prepared import Batch, Row

T = TypeVar("T")


class Mapping(Generic[T]):
    """Between `thing`, a dataclass, and `table`. extra: columns of the table that are not fields, and how to make them of a thing."""

    def __init__(self, thing: type[T], table: Table, extra: dict[str, Callable[[T], Any]] | None = None) -> None:
        self.thing, self.table, self.extra = thing, table, extra or {}
        self.names = [field.name for field in fields(thing) if field.name in table.c]  # type: ignore[arg-type]  # T is a dataclass
        self.columns: list[Column[Any]] = [table.c[name] for name in self.names]
        self.all_names = [*self.names, *self.extra]
        self._key = [column.name for column in table.primary_key]
        self._get = self._getter(self.all_names)

    def values(self, thing: T) -> dict[str, Any]:
        """A row's values by column."""
        return dict(zip(self.all_names, self._get(thing), strict=True))

    def rows(self, things: Iterable[T]) -> list[Row]:
        """Rows for inserting()."""
        return [self._get(thing) for thing in things]

    def read(self, row: Sequence[Any], at: int = 0) -> T:
        """The thing in a row whose columns from `at` on are `self.columns`."""
        return self.thing(*row[at : at + len(self.names)])

    def read_all(self, columns: Sequence[Sequence[Any]], at: int = 0) -> list[T]:
        """The things in columns of values, which from `at` on are `self.columns`; none where there are no columns."""
        own = columns[at : at + len(self.names)]
        return list(map(self.thing, *own)) if own else []

    def inserting(self) -> Batch:
        """An INSERT of the rows that rows() gives."""
        return Batch(insert(self.table), self.all_names)

    def updating(self, *names: str) -> tuple[Batch, Callable[[T], Row]]:
        """An UPDATE by key of these columns, of all where none are named; and what makes a row for it of a thing."""
        names = names or tuple(name for name in self.all_names if name not in self._key)
        statement = update(self.table).values({name: bindparam(name) for name in names})
        for name in self._key:
            statement = statement.where(self.table.c[name] == bindparam(f"key_{name}"))
        parameters = [*names, *(f"key_{name}" for name in self._key)]
        return Batch(statement, parameters), self._getter([*names, *self._key])

    def _getter(self, names: Sequence[str]) -> Callable[[T], Row]:
        if self.extra.keys().isdisjoint(names):
            return attrgetter(*names)
        makers = [self.extra.get(name) or attrgetter(name) for name in names]
        return lambda thing: tuple(make(thing) for make in makers)
