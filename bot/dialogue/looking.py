"""Looking at reminders: lists and their pages, one in detail, its history, its next firings. Changes nothing stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from bot.actions.explanations import explain_reminder, preview
from bot.actions.reminders import find_reminders
from bot.dialogue.consent import nobody
from bot.dialogue.naming import name_of
from bot.dialogue.recipients import Trouble, find_known, missing_facts
from bot.dialogue.scene import Scene
from bot.dialogue.targets import on_target
from bot.dialogue.turn import Act, Turn
from bot.domain.conversation import Conversation
from bot.domain.listing import Page, ReminderQuery, ReminderView
from bot.domain.reminder import ReminderStatus, Room
from bot.domain.zone import to_instant, to_wall
from bot.language.intents import ExplainReminder, ListReminders, ListScope, PreviewReminder, ShowReminder
from bot.wording.replies import Details, Explanation, Listing, NextFiring, Preview
from bot.wording.times import day
from bot.wording.typed import in_one_line
from bot.wording.voice import voice_of

PAGE_LENGTH = 10
_OVER = frozenset({ReminderStatus.COMPLETED, ReminderStatus.CANCELLED})
_FIRINGS = 5


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A list as it is asked for. with_missed: what waits for an answer stands before it, whenever it came."""

    heading: str
    query: ReminderQuery
    with_missed: bool = False
    values: dict[str, str | int] = field(default_factory=dict)


async def show_list(intent: ListReminders, act: Act, conversation: Conversation, scene: Scene, number: int = 0) -> Turn:
    """number: which page, counted from 0."""
    named = intent.person or intent.room
    if named is not None:
        return await _list_with(named, act, conversation, scene, number)
    return await _show(_wanted(intent, scene), act, conversation, scene, number)


async def _list_with(typed: str, act: Act, conversation: Conversation, scene: Scene, number: int) -> Turn:
    """What a person or a room has to do with, of this person's own and received ones."""
    named = name_of(typed, scene.mentions)
    inquiries = missing_facts((named,), scene)
    if inquiries:
        return Turn(conversation, inquiries=inquiries)
    found = await find_known(named, scene)
    if isinstance(found, Trouble):
        return Turn(conversation, (nobody(typed, found),))
    if isinstance(found, Room):
        wanted = _Wanted("with", ReminderQuery(room=found), values={"who": f"#{found.name}"})
    else:
        wanted = _Wanted("with", ReminderQuery(person=found.id), values={"who": in_one_line(found.name, 60)})
    return await _show(wanted, act, conversation, scene, number)


async def _show(wanted: _Wanted, act: Act, conversation: Conversation, scene: Scene, number: int) -> Turn:
    query = replace(wanted.query, offset=number * PAGE_LENGTH, limit=PAGE_LENGTH)
    page = await find_reminders(scene.uow, scene.user, query)
    if wanted.with_missed and number == 0:
        missed = await find_reminders(scene.uow, scene.user, ReminderQuery(missed=True, limit=PAGE_LENGTH))
        page = _together(missed, page)
    listing = Listing(wanted.heading, page, number, wanted.values)
    return Turn(replace(conversation, listing=act.typed), (listing,))


def _together(missed: Page[ReminderView], page: Page[ReminderView]) -> Page[ReminderView]:
    known = {view.reminder.id for view in missed.items}
    return replace(page, items=(*missed.items, *(view for view in page.items if view.reminder.id not in known)))


def _wanted(intent: ListReminders, scene: Scene) -> _Wanted:
    if intent.item is not None:
        return _Wanted("item", ReminderQuery(item_key=intent.item.key), values={"item": intent.item.key})
    if intent.words is not None:
        words = in_one_line(intent.words, 60)
        return _Wanted("words", ReminderQuery(words=intent.words), values={"words": words})
    match intent.scope:
        case ListScope.MISSED:
            return _Wanted("missed", ReminderQuery(missed=True))
        case ListScope.DONE:
            return _Wanted("done", ReminderQuery(statuses=_OVER))
        case ListScope.ALL:
            return _Wanted("all", ReminderQuery())
        case ListScope.RANGE:
            return _range(intent, scene)
        case _:
            return _Wanted(
                intent.scope.value, _until(intent.scope, scene), with_missed=intent.scope is not ListScope.TOMORROW
            )


def _range(intent: ListReminders, scene: Scene) -> _Wanted:
    since = intent.since.astimezone(UTC) if intent.since else scene.now
    until = intent.until.astimezone(UTC) if intent.until else scene.now + scene.settings.limits.horizon
    voice, zone = voice_of(scene.user, scene.now), scene.user.zone or "UTC"
    last = to_wall(until - timedelta(microseconds=1), zone)
    days = {"since": day(to_wall(since, zone), voice), "until": day(last, voice)}
    heading = "day" if days["since"] == days["until"] else "range"
    return _Wanted(heading, ReminderQuery(since=since, until=until), values={**days})


def _until(scope: ListScope, scene: Scene) -> ReminderQuery:
    """From now to the end of today, of tomorrow, of this week (Sunday), or 24 hours on."""
    if scope is ListScope.UPCOMING:
        return ReminderQuery(until=scene.now + timedelta(days=1))
    today = to_wall(scene.now, scene.user.zone or "UTC").date()
    if scope is ListScope.TOMORROW:
        return ReminderQuery(since=_midnight(scene, 1), until=_midnight(scene, 2))
    days = 1 if scope is ListScope.TODAY else 7 - today.weekday()
    return ReminderQuery(until=_midnight(scene, days))


def _midnight(scene: Scene, days: int) -> datetime:
    """The beginning of the day that is so many days from today, UTC."""
    zone = scene.user.zone or "UTC"
    today = to_wall(scene.now, zone).date()
    return to_instant(datetime.combine(today + timedelta(days=days), time()), zone)


async def show(intent: ShowReminder, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        return Turn(conversation, (Details(view),))

    return await on_target(act, intent.target, conversation, scene, do)


async def explain(intent: ExplainReminder, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """The whole ledger, with the names of those in it."""

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        ledger = await explain_reminder(scene.uow, scene.user, view.reminder.id, scene.address)
        actors = {entry.actor_id for entry in ledger.entries if entry.actor_id}
        people = await scene.uow.users.get_many(scene.user.workspace_id, actors)
        names = {user.id: user.name for user in people.values()}
        return Turn(conversation, (Explanation(ledger, names, scene.user.id),))

    return await on_target(act, intent.target, conversation, scene, do)


async def show_next(intent: PreviewReminder, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """The next five firings; a snoozed one is not the rule's and not among them."""

    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        reminder = view.reminder
        firings = () if reminder.is_over else tuple(preview(reminder.trigger, scene.now, _FIRINGS))
        shown = tuple(NextFiring(firing.instant, firing.clock_change) for firing in firings)
        return Turn(conversation, (Preview(reminder, shown),))

    return await on_target(act, intent.target, conversation, scene, do)
