"""Bare tasks: "call dentist tmrw 4p" asks to be reminded without saying so; "the train leaves at 17:30" does not."""

from __future__ import annotations

from bot.language.phrase import Phrase
from bot.language.tokens import Tokens


def is_bare_task(t: Tokens, start: int, used: list[Phrase]) -> bool:
    """Whether the message is an order to oneself: it begins with a verb of doing, or an errand's name, and tells nobody anything.

    In German it may end with the verb.
    """
    covered = {k for p in used for k in range(p.start, p.end)}
    k = start
    while k < t.n and (k in covered or "stop" in t.means[k] or t.words[k] in (",", "-", "–", "—")):
        k += 1
    if k >= t.n or "?" in t.words[k : t.n]:
        return False
    rest = [j for j in range(k, t.n) if j not in covered]
    if any("tells" in t.means[j] and not (t.glued(j) and "dash" in t.means[j - 1]) for j in rest[1:]):
        return False
    meaning = t.means[k]
    if t.words[k + 1] == ":" or _reports(t, rest) or ("small_talk" in meaning and len(rest) == 1):
        return False
    if not meaning and len(t.words[k]) >= 5 and t.words[k].endswith(t.lexicon.grammar.infinitives):
        return True
    if "task" in meaning or (t.lexicon.grammar.verb_last and "task" in t.means[rest[-1]] and "tells" not in meaning):
        return True
    if "item" in meaning and all(
        "item" in t.means[j] or "stop" in t.means[j] or t.words[j] in (",", "-") for j in rest
    ):
        return True
    says_when_first = (
        used[0].start <= start
        and (used[0].says_clock or used[0].repeat)
        and t.words[used[0].end] in (":", "-", "–", "—")
    )
    every_first = used[0].start <= start and used[0].repeat and len(rest) <= 5
    return "tells" not in meaning and bool(("errand" in meaning and len(rest) <= 4) or says_when_first or every_first)


def _reports(t: Tokens, rest: list[int]) -> bool:
    """ "test passed at 9am", "order arrived": a past form right before the time or the end tells what happened."""
    ending = t.lexicon.grammar.past_ending
    if not ending:
        return False
    inside = set(rest)
    return any(t.words[j].endswith(ending) and not t.means[j] and j + 1 not in inside for j in rest[1:])
