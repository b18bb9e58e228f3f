"""Value: the decorator of what an utterance was read as. Such values are made anew for every message, several each.

The type checker holds them frozen. At run time nothing does: a frozen dataclass sets each field through object.__setattr__,
which makes it two to three times as slow to make, and most of what a message takes would go there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool):
        """As dataclasses.dataclass; equal values are one in a set, as frozen ones are."""
        return dataclass(slots=slots, unsafe_hash=frozen)
