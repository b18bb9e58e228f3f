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
    own = locale[:2].lower()
    if own not in LANGUAGES:
        own = "en"
    lexicon = load_lexicon(own)
    start = text[:_START].lower()
    hints, known = _hints(), lexicon.words
    for word in start.split(None, 3)[:3]:
        if word in lexicon.sure and hints.get(word, (own,)) == (own,):  # "timer" is Danish for hours
            return own
    scores: dict[str, int] = {}
    foreign = False
    for word in _WORDS.findall(start):
        languages = hints.get(word)
        if languages is not None:
            foreign = foreign or word not in known
            for language in languages:
                scores[language] = scores.get(language, 0) + 1 + (word in load_lexicon(language).sure)
    if not scores:
        return own
    best = max(scores, key=scores.__getitem__)
    if scores[best] > scores.get(own, 0) and (foreign or scores[best] > 1):
        return best
    return own


@lru_cache(maxsize=1)
def _hints() -> dict[str, tuple[str, ...]]:
    """word -> the languages that it hints at."""
    hints: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in load_lexicon(language).hints:
            hints[word] = (*hints.get(word, ()), language)
    return hints
