"""Ids: UUIDv7 (RFC 9562), so that rows written one after another lie beside each other in an index.

The numbers that people type (REM-7) are not here: the store counts them for each workspace.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID, SafeUUID

_LARGEST = 0xFFFF_FFFF_FFFF
_UNKNOWN = SafeUUID.unknown  # a look-up in an enum costs as much as the rest of uuid_of()
_VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
_RANDOM = 0xFFF << 64 | 0x3FFF_FFFF_FFFF_FFFF


def new_id(now: datetime) -> UUID:
    """A UUIDv7: 48 bits of Unix milliseconds of the aware `now`, then version, variant and 74 random bits (RFC 9562 §5.7)."""
    return uuid_of(_before_random(now) | int.from_bytes(os.urandom(10)) & _RANDOM)


def ids_of_a_batch() -> Callable[[datetime], UUID]:
    """new_id() for who makes many: random bits are drawn for a hundred at a time, and an instant is converted once while it stays."""
    draw = _random_bits().__next__
    latest, before_random = None, 0

    def new_id_of_batch(now: datetime) -> UUID:
        nonlocal latest, before_random
        if now is not latest:
            latest, before_random = now, _before_random(now)
        return uuid_of(before_random | draw())

    return new_id_of_batch


def _before_random(now: datetime) -> int:
    """All of an id but its random bits."""
    return (int(now.timestamp() * 1000) & _LARGEST) << 80 | _VERSION_AND_VARIANT


def _random_bits() -> Iterator[int]:
    while True:
        drawn = os.urandom(1000)
        for at in range(0, len(drawn), 10):
            yield int.from_bytes(drawn[at : at + 10]) & _RANDOM


def uuid_of(value: int) -> UUID:
    """UUID(int=value) of what is known to be one, in less than half the time: thousands a second are read and made."""
    made = object.__new__(UUID)
    object.__setattr__(made, "int", value)
    object.__setattr__(made, "is_safe", _UNKNOWN)
    return made


def id_after(id_: UUID, earlier: UUID | None) -> UUID:
    """The id itself where it comes after the earlier one, else the one next to that: of one millisecond, new_id() orders nothing."""
    return id_ if earlier is None or id_ > earlier else UUID(int=earlier.int + 1)


def least_id(instant: datetime) -> UUID:
    """What every id made at or after the aware `instant` is at least: a bound for reading rows in their order."""
    return UUID(int=(int(instant.timestamp() * 1000) & _LARGEST) << 80)


def made_at(id_: UUID, now: datetime) -> datetime:
    """The instant in a UUIDv7, to the millisecond; `now` for an id of another kind, which says nothing."""
    return datetime.fromtimestamp((id_.int >> 80) / 1000, UTC) if id_.version == 7 else now
