"""Answers to a reminder that was delivered: done, snooze, dismiss, by word or by button.

Without a name, the one delivered last is meant.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from bot.actions.occurrences import acknowledge, complete_reminder, snooze
from bot.actions.rights import check_owner
from bot.dialogue.deeds import draft_of
from bot.dialogue.draft import postpone
from bot.dialogue.pursuit import pursue
from bot.dialogue.scene import Scene
from bot.dialogue.targets import latest_here, on_target, over_notice
from bot.dialogue.turn import Act, AnswerOrAsk, Turn
from bot.domain.conversation import Conversation
from bot.domain.errors import AlreadyOver
from bot.domain.listing import ReminderView
from bot.domain.reminder import At
from bot.domain.zone import to_instant, to_wall
from bot.language.intents import Complete, Dismiss, Snooze
from bot.language.reading import TimeError
from bot.wording.replies import Notice

# A bare time ("tomorrow 9") is an answer to what was delivered within this time; later it begins a reminder.
_ANSWERED_BY_TIME = timedelta(days=1)
_SHORT = {"20m": timedelta(minutes=20), "1h": timedelta(hours=1), "3h": timedelta(hours=3)}


async def complete(intent: Complete, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """Done; a single one that has not come yet is done before its time."""

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        try:
            change = await complete_reminder(scene.uow, scene.user, view.reminder.id, scene.now, scene.address)
        except AlreadyOver:
            return Turn(conversation, (_not_waiting(view),))
        return await scene.outcome(conversation, change, "done" if view.occurrence else "done_early")

    return await on_target(act, intent.target, conversation, scene, do, answering=True)


async def dismiss(intent: Dismiss, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        if view.occurrence is None:
            return Turn(conversation, (_not_waiting(view),))
        return await dismiss_occurrence(view.occurrence.id, conversation, scene, intent.reason or "")

    return await on_target(act, intent.target, conversation, scene, do, answering=True)


async def put_off(intent: Snooze, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """Told again later; one that has not come yet is moved."""
    if intent.reading is None and intent.error in (TimeError.PAST, TimeError.INVALID):
        return Turn(conversation, (Notice(f"snooze_{intent.error.value}"),))

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        occurrence_id = await _waiting_occurrence(view, scene)
        if occurrence_id is not None:
            until = intent.reading.at.astimezone(UTC) if intent.reading else _usual(scene)
            return await snooze_occurrence(occurrence_id, until, conversation, scene)
        if intent.reading is None or not isinstance(view.reminder.trigger, At) or view.reminder.is_over:
            return Turn(conversation, (_not_waiting(view),))
        check_owner(scene.user, view.reminder)
        draft = postpone(draft_of(view.reminder, act.typed), intent.reading, intent.alternatives, scene.hear(act.typed))
        return pursue(conversation, draft, scene.moment)

    return await on_target(act, intent.target, conversation, scene, do, answering=True)


async def answer_or_ask(command: AnswerOrAsk, conversation: Conversation, scene: Scene) -> Turn:
    """A bare time answers what was delivered lately; otherwise it is when something, still to be said, shall be reminded of."""
    view = await latest_here(scene)
    fired_at = view.occurrence.fired_at if view and view.occurrence else None
    if view is not None and fired_at is not None and scene.now - fired_at <= _ANSWERED_BY_TIME:
        act = Act(command.act.intent, command.act.typed, view.reminder.id)
        if isinstance(act.intent, Snooze):
            return await put_off(act.intent, act, conversation, scene)
    return pursue(conversation, command.draft, scene.moment)


async def complete_occurrence(occurrence_id: UUID, conversation: Conversation, scene: Scene) -> Turn:
    """Raises ReminderNotFound, AlreadyOver."""
    change = await acknowledge(scene.uow, scene.user, occurrence_id, scene.now, place=scene.address)
    return await scene.outcome(conversation, change, "done")


async def dismiss_occurrence(occurrence_id: UUID, conversation: Conversation, scene: Scene, reason: str = "") -> Turn:
    """Raises ReminderNotFound, AlreadyOver."""
    change = await acknowledge(scene.uow, scene.user, occurrence_id, scene.now, reason, scene.address)
    return await scene.outcome(conversation, change, "dismissed")


async def snooze_occurrence(occurrence_id: UUID, until: datetime, conversation: Conversation, scene: Scene) -> Turn:
    """Raises ReminderNotFound, AlreadyOver."""
    change = await snooze(scene.uow, scene.user, occurrence_id, until, scene.now, scene.address)
    return await scene.outcome(conversation, change, "snoozed", until=until)


def snoozed_until(choice: str, scene: Scene) -> datetime | None:
    """The instant (UTC) that a Snooze button stands for: days begin at the person's start of day. None for an unknown choice."""
    if choice in _SHORT:
        return scene.now + _SHORT[choice]
    zone = scene.user.zone or "UTC"
    today = to_wall(scene.now, zone).date()
    weekday = today.weekday()
    days = {"tomorrow": 1, "nextweek": 7 - weekday, "nextbusinessday": 1 if weekday in (6, 0, 1, 2, 3) else 7 - weekday}
    if choice not in days:
        return None
    start: time = scene.user.preferences.start_of_day
    return to_instant(datetime.combine(today + timedelta(days=days[choice]), start), zone)


async def _waiting_occurrence(view: ReminderView, scene: Scene) -> UUID | None:
    """The firing that waits for an answer, or that is snoozed already."""
    if view.occurrence is not None:
        return view.occurrence.id
    scheduled = await scene.uow.occurrences.scheduled_of(scene.user.workspace_id, view.reminder.id)
    return next((occurrence.id for occurrence in scheduled if occurrence.is_snoozed), None)


def _usual(scene: Scene) -> datetime:
    return scene.now + scene.user.preferences.snooze


def _not_waiting(view: ReminderView) -> Notice:
    if view.reminder.is_over:
        return over_notice(view.reminder)
    return Notice("not_due", {"label": view.reminder.label})
