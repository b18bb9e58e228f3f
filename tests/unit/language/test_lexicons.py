"""The lexicons as data: what a later line would silently overwrite."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest

from bot.language.lexicon.lexicon import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_class(language: str) -> None:
    lexicon = import_module(f"bot.language.lexicon.{language}")
    for table in (lexicon.TIME, lexicon.TALK):
        for kind, entries in table.items():
            words = Counter(word for variants in entries for word in variants.split("|"))
            assert [word for word, times in words.items() if times > 1] == [], kind
