"""Text that people typed: cleaned, set apart, cut."""

from __future__ import annotations

import pytest

from bot.wording.typed import clean, in_one_line, shown


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  call Jens \n", "call Jens"),
        ("call\x00 \x07Jens\x7f\x85", "call Jens"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("two\r\nlines\rthree", "two\nlines\nthree"),
        ("\u202eabc\u2066\u200f", "abc"),
        ("👩\u200d👩\u200d👧 🎂", "👩\u200d👩\u200d👧 🎂"),
        ("\ud800lone", "lone"),
        ("\u200e\x07", ""),
    ],
)
def test_control_characters_and_direction_marks_go(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


def test_text_from_right_to_left_is_isolated() -> None:
    assert shown("להתקשר") == "\u2068להתקשר\u2069"


def test_other_text_is_left_alone() -> None:
    assert shown("ringe til Jens") == "ringe til Jens"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert in_one_line("call the bank about the account and the card", 24) == "call the bank about the…"


def test_a_long_word_is_cut_anywhere() -> None:
    assert in_one_line("a" * 100, 10) == "aaaaaaaaa…"


def test_lines_are_folded_into_one() -> None:
    assert in_one_line("buy:\n milk\n\tbread") == "buy: milk bread"
