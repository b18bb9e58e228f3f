"""What does not reach a person directly goes to the room that they chose, while they are in it; then to another place of theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions.users import change_preferences
from bot.domain.errors import DeliveryError
from bot.domain.reminder import Room
from bot.scheduling.loop import Loop
from storage.store import Store
from tests.acceptance.cast import Cast
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.integration.people import People, texts

SLACK, TELEGRAM = "slack:ana", "telegram:ana"
GONE = DeliveryError("the conversation is gone", permanent=True)


@pytest.fixture
async def people(store: Store, frozen_clock: FrozenClock) -> People:
    """Ana, in Slack and Telegram; what does not reach her goes to Slack's room #dev; in an hour she is to call Jens."""
    people = People(store, frozen_clock)
    await people.join(TELEGRAM, await people.code(SLACK))
    ana = await people.user(SLACK)
    assert ana is not None
    async with store.open_unit() as uow:
        await change_preferences(uow, ana, fallback=Room("slack", "C9", "dev"))
        await uow.commit()
    await people.remind(SLACK, "call Jens in 1 hour")
    return people


class SlackKnows(Cast):
    """members: who is in #dev. failures: how often it cannot be asked first."""

    def __init__(self, *members: str, failures: int = 0) -> None:
        super().__init__(None, None, rooms={"C9": set(members)})
        self.failures = failures

    async def may_post(self, person: str, room: str) -> bool:
        if self.failures:
            self.failures -= 1
            raise DeliveryError("the platform cannot be reached")
        return await super().may_post(person, room)


async def came(people: People, knows: SlackKnows, *failures: DeliveryError) -> list[tuple[str, str]]:
    """Where it came, by channel and address; failures: of what is sent to Slack, one after the other."""
    slack, telegram = KeptChannel("slack"), KeptChannel("telegram")
    slack.failures = list(failures)
    channels = {"slack": slack, "telegram": telegram}
    loop = Loop(
        people.store.open_unit, people.clock, FakeAlarm(), channels, PlainRenderer(), directories={"slack": knows}
    )
    await loop.begin()
    for _ in range(6):
        people.clock.advance(timedelta(minutes=20))
        await loop.run_once()
    return [(channel.name, notice.address.room) for channel in (slack, telegram) for notice in channel.notices]


@pytest.mark.parametrize(("failures", "reached"), [(1, ("slack", "C9")), (2, ("telegram", "telegram-of-ana"))])
async def test_what_cannot_be_sent_directly_comes_in_the_room_of_their_choice_and_then_in_another_place(
    people: People, failures: int, reached: tuple[str, str]
) -> None:
    assert await came(people, SlackKnows("ana"), *[GONE] * failures) == [reached]
    assert texts(await people.say(TELEGRAM, "done")) == ["Done: REM-1, call Jens"]


async def test_a_room_that_they_have_left_is_told_nothing_of_theirs(people: People) -> None:
    assert await came(people, SlackKnows("ben"), GONE) == [("telegram", "telegram-of-ana")]
    assert "the person is not in that room" in texts(await people.say(SLACK, "why REM-1"))[0]


async def test_who_cannot_be_looked_for_in_that_room_just_now_is_looked_for_again(people: People) -> None:
    knows = SlackKnows("ana", failures=2)
    assert await came(people, knows, GONE) == [("slack", "C9")]
    assert knows.failures == 0
