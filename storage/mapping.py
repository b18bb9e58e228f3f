"""Rows to things and back: a table's columns that bear the names of a dataclass's fields, in the fields' order.

How a single value is stored is in types.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Table, Update, bindparam, update

T = TypeVar("T")


class Mapping(Generic[T]):
    """Between `thing`, a dataclass, and `table`. extra: columns of the table that are not fields, and how to make them of a thing."""

    def __init__(self, thing: type[T], table: Table, extra: dict[str, Callable[[T], Any]] | None = None) -> None:
        self.thing, self.table, self.extra = thing, table, extra or {}
        self.names = [field.name for field in fields(thing) if field.name in table.c]  # type: ignore[arg-type]  # T is a dataclass
        self.columns: list[Column[Any]] = [table.c[name] for name in self.names]
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

    def update(self, *names: str) -> Update:
        """An UPDATE by key, for execution with key_values(): of these columns, of all but the key where none are named."""
        key = {column.name for column in self.table.primary_key}
        wanted = names or [name for name in [*self.names, *self.extra] if name not in key]
        statement = update(self.table).values({name: bindparam(name) for name in wanted})
        for name in key:
            statement = statement.where(self.table.c[name] == bindparam(f"key_{name}"))
        return statement

    def key_values(self, thing: T, *names: str) -> dict[str, Any]:
        """The parameters of update(*names) for a thing."""
        row = self.values(thing)
        key = [column.name for column in self.table.primary_key]
        wanted = names or [name for name in row if name not in key]
        values = {name: row[name] for name in wanted}
        for name in key:
            values[f"key_{name}"] = row[name]
        return values
