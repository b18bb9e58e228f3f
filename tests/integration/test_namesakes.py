"""Several people of one name, each known from another place: who is asked about them can tell them apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.store import Store
from tests.fakes import FrozenClock
from tests.integration.people import People, texts

ANA = "mattermost:ana"


@pytest.fixture
async def people(store: Store, frozen_clock: FrozenClock) -> People:
    people = People(store, frozen_clock)
    for who in ("slack:bob", "telegram:bob", ANA):
        await people.say(who, "hello")
        frozen_clock.advance(timedelta(seconds=1))
    return people


@pytest.mark.parametrize(
    ("answer", "who"), [("1", "Slack"), ("bob (telegram)", "Telegram"), ("2. Bob (Telegram)", "Telegram")]
)
async def test_people_of_one_name_are_offered_with_their_places(people: People, answer: str, who: str) -> None:
    [question] = (await people.say(ANA, "remind @bob to call Jens tomorrow at 9")).said
    assert [button.label for button in question.message.buttons] == ["1. Bob (Slack)", "2. Bob (Telegram)", "Cancel"]
    assert texts(await people.say(ANA, answer))[0].startswith("I'll remind Bob: call Jens")
    await people.say(ANA, "yes")
    listed = texts(await people.say(f"{who.lower()}:bob", "list everything"))[0]
    assert "call Jens" in listed


async def test_one_of_a_name_is_offered_by_it_alone(people: People) -> None:
    await people.say("slack:carla", "hello")
    [question] = (await people.say(ANA, "remind @carlo to call Jens tomorrow at 9")).said
    assert [button.label for button in question.message.buttons] == ["1. Carla", "Cancel"]
