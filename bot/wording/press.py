"""What a button of ours sends back when it is pressed: a verb, whom it is about, and a choice; ASCII, at most 64 bytes.

Written by the wording of cards, read by the dialogue. Platforms only carry it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Verb = Literal[
    "yes", "no", "change", "alt", "choose", "done", "snooze", "dismiss", "undo", "page", "refuse", "giveback"
]  # fmt: skip
LONGEST = 64
SNOOZES = ("20m", "1h", "3h", "tomorrow", "nextweek", "nextbusinessday")


@dataclass(frozen=True, slots=True)
class Press:
    """subject: a card's token, an occurrence's id or a reminder's; choice: which of several, "" where there is only one."""

    verb: Verb
    subject: str
    choice: str = ""

    def __str__(self) -> str:
        return ":".join(part for part in (self.verb, self.subject, self.choice) if part)


def read_press(text: str) -> Press | None:
    """None for what no button of ours sends."""
    verb, _, rest = text.partition(":")
    subject, _, choice = rest.partition(":")
    for known in get_args(Verb):
        if verb == known and subject and len(text) <= LONGEST:
            return Press(known, subject, choice)
    return None
