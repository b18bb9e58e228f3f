"""From a command to what does it: one table, and the commands that lead back into the conversation."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.confirmation import advance
from bot.dialogue.consent import answer_named_sender
from bot.dialogue.deeds import cancel, cancel_many, edit, pause, resume, set_draft, undo_last
from bot.dialogue.delivered import answer_or_ask, complete, dismiss, put_off
from bot.dialogue.fallback_room import choose_fallback
from bot.dialogue.handover import ask_to_hand_over, hand_over_many
from bot.dialogue.linking import ask_or_issue, join_places, unlink_place
from bot.dialogue.looking import explain, show, show_list, show_next
from bot.dialogue.preferences import move_to_zone, prefer, show_settings
from bot.dialogue.recipients import address_draft
from bot.dialogue.scene import Scene
from bot.dialogue.turn import (
    Act,
    ActOnChoice,
    AddressDraft,
    AnswerOrAsk,
    CancelMany,
    Command,
    HandOverMany,
    JoinPlaces,
    MoveToZone,
    SetDraft,
    Turn,
)
from bot.domain.conversation import Conversation
from bot.language.intents import (
    CancelReminder,
    Complete,
    Dismiss,
    EditReminder,
    ExplainReminder,
    HandOver,
    Link,
    ListReminders,
    Pause,
    Preference,
    PreviewReminder,
    Resume,
    SetPreference,
    ShowReminder,
    ShowSettings,
    Snooze,
    Undo,
    Unlink,
)


async def carry_out(turn: Turn, scene: Scene) -> Turn:
    """Run the turn's command, and the commands that this leads to; what they say follows what the turn says."""
    while turn.command is not None and not turn.inquiries:
        done = await _run(turn.command, turn.conversation, scene)
        turn = replace(done, replies=(*turn.replies, *done.replies), elsewhere=(*turn.elsewhere, *done.elsewhere))
    return turn


async def _run(command: Command, conversation: Conversation, scene: Scene) -> Turn:
    match command:
        case SetDraft():
            return await set_draft(command, conversation, scene)
        case AddressDraft():
            return await address_draft(command, conversation, scene)
        case Act():
            return await _act(command, conversation, scene)
        case ActOnChoice():
            intent = scene.hear(command.typed).understanding.intent
            return await _act(Act(intent, command.typed, command.reminder), conversation, scene)
        case CancelMany():
            return await cancel_many(command, conversation, scene)
        case HandOverMany():
            return await hand_over_many(command, conversation, scene)
        case JoinPlaces():
            return await join_places(command, conversation, scene)
        case AnswerOrAsk():
            return await answer_or_ask(command, conversation, scene)
        case MoveToZone():
            return await _go_on_in_zone(command, conversation, scene)


async def _go_on_in_zone(command: MoveToZone, conversation: Conversation, scene: Scene) -> Turn:
    """What was said while the zone was unknown is read again in it."""
    moved = await move_to_zone(command.zone, scene)
    waiting = command.waiting
    heard = replace(
        scene.hear(waiting.typed),
        mentions=waiting.mentions,
        direct=scene.direct,
        link=waiting.link,
        quoted=waiting.quoted,
    )
    turn = advance(conversation, heard, scene.moment)
    return replace(turn, replies=(moved, *turn.replies))


async def _act(act: Act, conversation: Conversation, scene: Scene) -> Turn:
    match act.intent:
        case ListReminders() as intent:
            return await show_list(intent, act, conversation, scene)
        case ShowReminder() as intent:
            return await show(intent, act, conversation, scene)
        case ExplainReminder() as intent:
            return await explain(intent, act, conversation, scene)
        case PreviewReminder() as intent:
            return await show_next(intent, act, conversation, scene)
        case CancelReminder() as intent:
            return await cancel(intent, act, conversation, scene)
        case EditReminder() as intent:
            return await edit(intent, act, conversation, scene)
        case Pause() as intent:
            return await pause(intent, act, conversation, scene)
        case Resume() as intent:
            return await resume(intent, act, conversation, scene)
        case Complete() as intent:
            return await complete(intent, act, conversation, scene)
        case Dismiss() as intent:
            return await dismiss(intent, act, conversation, scene)
        case Snooze() as intent:
            return await put_off(intent, act, conversation, scene)
        case HandOver() as intent:
            return await ask_to_hand_over(intent, act, conversation, scene)
        case Undo():
            return await undo_last(conversation, scene)
        case Link() as intent:
            return await ask_or_issue(intent, conversation, scene)
        case Unlink() as intent:
            return await unlink_place(intent, conversation, scene)
        case SetPreference(preference=Preference.BLOCK | Preference.UNBLOCK) as intent:
            return await answer_named_sender(intent, conversation, scene)
        case SetPreference(preference=Preference.FALLBACK) as intent:
            return await choose_fallback(intent, conversation, scene)
        case ShowSettings():
            return await show_settings(conversation, scene)
        case SetPreference() as intent:
            return await prefer(intent, conversation, scene)
        case _:
            return advance(conversation, scene.hear(act.typed), scene.moment)
