"""Lengths beside the words that ask: "5 min reminder", "set a timer for 12 minutes", "remind me 30m to …" are distances from now.

Those that say "in" or "from now" are offset.py's.
"""

from __future__ import annotations

from bot.language.duration import Duration, read_duration
from bot.language.lexicon.lexicon import OF
from bot.language.phrase import Phrase
from bot.language.tokens import Tokens

_MOST_TOKENS = 6  # "an hour and a half" is five
_DIGITS = frozenset({"int", "dec"})
_QUANTITIES = frozenset({"int", "dec", "num", "a", "half", "duration"})
_THINGS = frozenset({"mark", "for", "det", "lead", "every", "dash", "to", "deadline", "int"})
# What cannot begin the message behind a length: "2h before noon", "2h a day".
_NO_MESSAGE = frozenset({"mark", "before", "lone_shift", "ago", "from_now", "det", "every"})


def length_behind(t: Tokens, k: int) -> Phrase | None:
    """The "for 12 minutes" of "set a timer for 12 minutes", the "auf 12 Minuten" of "stell einen Timer"."""
    first = k + 1 if {"for", "timed"} & t.means[k].keys() else k
    found = read_duration(t, first)
    if found is None or not ({"lead", "stop"} & t.means[found[1]].keys() or found[1] >= t.n):
        return None
    if first == k and not found[0].is_elapsed:
        return None
    phrase = Phrase(k)
    phrase.end, phrase.delta = found[1], found[0]
    return phrase


def bare_length(t: Tokens, k: int) -> Phrase | None:
    """The "30m" of "remind me 30m to call Ana", "/remind +2h stretch": right behind the asking words, a distance from now."""
    if "now" in t.means[k] and ("lead" in t.means[k + 1] or t.closes(k + 1)):
        return _now(k)
    first = k + 1 if t.words[k] == "+" else k
    found = None if _DIGITS.isdisjoint(t.means[first]) else read_duration(t, first)
    if found is None or not found[0].is_elapsed:
        return None
    after = t.means[found[1]]
    glued = t.glued(found[1] - 1) and _NO_MESSAGE.isdisjoint(after)
    if not (glued or "lead" in after or "stop" in after or found[1] >= t.n) or after.get("mark", 0) & OF:
        return None
    phrase = Phrase(k)
    phrase.end, phrase.delta = found[1], found[0]
    return phrase


def length_at_end(t: Tokens, first: int) -> Phrase | None:
    """The "20 minutes" of "remind me to ping Bob 20 minutes", a guess: only where the message says no other time.

    first: the token at which the message begins. What an article or a preposition belongs to is a thing ("for 20 minutes").
    """
    last = t.n
    while last > first and ("stop" in t.means[last - 1] or "polite" in t.means[last - 1]):
        last -= 1
    if last > first and "now" in t.means[last - 1]:
        return _now(last - 1)
    for k in range(max(first, last - _MOST_TOKENS), last):
        j = k + 1 if t.words[k] == "+" else k
        if _QUANTITIES.isdisjoint(t.means[j]):
            continue
        found = read_duration(t, j)
        if found is None or found[1] != last:
            continue
        if (
            t.glued(k)
            or (k > first and not _THINGS.isdisjoint(t.means[k - 1]))
            or not (found[0].is_elapsed or "a" not in t.means[j])
        ):
            return None
        now = t.words[k] == "+" and k > first and "now" in t.means[k - 1]  # now + 2 hours
        phrase = Phrase(k - 1 if now else k)
        phrase.end, phrase.delta, phrase.guessed = last, found[0], not now
        return phrase
    return None


def _now(k: int) -> Phrase:
    """ "right now", "asap" at token k: no distance at all, and a guess that this is when to be reminded."""
    phrase = Phrase(k)
    phrase.end, phrase.delta, phrase.guessed = k + 1, Duration(), True
    return phrase


def length_before(t: Tokens, start: int, noun: int) -> Phrase | None:
    """The "5 min" of "5 min reminder", as a distance from now."""
    for j in range(start, noun):
        found = read_duration(t, j)
        if found is not None and found[1] == noun:
            phrase = Phrase(j)
            phrase.end, phrase.delta = noun, found[0]
            return phrase
    return None
