"""What nobody said is pointed out, and what is plain anyway is not."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.language.reading import Implied
from bot.wording.implied import implied_words
from bot.wording.voice import voice_for

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)
VOICE = voice_for("en", "Europe/Copenhagen", NOW)
FIVE = datetime(2025, 9, 10, 15, 0, tzinfo=UTC)
TOMORROW_NINE = datetime(2025, 9, 11, 7, 0, tzinfo=UTC)


def test_an_afternoon_that_was_guessed_is_told() -> None:
    assert implied_words(["meridiem"], FIVE, VOICE, choices=True) == ["I took 5 as 17:00."]


def test_a_guessed_half_hour_keeps_its_minutes() -> None:
    assert implied_words(["meridiem"], FIVE.replace(minute=30), VOICE) == ["I took 5:30 as 17:30."]


def test_nine_as_nine_is_only_told_beside_another_choice() -> None:
    assert implied_words(["meridiem"], TOMORROW_NINE, VOICE) == []
    assert implied_words(["meridiem"], TOMORROW_NINE, VOICE, choices=True) == ["I took 9 as 09:00."]


def test_a_day_without_a_time_names_the_time_that_was_taken() -> None:
    assert implied_words(["clock"], TOMORROW_NINE, VOICE) == ["You named no time, so I took 09:00."]


def test_a_part_of_the_day_is_one_guess_not_two() -> None:
    assert implied_words(["clock", "part_of_day"], TOMORROW_NINE, VOICE) == ["I took 09:00 for that part of the day."]


def test_a_passed_time_moved_to_tomorrow_is_told_with_the_day() -> None:
    assert implied_words(["day"], TOMORROW_NINE, VOICE) == ["That time has passed today, so I took Thu 11 Sept."]


def test_today_is_no_other_day_and_this_year_no_other_year() -> None:
    assert implied_words(["day", "year"], FIVE, VOICE) == []


def test_the_coming_year_is_told() -> None:
    assert implied_words(["year"], datetime(2026, 3, 3, 8, 0, tzinfo=UTC), VOICE) == ["I took the year as 2026."]


def test_a_skipped_wall_time_is_told_where_it_went() -> None:
    moved = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert implied_words(["gap"], moved, VOICE) == ["The clocks skip that time on that day, so I moved it to 03:30."]


def test_an_american_hears_pm() -> None:
    american = voice_for("en-US", "America/New_York", NOW)
    nine_pm = datetime(2025, 9, 11, 1, 0, tzinfo=UTC)
    assert implied_words(["meridiem"], nine_pm, american) == ["I took 9 as 9:00 pm."]


def test_every_implied_part_has_its_words() -> None:
    far = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
    for implied in Implied:
        assert implied_words([implied.value], far, VOICE, choices=True), implied


def test_a_part_without_words_says_nothing() -> None:
    assert implied_words(["moon phase"], FIVE, VOICE) == []
