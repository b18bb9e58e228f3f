"""Subjects: the words of a request that are neither time nor recipient nor what leads them in. What is asked for, request.py reads."""

from __future__ import annotations

from bot.language.choose import choose
from bot.language.cutting import cut_text
from bot.language.lexicon.lexicon import AND, COMMA
from bot.language.parts import Parts
from bot.language.phrase import Phrase, place_of
from bot.language.tokens import Tokens


def read_subject(t: Tokens, first: int, parts: Parts) -> str:
    """The message from token `first` on, without its times, trigger and options."""
    k = first
    while k < t.n and ("polite" in t.means[k] or "stop" in t.means[k]):
        k += 1
    if k >= t.n:
        return ""  # "remind me at 5, thanks"
    return cut_text(t.text, t.starts[first], t.ends[_last_of_message(t, first)], cuts_of(t, parts))


def cuts_of(t: Tokens, parts: Parts) -> list[tuple[int, int]]:
    """What is no part of the message, as places in the text."""
    cut = _places(t, parts.used) + parts.options.spans
    return cut if parts.trigger is None else [*cut, parts.trigger.span]


def keep_words(t: Tokens, first: int, head: list[Phrase], parts: Parts) -> None:
    """ "every year on feb 14 about valentine's day": a message that is nothing but a time is the message, where a time was said before it."""
    parts.time, parts.used, parts.context = choose(t, head, [], first)
    last = _last_of_message(t, first)
    parts.subject = cut_text(t.text, t.starts[first], t.ends[last], _places(t, parts.used))


def subject_before(t: Tokens, start: int, prefix: list[int], before: list[Phrase], parts: Parts) -> str:
    """The message that came first: "the report is due friday, remind me 2 days before" is about the report."""
    first, last, cut = prefix[0], prefix[-1], cuts_of(t, parts)
    while first > start and "det" in t.means[first - 1]:
        first -= 1
    if parts.time is not None and parts.time.shift is not None and parts.context in before:
        context = parts.context
        cut = [*cut, place_of(t, context)] if context is not None else cut
        while last > first and "deadline" in t.means[last]:
            last -= 1
        if context is not None and context.start >= last - 3:
            last = min(last, context.start - 1)
        while last > first and "deadline" in t.means[last]:
            last -= 1
    return cut_text(t.text, t.starts[first], t.ends[last], cut)


def _places(t: Tokens, used: list[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand in the text; an "and" between two of them goes with them."""
    if len(used) == 1:
        return [place_of(t, used[0])]
    places: list[tuple[int, int]] = []
    last = -1
    for p in sorted(used, key=lambda p: p.start):
        if last >= 0 and all(t.means[k].get("mark", 0) & (AND | COMMA) for k in range(last, p.start)):
            places[-1] = (places[-1][0], t.ends[p.end - 1])
        else:
            places.append(place_of(t, p))
        last = p.end
    return places


def _last_of_message(t: Tokens, start: int) -> int:
    """The last token that is not "please", "thanks" or punctuation."""
    k = t.n - 1
    while k > start and (
        ("polite" in t.means[k] and t.words[k] not in ("right", "well", "so", "also", "then", "bot"))
        or ("stop" in t.means[k] and t.words[k] != ")")
        or "remind_end" in t.means[k]
    ):
        k -= 1
    return k
