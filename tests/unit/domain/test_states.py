"""The state machines: every legal change, and that every other one raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.delivery import Delivery, DeliveryStatus, RetryPolicy
from bot.domain.errors import IllegalTransition
from bot.domain.identifier import least_id, new_id
from bot.domain.notification import Kind, Notification
from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import At, Origin, Person, Reminder, ReminderStatus

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HERE = uuid4()
TOKEN = uuid4()


def reminder(status: ReminderStatus) -> Reminder:
    owner = uuid4()
    origin = Origin("chat", "web")
    return Reminder(HERE, uuid4(), 7, owner, "x", At(LATER), "UTC", (Person(owner),), origin, NOW, status)


def occurrence(status: OccurrenceStatus, times_fired: int = 0) -> Occurrence:
    return Occurrence(HERE, uuid4(), uuid4(), NOW, NOW, status, times_fired=times_fired)


def delivery(status: DeliveryStatus) -> Delivery:
    leased = (1, TOKEN, LATER) if status is DeliveryStatus.SENDING else (0, None, None)
    return Delivery(HERE, uuid4(), uuid4(), "web", "room", NOW, status, *leased)


REMINDER_CHANGES: dict[str, tuple[Callable[[Reminder], Reminder], dict[ReminderStatus, ReminderStatus]]] = {
    "pause": (Reminder.pause, {ReminderStatus.ACTIVE: ReminderStatus.PAUSED}),
    "resume": (Reminder.resume, {ReminderStatus.PAUSED: ReminderStatus.ACTIVE}),
    "complete": (Reminder.complete, {ReminderStatus.ACTIVE: ReminderStatus.COMPLETED}),
    "cancel": (
        Reminder.cancel,
        {ReminderStatus.ACTIVE: ReminderStatus.CANCELLED, ReminderStatus.PAUSED: ReminderStatus.CANCELLED},
    ),
    "edit": (
        lambda each: each.edit(text="y"),
        {ReminderStatus.ACTIVE: ReminderStatus.ACTIVE, ReminderStatus.PAUSED: ReminderStatus.PAUSED},
    ),
}
OCCURRENCE_CHANGES: dict[str, tuple[Callable[[Occurrence], Occurrence], dict[OccurrenceStatus, OccurrenceStatus]]] = {
    "fire": (lambda each: each.fire(NOW), {OccurrenceStatus.SCHEDULED: OccurrenceStatus.FIRED}),
    "acknowledge": (lambda each: each.acknowledge(NOW), {OccurrenceStatus.FIRED: OccurrenceStatus.ACKNOWLEDGED}),
    "snooze": (lambda each: each.snooze(LATER), {OccurrenceStatus.FIRED: OccurrenceStatus.SCHEDULED}),
    "move": (lambda each: each.move(LATER), {OccurrenceStatus.SCHEDULED: OccurrenceStatus.SCHEDULED}),
    "expire": (Occurrence.expire, {OccurrenceStatus.FIRED: OccurrenceStatus.EXPIRED}),
    "reopen": (Occurrence.reopen, {OccurrenceStatus.ACKNOWLEDGED: OccurrenceStatus.FIRED}),
    "cancel": (Occurrence.cancel, {OccurrenceStatus.SCHEDULED: OccurrenceStatus.CANCELLED}),
}
DELIVERY_CHANGES: dict[str, tuple[Callable[[Delivery], Delivery], dict[DeliveryStatus, DeliveryStatus]]] = {
    "claim": (lambda each: each.claim(TOKEN, LATER), {DeliveryStatus.PENDING: DeliveryStatus.SENDING}),
    "sent": (lambda each: each.sent(NOW, "ref"), {DeliveryStatus.SENDING: DeliveryStatus.SENT}),
    "retry": (lambda each: each.retry(LATER, "down"), {DeliveryStatus.SENDING: DeliveryStatus.PENDING}),
    "release": (Delivery.release, {DeliveryStatus.SENDING: DeliveryStatus.PENDING}),
    "fail": (lambda each: each.fail("gone"), {DeliveryStatus.SENDING: DeliveryStatus.FAILED}),
    "cancel": (lambda each: each.cancel(NOW), {DeliveryStatus.PENDING: DeliveryStatus.CANCELLED}),
}


@pytest.mark.parametrize("change", REMINDER_CHANGES)
@pytest.mark.parametrize("status", ReminderStatus)
def test_a_reminder_changes_as_drawn_and_no_other_way(status: ReminderStatus, change: str) -> None:
    make, legal = REMINDER_CHANGES[change]
    before = reminder(status)
    if status in legal:
        after = make(before)
        assert (after.status, after.version) == (legal[status], before.version + 1)
    else:
        with pytest.raises(IllegalTransition, match="REM-7"):
            make(before)


@pytest.mark.parametrize("change", OCCURRENCE_CHANGES)
@pytest.mark.parametrize("status", OccurrenceStatus)
def test_an_occurrence_changes_as_drawn_and_no_other_way(status: OccurrenceStatus, change: str) -> None:
    make, legal = OCCURRENCE_CHANGES[change]
    if status in legal:
        assert make(occurrence(status)).status is legal[status]
    else:
        with pytest.raises(IllegalTransition):
            make(occurrence(status))


@pytest.mark.parametrize("change", DELIVERY_CHANGES)
@pytest.mark.parametrize("status", DeliveryStatus)
def test_a_delivery_changes_as_drawn_and_no_other_way(status: DeliveryStatus, change: str) -> None:
    make, legal = DELIVERY_CHANGES[change]
    if status in legal:
        after = make(delivery(status))
        assert after.status is legal[status]
        assert (after.lease_token is None) == (after.status is not DeliveryStatus.SENDING)
    else:
        with pytest.raises(IllegalTransition):
            make(delivery(status))


def test_a_delivery_held_for_an_instant_to_come_can_be_cancelled() -> None:
    held = delivery(DeliveryStatus.SENDING)
    assert held.cancel(NOW - timedelta(milliseconds=1)).status is DeliveryStatus.CANCELLED


def test_a_snoozed_occurrence_can_be_answered_and_reopened_a_scheduled_one_cannot() -> None:
    snoozed = occurrence(OccurrenceStatus.SCHEDULED, times_fired=1)
    assert snoozed.acknowledge(NOW).status is OccurrenceStatus.ACKNOWLEDGED
    assert snoozed.reopen().status is OccurrenceStatus.FIRED
    with pytest.raises(IllegalTransition):
        occurrence(OccurrenceStatus.SCHEDULED).reopen()


def test_a_snooze_moves_the_due_time_and_never_the_slot() -> None:
    snoozed = occurrence(OccurrenceStatus.FIRED, times_fired=1).snooze(LATER)
    assert (snoozed.slot, snoozed.due_at) == (NOW, LATER)


def test_a_released_try_is_not_counted_and_a_failed_one_is() -> None:
    claimed = delivery(DeliveryStatus.PENDING).claim(TOKEN, LATER)
    assert claimed.release().attempts == 0
    assert claimed.retry(LATER, "down").attempts == 1


def test_what_may_have_arrived_stays_so() -> None:
    lost = delivery(DeliveryStatus.SENDING).retry(LATER, "no answer", may_have_arrived=True)
    assert lost.claim(TOKEN, LATER).retry(LATER, "down").may_have_arrived


def test_retries_wait_ever_longer_up_to_a_bound() -> None:
    policy = RetryPolicy(base=timedelta(seconds=2), longest=timedelta(minutes=15), attempts=12, jitter=0.25)
    waits = [policy.delay(attempt, 0.5) for attempt in range(1, 13)]
    assert waits[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert waits == sorted(waits)
    assert max(waits) == timedelta(minutes=15)
    assert policy.delay(1, 0.0) == timedelta(seconds=1.5)
    assert policy.delay(10**6, 0.5) == timedelta(minutes=15)
    assert [policy.gives_up(attempt) for attempt in (11, 12)] == [False, True]


def test_an_undo_is_a_new_version_of_the_same_reminder() -> None:
    before = reminder(ReminderStatus.ACTIVE)
    restored = before.cancel().restore(before)
    assert (restored.status, restored.version) == (ReminderStatus.ACTIVE, 3)
    with pytest.raises(ValueError, match="its own"):
        before.restore(reminder(ReminderStatus.ACTIVE))


def test_a_notification_is_read_once_and_archived_once() -> None:
    told = Notification(HERE, uuid4(), uuid4(), "t", "", Kind.SYSTEM, NOW, NOW)
    assert told.read(NOW).read(LATER).read_at == NOW
    assert told.archive(NOW).archive(LATER).archived_at == NOW
    assert told.archive(NOW).read_at == NOW
    assert told.read(NOW).unread().read_at is None


def test_ids_made_later_are_greater_and_none_is_below_its_bound() -> None:
    ids = [new_id(NOW + timedelta(milliseconds=number)) for number in range(50)]
    assert ids == sorted(ids)
    assert least_id(NOW) <= ids[0] < least_id(NOW + timedelta(milliseconds=1)) <= ids[1]
    assert {(each.version, each.variant) for each in ids} == {(7, "specified in RFC 4122")}
