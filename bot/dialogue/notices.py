"""The Renderer of what is delivered: from the engine's context to the words and back to whom they are for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.actions.fallback import goes_to_chosen_room
from bot.domain.message import Message
from bot.domain.reminder import Room
from bot.ports import ChannelOutage, DeliveryContext, Downtime
from bot.wording.notification import Lateness, Told, notification_message
from bot.wording.voice import voice_for, voice_of

_ROOM_LOCALE = "en"


class NoticeRenderer:
    """Pure. What goes to a room is said in the reminder's zone and in English."""

    def render(self, context: DeliveryContext) -> Message:
        told = Told(
            context.notification,
            context.reminder,
            context.occurrence,
            _lateness(context),
            context.delivery.may_have_arrived,
            context.sender,
            context.asks_consent,
        )
        if context.user is not None and goes_to_chosen_room(context.delivery, context.user):
            told = replace(told, instead_of=context.user.name)
        if context.user is not None:
            return notification_message(told, voice_of(context.user, context.now))
        zone = context.reminder.zone if context.reminder else None
        message = notification_message(told, voice_for(_ROOM_LOCALE, zone, context.now))
        return replace(message, calls=_calls(context))


def _calls(context: DeliveryContext) -> Literal["", "here", "channel"]:
    """Whether the room that it goes to is to be called as a whole."""
    for recipient in context.reminder.recipients if context.reminder else ():
        if isinstance(recipient, Room) and recipient.external_id == context.delivery.address:
            return recipient.calls
    return ""


def _lateness(context: DeliveryContext) -> Lateness | None:
    if not context.late:
        return None
    match context.late_reason:
        case Downtime(since, until):
            return Lateness(context.late, "downtime", since, until)
        case ChannelOutage():
            return Lateness(context.late, "outage")
        case None:
            return Lateness(context.late)
