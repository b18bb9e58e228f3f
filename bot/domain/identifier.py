"""Ids: UUIDv7 (RFC 9562), so that rows written one after another lie beside each other in an index.

The numbers that people type (REM-7) are not here: the store counts them for each workspace.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from uuid import UUID

_LARGEST = 0xFFFF_FFFF_FFFF
_VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
_RANDOM = 0xFFF << 64 | 0x3FFF_FFFF_FFFF_FFFF


def new_id(now: datetime) -> UUID:
    """A UUIDv7: 48 bits of Unix milliseconds of the aware `now`, then version, variant and 74 random bits (RFC 9562 §5.7)."""
    milliseconds = int(now.timestamp() * 1000) & _LARGEST
    return UUID(int=milliseconds << 80 | _VERSION_AND_VARIANT | int.from_bytes(os.urandom(10)) & _RANDOM)


def id_after(id_: UUID, earlier: UUID | None) -> UUID:
    """The id itself where it comes after the earlier one, else the one next to that: of one millisecond, new_id() orders nothing."""
    return id_ if earlier is None or id_ > earlier else UUID(int=earlier.int + 1)


def least_id(instant: datetime) -> UUID:
    """What every id made at or after the aware `instant` is at least: a bound for reading rows in their order."""
    return UUID(int=(int(instant.timestamp() * 1000) & _LARGEST) << 80)


def made_at(id_: UUID, now: datetime) -> datetime:
    """The instant in a UUIDv7, to the millisecond; `now` for an id of another kind, which says nothing."""
    return datetime.fromtimestamp((id_.int >> 80) / 1000, UTC) if id_.version == 7 else now
