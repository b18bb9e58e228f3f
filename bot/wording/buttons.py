"""Buttons that several kinds of question share."""

from __future__ import annotations

from typing import Literal

from bot.domain.message import Button
from bot.wording.press import Press
from bot.wording.voice import Voice


def cancel_button(card: str, voice: Voice) -> Button:
    return Button(voice.text("button.cancel"), str(Press("no", card)))


def choice_button(number: int, label: str, card: str, voice: Voice) -> Button:
    """ "2. REM-7": number counts from 1."""
    return Button(voice.text("button.choice", number=number, label=label), str(Press("choose", card, str(number))))


def yes_or_no(card: str, yes: str, no: str, style: Literal["primary", "danger"]) -> tuple[Button, ...]:
    """style: of the yes."""
    return Button(yes, str(Press("yes", card)), style), Button(no, str(Press("no", card)))
