"""Which names are taken for near ones when nobody bears the one that was typed."""

from __future__ import annotations

import time

import pytest

from bot.domain.directory import MOST_NEAR, nearest

TEAM = [(name, name) for name in ("ana", "anna.lind", "anton", "ben", "Benedikt Ek", "carl")]


@pytest.mark.parametrize(
    ("typed", "near"),
    [("anna", ("anna.lind", "ana", "anton")), ("Bne", ("ben",)), ("lind", ("anna.lind",)), ("bene", ("Benedikt Ek", "ben")), ("zoe", ()), ("", ())],
)  # fmt: skip
def test_names_that_begin_alike_are_near(typed: str, near: tuple[str, ...]) -> None:
    assert nearest(typed, TEAM) == near


def test_one_person_with_several_names_is_offered_once() -> None:
    assert nearest("ana", [("ana", 1), ("ana lind", 1), ("anas", 2)]) == (1, 2)


def test_a_big_team_offers_few_and_soon() -> None:
    team = [(f"{chr(97 + number % 26)}person{number}", number) for number in range(20_000)]
    began = time.process_time()
    assert len(nearest("aperson", team)) == MOST_NEAR
    assert time.process_time() - began < 0.5
