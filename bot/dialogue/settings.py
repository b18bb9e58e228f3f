"""What the assistant is told about this installation. The configuration that it comes from is not known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.domain.admission import Admission
from bot.domain.limits import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """message_length: characters of one message. question_life: how long an open question waits. default_zone: None: people are asked.

    everybody: who may have all of a room called (@here, @channel, @all).
    series: prefixes of item ids in upper case with the item's kind, as bot.language.reading.Reference takes them.
    admission: who may talk, by platform; anyone where a platform is not named. commands: by platform the slash command that it has.
    """

    limits: Limits = field(default_factory=Limits)
    message_length: int = 4000
    question_life: timedelta = timedelta(days=1)
    default_zone: str | None = None
    everybody: Literal["nobody", "admins", "anyone"] = "nobody"
    series: tuple[tuple[str, str], ...] = (("TSK", "task"), ("BUG", "bug"), ("PRJ", "project"))
    admission: Mapping[str, Admission] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)
