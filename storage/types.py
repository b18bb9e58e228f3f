"""Column types that keep the promises of the domain: instants are aware UTC, ids are UUIDs, statuses are their enums, values are JSON.

One schema for SQLite and PostgreSQL: each type knows both. No table is here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Dialect, LargeBinary, Text, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

from bot.domain.identifier import uuid_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Processor = Callable[[Any], Any]


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC: integer microseconds since 1970 on SQLite, timestamptz on PostgreSQL. Naive ones are refused."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == "postgresql" else BigInteger())

    def bind_processor(self, dialect: Dialect) -> Processor:
        return _refuse_naive if dialect.name == "postgresql" else to_microseconds

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        return _in_utc if dialect.name == "postgresql" else from_microseconds


class Duration(TypeDecorator[timedelta]):
    """A timedelta as integer microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else value // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(microseconds=value)


class Id(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite, uuid on PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def bind_processor(self, dialect: Dialect) -> Processor | None:
        return None if dialect.name == "postgresql" else _to_bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:
        return None if dialect.name == "postgresql" else from_bytes


class Word(TypeDecorator[StrEnum]):
    """A StrEnum, stored as the string that it is."""

    impl = Text
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def bind_processor(self, dialect: Dialect) -> None:
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        members: dict[str | None, StrEnum | None] = {member.value: member for member in self.enum}
        members[None] = None
        return members.__getitem__


class Json(TypeDecorator[Any]):
    """A frozen value of the domain as JSON text. shared: few values are alike many times, so that those read are kept and shared."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any, *, shared: bool = False) -> None:
        super().__init__()
        self.shape, self.shared = shape, shared
        adapter = TypeAdapter[Any](shape)
        self._dump = adapter.dump_json
        self._load = lru_cache(maxsize=4096)(adapter.validate_json) if shared else adapter.validate_json

    def bind_processor(self, dialect: Dialect) -> Processor:
        return lambda value: None if value is None else self._dump(value).decode()

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        load = self._load
        return lambda value: None if value is None else load(value)


def to_microseconds(value: datetime | None) -> int | None:
    """Microseconds since 1970 of an aware datetime. Raises ValueError for a naive one."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return (value - _EPOCH) // _MICROSECOND


def from_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + _MICROSECOND * value


@lru_cache(maxsize=16384)
def _uuid(value: bytes) -> UUID:
    return uuid_of(int.from_bytes(value))


def from_bytes(value: bytes | None) -> UUID | None:
    return None if value is None else _uuid(value)


def _to_bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.int.to_bytes(16)


def _refuse_naive(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return value


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)
