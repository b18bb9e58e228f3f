"""Who did what to which reminder, when and from where: kept for everything that people change, and told to the operator."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.chat.console import host_profile
from bot.actions.audit import audit_person, audit_reminder
from bot.cli import main
from bot.dialogue.assistant import Assistant
from bot.dialogue.settings import Settings
from bot.domain.dealing import Dealing
from bot.domain.message import WORKSPACE, Address, IncomingMessage, Profile
from bot.scheduling.loop import Loop
from storage.store import Store, open_store
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.integration.people import People

OWNER = Profile("owner", "Ana", "Europe/Copenhagen", "en")


class Talk:
    """Ana talks to the bot, from whichever room."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self._assistant = Assistant(store.open_unit, clock, FakeAlarm(), Settings())
        self._loop = Loop(store.open_unit, clock, FakeAlarm(), {"web": KeptChannel()}, PlainRenderer())
        self._clock = clock
        self._events = 0

    async def say(self, *texts: str, room: str = "room") -> None:
        for text in texts:
            self._events += 1
            self._clock.advance(timedelta(seconds=1))
            await self._assistant.handle_message(
                IncomingMessage(WORKSPACE, Address("web", room), OWNER, text, str(self._events), self._clock.now())
            )

    async def wait(self, hours: float) -> None:
        self._clock.advance(timedelta(hours=hours))
        await self._loop.run_once()


@pytest.fixture
def talk(store: Store, frozen_clock: FrozenClock) -> Talk:
    return Talk(store, frozen_clock)


async def test_every_change_has_its_actor_its_time_and_its_place(
    store: Store, talk: Talk, frozen_clock: FrozenClock
) -> None:
    await talk.say("remind me to call Jens in 2 hours", "yes")
    await talk.say("change REM-1 to call Ana", room="another room")
    await talk.say("pause REM-1", "resume REM-1", "undo")
    await talk.say("resume REM-1")
    await talk.wait(3)
    await talk.say("snooze 20 minutes")
    await talk.wait(1)
    await talk.say("done")
    await talk.say("remind me to water the plants tomorrow at 9", "yes", "cancel REM-2")
    async with store.open_unit(write=False) as uow:
        workspace = await uow.workspaces.find_or_add(WORKSPACE, frozen_clock.now())
        deeds = await audit_person(uow, workspace, "ana", 100)
        of_one = await audit_reminder(uow, workspace, 1, 100)
    assert deeds is not None
    assert of_one is not None
    acted = [deed.entry.action.value for deed in deeds if deed.label == "REM-1"]
    assert acted == ["set", "edited", "paused", "resumed", "undone", "resumed", "snoozed", "done"]
    assert [deed.entry.action.value for deed in deeds if deed.label == "REM-2"] == ["set", "cancelled"]
    assert {deed.actor for deed in deeds} == {"Ana"}
    assert all((deed.entry.via, deed.entry.platform) == ("chat", "web") for deed in deeds)
    assert [deed.entry.room for deed in deeds if deed.entry.action == "edited"] == ["another room"]
    told = [(deed.entry.action.value, deed.actor) for deed in of_one]
    assert ("fired", "") in told
    assert told.count(("sent", "")) == 2


async def test_the_latest_of_many_are_told_and_nobody_is_nobody(
    store: Store, talk: Talk, frozen_clock: FrozenClock
) -> None:
    await talk.say("remind me to call Jens in 2 hours", "yes", "pause REM-1", "resume REM-1", "cancel REM-1")
    async with store.open_unit(write=False) as uow:
        workspace = await uow.workspaces.find_or_add(WORKSPACE, frozen_clock.now())
        deeds = await audit_person(uow, workspace, "Ana", 2)
        assert await audit_person(uow, workspace, "Nobody", 2) is None
        assert await audit_reminder(uow, workspace, 7, 2) is None
    assert deeds is not None
    assert [deed.entry.action.value for deed in deeds] == ["resumed", "cancelled"]


async def test_the_command_tells_it_without_peoples_words(
    tmp_path: Path, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    store = await open_store(f"sqlite:///{tmp_path / 'data/remindbot.sqlite'}")
    talk = Talk(store, frozen_clock)
    await talk.say("remind me to call Jens in 2 hours", "yes", "cancel REM-1")
    await store.close()
    assert await asyncio.to_thread(main, ["audit", "REM-1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1:4] for line in lines] == [["REM-1", "Ana", "set"], ["REM-1", "Ana", "cancelled"]]
    assert all("from web room" in line for line in lines)
    assert not any("Jens" in line for line in lines)
    assert await asyncio.to_thread(main, ["audit", "@Ana"]) == 0
    assert capsys.readouterr().out.splitlines() == lines
    assert await asyncio.to_thread(main, ["audit", "REM-9"]) == 1
    assert "there is no reminder REM-9" in capsys.readouterr().err
    assert await asyncio.to_thread(main, ["sign-in"]) == 0
    issued_to = host_profile().name
    capsys.readouterr()
    assert await asyncio.to_thread(main, ["audit", f"@{issued_to}"]) == 0
    assert "sign_in_link  from console" in capsys.readouterr().out


async def say(people: People, who: str, *texts: str) -> None:
    for text in texts:
        people.clock.advance(timedelta(seconds=1))
        await people.say(who, text)


async def told_of(people: People, name: str) -> list[tuple[str, str, str, str | None, str | None]]:
    """What the audit tells of a person: what, who, to whom, more, and on which platform."""
    async with people.store.open_unit(write=False) as uow:
        workspace = await uow.workspaces.find_or_add(WORKSPACE, people.clock.now())
        deeds = await audit_person(uow, workspace, name, 100)
    assert deeds is not None
    return [
        (deed.entry.action.value, deed.actor, deed.subject, deed.entry.note, deed.entry.platform)
        for deed in deeds
        if isinstance(deed.entry, Dealing)
    ]


async def test_what_people_did_to_one_another_is_told_of_both(store: Store, frozen_clock: FrozenClock) -> None:
    people = People(store, frozen_clock)
    await people.say("slack:ben", "hello")
    await people.remind("slack:ana", "call Jens tomorrow at 9")
    await say(people, "slack:ana", "hand all my reminders over to @ben", "yes", "undo")
    await say(people, "slack:ben", "stop reminders from @ana", "allow reminders from @ana")
    told = [
        ("handed_over", "Ana", "Ben", "REM-1", "slack"),
        ("took_back", "Ana", "Ben", "REM-1", "slack"),
        ("refused", "Ben", "Ana", None, "slack"),
        ("allowed", "Ben", "Ana", None, "slack"),
    ]
    assert await told_of(people, "Ben") == told
    assert await told_of(people, "Ana") == told


async def test_linking_and_unlinking_a_place_is_kept_and_stays_with_the_person(
    store: Store, frozen_clock: FrozenClock
) -> None:
    people = People(store, frozen_clock)
    await say(people, "slack:ben", "hello")
    await say(people, "telegram:ana", "stop reminders from @ben")
    people.clock.advance(timedelta(seconds=1))
    await people.join("telegram:ana", await people.code("slack:ana"))
    await say(people, "slack:ana", "unlink telegram")
    assert await told_of(people, "Ana") == [
        ("refused", "Ana", "Ben", None, "telegram"),
        ("linked", "Ana", "", "telegram", "telegram"),
        ("unlinked", "Ana", "", "telegram", "slack"),
    ]
