"""Command: what the readers of orders (manage.py and those beside it) return."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.language.intents import Intent
from bot.language.phrase import Phrase
from bot.language.resolve import Resolution


@dataclass(slots=True)
class Command:
    """What a message orders. found: the time in it, resolved; used: the phrases that it was read from."""

    intent: Intent
    found: Resolution | None = None
    used: list[Phrase] = field(default_factory=list)
