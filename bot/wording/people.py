"""Other people in words: whom a reminder goes to, and what its hour is where they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.message import Message, Run
from bot.domain.reminder import Person, Recipient, Reminder, people_in
from bot.wording.buttons import cancel_button, choice_button
from bot.wording.replies import Company, Who
from bot.wording.times import when, zone_name
from bot.wording.typed import in_one_line
from bot.wording.voice import Voice

_MENDED_ELSEWHERE = ("unanswered", "unreachable", "not_in_room", "may_not_post")


def is_for_others(recipients: Iterable[Recipient], company: Company | None) -> bool:
    """Whether it goes to anybody but who reads it. Nobody named is the reader alone."""
    me = company.asker if company else None
    return any(not isinstance(one, Person) or (me is not None and one.user_id != me) for one in recipients)


def recipient_names(recipients: Iterable[Recipient], company: Company | None, voice: Voice) -> str:
    """ "you, Ana and #dev"."""
    return voice.listed([_name(one, company, voice) for one in recipients])


def person_name(user_id: UUID, company: Company | None, voice: Voice) -> str:
    if company is None or user_id == company.asker:
        return voice.text("who.you")
    user = company.people.get(user_id)
    return in_one_line(user.name, 60) if user else voice.text("ledger.somebody")


def room_name(name: str) -> str:
    """ "#dev"; a title of several words as it is."""
    return in_one_line(name if " " in name or name.startswith("#") else f"#{name}", 60)


def _name(recipient: Recipient, company: Company | None, voice: Voice) -> str:
    if isinstance(recipient, Person):
        return person_name(recipient.user_id, company, voice)
    name = room_name(recipient.name)
    return f"{name} (@{recipient.calls})" if recipient.calls else name


def notes_on_zones(recipients: Iterable[Recipient], at: datetime, company: Company | None, voice: Voice) -> list[str]:
    """ "For Ana that is tomorrow at 09:00 (Europe/Madrid).", for each person who lives by other clocks than the reader."""
    notes = []
    for user_id in people_in(recipients):
        user = company.people.get(user_id) if company else None
        if user is None or user.zone is None or user.zone == voice.zone:
            continue
        there = when(at, replace(voice, zone=user.zone))
        who = person_name(user_id, company, voice)
        notes.append(voice.text("card.there", who=who, when=there, zone=zone_name(user.zone)))
    return sorted(notes)


def line_with_people(
    line: tuple[Run, ...], reminder: Reminder, company: Company | None, voice: Voice
) -> tuple[Run, ...]:
    """A line of a list, with whom it comes from or goes to where that is not the reader alone."""
    if company is not None and reminder.owner_id != company.asker:
        return voice.say("list.line_from", line=line, who=person_name(reminder.owner_id, company, voice))
    if is_for_others(reminder.recipients, company):
        return voice.say("list.line_to", line=line, who=recipient_names(reminder.recipients, company, voice))
    return line


def who_message(question: Who, voice: Voice) -> Message:
    """Why one that was named cannot be reminded, and who instead; a button for each who may have been meant."""
    typed, who = in_one_line(question.typed, 60), in_one_line(question.who, 60)
    if question.because in ("not_in_room", "may_not_post"):
        who = room_name(question.who)
    why = voice.say(f"ask_who.{question.because}", typed=typed, who=who)
    key = "ask_who.retry" if question.because in _MENDED_ELSEWHERE else "ask_who.instead"
    asked = voice.say("ask_who.choose" if question.choices else key)
    choices = [
        choice_button(number, in_one_line(name, 40), question.card, voice)
        for number, name in enumerate(question.choices, 1)
    ]
    return Message((*why, Run(" "), *asked), (*choices, cancel_button(question.card, voice)), question.card)
