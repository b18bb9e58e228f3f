"""What people are mentioned by on Telegram: remembered across a restart, gone where it went, and never who somebody is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from adapters.chat.telegram.acquaintances import Acquaintances
from adapters.chat.telegram.chat import TelegramChat
from bot.actions.users import identify_user
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.settings import Settings
from bot.domain.directory import Matches
from bot.domain.message import WORKSPACE, Address, Profile
from bot.domain.user import User
from storage.store import Store
from tests.doubles.telegram.meeting import connected, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person
from tests.fakes import FakeAlarm, FrozenClock
from tests.waiting import until


class Team:
    """People on Telegram, and remindbot, which each run() starts anew on the same store."""

    def __init__(self, telegram: TelegramDouble, store: Store, clock: FrozenClock) -> None:
        self.telegram, self.store, self.clock = telegram, store, clock

    def run(self) -> AbstractAsyncContextManager[TelegramChat]:
        return self._run()

    @asynccontextmanager
    async def _run(self) -> AsyncIterator[TelegramChat]:
        chat = TelegramChat(settings_for(self.telegram), self.clock, Acquaintances(self.store.open_unit))
        assistant = Assistant(
            self.store.open_unit, self.clock, FakeAlarm(), Settings(default_zone="UTC"), {"telegram": chat.rights}
        )
        exchange = Exchange(assistant, {"telegram": chat}, self.store.open_unit, self.clock)
        async with connected(chat, exchange):
            yield chat
        await exchange.finish()

    async def say(self, who: Person, text: str) -> str:
        """The bot's answer; Telegram knows by then that the message came, and does not bring it to the next run."""
        confirmed, said = len(self.telegram.updates.confirmed), len(self.telegram.said)
        self.telegram.say(who, text)
        await until(lambda: len(self.telegram.updates.confirmed) > confirmed and len(self.telegram.said) > said)
        return self.telegram.said[-1].text

    async def met(self, person: Profile) -> User:
        async with self.store.open_unit() as uow:
            address = Address("telegram", person.external_id)
            user = await identify_user(uow, WORKSPACE, address, person, self.clock.now())
            await uow.commit()
        return user

    async def bearers(self, handle: str) -> list[str]:
        async with self.store.open_unit(write=False) as uow:
            team = await uow.workspaces.find(WORKSPACE)
            assert team is not None
            return [identity.external_id for identity in await uow.users.bearers(team, "telegram", handle)]


@pytest.fixture
async def team(store: Store, frozen_clock: FrozenClock) -> AsyncIterator[Team]:
    async with TelegramDouble(now=lambda: frozen_clock.now().timestamp()) as telegram:
        yield Team(telegram, store, frozen_clock)


async def test_after_a_restart_people_are_still_found_by_their_username(team: Team) -> None:
    ana, bo = team.telegram.person("Ana", username="Ana_L"), team.telegram.person("Bo", username="bo")
    async with team.run():
        await team.say(ana, "hello")
        await team.say(bo, "hello")
    async with team.run() as chat:
        found = (await chat.rights.find_person("@ana_l")).found
        assert found == Profile(str(ana.id), "Ana", handle="Ana_L")
        card = await team.say(bo, "/remind @ana_l to call Jens in 2 hours")
        assert card.startswith("I'll remind Ana: call Jens")


async def test_before_anybody_was_met_nobody_is_found(team: Team) -> None:
    async with team.run() as chat:
        assert await chat.rights.find_person("@ana") == Matches()


async def test_a_name_that_somebody_gave_up_meanwhile_no_longer_finds_them(team: Team) -> None:
    ana = team.telegram.person("Ana", username="ana")
    async with team.run():
        await team.say(ana, "hello")
    ana.username = "lind"
    async with team.run() as chat:
        assert await chat.rights.find_person("@ana") == Matches()


async def test_one_who_only_is_called_so_is_not_taken_for_the_one_whose_username_it_is(team: Team) -> None:
    ana, other = team.telegram.person("Ana", username="ana"), team.telegram.person("Ana")
    async with team.run():
        await team.say(ana, "hello")
    async with team.run() as chat:
        await team.say(other, "hello")
        matches = await chat.rights.find_person("@ana")
        assert {one.external_id for one in matches.near} == {str(ana.id), str(other.id)}
        answer = await team.say(other, "/remind @ana to call Jens in 2 hours")
        assert not answer.startswith("I'll remind")


async def test_a_name_that_moved_to_another_account_goes_with_it(team: Team) -> None:
    ana = await team.met(Profile("1", "Ana", handle="Star"))
    bo = await team.met(Profile("2", "Bo", handle="bo"))
    assert (await team.bearers("star"), await team.bearers("bo")) == (["1"], ["2"])
    assert await team.met(Profile("2", "Bo", handle="star")) == bo
    assert (await team.bearers("star"), await team.bearers("bo")) == (["2"], [])
    assert await team.met(Profile("1", "Ana", handle="")) == ana
    assert await team.bearers("star") == ["2"]


async def test_a_name_given_up_is_forgotten_and_one_that_is_not_told_is_kept(team: Team) -> None:
    await team.met(Profile("1", "Ana", handle="ana"))
    await team.met(Profile("1", "Ana"))
    assert await team.bearers("ana") == ["1"]
    await team.met(Profile("1", "Ana", handle=""))
    assert (await team.bearers("ana"), await team.bearers("")) == ([], [])
