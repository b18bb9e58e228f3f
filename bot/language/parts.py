"""Parts: a request taken apart, before its time is counted. request.py fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.language.phrase import Phrase
from bot.language.triggers import Options, Trigger


@dataclass(slots=True)
class Parts:
    """Who, when and what. used: the phrases that the time was made of. context: the message's other time, for "2 days before"."""

    recipients: Sequence[str] = ("me",)
    time: Phrase | None = None
    used: list[Phrase] = field(default_factory=list)
    context: Phrase | None = None
    trigger: Trigger | None = None
    options: Options = field(default_factory=Options)
    subject: str = ""
