"""Detect: which of our languages a message is in: the person's own, unless its words are plainly another's."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.lexicon.lexicon import LANGUAGES, load_lexicon

_WORDS = re.compile(r"[^\W\d_]++")
_ENOUGH = 60  # words: the language of a message shows in its beginning


def language_of(text: str, locale: str) -> str:
    """One of LANGUAGES. locale: "de", "de-AT" or "de_AT"; a language that we have no lexicon of counts as English."""
    own = locale[:2].lower()
    if own not in LANGUAGES:
        own = "en"
    hints = _hints()
    scores: dict[str, int] = {}
    for word in _WORDS.findall(text[:600].lower())[:_ENOUGH]:
        for language in hints.get(word, ()):
            scores[language] = scores.get(language, 0) + 1
    if not scores:
        return own
    best = max(scores, key=lambda language: (scores[language], language == own))
    return best if scores[best] > scores.get(own, 0) else own


@lru_cache(maxsize=1)
def _hints() -> dict[str, tuple[str, ...]]:
    """word -> the languages that it hints at."""
    hints: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in load_lexicon(language).hints:
            hints[word] = (*hints.get(word, ()), language)
    return hints
