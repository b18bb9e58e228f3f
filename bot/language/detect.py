"""Detect: which of our languages a message is in: the person's own, unless its words are plainly another's."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.lexicon.lexicon import LANGUAGES, load_lexicon

_WORDS = re.compile(r"[^\W\d_]++")
_START = 400  # characters: the language of a message shows in its beginning


def language_of(text: str, locale: str) -> str:
    """One of LANGUAGES. locale: "de", "de-AT" or "de_AT"; a language that we have no lexicon of counts as English.

    A single word that the person's own language knows too speaks for no other.
    """
    own = locale if locale in LANGUAGES else _language_of_locale(locale)
    start = text[:_START].lower()
    if not _settling(own).isdisjoint(start.split(None, 3)[:3]):
        return own
    hints, known = _hints(), load_lexicon(own).words
    scores: dict[str, int] = {}
    foreign = False
    for word in filter(hints.__contains__, _WORDS.findall(start)):
        foreign = foreign or word not in known
        for language, weight in hints[word]:
            scores[language] = scores.get(language, 0) + weight
    if not scores:
        return own
    best = max(scores, key=scores.__getitem__)
    if scores[best] > scores.get(own, 0) and (foreign or scores[best] > 1):
        return best
    return own


def _language_of_locale(locale: str) -> str:
    language = locale[:2].lower()
    return language if language in LANGUAGES else "en"


@lru_cache(maxsize=len(LANGUAGES))
def _settling(language: str) -> frozenset[str]:
    """Words that settle it for a person of that language where they begin a message: "timer" does not, being Danish for hours."""
    hints = _hints()
    return frozenset(
        word for word in load_lexicon(language).sure if all(other == language for other, _ in hints.get(word, ()))
    )


@lru_cache(maxsize=1)
def _hints() -> dict[str, tuple[tuple[str, int], ...]]:
    """word -> the languages that it hints at, and how much."""
    hints: dict[str, tuple[tuple[str, int], ...]] = {}
    for language in LANGUAGES:
        lexicon = load_lexicon(language)
        for word in lexicon.hints:
            hints[word] = (*hints.get(word, ()), (language, 1 + (word in lexicon.sure)))
    return hints
