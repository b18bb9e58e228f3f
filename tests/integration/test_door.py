"""Who may talk where: a stranger on a platform that anybody can find learns nothing of the team and leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.settings import Settings
from bot.domain.admission import Admission
from bot.domain.message import WORKSPACE, Address, Answer, ButtonPress, IncomingMessage, Profile
from storage.store import Store
from tests.fakes import FakeAlarm, FrozenClock

KNOWN = Admission("known", allowed=frozenset({"-100", "7"}), blocked=frozenset({"13", "-666"}))


class Visit:
    """People who write to the bot on Telegram, with an admission in force."""

    def __init__(self, store: Store, clock: FrozenClock, admission: Admission) -> None:
        settings = Settings(default_zone="UTC", admission={"telegram": admission})
        self.assistant = Assistant(store.open_unit, clock, FakeAlarm(), settings)
        self.store, self.clock, self.events = store, clock, 0

    async def say(self, person: str, text: str, *, room: str = "", platform: str = "telegram") -> Answer:
        address, event = self._from(person, room, platform)
        return await self.assistant.handle_message(
            IncomingMessage(WORKSPACE, address, Profile(person, "Eve"), text, event, self.clock.now(), direct=not room)
        )

    async def press(self, person: str, press: str) -> Answer:
        address, event = self._from(person, "", "telegram")
        sender = Profile(person, "Eve")
        return await self.assistant.handle_press(
            ButtonPress(WORKSPACE, address, sender, press, event, self.clock.now(), "1")
        )

    def _from(self, person: str, room: str, platform: str) -> tuple[Address, str]:
        self.events += 1
        return Address(platform, room or f"with-{person}", user=person), f"event-{self.events}"

    async def is_known(self, person: str) -> bool:
        async with self.store.open_unit() as uow:
            team = await uow.workspaces.find_or_add(WORKSPACE, self.clock.now())
            return await uow.users.find(team, "telegram", person) is not None


@pytest.fixture
def visit(store: Store, frozen_clock: FrozenClock) -> Visit:
    return Visit(store, frozen_clock, KNOWN)


def texts(answer: Answer) -> list[str]:
    return [said.message.text for said in answer.said]


async def test_a_stranger_is_told_how_to_become_known_and_is_not_remembered(visit: Visit) -> None:
    [text] = texts(await visit.say("666", "list reminders about TSK-1"))
    assert "your id here is 666" in text
    assert "TSK-1" not in text
    assert not await visit.is_known("666")


async def test_a_stranger_who_goes_on_is_answered_once_in_ten_minutes(visit: Visit) -> None:
    answers = [await visit.say("666", "remind me to call Jens at 5") for _ in range(3)]
    assert [len(texts(answer)) for answer in answers] == [1, 0, 0]
    visit.clock.advance(timedelta(minutes=10))
    assert len(texts(await visit.say("666", "hello?"))) == 1


async def test_a_strangers_press_does_nothing(visit: Visit) -> None:
    assert await visit.press("666", "done:1") == Answer()


async def test_who_is_listed_is_let_in(visit: Visit) -> None:
    assert "I'll remind you" in texts(await visit.say("7", "remind me to call Jens at 5pm"))[0]


async def test_who_writes_in_a_listed_room_is_let_in_and_is_known_from_then_on(visit: Visit) -> None:
    assert "I'll remind you" in texts(await visit.say("55", "remind me to call Jens at 5pm", room="-100"))[0]
    assert "REM" not in texts(await visit.say("55", "list everything"))[0]
    assert await visit.is_known("55")


async def test_a_room_that_is_not_listed_is_told_its_id(visit: Visit) -> None:
    [text] = texts(await visit.say("666", "remind us to eat", room="-200"))
    assert "its id is -200" in text


async def test_blocked_people_and_rooms_are_not_answered_whoever_else_lets_them_in(visit: Visit) -> None:
    assert await visit.say("13", "hello", room="-100") == Answer()
    assert await visit.say("7", "hello", room="-666") == Answer()


async def test_where_only_the_list_counts_being_known_is_not_enough(store: Store, frozen_clock: FrozenClock) -> None:
    await Visit(store, frozen_clock, Admission()).say("55", "hello")
    listed = Visit(store, frozen_clock, Admission("listed", allowed=frozenset({"7"})))
    assert await listed.is_known("55")
    assert "I only work for people whom I know" in texts(await listed.say("55", "hello"))[0]
    assert "Hello" in texts(await listed.say("7", "hello"))[0]


async def test_a_platform_without_an_admission_lets_everybody_in(visit: Visit) -> None:
    assert "I'll remind you" in texts(await visit.say("666", "remind me to call Jens at 5pm", platform="web"))[0]
