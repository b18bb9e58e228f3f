"""Targets: which reminder a command means: "REM-7", "it", "the one about the bank", "all my reminders", "TSK-123"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.language.calendar import Calendar
from bot.language.cutting import cut_text
from bot.language.intents import ItemMention, Target
from bot.language.lexicon.lexicon import COMMA
from bot.language.phrase import Phrase, covered_by, place_of
from bot.language.rule import resolve_phrase
from bot.language.tokens import Tokens

NOBODY = Target()
_BESIDE_POSITION = frozenset({"det", "one_word", "reminder_noun", "polite", "stop"})


@dataclass(slots=True)
class NamedTarget:
    """The target, and whether words really named a reminder."""

    value: Target
    is_reminder: bool

    @property
    def is_empty(self) -> bool:
        return self.value == NOBODY


def read_target(
    t: Tokens, start: int, phrases: list[Phrase], calendar: Calendar, *, stop: int | None = None, ignore: str = ""
) -> NamedTarget:
    """The reminder named between token `start` and `stop`. phrases: times that are not part of its name. ignore: a class of words to skip."""
    end = t.n if stop is None else stop
    covered = covered_by(phrases)
    said = _Said()
    for k in range(start, end):
        if k not in covered:
            _hear(said, t, k, start, end, ignore)
    number, item = said.number, said.item
    words = _words(t, said.words_from, end, phrases, ignore) if said.words_from >= 0 else None
    if item is not None and words is None and number is None:
        place = _place(t, start, end)
        words = t.typed(place) if said.noun or said.one else None
    at = None
    if (said.noun or said.one) and words is None and item is None and number is None:
        at = _clock_of(phrases, calendar, start, end)
    named = bool(number or item or said.noun or said.it or said.every or said.one)
    return NamedTarget(Target(number, item, words, said.every and words is None and item is None, at), named)


@dataclass(slots=True)
class _Said:
    """What the words say of a reminder, so far as they have been heard. words_from: the token its own words begin at, -1 for none."""

    number: int | None = None
    item: ItemMention | None = None
    noun: bool = False
    it: bool = False
    every: bool = False
    one: bool = False
    words_from: int = -1


def _hear(said: _Said, t: Tokens, k: int, start: int, end: int, ignore: str) -> None:
    """Adds what token k says."""
    meaning = t.means[k]
    if "reminder_number" in meaning or "hash_number" in meaning:
        said.number = meaning.get("reminder_number", meaning.get("hash_number"))
    elif (
        "int" in meaning
        and said.number is None
        and said.words_from < 0
        and (said.noun or k == start)
        and _closes(t, k + 1, end)
    ):
        said.number = meaning["int"]
    elif "item" in meaning and said.words_from in (-1, k):
        said.item = said.item or ItemMention(*meaning["item"])
    elif "reminder_noun" in meaning:
        said.noun = True
        said.every = said.every or (
            meaning["reminder_noun"] == 2 and "det" not in t.means[max(k - 1, 0)] and said.words_from < 0
        )
    elif said.words_from < 0 and meaning.get("which") == -1 and {"one_word", "reminder_noun"} & t.means[k + 1].keys():
        said.it = True  # the last one: the one that is talked about
    elif "everything" in meaning:
        said.every = True
    elif "it" in meaning and said.words_from < 0:
        said.it = True
    elif "one_word" in meaning and (said.words_from < 0 or k == end - 1):
        said.one = True  # the one about the bank; the bank one
    elif (
        (ignore and ignore in meaning)
        or {"stop", "polite", "target_filler", "again"} & meaning.keys()
        or (said.words_from < 0 and (meaning.get("mark") == COMMA or meaning.get("ask") == "remind"))
    ):
        pass
    elif "lead" in meaning and said.words_from < 0 and (said.noun or said.one or said.it or k == start):
        said.words_from = k + 1
    elif said.words_from < 0 and not ("det" in meaning or "lead" in meaning):
        said.words_from = k


def read_position(t: Tokens, start: int) -> int | None:
    """The 2 of "the second one", where nothing but that follows from token `start` on."""
    said = [t.means[k] for k in range(start, t.n) if not _BESIDE_POSITION & t.means[k].keys()]
    position = said[0].get("ord", 0) if len(said) == 1 else 0
    return position if position > 0 else None


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
    cuts = [place_of(t, p) for p in phrases if first <= p.start < last]
    return cut_text(t.text, t.starts[first], t.ends[last - 1], cuts) or None


def _clock_of(phrases: list[Phrase], calendar: Calendar, start: int, end: int) -> datetime | None:
    """ "the 5pm one", "the reminder for tomorrow" """
    for p in phrases:
        if start <= p.start < end and not p.repeat:
            best = resolve_phrase(p, calendar).best
            return best.at if best is not None else None
    return None
