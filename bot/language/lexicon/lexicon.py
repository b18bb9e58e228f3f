"""Lexicon: the words of one language with what they can mean, indexed for one look-up a word.

The words themselves are data in en.py, de.py, …; what to do with a meaning is the matchers' business, not this file's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from itertools import pairwise
from typing import Any

LANGUAGES = ("en", "de", "es", "fr", "da")

# What one token can mean: class of meaning -> value ("weekday" -> 0). A word can have several meanings ("second", "may").
Meaning = Mapping[str, Any]
NOTHING: Meaning = {}

# Words as data files write them: class -> {"monday|mon": 0}. A variant of several words becomes one token.
WordTable = Mapping[str, Mapping[str, Any]]

# What a small word before a time says about it. "at": a clock may follow bare ("at 5"). "in": a duration or a month.
IN, AT, ON, BY, THE, OF, AROUND, COMMA, AND = (1 << n for n in range(9))

_WORD = re.compile(r"[^\W_]++(?:'[^\W_]++)*'?|[^\w\s]")
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """Where the languages' grammars of time part ways.

    half_is_before: "halb vier" is 3:30. dotted_ordinals: "3." is the third. bare_day: "el 25" is the 25th.
    day_clock: hours are counted to 24, so that "8 Uhr" is 8:00; 1 to 6 are still the afternoon's when nothing says more. "15 Uhr 30" is 15:30.
    dotted_clock: "by 9.30" is a clock, and only "on 9.30" a date. open_compounds: nouns stand side by side ("exam results").
    verb_last: "Müll rausbringen" is an order to oneself. separable: what such verbs begin with. infinitives: endings of a verb that begins one.
    past_ending: what the past of most verbs ends in. elisions: words that end at their apostrophe ("d'").
    abbreviated_zones: lower-case "est" is a zone.
    """

    half_is_before: bool = False
    dotted_ordinals: bool = False
    bare_day: bool = False
    day_clock: bool = False
    dotted_clock: bool = False
    open_compounds: bool = False
    verb_last: bool = False
    separable: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    past_ending: str = ""
    elisions: frozenset[str] = frozenset()
    abbreviated_zones: bool = False


@dataclass(slots=True, eq=False)
class Run:
    """Words that the lexicon knows as a whole, as a tree: whole, what the words up to here mean together; further, the words that go on."""

    whole: Meaning | None = None
    further: dict[str, Run] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """words: single words. several: words that are known as a whole. pairs: the same as trees, by their first two words.
    rare_pairs: two words of each run, one of which few others have ("me again"; "remind me" stands in most messages).

    hints: words that tell the language. sure: words that settle it.
    """

    language: str
    grammar: Grammar
    words: Mapping[str, Meaning]
    several: Mapping[tuple[str, ...], Meaning]
    pairs: Mapping[tuple[str, str], Run]
    rare_pairs: frozenset[tuple[str, str]]
    hints: frozenset[str]
    sure: frozenset[str]


def without_accents(word: str) -> str:
    """mañana -> manana."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _spellings(variant: str) -> set[str]:
    """The ways people type a word on a keyboard that lacks its letters: für, fuer, fur."""
    written_out = variant
    for letter, letters in _UMLAUTS.items():
        written_out = written_out.replace(letter, letters)
    return {variant, written_out, without_accents(variant).replace("ø", "o").replace("æ", "ae").replace("ß", "ss")}


def split_words(text: str, elisions: frozenset[str] = frozenset()) -> list[str]:
    """The tokens that the tokeniser makes of a lexicon entry."""
    found: list[str] = []
    for word in _WORD.findall(text):
        head, mark, tail = word.partition("'")
        if mark and head + mark in elisions:
            found += [head + mark, tail] if tail else [word]
        elif mark and head and tail in ("", "s"):
            found += [head, mark + tail]
        else:
            found.append(word)
    return found


def build_lexicon(language: str, grammar: Grammar, tables: tuple[WordTable, ...], hints: str) -> Lexicon:
    """Index word tables. Later tables add meanings; the same class of the same word is overwritten."""
    words: dict[str, dict[str, Any]] = {}
    several: dict[tuple[str, ...], dict[str, Any]] = {}
    for table in tables:
        for kind, entries in table.items():
            for variants, value in entries.items():
                for variant in variants.split("|"):
                    for spelling in _spellings(variant):
                        first, *rest = split_words(spelling, grammar.elisions)
                        if rest:
                            several.setdefault((first, *rest), {})[kind] = value
                        elif spelling == variant or kind not in words.get(first, {}):
                            words.setdefault(first, {})[kind] = value
    sure = frozenset(words_of(tables, "ask") | words_of(tables, "reminder_noun"))
    often = Counter(word for together in several for word in together)
    rare = frozenset(
        min(pairwise(together), key=lambda pair: min(often[word] for word in pair)) for together in several
    )
    return Lexicon(language, grammar, words, several, _runs(several), rare, frozenset(hints.split()), sure)


def _runs(several: Mapping[tuple[str, ...], Meaning]) -> dict[tuple[str, str], Run]:
    runs: dict[tuple[str, str], Run] = {}
    for (first, second, *further), whole in several.items():
        run = runs.setdefault((first, second), Run())
        for word in further:
            run = run.further.setdefault(word, Run())
        run.whole = whole
    return runs


def words_of(tables: tuple[WordTable, ...], kind: str) -> set[str]:
    """The single words of a class, of five letters or more."""
    variants = {variant for table in tables for entry in table.get(kind, {}) for variant in entry.split("|")}
    return {variant for variant in variants if len(variant) >= 5 and variant.isalpha()}


@lru_cache(maxsize=len(LANGUAGES))
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of one of LANGUAGES, built on first use."""
    data = import_module(f"bot.language.lexicon.{language}")
    shared = import_module("bot.language.lexicon.shared")
    return build_lexicon(language, data.GRAMMAR, (shared.WORDS, data.TIME, data.TALK), data.HINTS)
