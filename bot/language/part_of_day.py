"""Takers of parts of the day: "in the morning", "tomorrow at dawn", "mornings and evenings", "the evening before christmas"."""

from __future__ import annotations

from bot.language.duration import Duration
from bot.language.lexicon.lexicon import AND, AT, BY, COMMA, IN, OF, ON, THE
from bot.language.phrase import Phrase, Repeat, is_possessive
from bot.language.tokens import Tokens

_PREPOSITIONS = IN | AT | BY | ON
_DAY_WORDS = frozenset({"ord", "month", "weekday", "holiday", "int", "rel", "which"})


def take_part(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in the morning, eod; "lunch" only behind a day or a preposition."""
    if is_possessive(t, k + 1):
        return 0
    if p.part and p.part != t.means[k]["part"]:
        return _take_further_part(t, k, p, flags)
    if "before" in t.means[k + 1] and (after := _take_part_beside(t, k, p, flags)):
        return after
    if (
        (flags & THE or (p.start == k and "det" not in t.means[k - 1]))
        and t.means[k + 1].get("mark", 0) & OF
        and _DAY_WORDS & (t.means[k + 2].keys() | t.means[k + 3].keys())
    ):
        p.part = t.means[k]["part"]  # the morning of the 15th
        return k + 1
    needs = t.means[k].get("part_in_company")
    if needs and not _lists_parts(t, k) and not _has_company(t, k, p, flags, needs):
        return 0
    p.part = t.means[k]["part"]
    if "parts" in t.means[k] and p.repeat is None:
        _repeat_part(p)
    return k + 1


def take_half_of_day(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """The "pm" of "friday pm", where no clock is said; "friday am I free" is another word."""
    said = len(t.words[k]) > 1 and t.closes(k + 1) and p.says_day and not flags
    if not said or p.clocks or p.part or p.shift or (p.delta and p.delta.is_elapsed):
        return 0
    p.part = "morning" if t.means[k]["mer"] == "a" else "afternoon"
    return k + 1


def _has_company(t: Tokens, k: int, p: Phrase, flags: int, needs: str) -> bool:
    """Whether what stands beside a part of the day makes it a time, where it needs that ("dawn" and "eve" are names as well)."""
    if needs == "at":
        return bool(flags & (AT | BY))
    beside_day = needs == "any" or (needs == "at the end" and t.closes(k + 1))
    return bool(flags & _PREPOSITIONS) or (beside_day and bool(p.says_day or p.clocks))


def _lists_parts(t: Tokens, k: int) -> bool:
    """mornings and evenings, matin et soir: two of them need no other company."""
    then = t.means[k + 2]
    together = t.means[k].get("part_in_company") == "any" == then.get("part_in_company")
    return together and bool(t.means[k + 1].get("mark", 0) & AND) and then["part"] != t.means[k]["part"]


def _take_further_part(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """The "and evening" of "every morning and evening"."""
    if p.clocks or not flags & (AND | COMMA) or t.means[k].get("part_in_company") == "preposition":
        return 0
    p.further_parts = (*p.further_parts, t.means[k]["part"])
    return k + 1


def _repeat_part(p: Phrase) -> None:
    """monday mornings, monday and friday mornings, mornings: the plural says that it repeats."""
    if p.weekday is not None:
        p.repeat, p.weekday = Repeat("WEEKLY", weekdays=[p.weekday.weekday]), None
    elif p.weekdays:
        p.repeat, p.weekdays = Repeat("WEEKLY", weekdays=p.weekdays), []
    elif not p.says_day:
        p.repeat = Repeat("DAILY")


def _take_part_beside(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """the evening before christmas, the morning after the 15th; alone, of the day before the message's other time."""
    if not flags & THE or flags & IN or p.says_day or p.says_clock:
        return 0
    anchor = p.read(t, k + 2, marks=ON)
    if anchor is not None and anchor.says_day and not (anchor.says_clock or anchor.repeat):
        p.anchor, after = anchor, anchor.end
    elif "lone_shift" in t.means[k + 1] and (k + 2 >= t.n or {"lead", "stop", "polite"} & t.means[k + 2].keys()):
        after = k + 2
    else:
        return 0
    p.shift, p.shift_sign = Duration(days=1, unit="DAILY"), t.means[k + 1]["before"]
    p.part = t.means[k]["part"]
    return after
