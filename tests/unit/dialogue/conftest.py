"""Fixtures of the dialogue's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.settings import Settings
from bot.ports import UnitOfWorkFactory
from tests.fakes import FakeAlarm, FrozenClock
from tests.unit.dialogue.talks import KeptChat, Talk


@pytest.fixture
async def talk(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> AsyncIterator[Talk]:
    chat, alarm = KeptChat(), FakeAlarm()
    assistant = Assistant(open_unit, frozen_clock, alarm, Settings())
    talk = Talk(Exchange(assistant, {"web": chat}, open_unit, frozen_clock), chat, alarm, frozen_clock)
    yield talk
    await talk.finish()
