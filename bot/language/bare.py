"""Bare tasks: "call dentist tmrw 4p" asks to be reminded without saying so; "the train leaves at 17:30" does not."""

from __future__ import annotations

from bot.language.choose import is_plain
from bot.language.date import MonthDate
from bot.language.phrase import Phrase, covered_by
from bot.language.tokens import Tokens


def is_bare_task(t: Tokens, start: int, used: list[Phrase]) -> bool:
    """Whether the message is an order to oneself: it begins with a verb of doing, or an errand's name, and tells nobody anything.

    In German it may end with the verb.
    """
    covered = covered_by(used)
    k = start
    while k < t.n and (k in covered or "stop" in t.means[k] or t.words[k] in (",", "-", "–", "—")):
        k += 1
    if k >= t.n or "?" in t.words[k : t.n]:
        return False
    rest = [j for j in range(k, t.n) if j not in covered]
    return not _tells(t, used, start, rest) and (_is_order(t, rest) or _is_thing(t, used, start, rest))


def place_of_thing(t: Tokens, start: int, used: list[Phrase]) -> tuple[int, int] | None:
    """The Wäsche of "in 10 Min an Wäsche erinnern" as a place in the text: where nobody but "an" stands before it, the asker is reminded."""
    if not t.lexicon.grammar.verb_last or "remind_end" not in t.kinds:
        return None
    last = t.n - 1
    while last > start and "remind_end" not in t.means[last] and {"stop", "polite"} & t.means[last].keys():
        last -= 1
    covered = {k for p in used for k in range(p.start, p.end)}
    rest = [k for k in range(start, last) if k not in covered and t.words[k] != ","]
    if "remind_end" not in t.means[last] or len(rest) < 2 or "lead" not in t.means[rest[0]]:
        return None
    return t.starts[rest[1]], t.ends[last - 1]


def _tells(t: Tokens, used: list[Phrase], start: int, rest: list[int]) -> bool:
    """Whether the words that are no time tell somebody something, or say too little."""
    if any("tells" in t.means[j] and not (t.glued(j) and "dash" in t.means[j - 1]) for j in rest[1:]):
        return True
    if t.words[rest[0] + 1] == ":" or _reports(t, rest):
        return True
    if not any(p.repeat for p in used) and any(_only_tells(t, p, rest[0]) for p in used):
        return True
    meaning = t.means[rest[0]]
    if "small_talk" in meaning and all("polite" in t.means[j] for j in rest[1:]):
        return rest[0] == start or t.words[rest[0] - 1] != ":"  # "in 2 hours: call" says what is to be done then
    return "event" in meaning and any("denies" in t.means[j] for j in range(start))  # "cool, demo at 3"


def _only_tells(t: Tokens, p: Phrase, first: int) -> bool:
    """ "open until sunday", "pick of the week: friday": how long something is so, or an answer."""
    return "until" in t.means[p.start] or (p.start > first and t.words[p.start - 1] == ":" and not p.clocks)


def _is_order(t: Tokens, rest: list[int]) -> bool:
    """ "call dentist", "Müll rausbringen", "TSK-1": a verb of doing begins it, or ends it where the language puts it there; or items alone."""
    first, meaning, grammar = t.words[rest[0]], t.means[rest[0]], t.lexicon.grammar
    if "task" in meaning or (not meaning and len(first) >= 5 and first.endswith(grammar.infinitives)):
        return True
    if "tells" in meaning:
        return False
    if grammar.verb_last and ("task" in t.means[rest[-1]] or _is_separable_verb(t, rest[-1])):
        return True
    return "item" in meaning and all(
        "item" in t.means[j] or "stop" in t.means[j] or t.words[j] in (",", "-") for j in rest
    )


def _is_thing(t: Tokens, used: list[Phrase], start: int, rest: list[int]) -> bool:
    """An errand or an event by its name, or anything right behind a time that a colon or "every" sets apart."""
    meaning, first = t.means[rest[0]], used[0]
    if "tells" in meaning:
        return False
    denied = "!" in t.words[rest[0] : t.n] or any("denies" in t.means[j] for j in (*range(start), *rest))
    if not denied and (_is_event(t, rest) or _is_short_thing(t, used, start, rest)):
        return True
    if first.start <= start and (first.says_clock or first.repeat) and t.words[first.end] in (":", "-", "–", "—"):
        return True
    return ("errand" in meaning and len(rest) <= 4) or bool(first.start <= start and first.repeat and len(rest) <= 5)


def _is_event(t: Tokens, rest: list[int]) -> bool:
    """ "meeting with Sarah", "mum's birthday", "team lunch": what one goes to is named by itself or with whom, where, whose; where
    nouns stand side by side, another may follow ("exam results").
    """
    for place, j in enumerate(rest[:3]):
        meaning = t.means[j]
        if "event" in meaning:
            following = t.means[rest[place + 1]] if place + 1 < len(rest) else {}
            return (
                not following
                or "with" in following
                or (t.lexicon.grammar.open_compounds and place + 2 >= len(rest) <= 3)
            )
        if (meaning and not {"genitive", "task", "errand"} & meaning.keys()) or t.words[j] in (",", ":"):
            return False
    return False


def _is_short_thing(t: Tokens, used: list[Phrase], start: int, rest: list[int]) -> bool:
    """ "in 10 minutes tea", "on 3 october flowers": behind a distance or a date, a thing or two that nothing is said of."""
    first = used[0]
    is_clear = first.delta is not None and first.delta.is_elapsed and first.delta_sign > 0
    if (
        first.start > start
        or len(rest) > 5
        or rest[0] < first.end
        or not (is_clear or isinstance(first.day, MonthDate))
    ):
        return False
    ending = t.lexicon.grammar.past_ending
    if not all(t.words[j][0].isalpha() for j in rest):
        return False
    return is_plain(t, rest[0]) and not any(
        not t.means[j] and t.words[j].endswith((ending, "ing") if ending else "\0") for j in rest
    )


def _is_separable_verb(t: Tokens, k: int) -> bool:
    """aufhängen, ausführen at the end of an order; angekommen tells what happened."""
    word = t.words[k]
    prefix = next((prefix for prefix in t.lexicon.grammar.separable if word.startswith(prefix)), "")
    stem = word[len(prefix) :]
    if t.means[k] or not prefix or len(stem) < 4 or not stem.endswith(("en", "ern", "eln")):
        return False
    return not stem.startswith("ge") or stem in ("gehen", "geben", "gießen", "giessen")


def _reports(t: Tokens, rest: list[int]) -> bool:
    """ "test passed at 9am", "order arrived": a past form right before the time or the end tells what happened."""
    ending = t.lexicon.grammar.past_ending
    if not ending:
        return False
    inside = set(rest)
    return any(t.words[j].endswith(ending) and not t.means[j] and j + 1 not in inside for j in rest[1:])
