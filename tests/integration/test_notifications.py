"""The funnel: what preferences hold back, what counts as a duplicate, and where the rest goes; on a real database."""

from __future__ import annotations

import pytest

from bot.actions.notifications import (
    Refusal,
    Refused,
    Telling,
    Told,
    archive,
    count_unread,
    list_notifications,
    mark_all_read,
    mark_read,
    mark_unread,
    notify,
    notify_user,
    shorten,
)
from bot.actions.users import change_preferences, identify_user, set_zone
from bot.domain.errors import UnknownZone
from bot.domain.message import Address, Profile
from bot.domain.notification import Level, Notification, Source
from bot.domain.reminder import Origin, Room
from bot.domain.user import User
from bot.ports import UnitOfWork, UnitOfWorkFactory
from tests.fakes import FrozenClock


async def tell(uow: UnitOfWork, clock: FrozenClock, user: User, title: str = "disk full", **options: object) -> object:
    return await notify_user(uow, user, title, workspace_id=user.workspace_id, now=clock.now(), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("preferences", "why"),
    [
        ({"notifications": False}, Refusal.SWITCHED_OFF),
        ({"minimum_level": Level.WARNING}, Refusal.BELOW_LEVEL),
        ({"muted": ("system",)}, Refusal.MUTED),
    ],
)
async def test_a_preference_holds_it_back_and_says_so(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, preferences: dict[str, object], why: Refusal
) -> None:
    async with open_unit() as uow:
        user = await change_preferences(uow, ana, **preferences)
        assert await tell(uow, frozen_clock, user) == Refused(why)
        assert await count_unread(uow, user, frozen_clock.now()) == 0


async def test_a_muted_item_is_silent_and_others_are_not(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async with open_unit() as uow:
        user = await change_preferences(uow, ana, muted=("BUG-12",))
        for item, expected in (("BUG-12", Refused), ("BUG-13", Told)):
            telling = Telling(user, "touched", mutes=(item,))
            assert isinstance(await notify(uow, user.workspace_id, telling, frozen_clock.now()), expected)


async def test_a_duplicate_of_an_unread_one_is_refused_and_of_a_read_one_told(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    source = Source("monitor", "disk", "7")
    async with open_unit() as uow:
        first = await tell(uow, frozen_clock, ana, source=source, deduplicate=True)
        assert isinstance(first, Notification)
        again = await tell(uow, frozen_clock, ana, source=source, deduplicate=True)
        assert again == Refused(Refusal.DUPLICATE, first.id)
        assert isinstance(
            await tell(uow, frozen_clock, ana, source=Source("monitor", "disk", "8"), deduplicate=True), Notification
        )
        await mark_read(uow, ana, first.id, frozen_clock.now())
        assert isinstance(await tell(uow, frozen_clock, ana, source=source, deduplicate=True), Notification)


async def test_a_list_leaves_out_what_is_archived_or_expired(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    async with open_unit() as uow:
        kept = await tell(uow, frozen_clock, ana, "kept", source=Source("a", "b", "c"))
        gone = await tell(uow, frozen_clock, ana, "gone")
        await tell(uow, frozen_clock, ana, "over", expires_at=now)
        assert isinstance(kept, Notification)
        assert isinstance(gone, Notification)
        assert await count_unread(uow, ana, now) == 2
        archived = await archive(uow, ana, gone.id, now)
        assert await list_notifications(uow, ana, now) == [kept]
        assert await list_notifications(uow, ana, now, archived=True) == [archived]
        assert await mark_all_read(uow, ana, now) == 1
        assert await list_notifications(uow, ana, now, unread=True) == []
        await mark_unread(uow, ana, kept.id)
        assert await count_unread(uow, ana, now) == 1


async def test_nobody_reads_anothers_notification(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async with open_unit() as uow:
        bob = await identify_user(uow, "team", Address("web", "b"), Profile("bob", "Bob", "UTC"), frozen_clock.now())
        told = await tell(uow, frozen_clock, ana)
        assert isinstance(told, Notification)
        assert await mark_read(uow, bob, told.id, frozen_clock.now()) is None
        assert await count_unread(uow, ana, frozen_clock.now()) == 1


async def test_it_goes_where_the_reminder_was_set_else_where_the_person_is_reached(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    async with open_unit() as uow:
        for telling, expected in (
            (Telling(ana, "t", origin=Origin("chat", "web", "elsewhere")), [("web", "room-of-ana")]),
            (Telling(ana, "t", origin=Origin("chat", "slack", "D1")), [("web", "room-of-ana")]),
            (Telling(ana, "t"), [("web", "room-of-ana")]),
            (Telling(ana, "t", not_by="web"), []),
            (Telling(Room("slack", "C1", "#dev"), "t"), [("slack", "C1")]),
        ):
            told = await notify(uow, ana.workspace_id, telling, now)
            assert isinstance(told, Told)
            assert [(each.channel, each.address) for each in told.deliveries] == expected


async def test_one_id_on_two_platforms_is_two_people_and_only_who_sits_at_the_terminal_is_an_admin(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    async with open_unit() as uow:
        people = [
            await identify_user(uow, "", Address(platform, "here"), Profile("owner", "Me", "UTC"), frozen_clock.now())
            for platform in ("console", "telegram")
        ]
    assert people[0].id != people[1].id
    assert [person.is_admin for person in people] == [True, False]


async def test_a_zone_chosen_by_hand_outlives_the_profile(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now, profile = frozen_clock.now(), Profile("ana", "Ana Maria", "Europe/Paris", "fr")
    async with open_unit() as uow:
        await set_zone(uow, ana, "Asia/Tokyo", now)
        user = await identify_user(uow, "team", Address("web", "room-of-ana"), profile, now)
        assert (user.zone, user.locale, user.name) == ("Asia/Tokyo", "fr", "Ana Maria")
        user = await change_preferences(uow, user, locale="de")
        user = await identify_user(uow, "team", Address("web", "room-of-ana"), profile, now)
        assert user.locale == "de"
        with pytest.raises(UnknownZone):
            await set_zone(uow, user, "Europe/Atlantis", now)
        with pytest.raises(TypeError):
            await change_preferences(uow, user, colour="red")


async def test_a_room_full_of_people_does_not_become_somebodys_address(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    profile = Profile("ana", "Ana")
    async with open_unit() as uow:
        await identify_user(uow, "team", Address("web", "everybody"), profile, frozen_clock.now(), direct=False)
        [identity] = await uow.users.identities(ana.workspace_id, [ana.id])
    assert identity.address == "room-of-ana"


def test_a_title_is_cut_between_words() -> None:
    assert shorten("short") == "short"
    cut = shorten("word " * 100)
    assert len(cut) <= 200
    assert cut.endswith("word…")
    assert len(shorten("x" * 500)) == 200


async def test_a_telling_without_a_title_is_refused(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async with open_unit() as uow:
        with pytest.raises(ValueError, match="title"):
            await tell(uow, frozen_clock, ana, "")
