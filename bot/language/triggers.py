"""Triggers and options of a request: "when BUG-9 is resolved", "if TSK-4 is untouched for 3 days", "unless it's closed", "nag me …"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.language.duration import Duration, read_duration
from bot.language.intents import BeforeDuePhrase, ItemMention, ItemTrigger, OnStatusPhrase, WhenIdlePhrase
from bot.language.nagging import read_nag
from bot.language.phrase import Phrase, place_of
from bot.language.tokens import Tokens

OPTION_WORDS = frozenset({"unless", "nag"})


@dataclass(slots=True)
class Trigger:
    """What sets the reminder off, and where the text says so."""

    phrase: ItemTrigger
    span: tuple[int, int]


@dataclass(slots=True)
class Options:
    """What else a request asks for, and where."""

    unless_closed: bool = False
    nag_every: timedelta | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def read_trigger(t: Tokens, start: int, time: Phrase | None, stop: int | None = None) -> Trigger | None:
    """The item's trigger in the message, between tokens `start` and `stop`."""
    if time is not None and time.item_anchor is not None and time.shift is not None:
        offset = time.shift.as_timedelta() * -time.shift_sign
        return Trigger(BeforeDuePhrase(ItemMention(*time.item_anchor), offset), place_of(t, time))
    if not t.has_item:
        return None
    for k in range(start, t.n if stop is None else stop):
        if "when" in t.means[k] and (found := _read_when(t, k)) is not None:
            return found
    return None


def _read_when(t: Tokens, k: int) -> Trigger | None:
    """when|if ITEM is STATUS; if ITEM is untouched for 3 days; wenn ITEM gelöst ist."""
    j = k + 1
    while t.means[j].get("mark", 0) or "det" in t.means[j] or "item_kind" in t.means[j]:
        j += 1
    item = t.means[j].get("item")
    if (
        item is None and {"it", "pronoun", "is"} & t.means[j].keys()
    ):  # about BUG-9 when it is resolved; cuando esté hecho
        item = next(meaning["item"] for meaning in t.means if "item" in meaning)
        j -= "is" in t.means[j]
    if item is None:
        return None
    mention = ItemMention(*item)
    first = j = j + 1
    while {"is", "genitive"} & t.means[j].keys():
        j += 1
    idle = _read_idle(t, j)
    if idle is not None:
        return Trigger(WhenIdlePhrase(mention, idle[0].as_timedelta()), (t.starts[k], t.ends[idle[1] - 1]))
    after = j + 1
    ends_with_verb = t.lexicon.grammar.verb_last and "is" in t.means[after]
    if not t.words[j] or not t.words[j][0].isalpha() or (j == first and not ends_with_verb):
        return None
    if "dash" in t.means[after] and t.glued(after) and t.glued(after + 1):
        after += 2
    words = t.text[t.starts[j] : t.ends[after - 1]].lower()
    return Trigger(OnStatusPhrase(mention, words), (t.starts[k], t.ends[after - 1 + ends_with_verb]))


def _read_idle(t: Tokens, j: int) -> tuple[Duration, int] | None:
    """ "untouched for 3 days", "seit 3 Tagen unverändert ist": how long, and the token behind."""
    said_first = "idle" in t.means[j]
    i = j + said_first
    while t.means[i].get("mark", 0) or "for" in t.means[i]:
        i += 1
    duration = read_duration(t, i)
    if duration is None or said_first:
        return duration
    after = duration[1] + ("lasting" in t.means[duration[1]])
    if "idle" not in t.means[after]:
        return None
    return duration[0], after + 1 + ("is" in t.means[after + 1])


def read_options(t: Tokens, start: int) -> Options:
    """ "unless it's closed" and "nag me every 10 minutes until done", wherever they stand behind the request."""
    options = Options()
    for k in range(start, t.n):
        meaning = t.means[k]
        if "unless" in meaning:
            end = k + 1
            while end < t.n and end < k + 5 and "closed" not in t.means[end]:
                end += 1
            if "closed" in t.means[end]:
                options.unless_closed = True
                options.spans.append((t.starts[k], t.ends[end]))
        elif "nag" in meaning and options.nag_every is None and (found := read_nag(t, k)) is not None:
            options.nag_every, first, end = found
            options.spans.append((t.starts[first], t.ends[end - 1]))
    return options
