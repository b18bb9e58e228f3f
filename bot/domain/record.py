"""record: the dataclass decorator of what thousands a second are made of, frozen for the type checker alone.

Python makes a frozen dataclass eight times as slowly as a plain one (14 fields: 2.3 against 0.3 µs), and each firing takes a dozen,
each message three (what it was read as). So mypy refuses to change one, and nothing looks at run time. Everything else is a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, slots):
        """To be used as dataclass(frozen=True, slots=True) is; equality and hash are the same."""
        return dataclass(slots=slots, unsafe_hash=frozen)
