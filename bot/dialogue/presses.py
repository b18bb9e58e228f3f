"""Buttons pressed: which turn each leads to. A button of a question that is no longer open leads to none."""

from __future__ import annotations

from uuid import UUID

from bot.actions.reminders import get_reminder_by_id
from bot.dialogue.consent import refuse_sender
from bot.dialogue.deeds import undo_changes
from bot.dialogue.delivered import complete_occurrence, dismiss_occurrence, snooze_occurrence, snoozed_until
from bot.dialogue.handover import give_back_batch
from bot.dialogue.looking import show_list
from bot.dialogue.naming import choose_who
from bot.dialogue.questions import accept, accept_alternative, agree, ask_what_changes, choose, decline
from bot.dialogue.scene import Scene, about
from bot.dialogue.turn import Act, Turn
from bot.domain.conversation import AwaitingWho, Choosing, Confirming, Conversation, Pending, YesOrNo
from bot.domain.errors import AlreadyOver, InThePast, ReminderNotFound
from bot.language.intents import ListReminders
from bot.wording.press import Press
from bot.wording.replies import HowLong, Notice


async def turn_of(press: Press, conversation: Conversation, scene: Scene) -> Turn | None:
    """None when what the button belongs to is over: answered, replaced, another person's, or gone."""
    match press.verb:
        case "done" | "snooze" | "dismiss":
            return await _answer_delivered(press, conversation, scene)
        case "undo":
            return await _undo(press, conversation, scene)
        case "refuse":
            sender_id = _uuid(press.subject)
            return await refuse_sender(sender_id, conversation, scene) if sender_id else None
        case "giveback":
            return await give_back_batch(press.subject, conversation, scene)
        case "page":
            return await _turn_page(press, conversation, scene)
        case _:
            if conversation.pending is None or conversation.pending.card != press.subject:
                return await _refuse_others(press.subject, conversation, scene)
            return _answer_question(press, conversation.pending, conversation, scene)


async def _refuse_others(card: str, conversation: Conversation, scene: Scene) -> Turn | None:
    """An open question in a room waits for whom it was asked. None where it is over."""
    stored = await scene.uow.messages.by_card(scene.user.workspace_id, scene.address.platform, card)
    if stored is None or stored.message is None or not stored.message.buttons:
        return None
    if stored.user_id is None or stored.user_id == scene.user.id:
        return None
    return Turn(conversation, (Notice("press.not_yours"),), aside=True)


def _answer_question(press: Press, pending: Pending, conversation: Conversation, scene: Scene) -> Turn | None:
    if press.verb == "no":
        return decline(conversation)
    if isinstance(pending, Confirming):
        return _answer_card(press, pending, conversation, scene)
    if isinstance(pending, YesOrNo) and press.verb == "yes":
        return agree(conversation, pending)
    if press.verb == "choose" and press.choice.isdecimal():
        if isinstance(pending, Choosing):
            return choose(conversation, pending, int(press.choice))
        if isinstance(pending, AwaitingWho):
            return choose_who(conversation, pending, int(press.choice))
    return None


def _answer_card(press: Press, pending: Confirming, conversation: Conversation, scene: Scene) -> Turn | None:
    if press.verb == "yes":
        return accept(conversation, pending.draft)
    if press.verb == "change":
        return ask_what_changes(conversation, pending, scene.moment)
    if press.verb == "alt" and press.choice.isdecimal():
        return accept_alternative(conversation, pending.draft, int(press.choice))
    return None


async def _answer_delivered(press: Press, conversation: Conversation, scene: Scene) -> Turn | None:
    occurrence_id = _uuid(press.subject)
    if occurrence_id is None:
        return None
    try:
        if press.verb == "done":
            return await complete_occurrence(occurrence_id, conversation, scene)
        if press.verb == "dismiss":
            return await dismiss_occurrence(occurrence_id, conversation, scene)
        if not press.choice:
            return await _ask_how_long(occurrence_id, conversation, scene)
        until = snoozed_until(press.choice, scene)
        return await snooze_occurrence(occurrence_id, until, conversation, scene) if until else None
    except ReminderNotFound:
        return Turn(conversation, (Notice("not_yours"),), aside=True)
    except (AlreadyOver, InThePast):
        return None


async def _ask_how_long(occurrence_id: UUID, conversation: Conversation, scene: Scene) -> Turn | None:
    occurrence = await scene.uow.occurrences.get(scene.user.workspace_id, occurrence_id)
    if occurrence is None:
        return None
    view = await get_reminder_by_id(scene.uow, scene.user, occurrence.reminder_id, scene.address)
    if view.occurrence is None or view.occurrence.id != occurrence_id:
        return None
    return Turn(about(conversation, view.reminder.id), (HowLong(view.reminder, occurrence_id),))


async def _undo(press: Press, conversation: Conversation, scene: Scene) -> Turn | None:
    reminder_id = _uuid(press.subject)
    for change in conversation.changes:
        if change.reminder_id == reminder_id and str(change.version) == press.choice:
            return await undo_changes([change], conversation, scene)
    return None


async def _turn_page(press: Press, conversation: Conversation, scene: Scene) -> Turn | None:
    intent = scene.hear(conversation.listing).understanding.intent
    if not isinstance(intent, ListReminders) or not press.subject.isdecimal():
        return None
    return await show_list(intent, Act(intent, conversation.listing), conversation, scene, int(press.subject))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
