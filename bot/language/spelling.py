"""Spelling: words of time that are mistyped by one letter, where a word of time must stand. Words of the message are left alone.

A word is mended only beside a neighbour that calls for it ("on moday", "in 2 horus", "eveyr monday"), never by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from bot.language.lexicon.lexicon import AND, AT, BY, IN, NOTHING, ON, THE, Lexicon, Meaning, load_lexicon
from bot.language.tokens import Tokens

_SHORTEST, _LONGEST = 3, 14
_DAYS = frozenset({"weekday", "weekdays", "month", "rel", "tonight", "clockword"})
# What a word may be mended to, by what its left neighbour can mean …
_AFTER: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "which": frozenset({"weekday", "unit", "month", "weekend", "part"}),
        "every": frozenset({"weekday", "unit", "part", "other", "weekday_set"}),
        "int": frozenset({"month"}),
        "ord": frozenset({"month", "weekday"}),
        "rel": frozenset({"part"}),
        "weekday": frozenset({"part"}),
        "edge": frozenset({"month", "unit"}),
        "me": _DAYS | {"freq", "every"},
    }
)
# … or its right neighbour.
_BEFORE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "weekday": frozenset({"every", "which"}),
        "part": frozenset({"every", "which", "rel", "weekday"}),
        "weekday_set": frozenset({"every"}),
    }
)
_CALLERS_BEFORE, _CALLERS_BEHIND = frozenset(_AFTER), frozenset(_BEFORE)
_PREPOSITIONS = ON | AT | BY | IN
_QUANTITIES = frozenset({"digits", "num", "a", "half"})
# Without one of these beside it, or its end behind it, nothing is called for.
_CALLERS = frozenset({*_AFTER, *_BEFORE, *_QUANTITIES, "mark", "unit", "clock", "stop"})
_LENGTHS = frozenset({"unit"})
_LENGTH_WORDS = frozenset({"digits", "num", "a", "half", "and_half"})
_NOT_CALLED: frozenset[str] = frozenset()
_NUMBERS = frozenset({"num"})
_NEAR_CLOCK = frozenset({"rel", "tonight", "weekday"})
_MENDED_KINDS = frozenset(
    {
        "weekday",
        "weekdays",
        "month",
        "rel",
        "tonight",
        "clockword",
        "which",
        "every",
        "other",
        "unit",
        "part",
        "weekday_set",
        "weekend",
        "freq",
        "num",
        "ask",
    }
)


def mend(t: Tokens) -> set[int]:
    """Gives mistyped words of time their meaning, in place. Returns the tokens that were mended."""
    mended: set[int] = set()
    means, words = t.means, t.words
    for i, meaning in enumerate(means[: t.n]):
        if meaning:
            continue
        word = words[i]
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            continue
        if _CALLERS.isdisjoint(means[i + 1]) and i + 1 < t.n and (not i or _CALLERS.isdisjoint(means[i - 1])):
            continue
        wanted = _wanted(t, i)
        found = _nearest(word, t.lexicon, wanted) if wanted else None
        if found is not None:
            means[i] = found
            t.kinds |= found.keys()
            mended.add(i)
    return mended


def _wanted(t: Tokens, i: int) -> frozenset[str]:
    """The classes of words that the place of token i calls for."""
    left, right = t.means[i - 1] if i else NOTHING, t.means[i + 1]
    wanted = _NOT_CALLED
    if not _CALLERS_BEFORE.isdisjoint(left):
        wanted = wanted.union(*[_AFTER[kind] for kind in left if kind in _AFTER])
    mark = left.get("mark", 0)
    if mark & _PREPOSITIONS:
        wanted |= _DAYS
        if "unit" in right or t.words[i + 1] == "of":
            wanted |= _NUMBERS
    if not _QUANTITIES.isdisjoint(left) and _is_length(t, i):
        wanted |= _LENGTHS
    if not _CALLERS_BEHIND.isdisjoint(right):
        wanted = wanted.union(*[_BEFORE[kind] for kind in right if kind in _BEFORE])
    if "unit" in right and i == 0:
        wanted |= _BEFORE["weekday_set"]
    if len(t.words[i]) >= 6 and (
        right.get("mark", 0) & AT or "clock" in right or i + 1 >= t.n or "stop" in right or "mer" in t.means[i + 2]
    ):
        wanted |= _NEAR_CLOCK
    if "me" in right and i < 4:
        wanted |= {"ask"}
    if mark == THE and i > 1 and "edge" in t.means[i - 2]:
        wanted |= _AFTER["edge"]
    if "a" in left and ("unit" in right or t.words[i + 1] == "of"):
        wanted |= _NUMBERS
    return wanted


def _is_length(t: Tokens, i: int) -> bool:
    """Whether the number before token i is a distance: something like "in" or "every" before it, or "from now" behind."""
    k = i - 1
    while k >= 0 and not _LENGTH_WORDS.isdisjoint(t.means[k]):
        k -= 1
    before = t.means[k] if k >= 0 else NOTHING
    if before.get("mark", 0) & (IN | AND) or "every" in before:
        return True
    return bool({"from_now", "ago", "before", "lone_shift"} & t.means[i + 1].keys())


def _nearest(word: str, lexicon: Lexicon, wanted: frozenset[str]) -> Meaning | None:
    """The meaning of the first word of time within one slip of the pen that is of a wanted class."""
    targets = _targets(lexicon.language)
    found: tuple[str, ...] = targets.get(word, ())
    for k in range(len(word)):
        shape = word[:k] + word[k + 1 :]
        if shape in targets:
            found += targets[shape]
    for target in dict.fromkeys(found):
        if not wanted.isdisjoint(lexicon.words[target]) and _is_likely(word, target):
            return lexicon.words[target]
    return None


def _is_likely(word: str, target: str) -> bool:
    """Whether a word is a slip of another and no word of its own: a short one with another letter mostly is ("mors", "junk", "light")."""
    if len(word) == len(target) and sorted(word) != sorted(target) and (len(word) <= 4 or word[0] != target[0]):
        return False
    return is_one_slip(word, target)


@lru_cache(maxsize=8)
def _targets(language: str) -> Mapping[str, tuple[str, ...]]:
    """Every word of time with one letter left out -> the words that it may be."""
    index: dict[str, tuple[str, ...]] = {}
    for word in _words_of_time(load_lexicon(language)):
        for shape in {word, *(word[:k] + word[k + 1 :] for k in range(len(word)))}:
            index[shape] = (*index.get(shape, ()), word)
    return MappingProxyType(index)


def _words_of_time(lexicon: Lexicon) -> list[str]:
    return [
        word
        for word, meaning in lexicon.words.items()
        if len(word) >= 4 and word.isalpha() and _MENDED_KINDS & meaning.keys()
    ]


def is_one_slip(word: str, target: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour."""
    if len(word) == len(target):
        wrong = [k for k in range(len(word)) if word[k] != target[k]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return word[wrong[0]] == target[wrong[1]] and word[wrong[1]] == target[wrong[0]]
        return len(wrong) == 1
    short, long = sorted((word, target), key=len)
    if len(long) - len(short) != 1:
        return False
    k = next((k for k in range(len(short)) if short[k] != long[k]), len(short))
    return short[k:] == long[k + 1 :]
