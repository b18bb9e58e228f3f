"""Replies and notifications as messages: words and buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bot.domain.conversation import Draft, Proposal
from bot.domain.item import Item
from bot.domain.listing import ReminderView
from bot.domain.message import Style
from bot.domain.notification import Kind, Notification
from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import At, BeforeDue, OnStatus, Origin, Person, Reminder, ReminderStatus, WhenIdle
from bot.wording.notification import Lateness, Told, notification_message
from bot.wording.press import LONGEST, SNOOZES, Press, read_press
from bot.wording.reminder import state_words, trigger_words
from bot.wording.render import render_reply
from bot.wording.replies import Card, Outcome, Question
from bot.wording.voice import voice_for

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)
VOICE = voice_for("en", "Europe/Copenhagen", NOW)
ID = UUID(int=7)
AT = At(NOW + timedelta(hours=2))
REMINDER = Reminder(
    ID, ID, 7, ID, "call Jens", AT, "Europe/Copenhagen", (Person(ID),), Origin("chat", "web"), created_at=NOW
)
FIRED = Occurrence(ID, ID, ID, AT.instant, AT.instant, OccurrenceStatus.FIRED, fired_at=AT.instant, times_fired=1)
TOLD = Notification(ID, ID, ID, "call Jens", "", Kind.REMINDER, NOW, AT.instant)


def test_a_card_about_an_item_tells_what_the_tracker_told() -> None:
    item = Item(ID, "TSK-123", "task", "Fix the login", "in progress", url="https://tracker.example/TSK-123")
    message = render_reply(Card(Draft("TSK-123", Proposal(AT), item_key="TSK-123"), "c", item=item), VOICE)
    assert message.text == (
        "I'll remind you about TSK-123 — today at 16:30 (in 2 hours, Europe/Copenhagen)\nTSK-123: Fix the login (in progress)"
    )
    assert [run.url for run in message.runs if run.url] == ["https://tracker.example/TSK-123"]


def test_an_item_nobody_told_about_is_just_its_key() -> None:
    card = Card(Draft("TSK-123", Proposal(AT), item_key="TSK-123"), "c", item=Item(ID, "TSK-123", "task"))
    assert "\n" not in render_reply(card, VOICE).text


def test_the_text_of_a_reminder_stands_out() -> None:
    message = render_reply(Card(Draft("call Jens", Proposal(AT)), "c"), VOICE)
    assert [run.text for run in message.runs if run.style is Style.STRONG] == ["call Jens"]


def test_a_card_has_at_most_six_buttons() -> None:
    others = tuple(Proposal(At(NOW + timedelta(days=days))) for days in range(1, 9))
    message = render_reply(Card(Draft("call Jens", Proposal(AT), others), "c"), VOICE)
    assert [button.press for button in message.buttons] == [
        "yes:c", "alt:c:0", "alt:c:1", "alt:c:2", "change:c", "no:c",
    ]  # fmt: skip


def test_an_incomplete_draft_is_no_card() -> None:
    with pytest.raises(ValueError, match="complete"):
        render_reply(Card(Draft("call Jens", None), "c"), VOICE)


def test_the_question_for_the_zone_has_no_button() -> None:
    assert render_reply(Question("zone", "c"), VOICE).buttons == ()


def test_every_press_fits_the_narrowest_platform() -> None:
    occurrence = str(UUID(int=2**128 - 1))
    presses = [Press("snooze", occurrence, choice) for choice in SNOOZES]
    presses += [Press("undo", UUID(occurrence).hex, "123456789"), Press("alt", "0123456789", "9"), Press("page", "99")]
    for press in presses:
        assert len(str(press).encode("ascii")) <= LONGEST
        assert read_press(str(press)) == press


@pytest.mark.parametrize("text", ["", "yes", "yes:", "explode:1", "YES:1", "yes:" + "x" * 64])
def test_what_no_button_sends_is_no_press(text: str) -> None:
    assert read_press(text) is None


def test_a_delivered_reminder_can_be_answered() -> None:
    message = notification_message(Told(TOLD, REMINDER, FIRED), VOICE)
    assert message.text == "⏰ call Jens (REM-7)"
    assert [button.label for button in message.buttons] == ["Done", "Snooze", "Dismiss"]


@pytest.mark.parametrize(
    ("lateness", "words"),
    [
        (Lateness(timedelta(minutes=12)), "12 minutes late."),
        (Lateness(timedelta(minutes=12), "outage"), "12 minutes late: earlier tries to send it failed."),
        (
            Lateness(timedelta(hours=2), "downtime", NOW - timedelta(hours=3), NOW - timedelta(minutes=5)),
            "2 hours late: remindbot was not running from today at 11:30 to 14:25.",
        ),
        (
            Lateness(timedelta(days=2), "downtime", NOW - timedelta(days=3), NOW),
            "2 days late: remindbot was not running from Sun 7 Sept at 14:30 to today at 14:30.",
        ),
    ],
)
def test_a_late_reminder_says_how_late_and_why(lateness: Lateness, words: str) -> None:
    assert notification_message(Told(TOLD, REMINDER, FIRED, lateness), VOICE).text == f"⏰ call Jens (REM-7)\n{words}"


def test_a_repetition_after_an_unanswered_try_says_that_it_may_be_one() -> None:
    message = notification_message(Told(TOLD, REMINDER, FIRED, may_be_twice=True), VOICE)
    assert message.text.endswith("This may be here twice: an earlier try ended without an answer.")


def test_a_failure_tells_what_could_not_be_delivered_and_why() -> None:
    failure = Notification(ID, ID, ID, "call Jens", "the room is gone", Kind.FAILURE, NOW, NOW)
    assert (
        notification_message(Told(failure, REMINDER, FIRED), VOICE).text
        == "A reminder could not be delivered: call Jens (the room is gone)"
    )


def test_a_notification_that_is_no_reminder_shows_title_and_body() -> None:
    note = Notification(ID, ID, ID, "Build broken", "main, 3 tests", Kind.SYSTEM, NOW, NOW, url="https://ci.example/1")
    message = notification_message(Told(note), VOICE)
    assert message.text == "Build broken\nmain, 3 tests"
    assert message.buttons == ()


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        (OnStatus("BUG-9", "resolved"), "when BUG-9 is resolved"),
        (BeforeDue("TSK-1", timedelta(days=2)), "2 days before TSK-1 is due"),
        (BeforeDue("TSK-1", timedelta(hours=-1)), "1 hour after TSK-1 was due"),
        (WhenIdle("TSK-4", timedelta(days=3)), "when TSK-4 is untouched for 3 days"),
    ],
)
def test_triggers_that_wait_for_an_item(trigger: OnStatus | BeforeDue | WhenIdle, words: str) -> None:
    assert trigger_words(trigger, None, VOICE) == words


def test_what_was_snoozed_tells_when_it_comes_again_not_the_rule() -> None:
    outcome = Outcome("snoozed", ReminderView(REMINDER, AT.instant), until=NOW + timedelta(minutes=20))
    assert render_reply(outcome, VOICE).text.endswith("today at 14:50 (in 20 minutes, Europe/Copenhagen)")


@pytest.mark.parametrize("status", [ReminderStatus.PAUSED, ReminderStatus.COMPLETED, ReminderStatus.CANCELLED])
def test_a_reminder_that_does_not_come_says_why(status: ReminderStatus) -> None:
    words = state_words(ReminderView(replace(REMINDER, status=status), None), VOICE)
    assert words == {"paused": "today at 16:30, paused", "completed": "over", "cancelled": "cancelled"}[status.value]
