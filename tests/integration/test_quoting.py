"""Reminders about somebody's message: "remind me about this" gets its words and its link from the message."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.message import WORKSPACE, Address, Answer, IncomingMessage, Profile, Quote
from bot.scheduling.loop import Loop
from storage.store import Store
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel
from tests.integration.people import texts

LINK = "https://chat.example.org/_redirect/pl/abc"
PLAN = Quote("the plan for friday\nand more of it", "Bob")


class Talk:
    def __init__(self, store: Store, clock: FrozenClock, zone: str | None = "UTC") -> None:
        self.assistant = Assistant(store.open_unit, clock, FakeAlarm(), Settings(default_zone=zone))
        self.store, self.clock, self.events = store, clock, 0

    async def say(self, text: str, quoted: Quote | None = None) -> Answer:
        self.events += 1
        return await self.assistant.handle_message(
            IncomingMessage(
                WORKSPACE, Address("slack", "D1", user="U1"), Profile("U1", "Ana", None, "en"), text, f"{self.events}",
                self.clock.now(), permalink=f"https://chat.example.org/own/{self.events}",
                about=LINK if quoted else None, quoted=quoted,
            )
        )  # fmt: skip


@pytest.fixture
def talk(store: Store, frozen_clock: FrozenClock) -> Talk:
    return Talk(store, frozen_clock)


@pytest.mark.parametrize(
    "typed",
    [
        "remind me about this tomorrow at 9", "remind me of this tomorrow at 9", "remind me tomorrow at 9", "tomorrow at 9",
        "remind me about this message tomorrow at 9", "remind me about that tomorrow at 9", "remind me about it tomorrow at 9",
    ],
)  # fmt: skip
async def test_this_is_the_beginning_of_what_was_quoted(talk: Talk, typed: str) -> None:
    [card] = texts(await talk.say(typed, PLAN))
    assert card.startswith("I'll remind you: Bob: the plan for friday — tomorrow at 09:00")


async def test_a_text_of_ones_own_is_kept_beside_a_quote(talk: Talk) -> None:
    [card] = texts(await talk.say("remind me to answer Bob tomorrow at 9", PLAN))
    assert card.startswith("I'll remind you: answer Bob —")


async def test_a_long_message_is_cut_at_a_word(talk: Talk) -> None:
    [card] = texts(await talk.say("remind me about this tomorrow at 9", Quote("word " * 100)))
    assert "word word…" in card
    assert len(card.split(" — ")[0]) <= 140


async def test_the_link_is_that_of_the_message_and_shown_when_it_comes(talk: Talk) -> None:
    await talk.say("remind me about this in 1 hour", PLAN)
    await talk.say("yes")
    slack = KeptChannel("slack")
    loop = Loop(talk.store.open_unit, talk.clock, FakeAlarm(), {"slack": slack}, NoticeRenderer())
    await loop.begin()
    talk.clock.advance(timedelta(hours=1))
    await loop.run_once()
    [notice] = slack.notices
    assert notice.message.text.startswith("⏰ Bob: the plan for friday")
    assert LINK in {run.url for run in notice.message.runs}


async def test_a_quote_outlives_the_question_for_the_zone(store: Store, frozen_clock: FrozenClock) -> None:
    talk = Talk(store, frozen_clock, zone=None)
    assert "time zone" in texts(await talk.say("remind me about this tomorrow at 9", PLAN))[0]
    assert "Bob: the plan for friday" in texts(await talk.say("Copenhagen"))[1]


async def test_without_a_quote_this_stays_a_word(talk: Talk) -> None:
    [card] = texts(await talk.say("remind me about this tomorrow at 9"))
    assert "this — tomorrow" in card
