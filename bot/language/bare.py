"""Bare tasks: "call dentist tmrw 4p" asks to be reminded without saying so; "the train leaves at 17:30" does not."""

from __future__ import annotations

from bot.language.phrase import Phrase
from bot.language.tokens import Tokens


def is_bare_task(t: Tokens, start: int, used: list[Phrase]) -> bool:
    """Whether the message is an order to oneself: it begins with a verb of doing (or an errand's name) and tells nobody anything."""
    covered = {k for p in used for k in range(p.start, p.end)}
    k = start
    while k < t.n and (k in covered or "stop" in t.means[k] or t.words[k] in (",", "-")):
        k += 1
    meaning = t.means[k]
    if not ("task" in meaning or "errand" in meaning) or k >= t.n:
        return False
    rest = [j for j in range(k, t.n) if j not in covered]
    if any("tells" in t.means[j] for j in rest[1:]) or "?" in t.words[k : t.n] or "tells" in t.means[k + 1]:
        return False
    if "errand" in meaning and "task" not in meaning:
        return len(rest) <= 4
    return True
