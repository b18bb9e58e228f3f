"""Telegram's commands mean to the language what they say, in the words in which the adapter hands them over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Update

from adapters.chat.telegram.events import Me, to_event
from bot.domain.message import IncomingMessage
from bot.language.intents import Help, Intent, Link, ListReminders, SetPreference, SetReminder
from bot.language.reading import Reference
from bot.language.understand import understand

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANA = {"id": 5, "is_bot": False, "first_name": "Ana"}


def meaning(typed: str) -> Intent:
    length = len(typed.split(" ")[0])
    message = {
        "message_id": 1,
        "date": int(NOW.timestamp()),
        "chat": {"id": 5, "type": "private", "first_name": "Ana"},
        "from": ANA,
        "text": typed,
        "entities": [{"type": "bot_command", "offset": 0, "length": length}],
    }
    update = Update.de_json({"update_id": 1, "message": message}, None)
    event = to_event(update, Me(7, "remindbot"), NOW, lambda _: frozenset())
    assert isinstance(event, IncomingMessage)
    return understand(event.text, Reference(NOW, "Europe/Copenhagen")).intent


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("/remind me to call Jens at 3pm every weekday", SetReminder),
        ("/remind@remindbot me tomorrow at 9 to call Jens", SetReminder),
        ("/remind list", ListReminders),
        ("/remind help", Help),
        ("/list", ListReminders),
        ("/help", Help),
        ("/start", Help),
        ("/start 4KX9", Link),
        ("/timezone Copenhagen", SetPreference),
        ("/timezone", Help),
    ],
)
def test_a_command_means_what_it_says(typed: str, kind: type[Intent]) -> None:
    assert type(meaning(typed)) is kind


def test_both_orders_of_what_and_when_are_understood() -> None:
    orders = [
        meaning("/remind me to call Jens at 3pm every weekday"),
        meaning("/remind me every weekday at 3pm to call Jens"),
    ]
    assert [intent.subject for intent in orders if isinstance(intent, SetReminder)] == ["call Jens"] * 2


def test_a_recipient_is_kept() -> None:
    intent = meaning('/remind @ana "standup" tomorrow 9am')
    assert isinstance(intent, SetReminder)
    assert (intent.recipients, intent.subject) == (("@ana",), "standup")
