"""What a correction does not say stays as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.dialogue.draft import merge, moved_by, postpone, with_clock
from bot.dialogue.turn import Heard
from bot.domain.conversation import Draft, Proposal
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Repeat
from bot.domain.zone import to_wall
from bot.language.intents import EditReminder
from bot.language.reading import Reference
from bot.language.understand import understand
from tests.unit.dialogue.scenes import NOW, ZONE

FRIDAY_14 = At(datetime(2025, 9, 12, 12, 0, tzinfo=UTC))
WEEKLY = Repeat(Recurrence("FREQ=WEEKLY;BYDAY=FR", datetime(2025, 9, 12, 14, 0), ZONE))  # noqa: DTZ001 - a wall time


def say(text: str) -> Heard:
    reference = Reference(NOW, ZONE)
    return Heard(text, understand(text, reference), reference)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("at 18:00", "2025-09-12 18:00"),
        ("6pm", "2025-09-12 18:00"),
        ("saturday", "2025-09-13 14:00"),
        ("tomorrow", "2025-09-11 14:00"),
        ("saturday at 10:00", "2025-09-13 10:00"),
        ("tomorrow at 10:00", "2025-09-11 10:00"),
        ("in 2 hours", "2025-09-10 16:30"),
        ("today at 18:00", "2025-09-10 18:00"),
    ],
)
def test_a_moved_moment(text: str, wall: str) -> None:
    heard = say(text)
    assert heard.understanding.time is not None
    trigger = merge(FRIDAY_14, heard.understanding.time, heard).trigger
    assert isinstance(trigger, At)
    assert f"{to_wall(trigger.instant, ZONE):%Y-%m-%d %H:%M}" == wall


def test_a_clock_that_has_passed_on_the_kept_day_is_the_next_one() -> None:
    today = At(datetime(2025, 9, 10, 16, 0, tzinfo=UTC))
    heard = say("at 10:00")
    assert heard.understanding.time is not None
    assert merge(today, heard.understanding.time, heard).trigger == At(datetime(2025, 9, 11, 8, 0, tzinfo=UTC))


def test_a_repeat_keeps_its_days_when_only_the_clock_moves() -> None:
    heard = say("at 18:00")
    assert heard.understanding.time is not None
    trigger = merge(WEEKLY, heard.understanding.time, heard).trigger
    assert isinstance(trigger, Repeat)
    assert trigger.recurrence == Recurrence("FREQ=WEEKLY;BYDAY=FR", datetime(2025, 9, 12, 18, 0), ZONE)  # noqa: DTZ001 - a wall time


def test_a_new_rule_without_a_clock_keeps_the_clock() -> None:
    heard = say("every monday")
    assert heard.understanding.time is not None
    trigger = merge(WEEKLY, heard.understanding.time, heard).trigger
    assert isinstance(trigger, Repeat)
    assert (trigger.recurrence.rule, trigger.recurrence.start.hour) == ("FREQ=WEEKLY;BYDAY=MO", 14)


def test_a_day_instead_of_a_rule_is_a_single_moment_at_its_clock() -> None:
    heard = say("saturday")
    assert heard.understanding.time is not None
    assert merge(WEEKLY, heard.understanding.time, heard).trigger == At(datetime(2025, 9, 13, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("push it back by 2 hours", "2025-09-12 16:00"),
        ("postpone it 30 minutes", "2025-09-12 14:30"),
        ("postpone it until saturday", "2025-09-13 14:00"),
        ("postpone it until saturday at 10:00", "2025-09-13 10:00"),
    ],
)
def test_what_is_put_off_by_a_while_counts_from_when_it_would_come(text: str, wall: str) -> None:
    heard = say(text)
    assert heard.understanding.time is not None
    moved = postpone(Draft("call Jens", Proposal(FRIDAY_14)), heard.understanding.time, (), heard)
    assert moved.proposal is not None
    assert isinstance(moved.proposal.trigger, At)
    assert f"{to_wall(moved.proposal.trigger.instant, ZONE):%Y-%m-%d %H:%M}" == wall


def test_another_clock_takes_the_place_of_all_the_rules_clocks() -> None:
    rule = "FREQ=DAILY;BYHOUR=8,17;BYMINUTE=15,30;BYSECOND=0;BYSETPOS=2,3"
    moved = with_clock(Recurrence(rule, datetime(2025, 9, 10, 17, 15), ZONE), datetime(2025, 1, 1, 9, 0).time())  # noqa: DTZ001 - wall times
    assert moved == Recurrence("FREQ=DAILY", datetime(2025, 9, 10, 9, 0), ZONE)  # noqa: DTZ001 - a wall time


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("move REM-7 by an hour", "2025-09-12 15:00"),
        ("push REM-7 back by 2 days", "2025-09-14 14:00"),
        ("move REM-7 30 minutes earlier", "2025-09-12 13:30"),
        ("verschiebe REM-7 um eine Stunde", "2025-09-12 15:00"),
        ("adelanta REM-7 una hora", "2025-09-12 13:00"),
        ("décale REM-7 d'une heure", "2025-09-12 15:00"),
        ("flyt REM-7 to dage", "2025-09-14 14:00"),
    ],
)
def test_a_reminder_that_moves_by_a_length_moves_from_where_it_was(text: str, wall: str) -> None:
    intent = say(text).understanding.intent
    assert isinstance(intent, EditReminder)
    assert intent.by is not None
    assert intent.target.number == 7
    moved = moved_by(Draft("call Jens", Proposal(FRIDAY_14)), intent.by, ZONE)
    assert moved is not None
    assert moved.proposal is not None
    assert isinstance(moved.proposal.trigger, At)
    assert f"{to_wall(moved.proposal.trigger.instant, ZONE):%Y-%m-%d %H:%M}" == wall


def test_a_day_later_keeps_the_wall_clock_across_a_change_of_the_clocks() -> None:
    saturday_14 = At(datetime(2025, 10, 25, 12, 0, tzinfo=UTC))
    moved = moved_by(Draft("call Jens", Proposal(saturday_14)), timedelta(days=1), ZONE)
    assert moved is not None
    assert moved.proposal == Proposal(At(datetime(2025, 10, 26, 13, 0, tzinfo=UTC)))


@pytest.mark.parametrize("by", [timedelta(days=2_920_000), timedelta(days=-740_000)])
def test_what_would_move_beyond_the_calendar_is_asked(by: timedelta) -> None:
    assert moved_by(Draft("call Jens", Proposal(FRIDAY_14)), by, ZONE) is None
    assert moved_by(Draft("call Jens", Proposal(WEEKLY)), by, ZONE) is None


@pytest.mark.parametrize(
    ("rule", "by", "start"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", timedelta(hours=1), "2025-09-12 15:00"),
        ("FREQ=WEEKLY;BYDAY=FR", timedelta(minutes=-30), "2025-09-12 13:30"),
        ("FREQ=HOURLY;INTERVAL=2", timedelta(minutes=20), "2025-09-12 14:20"),
        ("FREQ=WEEKLY;BYDAY=FR", timedelta(hours=11), None),  # saturday, which the rule does not name
        ("FREQ=WEEKLY;BYDAY=FR", timedelta(days=1), None),
        ("FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0;BYSECOND=0", timedelta(hours=1), None),
    ],
)
def test_a_repeat_moves_by_a_length_within_its_days(rule: str, by: timedelta, start: str | None) -> None:
    repeat = Repeat(Recurrence(rule, datetime(2025, 9, 12, 14, 0), ZONE))  # noqa: DTZ001 - a wall time
    moved = moved_by(Draft("call Jens", Proposal(repeat)), by, ZONE)
    if start is None:
        assert moved is None
        return
    assert moved is not None
    assert moved.proposal is not None
    assert isinstance(moved.proposal.trigger, Repeat)
    assert moved.proposal.trigger.recurrence.rule == rule
    assert f"{moved.proposal.trigger.recurrence.start:%Y-%m-%d %H:%M}" == start
