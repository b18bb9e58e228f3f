"""Changing reminders at a word: set, edit, cancel, pause, resume, undo.

The rules of each change are in bot/actions; here is which one is called and what is said of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Literal
from uuid import UUID

from bot.actions.changes import cancel_reminder, edit_nag, edit_reminder, pause_reminder, resume_reminder, undo
from bot.actions.handover import tell_taken_back
from bot.actions.reminders import ReminderDraft, check_room_for_one_more, get_reminder_by_id, set_reminder
from bot.actions.rights import check_owner
from bot.dialogue.draft import moved_by, with_time
from bot.dialogue.pursuit import closed_by, limit_notice, pursue, refuse
from bot.dialogue.scene import Scene, remember
from bot.dialogue.targets import all_own, on_target, over_notice
from bot.dialogue.turn import Act, CancelMany, SetDraft, Turn, ask
from bot.domain.conversation import AwaitingWhen, Change, ConfirmingMany, Conversation, Draft, Proposal
from bot.domain.errors import AlreadyOver, InThePast, LimitReached, NothingToUndo, ReminderNotFound
from bot.domain.listing import ReminderView
from bot.domain.reminder import At, Origin, Reminder, ReminderStatus, Repeat
from bot.language.intents import CancelReminder, EditReminder, Pause, Resume
from bot.language.reading import TimeError
from bot.wording.replies import ConfirmMany, Notice, Outcome, Question


async def set_draft(command: SetDraft, conversation: Conversation, scene: Scene) -> Turn:
    """Store the draft. What an installation's limits or the clock refuse is asked for again; the rest of the draft is kept."""
    draft = command.draft
    try:
        change = await (_edit(draft, scene) if draft.edits else _set(draft, scene))
    except (InThePast, LimitReached) as error:
        return refuse(error, draft, conversation, scene.moment)
    except AlreadyOver:
        return await _over(draft, conversation, scene)
    if change is None:
        return Turn(conversation, (Notice("declined_edit"),))
    return await scene.outcome(conversation, change, "edited" if draft.edits else "set", implied=command.implied)


async def _set(draft: Draft, scene: Scene) -> Change:
    if draft.text is None or draft.proposal is None or scene.user.zone is None:
        raise ValueError("only a complete draft can be set")
    trigger = draft.proposal.trigger
    zone = trigger.recurrence.zone if isinstance(trigger, Repeat) else scene.user.zone
    reminder = await set_reminder(
        scene.uow,
        scene.user,
        ReminderDraft(
            draft.text,
            trigger,
            zone,
            draft.recipients,
            item_key=draft.item_key,
            item_kind=draft.item_kind,
            nag_every=draft.nag_every,
            nag_limit=draft.nag_limit,
        ),
        Origin("chat", scene.address.platform, scene.address.room, draft.link or scene.permalink),
        scene.now,
        scene.settings.limits,
    )
    return Change(reminder.id, reminder.version, None, None, "set")


async def _edit(draft: Draft, scene: Scene) -> Change | None:
    """None when it would stay as it is."""
    if draft.edits is None or draft.proposal is None:
        raise ValueError("only a draft of an edit can be applied")
    before = (await get_reminder_by_id(scene.uow, scene.user, draft.edits)).reminder
    text = draft.text if draft.text != before.text else None
    trigger = draft.proposal.trigger if draft.proposal.trigger != before.trigger else None
    if text is None and trigger is None:
        return None
    limits = scene.settings.limits
    # Who gives it a new moment wants it to come.
    resumes = before.status is ReminderStatus.PAUSED and isinstance(trigger, At)
    if resumes:
        await check_room_for_one_more(scene.uow, scene.user, limits)
    change = await edit_reminder(scene.uow, scene.user, before.id, scene.now, limits, text=text, trigger=trigger)
    if resumes:
        resumed = await _resume(before.id, scene)
        change = replace(change, version=resumed.version)
    return change


async def _over(draft: Draft, conversation: Conversation, scene: Scene) -> Turn:
    if draft.edits is None:
        raise AlreadyOver
    view = await get_reminder_by_id(scene.uow, scene.user, draft.edits)
    return Turn(conversation, (over_notice(view.reminder),))


