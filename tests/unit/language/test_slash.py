"""Slash commands have one English name on all platforms; what stands behind it is in the language of whoever types."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.language.intents import Help, Link, ListReminders, Preference, SetPreference, SetReminder
from bot.language.reading import Reference
from bot.language.understand import understand
from bot.language.understanding import Understanding


def read(text: str, locale: str) -> Understanding:
    return understand(text, Reference(datetime(2025, 9, 10, 12, 30, tzinfo=UTC), "UTC", locale, start_of_day=time(9)))


@pytest.mark.parametrize(
    ("locale", "typed", "whom", "what"),
    [
        ("en", "/remind me to call Jens at 3pm every weekday", "me", "call Jens"),
        ("en", '/remind @ana "standup" tomorrow 9am', "@ana", "standup"),
        ("en", "/remind @ana tomorrow 9am standup", "@ana", "standup"),
        ("en", "/remind ~dev to deploy at 5pm", "~dev", "deploy"),
        ("en", "/remind #dev at 5pm to deploy", "#dev", "deploy"),
        ("en", "/remind remind me to call Jens at 3pm", "me", "call Jens"),
        ("en", "/remind remind @ana to call Jens at 3pm", "@ana", "call Jens"),
        ("en", "/remind set a reminder to call Jens at 3pm", "me", "call Jens"),
        ("en", "/remind call me at 3pm", "me", "call me"),
        ("en", "/remind tell Bob to remind me at 3pm", "me", "tell Bob to remind me"),
        ("de", "/remind erinnere mich morgen um 9 an den Bericht", "me", "den Bericht"),
        ("es", "/remind recuérdame mañana a las 9 llamar a Jens", "me", "llamar a Jens"),
        ("fr", "/remind rappelle-moi demain à 9h d'appeler Jens", "me", "appeler Jens"),
        ("da", "/remind mind mig om at ringe til Jens i morgen kl. 9", "me", "ringe til Jens"),
        ("de", "/remind Jens anrufen morgen um 9", "me", "Jens anrufen"),
        ("de", "/remind morgen um 9 Jens anrufen", "me", "Jens anrufen"),
        ("de", "/remind mich morgen um 9 daran, Jens anzurufen", "me", "Jens anzurufen"),
        ("de", "/remind @ana an den Bericht morgen um 9", "@ana", "den Bericht"),
        ("de", "/remind Bericht an Jens schicken morgen um 9", "me", "Bericht an Jens schicken"),
        ("de", "/remind me to call Jens tomorrow at 9", "me", "call Jens"),
        ("es", "/remind llamar a Jens mañana a las 9", "me", "llamar a Jens"),
        ("fr", '/remind @ana "standup" demain à 9h', "@ana", "standup"),
        ("fr", "/remind appeler Jens demain à 9h", "me", "appeler Jens"),
        ("da", "/remind ringe til Jens i morgen kl. 9", "me", "ringe til Jens"),
        ("da", "/remind #dev kl. 17 deploy", "#dev", "deploy"),
    ],
)
def test_remind_asks_for_a_reminder_in_every_language(locale: str, typed: str, whom: str, what: str) -> None:
    intent = read(typed, locale).intent
    assert isinstance(intent, SetReminder)
    assert (intent.recipients, intent.subject) == ((whom,), what)
    assert intent.explicit
    assert intent.reading is not None


@pytest.mark.parametrize("locale", ["en", "de", "es", "fr", "da"])
def test_the_other_commands_are_known_in_every_language_and_change_none(locale: str) -> None:
    for typed, intent in (
        ("/list", ListReminders),
        ("/remind list", ListReminders),
        ("/help", Help),
        ("/remind help", Help),
        ("/link", Link),
        ("/timezone Berlin", SetPreference),
    ):
        understood = read(typed, locale)
        assert isinstance(understood.intent, intent), typed
        assert understood.language == locale, typed


def test_a_time_zone_is_found_by_its_name_at_home() -> None:
    intent = read("/timezone Kopenhagen", "de").intent
    assert isinstance(intent, SetPreference)
    assert (intent.preference, intent.typed) == (Preference.ZONE, "Kopenhagen")


def test_what_only_begins_with_a_slash_is_no_command() -> None:
    assert isinstance(read("/etc/passwd prüfen morgen um 9", "de").intent, SetReminder)
    assert read("/", "de").language == "de"
