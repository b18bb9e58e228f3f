"""A platform's slash command: what stands behind it, as words to the bot."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.chat.commands import command_words


@pytest.mark.parametrize(
    ("typed", "locale", "meant"),
    [
        ("me to call Jens at 3pm every weekday", None, "/remind me to call Jens at 3pm every weekday"),
        ('@ana "standup" tomorrow 9am', None, '/remind @ana "standup" tomorrow 9am'),
        ("#dev to deploy at 5", None, "/remind #dev to deploy at 5"),
        ("to call Jens at 3pm", None, "/remind to call Jens at 3pm"),
        ("tomorrow at 9 standup", None, "/remind tomorrow at 9 standup"),
        ("standup", None, "/remind standup"),
        ("list", None, "list"),
        ("help", None, "help"),
        ("cancel REM-7", None, "cancel REM-7"),
        ("set my timezone to Copenhagen", None, "set my timezone to Copenhagen"),
        ("done", None, "done"),
        ("tomorrow at 9", None, "tomorrow at 9"),
        ("liste", "de", "liste"),
        ("Jens anrufen morgen um 9", "de", "/remind Jens anrufen morgen um 9"),
        ("demain à 9h", "fr", "demain à 9h"),
        ("", None, "help"),
    ],
)
def test_a_command_is_handed_on_as_words_to_the_bot(typed: str, locale: str | None, meant: str) -> None:
    assert command_words(typed, locale, datetime(2025, 9, 10, 12, 30, tzinfo=UTC)) == meant
