"""The tokeniser: what a word is must not depend on what stands beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.language
from bot.language.lexicon.lexicon import LANGUAGES, load_lexicon
from bot.language.tokens import Tokens


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_the_lexicon_is_the_same_token_before_a_space_and_before_a_sign(language: str) -> None:
    lexicon = load_lexicon(language)
    for word, meaning in lexicon.words.items():
        for text in (f"{word} ¶", f"{word}¶"):
            t = Tokens(text, lexicon, {})
            assert (t.words[0], t.means[0], t.ends[0]) == (word, meaning, len(word)), text


def test_words_inside_quotes_are_one_opaque_token_wherever_the_quotes_begin_and_end() -> None:
    t = Tokens('say("at 5 to ten"now) `x y`z “a b', load_lexicon("en"), {})
    assert t.words[: t.n] == ["say", "(", '"at 5 to ten"', "now", ")", "`x y`", "z", "“", "a", "b"]
    assert [t.text[t.starts[k] : t.ends[k]] for k in range(t.n)] == t.words[: t.n]


def test_the_longest_run_of_known_words_is_one_token() -> None:
    t = Tokens("the day after tomorrow, the day after", load_lexicon("en"), {})
    assert t.words[: t.n] == ["the day after tomorrow", ",", "the day", "after"]


@pytest.mark.parametrize(
    "source", sorted(Path(bot.language.__file__).parent.rglob("*.py")), ids=lambda source: source.stem
)
def test_no_group_of_an_expression_is_possessive(source: Path) -> None:
    """Before 3.11.5 Python lets such a group keep half of what does not match. https://github.com/python/cpython/issues/106052"""
    assert not re.findall(r"\)[*+?}]\+|\(\?>", source.read_text(encoding="utf-8"))


def test_a_sign_behind_a_number_stays_outside_it() -> None:
    for text, number in (("21- x", "21"), ("15, x", "15"), ("3. x", "3")):
        assert Tokens(text, load_lexicon("en"), {}).words[0] == number
