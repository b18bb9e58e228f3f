"""Names of recipients, as typed and as the platform recognised them, and the answers to "who is that?". Pure.

Who bears a name, and whether they may be reminded, is found out in recipients.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.dialogue.correction import choice_by_number, choice_by_words
from bot.dialogue.turn import AddressDraft, Heard, Turn, settle
from bot.domain.conversation import AwaitingWho, Conversation, Named
from bot.domain.message import Mention
from bot.language.intents import Choose, Confirm, NoIntent
from bot.language.reading import TimeError

ME = "me"
_HERE = "here"
_ME_TOO = frozenset({"me", "myself", "just me", "mich", "mir", "nur mich", "mí", "a mí", "moi", "mig", "kun mig"})
_EVERYBODY = {
    "@here": "here",
    "@channel": "channel",
    "@all": "channel",
    "@everyone": "channel",
    "@everybody": "channel",
}
_EMAIL = re.compile(r"[^\s@<]+@[^\s@>]+\.[^\s@>]+")
_LONGEST_NAME = 4  # words


def names_of(typed: Iterable[str], heard: Heard, room: str) -> tuple[Named, ...]:
    """Each once. In the direct conversation "us" and "everybody here" are the person alone."""
    named = (name_of(one, heard.mentions, None if heard.direct else room) for one in typed)
    return tuple(dict.fromkeys(named))


def name_of(typed: str, mentions: Iterable[Mention], room: str | None = None) -> Named:
    """room: where it was said, None alone with the bot."""
    calls = _EVERYBODY.get(typed.casefold())
    if typed == ME or (room is None and (typed == _HERE or calls)):
        return Named(ME)
    if calls is not None:
        return Named(typed, "room", room, calls="here" if calls == "here" else "channel")
    if typed == _HERE:
        return Named(typed, "room", room)
    for mention in mentions:
        if mention.typed.casefold() == typed.casefold():
            return Named(typed, mention.kind, mention.external_id)
    return Named(typed, "room" if typed[0] in "#~" else None)


def is_email(named: Named) -> bool:
    return named.kind is None and _EMAIL.fullmatch(named.typed) is not None


def to_who(pending: AwaitingWho, conversation: Conversation, heard: Heard) -> Turn | None:
    """One of the choices, by number or by name; another name, or several; "me". None: the message is about something else."""
    intent = heard.understanding.intent
    if isinstance(intent, Choose):
        return choose_who(conversation, pending, intent.index)
    if isinstance(intent, Confirm):
        return choose_who(conversation, pending, 1) if len(pending.choices) == 1 else _again(conversation, pending)
    if not isinstance(intent, NoIntent):
        return None
    plain = heard.text.strip(" .!?").casefold()
    if plain in _ME_TOO:
        return _instead(conversation, pending, (Named(ME),))
    if heard.understanding.mentions:
        return _instead(conversation, pending, names_of(heard.understanding.mentions, heard, conversation.room))
    chosen = choice_by_words(tuple(choice.typed for choice in pending.choices), plain)
    if chosen is not None:
        return choose_who(conversation, pending, chosen + 1)
    if len(plain.split()) <= _LONGEST_NAME and heard.understanding.time is None:
        return _instead(conversation, pending, (Named(heard.text.strip(" .!?")),))
    return None


def choose_who(conversation: Conversation, pending: AwaitingWho, index: int) -> Turn | None:
    """index counts from 1; -1 is the last."""
    place = choice_by_number(index, len(pending.choices))
    return None if place is None else _instead(conversation, pending, (pending.choices[place],))


def _instead(conversation: Conversation, pending: AwaitingWho, names: tuple[Named, ...]) -> Turn:
    """These take the place of the name that was asked about."""
    before, after = pending.names[: pending.asked], pending.names[pending.asked + 1 :]
    asked = replace(pending, names=tuple(dict.fromkeys((*before, *names, *after))))
    return _again(conversation, asked)


def _again(conversation: Conversation, pending: AwaitingWho) -> Turn:
    error = TimeError(pending.error) if pending.error else None
    return Turn(settle(conversation), (), AddressDraft(pending.draft, pending.names, error))
