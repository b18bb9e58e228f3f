"""Limits of a repeat that stand apart from it: "remind me every monday to call mom until october 31".

Limits right behind their repeat are read with it (bounds.py).
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from bot.language.bounds import holds_several
from bot.language.merge import take_further
from bot.language.phrase import ELAPSED, Phrase, Repeat
from bot.language.tokens import Tokens

_LIMITS = frozenset({"until", "starting", "except", "for", "at_most"})


@dataclass(slots=True)
class LimitApart:
    """The repeat with its limit, and the phrase that stands where the limit does."""

    of: Phrase
    limited: Phrase
    place: Phrase


def find_limit_apart(t: Tokens, phrases: list[Phrase]) -> LimitApart | None:
    """The limit at the end of the message that belongs to the first repeat before it."""
    if _LIMITS.isdisjoint(t.kinds):
        return None
    repeated = next((p for p in phrases if p.repeat is not None and p.until is None and p.lasting is None), None)
    if repeated is None or repeated.count is not None:
        return None
    for k in range(repeated.end + 1, t.n):
        if not _LIMITS.isdisjoint(t.means[k]) and (found := _read_limit(t, k, repeated)) is not None:
            return found
    return None


def _read_limit(t: Tokens, k: int, p: Phrase) -> LimitApart | None:
    """The limit at token k, where nothing follows it and it can limit such a repeat."""
    if p.repeat is None:
        return None
    limited = copy(p)
    limited.repeat, limited.clocks, limited.weekdays = p.repeat.copy(), p.clocks[:], p.weekdays[:]
    after = take_further(t, k, limited)
    if after == k or not t.closes(after) or not _limits(p, limited, p.repeat):
        return None
    limited.end = p.end
    place = Phrase(k)
    place.end = after
    return LimitApart(p, limited, place)


def _limits(before: Phrase, limited: Phrase, repeat: Repeat) -> bool:
    """Whether what was read ends or begins the repeat: "work until 6pm" and "meditate for 20 minutes" are of the message."""
    said = (before.day, before.weekday, before.weekdays, before.clocks, _without_exceptions(repeat))
    if said != (limited.day, limited.weekday, limited.weekdays, limited.clocks, _without_exceptions(limited.repeat)):
        return False
    if limited.until is not None:
        return limited.until.says_day or repeat.freq in ELAPSED
    if limited.lasting is not None:
        return holds_several(limited.lasting, repeat)
    if limited.starting is not None:
        return limited.starting.says_day
    return limited.count is not None or limited.repeat != repeat


def _without_exceptions(repeat: Repeat | None) -> Repeat | None:
    """The days of a repeat with nothing left out."""
    if repeat is None:
        return None
    whole = repeat.copy()
    whole.excepted, whole.excepted_days, whole.keeps_exceptions = [], [], False
    return whole
