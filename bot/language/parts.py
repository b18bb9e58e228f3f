"""Parts: what a message consists of, as tokens and phrases: who, when and what, before anything is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.language.phrase import Phrase
from bot.language.triggers import Options, Trigger


@dataclass(slots=True)
class Parts:
    """What a message consists of, as tokens: who, when and what, before anything is counted."""

    recipients: Sequence[str] = ("me",)
    time: Phrase | None = None
    used: list[Phrase] = field(default_factory=list)
    context: Phrase | None = None
    trigger: Trigger | None = None
    options: Options = field(default_factory=Options)
    subject: str = ""
