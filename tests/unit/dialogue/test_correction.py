"""Words around a correction, a choice, a greeting."""

from __future__ import annotations

import pytest

from bot.dialogue.correction import choice_by_words, strip_lead_in
from bot.dialogue.courtesy import is_filler, is_greeting, is_thanks


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("to call Anna", "call Anna"),
        ("no, to call Anna instead", "call Anna"),
        ("I meant call Anna", "call Anna"),
        ("actually, about the report", "the report"),
        ("call Anna instead.", "call Anna"),
        ("nothing", "nothing"),
        ("today's report", "today's report"),
        ("tomatoes", "tomatoes"),
        ("a report", "a report"),
        ("that sounds nice", "that sounds nice"),
    ],
)
def test_what_is_left_of_a_correction(typed: str, text: str) -> None:
    assert strip_lead_in(typed) == text


@pytest.mark.parametrize(
    ("language", "typed", "text"),
    [
        ("de", "nein, an den Zahnarzt", "den Zahnarzt"),
        ("es", "no, sobre el informe", "el informe"),
        ("fr", "plutôt de Marie", "Marie"),
        ("da", "at ringe til Jens i stedet", "ringe til Jens"),
        ("xx", "to call Anna", "call Anna"),
    ],
)
def test_corrections_in_other_languages(language: str, typed: str, text: str) -> None:
    assert strip_lead_in(typed, language) == text


@pytest.mark.parametrize(
    ("typed", "index"),
    [("the merge one", 1), ("REM-1", 0), ("review", 0), ("TSK-123", None), ("", None), ("the bank", None)],
)
def test_words_choose_the_text_that_shares_most(typed: str, index: int | None) -> None:
    assert choice_by_words(("REM-1 review TSK-123", "REM-2 merge TSK-123"), typed) == index


@pytest.mark.parametrize("typed", ["Hello!", "hi", "Good morning, remindbot", "hej"])
def test_greetings(typed: str) -> None:
    assert is_greeting(typed)


@pytest.mark.parametrize("typed", ["thanks", "Thank you!", "thanks, bot", "tak 🙏"])
def test_thanks(typed: str) -> None:
    assert is_thanks(typed)


@pytest.mark.parametrize("typed", ["hello, remind me to call", "", "thanks for the report about TSK-1 " * 9])
def test_more_than_courtesy_is_neither(typed: str) -> None:
    assert not is_greeting(typed)
    assert not is_thanks(typed)


@pytest.mark.parametrize(
    ("rest", "filler"), [("", True), ("please", True), ("no, make it", True), ("the train leaves", False)]
)
def test_fillers_ask_for_nothing(rest: str, filler: bool) -> None:
    assert is_filler(rest) is filler
