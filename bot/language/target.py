"""Targets: which reminder a command means: "REM-7", "it", "the one about the bank", "all my reminders", "TSK-123"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.language.calendar import Calendar
from bot.language.cutting import cut_text
from bot.language.intents import ItemMention, Target
from bot.language.lexicon.lexicon import COMMA
from bot.language.phrase import Phrase
from bot.language.rule import resolve_phrase
from bot.language.tokens import Tokens

NOBODY = Target()


@dataclass(slots=True)
class NamedTarget:
    """The target, whether words really named a reminder, and the token where they end."""

    value: Target
    is_reminder: bool
    end: int

    @property
    def is_empty(self) -> bool:
        return self.value == NOBODY


def read_target(
    t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar, *, stop: int | None = None, ignore: str = ""
) -> NamedTarget | None:
    """The reminder named between token `start` and `stop`. phrases: times that are not part of its name. ignore: a class of words to skip."""
    end = t.n if stop is None else stop
    covered = {j for p in phrases for j in range(p.start, p.end)}
    number: int | None = None
    item: ItemMention | None = None
    noun = it = every = one = False
    words_from = -1
    k = start
    while k < end:
        meaning = t.means[k]
        if k in covered:
            pass
        elif "reminder_number" in meaning or "hash_number" in meaning:
            number = meaning.get("reminder_number", meaning.get("hash_number"))
        elif "int" in meaning and number is None and words_from < 0 and (noun or k == start) and _closes(t, k + 1, end):
            number = meaning["int"]
        elif "item" in meaning and words_from in (-1, k):
            item = item or ItemMention(*meaning["item"])
        elif "reminder_noun" in meaning:
            noun = True
            every = every or (meaning["reminder_noun"] == 2 and "det" not in t.means[max(k - 1, 0)] and words_from < 0)
        elif words_from < 0 and meaning.get("which") == -1 and {"one_word", "reminder_noun"} & t.means[k + 1].keys():
            it = True  # the last one: the one that is talked about
        elif "everything" in meaning:
            every = True
        elif "it" in meaning and words_from < 0:
            it = True
        elif "one_word" in meaning and words_from < 0:
            one = True
        elif (
            (ignore and ignore in meaning)
            or {"stop", "polite", "target_filler", "again"} & meaning.keys()
            or (words_from < 0 and meaning.get("mark") == COMMA)
        ):
            pass
        elif "lead" in meaning and words_from < 0 and (noun or one or it or k == start):
            words_from = k + 1
        elif words_from < 0 and not ("det" in meaning or "lead" in meaning):
            words_from = k
        k += 1
    words = _words(t, words_from, end, phrases, ignore) if words_from >= 0 else None
    if item is not None and words is None and number is None:
        words = t.text[t.starts[_place(t, start, end)] : t.ends[_place(t, start, end)]] if noun or one else None
    at = (
        _clock_of(t, phrases, calendar, start, end)
        if (noun or one) and words is None and item is None and number is None
        else None
    )
    named = bool(number or item or noun or it or every or one)
    return NamedTarget(Target(number, item, words, every and words is None and item is None, at), named, end)


def _closes(t: Tokens, k: int, end: int) -> bool:
    return (
        k >= end
        or bool({"stop", "polite", "mark", "edit_to", "for", "lead", "done_word", "target_filler"} & t.means[k].keys())
        or t.words[k] == ","
    )


def _place(t: Tokens, start: int, end: int) -> int:
    return next(k for k in range(start, end) if "item" in t.means[k])


def _words(t: Tokens, first: int, end: int, phrases: list[Phrase], ignore: str) -> str | None:
    last = end
    while last > first and (
        {"stop", "polite", "reminder_noun", "one_word", "trailing"} & t.means[last - 1].keys()
        or (ignore and ignore in t.means[last - 1])
    ):
        last -= 1
    while last > first and ignore and "mark" in t.means[last - 1]:
        last -= 1
    if last <= first:
        return None
    cuts = [(t.starts[p.start], t.ends[p.end - 1]) for p in phrases if first <= p.start < last]
    return cut_text(t.text, t.starts[first], t.ends[last - 1], cuts) or None


def _clock_of(t: Tokens, phrases: list[Phrase], calendar: Calendar, start: int, end: int) -> datetime | None:
    """ "the 5pm one", "the reminder for tomorrow" """
    for p in phrases:
        if start <= p.start < end and not p.repeat:
            found = resolve_phrase(p, calendar)
            return found.readings[0].at if found.readings else None
    return None
