"""Answers to the question for the time zone."""

from __future__ import annotations

import pytest

from bot.dialogue.zone_answer import zone_from
from tests.unit.dialogue.scenes import heard


@pytest.mark.parametrize(
    ("answer", "zone"),
    [
        ("Copenhagen", "Europe/Copenhagen"),
        ("copenhagen.", "Europe/Copenhagen"),
        ("I'm in Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("near Paris, France", "Europe/Paris"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/new_york", "America/New_York"),
        ("CET", "CET"),
        ("utc", "UTC"),
        ("UTC+2", "+02:00"),
        ("+05:30", "+05:30"),
        ("GMT-3", "-03:00"),
        ("it's 14:30", "+02:00"),
        ("my time is 2:32 pm", "+02:00"),
        ("18:00", "+05:30"),
        ("8 am here", "-04:30"),
        ("it's 01:30 already", "+13:00"),
    ],
)
def test_an_answer_names_a_zone(answer: str, zone: str) -> None:
    assert zone_from(heard(answer)) == zone


@pytest.mark.parametrize("answer", ["somewhere nice", "", "25:99", "UTC+99", "I don't know", "14 30 15 16"])
def test_an_answer_that_names_none(answer: str) -> None:
    assert zone_from(heard(answer)) is None
