"""Settings in words whose clock there is not: they are understood as settings that could not be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.language.intents import Preference, SetPreference
from bot.language.reading import Reference
from bot.language.understand import understand

HERE = Reference(datetime(2025, 9, 10, 8, 17, tzinfo=UTC), "Europe/Copenhagen")


@pytest.mark.parametrize(
    ("text", "preference"),
    [
        ("quiet from 25:00 to 8", Preference.QUIET_HOURS),
        ("quiet hours 22:00-27:00", Preference.QUIET_HOURS),
        ("evening means 25:00", Preference.PART_OF_DAY),
        ("set evening to 25:00", Preference.PART_OF_DAY),
        ("my day starts at 25:00", Preference.START_OF_DAY),
        ("daily digest at 25:00", Preference.DIGEST),
        ("weekly summary on monday at 30:00", Preference.DIGEST),
    ],
)
def test_a_clock_that_there_is_not_sets_nothing(text: str, preference: Preference) -> None:
    intent = understand(text, HERE).intent
    assert isinstance(intent, SetPreference)
    assert (intent.preference, intent.value) == (preference, None)
    assert intent.typed in text
