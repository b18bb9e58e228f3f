"""What stands behind a platform's one slash command, as words to the bot. Telegram, which has several commands, needs none of this."""

from __future__ import annotations

from datetime import datetime

from bot.language.intents import NoIntent, SetReminder
from bot.language.reading import Reference
from bot.language.understand import understand


def command_words(typed: str, locale: str | None, now: datetime) -> str:
    """typed: behind "/remind"; locale: its writer's; now: UTC.

    What is a command by itself ("list", "cancel REM-7"), or a mere time as an answer, stays; all else is what to remind of.
    """
    typed = typed.strip()
    if not typed:
        return "help"
    understood = understand(typed, Reference(now, "UTC", locale or "en"))
    answers = understood.time is not None and not understood.rest
    return typed if answers or not isinstance(understood.intent, SetReminder | NoIntent) else f"/remind {typed}"
