"""Setting and finding reminders, on a real database, within the limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.actions.explanations import preview
from bot.actions.reminders import ReminderDraft, find_reminders, get_reminder, set_reminder
from bot.actions.users import identify_user
from bot.domain.errors import InThePast, LimitReached
from bot.domain.limits import Limits
from bot.domain.listing import ReminderQuery
from bot.domain.message import Address, Profile
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Person, Recipient, Reminder, ReminderStatus, Repeat, Room, Trigger
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from tests.fakes import FrozenClock

CHAT = Origin("chat", "web", "room-of-ana")
HOUR = timedelta(hours=1)


async def remind(
    open_unit: UnitOfWorkFactory,
    clock: FrozenClock,
    owner: User,
    trigger: Trigger,
    text: str = "call Jens",
    *,
    item_key: str | None = None,
    recipients: tuple[Recipient, ...] = (),
    limits: Limits | None = None,
) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft(text, trigger, "Europe/Copenhagen", recipients, item_key, "task" if item_key else None)
        reminder = await set_reminder(uow, owner, draft, CHAT, clock.now(), limits or Limits())
        await uow.commit()
    return reminder


async def find(open_unit: UnitOfWorkFactory, user: User, query: ReminderQuery) -> list[str]:
    async with open_unit(write=False) as uow:
        return [view.reminder.text for view in (await find_reminders(uow, user, query)).items]


@pytest.fixture
async def bob(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> User:
    async with open_unit() as uow:
        profile = Profile("bob", "Bob", "America/New_York")
        user = await identify_user(uow, "team", Address("web", "room-of-bob"), profile, frozen_clock.now())
        await uow.commit()
    return user


async def test_a_reminder_that_was_set_is_found_with_its_next_firing(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(now + 2 * HOUR), "Europe/Copenhagen")
        reminder = await set_reminder(uow, ana, draft, CHAT, now, Limits())
        await uow.commit()
        assert uow.earliest_due == now + 2 * HOUR
    async with open_unit(write=False) as uow:
        page = await find_reminders(uow, ana, ReminderQuery())
        view = await get_reminder(uow, ana, 1)
    assert [each.reminder for each in page.items] == [reminder]
    assert view.reminder == reminder
    assert view.next_due == now + 2 * HOUR


async def test_numbers_count_up_by_workspace(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async with open_unit() as uow:
        address, profile = Address("web", "room"), Profile("ana", "Ana", "Europe/Copenhagen")
        elsewhere = await identify_user(uow, "another team", address, profile, frozen_clock.now())
        await uow.commit()
    due = At(frozen_clock.now() + HOUR)
    labels = [(await remind(open_unit, frozen_clock, user, due)).label for user in (ana, ana, elsewhere)]
    assert labels == ["REM-1", "REM-2", "REM-1"]
    assert len(await find(open_unit, elsewhere, ReminderQuery())) == 1


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 10**30])
async def test_a_number_that_no_reminder_can_bear_finds_none(
    open_unit: UnitOfWorkFactory, ana: User, number: int
) -> None:
    async with open_unit(write=False) as uow:
        assert await uow.reminders.by_number(ana.workspace_id, number) is None


async def test_reminders_are_listed_by_their_next_firing_and_in_pages(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    for hours in (3, 1, 2):
        await remind(open_unit, frozen_clock, ana, At(frozen_clock.now() + hours * HOUR), f"in {hours}")
    assert await find(open_unit, ana, ReminderQuery()) == ["in 1", "in 2", "in 3"]
    assert await find(open_unit, ana, ReminderQuery(limit=2)) == ["in 1", "in 2"]
    assert await find(open_unit, ana, ReminderQuery(limit=2, offset=2)) == ["in 3"]
    async with open_unit(write=False) as uow:
        pages = [await find_reminders(uow, ana, ReminderQuery(limit=2, offset=at)) for at in (0, 2)]
    assert [page.more for page in pages] == [True, False]


async def test_a_list_can_ask_for_a_time_an_item_words_and_a_number(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    await remind(open_unit, frozen_clock, ana, At(now + HOUR), "Ring ÅSE about 100% of it", item_key="TSK-1")
    await remind(open_unit, frozen_clock, ana, At(now + 30 * HOUR), "water the plants")
    for query, found in (
        (ReminderQuery(since=now, until=now + 24 * HOUR), 1),
        (ReminderQuery(since=now + 24 * HOUR), 1),
        (ReminderQuery(item_key="TSK-1"), 1),
        (ReminderQuery(words="about åse"), 1),
        (ReminderQuery(words="100%"), 1),
        (ReminderQuery(words="1%_"), 0),
        (ReminderQuery(number=2), 1),
        (ReminderQuery(statuses=frozenset({ReminderStatus.COMPLETED})), 0),
        (ReminderQuery(missed=True), 0),
        (ReminderQuery(others=True), 0),
    ):
        assert len(await find(open_unit, ana, query)) == found, query


async def test_who_receives_a_reminder_finds_it_and_nobody_else_does(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, bob: User
) -> None:
    room = Room("web", "dev", "#dev")
    now = frozen_clock.now()
    await remind(
        open_unit, frozen_clock, ana, At(now + HOUR), "for both", recipients=(Person(ana.id), Person(bob.id), room)
    )
    await remind(open_unit, frozen_clock, ana, At(now + HOUR), "for ana")
    assert await find(open_unit, bob, ReminderQuery()) == ["for both"]
    for query in (ReminderQuery(others=True), ReminderQuery(person=bob.id), ReminderQuery(room=room)):
        assert await find(open_unit, ana, query) == ["for both"]


async def test_a_time_that_has_passed_is_refused(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    with pytest.raises(InThePast):
        await remind(open_unit, frozen_clock, ana, At(frozen_clock.now()))
    ended = Recurrence("FREQ=DAILY;COUNT=2", datetime.fromisoformat("2025-01-01T09:00"), "Europe/Copenhagen")
    with pytest.raises(InThePast):
        await remind(open_unit, frozen_clock, ana, Repeat(ended))
    assert await find(open_unit, ana, ReminderQuery()) == []


def every(minutes: int) -> Repeat:
    start = datetime.fromisoformat("2025-09-10T15:00")
    return Repeat(Recurrence(f"FREQ=MINUTELY;INTERVAL={minutes}", start, "Europe/Copenhagen"))


async def test_each_limit_is_named_with_what_it_allows(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    limits = Limits(
        active_reminders=1, text_length=10, shortest_repeat=timedelta(minutes=5), horizon=timedelta(days=10)
    )
    tries: list[tuple[Trigger, str, str, str]] = [
        (At(now + HOUR), "x" * 11, "text_length", "10"),
        (At(now + timedelta(days=11)), "x", "horizon", "10"),
        (every(4), "x", "shortest_repeat", "300"),
    ]
    for trigger, text, limit, allowed in tries:
        with pytest.raises(LimitReached) as reached:
            await remind(open_unit, frozen_clock, ana, trigger, text, limits=limits)
        assert (reached.value.limit, reached.value.allowed) == (limit, allowed)
    await remind(open_unit, frozen_clock, ana, every(5), "x", limits=limits)
    with pytest.raises(LimitReached) as reached:
        await remind(open_unit, frozen_clock, ana, At(now + HOUR), "x", limits=limits)
    assert (reached.value.limit, reached.value.allowed) == ("active_reminders", "1")


async def test_two_single_times_close_together_are_no_repeat_that_comes_too_often(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    repeat = every(1).recurrence
    twice = Repeat(Recurrence(f"{repeat.rule};COUNT=2", repeat.start, repeat.zone))
    limits = Limits(shortest_repeat=timedelta(minutes=5))
    assert (await remind(open_unit, frozen_clock, ana, twice, limits=limits)).number == 1


async def test_a_refused_reminder_leaves_no_hole_in_the_numbers(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    with pytest.raises(InThePast):
        await remind(open_unit, frozen_clock, ana, At(frozen_clock.now() - HOUR))
    assert (await remind(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR))).number == 1


async def test_a_person_who_moves_takes_repeats_along_and_leaves_one_offs(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    daily = Recurrence("FREQ=DAILY", datetime.fromisoformat("2025-09-11T09:00"), "Europe/Copenhagen")
    elsewhere = replace(daily, zone="Asia/Tokyo")
    await remind(open_unit, frozen_clock, ana, Repeat(daily), "mine")
    await remind(open_unit, frozen_clock, ana, Repeat(elsewhere), "theirs")
    await remind(open_unit, frozen_clock, ana, At(now + HOUR), "once")
    async with open_unit() as uow:
        profile = Profile("ana", "Ana", "America/New_York")
        moved = await identify_user(uow, "team", Address("web", "room-of-ana"), profile, now)
        await uow.commit()
    assert moved.zone == "America/New_York"
    async with open_unit(write=False) as uow:
        due = [(await get_reminder(uow, moved, number)).next_due for number in (1, 2, 3)]
    assert [each.isoformat() for each in due if each] == [
        "2025-09-11T13:00:00+00:00",
        "2025-09-11T00:00:00+00:00",
        (now + HOUR).isoformat(),
    ]


def test_a_preview_flags_the_change_of_the_clocks(frozen_clock: FrozenClock) -> None:
    daily = Recurrence("FREQ=DAILY", datetime.fromisoformat("2025-10-24T09:00"), "Europe/Copenhagen")
    firings = preview(Repeat(daily), frozen_clock.now(), 4)
    assert [(firing.instant.hour, firing.clock_change) for firing in firings] == [
        (7, None),
        (7, None),
        (8, -HOUR),
        (8, None),
    ]
