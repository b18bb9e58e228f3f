"""Directory: what a platform tells of names: who or what bears one, and who may have been meant instead.

Asking the platform is the Directory of bot/ports.py; what follows from an answer is decided in bot/dialogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Found = TypeVar("Found")

MOST_NEAR = 5
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class RoomProfile:
    """A room as its platform knows it. name: as people call it, without "#" or "~"."""

    external_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Matches(Generic[Found]):
    """found: the one that bears the name; None where nobody does, or several do. near: who may have been meant, the likeliest first."""

    found: Found | None = None
    near: tuple[Found, ...] = ()


def nearest(wanted: str, candidates: Iterable[tuple[str, Found]]) -> tuple[Found, ...]:
    """Of (name, who bears it) those whose names are like the wanted one, the likeliest first, each once; at most MOST_NEAR."""
    wanted = wanted.casefold()
    ranked: list[tuple[float, str, Found]] = []
    for name, bearer in candidates:
        likeness = _likeness(wanted, name.casefold())
        if likeness >= _LIKE:
            ranked.append((-likeness, name, bearer))
    ranked.sort(key=lambda one: one[:2])
    return tuple(dict.fromkeys(bearer for _, _, bearer in ranked))[:MOST_NEAR]


def _likeness(wanted: str, name: str) -> float:
    """From 0 to 1. Names that begin alike are compared in full; all others would take too long in a team of thousands."""
    if not wanted or not name:
        return 0.0
    if name.startswith(wanted) or wanted in name.replace("_", " ").replace(".", " ").split():
        return 0.9
    if name[0] != wanted[0]:
        return 0.0
    return SequenceMatcher(None, wanted, name).ratio()
