"""Command: what a message orders, with the time in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.language.intents import Intent
from bot.language.phrase import Phrase
from bot.language.resolve import Resolution


@dataclass(slots=True)
class Command:
    """What a message orders, with the time in it."""

    intent: Intent
    found: Resolution | None = None
    used: list[Phrase] = field(default_factory=list)
