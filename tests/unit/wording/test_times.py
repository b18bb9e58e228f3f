"""Instants and durations in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.wording.times import duration, relative, when, when_in_full
from bot.wording.voice import Voice, voice_for

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)  # 14:30 in Copenhagen, 8:30 in New York


def voice(tag: str = "en", zone: str | None = "Europe/Copenhagen") -> Voice:
    return voice_for(tag, zone, NOW)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(hours=2), "today at 16:30"),
        (timedelta(hours=18, minutes=30), "tomorrow at 09:00"),
        (timedelta(hours=-20), "yesterday at 18:30"),
        (timedelta(days=2), "Fri 12 Sept at 14:30"),
        (timedelta(days=65), "Fri 14 Nov at 13:30"),
        (timedelta(days=171), "Sat, 28 Feb 2026 at 13:30"),
    ],
)
def test_an_instant_is_told_as_the_clock_on_the_wall_shows_it(after: timedelta, words: str) -> None:
    assert when(NOW + after, voice()) == words


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(), "now"),
        (timedelta(seconds=1.4), "in 2 seconds"),
        (timedelta(seconds=45), "in 45 seconds"),
        (timedelta(seconds=90), "in 1 minute 30 seconds"),
        (timedelta(minutes=20), "in 20 minutes"),
        (timedelta(hours=1, minutes=30), "in 1 hour 30 minutes"),
        (timedelta(hours=18, minutes=20), "in 18 hours"),
        (timedelta(days=2), "in 2 days"),
        (timedelta(days=13), "in 13 days"),
        (timedelta(days=21), "in 3 weeks"),
        (timedelta(days=70), "in 2 months"),
        (timedelta(days=800), "in 2 years"),
        (timedelta(minutes=-12), "12 minutes ago"),
        (timedelta(days=-3), "3 days ago"),
    ],
)
def test_how_far_away_an_instant_is(after: timedelta, words: str) -> None:
    assert relative(NOW + after, voice()) == words


def test_days_ahead_count_nights_not_hours() -> None:
    assert relative(datetime(2025, 9, 12, 5, 0, tzinfo=UTC), voice()) == "in 2 days"


def test_a_whole_answer_names_day_distance_and_zone() -> None:
    assert when_in_full(NOW + timedelta(hours=2), voice()) == "today at 16:30 (in 2 hours, Europe/Copenhagen)"


def test_a_bare_offset_is_called_utc() -> None:
    assert when_in_full(NOW, voice(zone="+05:30")) == "today at 18:00 (now, UTC+05:30)"


@pytest.mark.parametrize(("tag", "zone"), [("en", "America/New_York"), ("en-US", "America/New_York")])
def test_americans_read_a_twelve_hour_clock(tag: str, zone: str) -> None:
    assert when(NOW + timedelta(hours=8), voice(tag, zone)) == "today at 4:30 pm"
    assert when(NOW + timedelta(days=65), voice(tag, zone)) == "Fri, Nov 14 at 7:30 am"


def test_american_english_elsewhere_is_twelve_hours_too() -> None:
    assert when(NOW, voice("en-US")) == "today at 2:30 pm"


def test_a_person_without_a_zone_is_told_utc() -> None:
    assert when_in_full(NOW, voice(zone=None)) == "today at 12:30 (now, UTC)"


def test_a_language_without_a_catalogue_is_answered_in_english() -> None:
    assert when(NOW, voice("tlh")) == "today at 14:30"


@pytest.mark.parametrize("tag", ["", "not a tag", "e", "%s"])
def test_a_broken_locale_is_english(tag: str) -> None:
    assert when(NOW, voice(tag)) == "today at 14:30"


def test_the_day_is_the_persons_not_utcs() -> None:
    late = datetime(2025, 9, 10, 22, 30, tzinfo=UTC)
    assert when(late, voice_for("en", "Europe/Copenhagen", late)) == "today at 00:30"


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(milliseconds=200), "1 second"),
        (timedelta(minutes=59, seconds=59), "1 hour"),
        (timedelta(hours=7, minutes=40), "8 hours"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_durations(delta: timedelta, words: str) -> None:
    assert duration(delta, voice()) == words
