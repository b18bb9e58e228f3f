"""Numbers in digits and words: "5", "2.5", "twenty five", "two and a half". Ordinals live in date.py, clocks in clock.py."""

from __future__ import annotations

from bot.language.lexicon.lexicon import AND, OF, Meaning
from bot.language.tokens import Tokens

_RANGE = frozenset({"or", "dash", "to"})


def read_number(t: Tokens, i: int) -> tuple[float, int] | None:
    """A quantity at token i, and the token after it."""
    if "a" in t.means[i] and t.means[i + 1].get("num") in (2, 3) and t.means[i + 2].get("mark", 0) & OF:
        return t.means[i + 1]["num"], i + 3  # "a couple of", mended
    value, after = _read_whole(t, i)
    if after > i and not _RANGE.isdisjoint(t.means[after]) and (end := _end_of_range(t, after + 1)):
        return value, end
    if after == i:
        part = _fraction(t.means[i])
        return (part, k) if part and "unit" in t.means[k := _past_of_a(t, i + 1)] else None
    follower = t.means[after]
    if "and_half" in follower:
        return value + follower["and_half"], after + 1
    if 0 < follower.get("num", 0) < 1 and value >= 1:
        return value + follower["num"], after + 1
    if "numeric_date" in follower and (part := _fraction(follower)) and "unit" in t.means[after + 1]:
        return value + part, after + 1
    return value, after


def _end_of_range(t: Tokens, i: int) -> int:
    """The token behind the second number of "2-3 hours" and "two or three days"; 0 where no unit follows: the first one counts."""
    _, after = _read_whole(t, i)
    return after if after > i and "unit" in t.means[after] else 0


def _past_of_a(t: Tokens, i: int) -> int:
    """Past the "of an" of "3/4 of an hour"."""
    while t.means[i].get("mark", 0) & OF or "a" in t.means[i]:
        i += 1
    return i


def _fraction(meaning: Meaning) -> float:
    """The 1/2 of "1 1/2 hours"; 0 for anything else."""
    first, second, year = meaning.get("numeric_date", (0, 1, None))
    return first / second if year is None and 0 < first < second <= 4 else 0


def read_integer(t: Tokens, i: int) -> tuple[int, int] | None:
    """A whole number at token i, in digits or words."""
    value, after = _read_whole(t, i)
    return (int(value), after) if after > i and value == int(value) else None


def _read_whole(t: Tokens, i: int) -> tuple[float, int]:
    meaning = t.means[i]
    if "int" in meaning:
        return meaning["int"], i + 1
    if "dec" in meaning:
        return meaning["dec"], i + 1
    if "num" not in meaning:
        return 0, i
    value, after = meaning["num"], i + 1
    if 20 <= value < 100 and not value % 10:
        k = after + ("dash" in t.means[after])
        units = t.means[k].get("num", 0)
        if 1 <= units <= 9 and units == int(units):
            value, after = value + units, k + 1
    if 1 <= value < 100 and t.means[after].get("num") == 100:
        return _past_hundred(t, value * 100, after + 1)
    return (value, after) if value < 100 else _past_hundred(t, value, after)


def _past_hundred(t: Tokens, value: float, after: int) -> tuple[float, int]:
    """a hundred and twenty, one hundred five."""
    k = after + 1 if t.means[after].get("mark", 0) & AND else after
    rest, end = _read_whole(t, k) if "num" in t.means[k] else (0, k)
    return (value + rest, end) if 0 < rest < 100 and rest == int(rest) else (value, after)