async def edit(intent: EditReminder, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """Another time, another text, or both; what is not said stays. Nothing said: asked."""

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        reminder = view.reminder
        check_owner(scene.user, reminder)
        if reminder.is_over:
            return Turn(conversation, (over_notice(reminder),))
        if intent.nag_every is not None:
            return await _nag(intent.nag_every or None, reminder, conversation, scene)
        draft = draft_of(reminder, act.typed)
        if intent.subject is not None:
            draft = replace(draft, text=intent.subject)
        moved = moved_by(draft, intent.by, scene.hear(act.typed).reference.zone) if intent.by is not None else None
        if moved is not None:
            return pursue(conversation, moved, scene.moment)
        if intent.by is not None:
            return ask_new_time(draft, reminder, conversation, scene)
        if intent.reading is not None:
            draft = with_time(draft, intent.reading, intent.alternatives, scene.hear(act.typed))
        elif intent.subject is None and intent.error not in (TimeError.PAST, TimeError.INVALID):
            return ask_new_time(draft, reminder, conversation, scene)
        return pursue(conversation, draft, scene.moment, error=intent.error if intent.reading is None else None)

    return await on_target(act, intent.target, conversation, scene, do, answering=intent.nag_every is not None)


async def _nag(every: timedelta | None, reminder: Reminder, conversation: Conversation, scene: Scene) -> Turn:
    """How often it comes again until it is answered, at once and with Undo."""
    change = await edit_nag(scene.uow, scene.user, reminder.id, scene.now, scene.settings.limits, every)
    return await scene.outcome(conversation, change, "edited" if every else "nag_off")


def draft_of(reminder: Reminder, typed: str) -> Draft:
    """A stored reminder as a draft that changes it."""
    return Draft(reminder.text, Proposal(reminder.trigger), item_key=reminder.item_key, typed=typed, edits=reminder.id)


def ask_new_time(draft: Draft, reminder: Reminder, conversation: Conversation, scene: Scene) -> Turn:
    card = scene.moment.card
    question = Question("when", card, reminder.text, label=reminder.label)
    return Turn(ask(conversation, AwaitingWhen(draft, card), scene.moment), (*closed_by(conversation), question))


async def cancel(intent: CancelReminder, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """One at once, with Undo; all of them only after a yes."""
    if intent.target.every and act.reminder is None:
        return await _ask_to_cancel_all(conversation, scene)

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        change = await cancel_reminder(scene.uow, scene.user, view.reminder.id, scene.now)
        return await scene.outcome(conversation, change, "cancelled")

    return await on_target(act, intent.target, conversation, scene, do)


async def _ask_to_cancel_all(conversation: Conversation, scene: Scene) -> Turn:
    ids = tuple(view.reminder.id for view in await all_own(scene))
    if not ids:
        return Turn(conversation, (Notice("none_to_cancel"),))
    card = scene.moment.card
    opened = ask(conversation, ConfirmingMany(ids, card), scene.moment)
    return Turn(opened, (*closed_by(conversation), ConfirmMany(len(ids), card)))


async def cancel_many(command: CancelMany, conversation: Conversation, scene: Scene) -> Turn:
    """Those that are still there; undone together."""
    changes = []
    for reminder_id in command.reminders:
        try:
            change = await cancel_reminder(scene.uow, scene.user, reminder_id, scene.now)
        except (AlreadyOver, ReminderNotFound):  # ended since the question was asked: that is what was wanted
            continue
        changes.append(replace(change, batch=scene.moment.card))
    if not changes:
        return Turn(conversation, (Notice("none_to_cancel"),))
    return Turn(remember(conversation, *changes), (Notice("cancelled_many", {"count": len(changes)}),))


async def pause(intent: Pause, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    if intent.target.every and act.reminder is None:
        return await _with_all("paused", conversation, scene)

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        reminder = view.reminder
        if reminder.status is ReminderStatus.PAUSED:
            return Turn(conversation, (Notice("already_paused", {"label": reminder.label}),))
        change = await _pause(reminder.id, scene)
        return await scene.outcome(conversation, change, "paused")

    return await on_target(act, intent.target, conversation, scene, do)


async def resume(intent: Resume, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """A single one whose time has passed while it was paused is asked for another time."""
    if intent.target.every and act.reminder is None:
        return await _with_all("resumed", conversation, scene)

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        reminder = view.reminder
        if reminder.is_over:
            return Turn(conversation, (over_notice(reminder),))
        if reminder.status is not ReminderStatus.PAUSED:
            return Turn(conversation, (Notice("already_active", {"label": reminder.label}),))
        try:
            change = await _resume(reminder.id, scene)
        except InThePast as error:
            return refuse(error, draft_of(reminder, act.typed), conversation, scene.moment)
        except LimitReached as error:
            return Turn(conversation, (limit_notice(error),))
        return await scene.outcome(conversation, change, "resumed")

    return await on_target(act, intent.target, conversation, scene, do)


async def _with_all(done: Literal["paused", "resumed"], conversation: Conversation, scene: Scene) -> Turn:
    """Pause or resume every reminder that can be; undone together."""
    wanted, do = (ReminderStatus.ACTIVE, _pause) if done == "paused" else (ReminderStatus.PAUSED, _resume)
    changes = []
    for view in await all_own(scene, frozenset({wanted})):
        try:
            change = await do(view.reminder.id, scene)
        except (InThePast, LimitReached):  # stays paused, as the list says
            continue
        changes.append(replace(change, batch=scene.moment.card))
    if changes:
        conversation = remember(conversation, *changes)
    return Turn(conversation, (Notice(f"{done}_many", {"count": len(changes)}),))


async def _pause(reminder_id: UUID, scene: Scene) -> Change:
    return await pause_reminder(scene.uow, scene.user, reminder_id, scene.now)


async def _resume(reminder_id: UUID, scene: Scene) -> Change:
    return await resume_reminder(scene.uow, scene.user, reminder_id, scene.now, scene.settings.limits)


async def undo_last(conversation: Conversation, scene: Scene) -> Turn:
    """The last change, or all that were made with it."""
    if not conversation.changes:
        return Turn(conversation, (Notice("nothing_to_undo"),))
    last = conversation.changes[-1]
    together = [change for change in conversation.changes if last.batch and change.batch == last.batch] or [last]
    return await undo_changes(together, conversation, scene)


async def undo_changes(changes: list[Change], conversation: Conversation, scene: Scene) -> Turn:
    """Take these back, the latest first; what has changed since is left alone, and said when it is all of them."""
    conversation = replace(
        conversation, changes=tuple(change for change in conversation.changes if change not in changes)
    )
    undone: list[Outcome] = []
    taken_back: dict[tuple[UUID, str], list[Reminder]] = defaultdict(list)
    for change in reversed(changes):
        try:
            given = await scene.uow.reminders.get(scene.user.workspace_id, change.reminder_id)
            reminder = await undo(scene.uow, scene.user, change, scene.now, scene.address)
        except (NothingToUndo, ReminderNotFound):
            continue
        if given is not None and given.owner_id != reminder.owner_id:
            taken_back[given.owner_id, change.batch].append(reminder)
        conversation = _rebased(conversation, change, reminder)
        view = await get_reminder_by_id(scene.uow, scene.user, reminder.id, scene.address)
        waiting = change.occurrence_id if change.action in ("done", "snoozed", "dismissed") else None
        undone.append(Outcome("undone", view, answers=waiting))
    for (holder_id, batch), taken in taken_back.items():
        await tell_taken_back(scene.uow, scene.user, holder_id, taken[::-1], batch, scene.now)
    if len(undone) > 1:
        return Turn(conversation, (Notice("undone_many", {"count": len(undone)}),))
    return Turn(conversation, tuple(undone) or (Notice("nothing_to_undo"),))


def _rebased(conversation: Conversation, undone: Change, reminder: Reminder) -> Conversation:
    """The change before the one taken back is now the last of this reminder's, and can be taken back in turn."""
    before = undone.before.version if undone.before else None
    changes = tuple(
        replace(change, version=reminder.version)
        if change.reminder_id == reminder.id and change.version == before
        else change
        for change in conversation.changes
    )
    return replace(conversation, changes=changes, focus=reminder.id)
