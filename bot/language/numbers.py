"""Numbers in digits and words: "5", "2.5", "twenty five", "two and a half". Ordinals live in date.py, clocks in clock.py."""

from __future__ import annotations

from bot.language.tokens import Tokens


def read_number(t: Tokens, i: int) -> tuple[float, int] | None:
    """A quantity at token i, and the token after it."""
    value, after = _read_whole(t, i)
    if after == i:
        return None
    follower = t.means[after]
    if "and_half" in follower:
        return value + follower["and_half"], after + 1
    if "num" in follower and 0 < follower["num"] < 1 and value >= 1:
        return value + follower["num"], after + 1
    return value, after


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
    if value < 20 or value % 10:
        if t.means[after].get("num") == 100 and value >= 1:
            return value * 100, after + 1
        return value, after
    if "dash" in t.means[after]:
        after += 1
    units = t.means[after].get("num", 0)
    if value < 100 and 1 <= units <= 9 and units == int(units):
        return value + units, after + 1
    return value, i + 1
