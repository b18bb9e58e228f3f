"""Which reminder is meant: by number, item, words or time, "it", or the one delivered last; several are offered to choose from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.actions.occurrences import latest_delivered
from bot.actions.reminders import find_reminders, get_reminder, get_reminder_by_id
from bot.dialogue.pursuit import closed_by
from bot.dialogue.scene import Scene, about
from bot.dialogue.turn import Act, Turn, ask
from bot.domain.conversation import Choosing, Conversation
from bot.domain.errors import AlreadyOver, NotOwner, ReminderNotFound
from bot.domain.listing import OPEN, Page, ReminderQuery, ReminderView
from bot.domain.reminder import Reminder, ReminderStatus
from bot.domain.zone import to_wall
from bot.language.intents import Target
from bot.wording.replies import Choice, Notice
from bot.wording.typed import handle, in_one_line

MOST_CHOICES = 9
_SEARCHED = 200
_ALL = 10_000

Deed = Callable[[ReminderView, Conversation], Awaitable[Turn]]


async def on_target(
    act: Act, target: Target, conversation: Conversation, scene: Scene, do: Deed, *, answering: bool = False
) -> Turn:
    """Do it to the reminder that is meant. answering: without a name, the one delivered last is meant rather than the one talked about.

    No match is said, and so is one that is over (AlreadyOver of `do`).
    Several are put to the choice, and `act.typed` is read again once one is chosen.
    """
    try:
        found = await _find(act, target, conversation, scene, answering)
    except ReminderNotFound as error:
        return Turn(conversation, (Notice("no_reminder", {"asked": error.asked}),))
    if isinstance(found, Notice):
        return Turn(conversation, (found,))
    if len(found) > 1:
        return _offer(found, act, conversation, scene)
    try:
        return await do(found[0], about(conversation, found[0].reminder.id))
    except AlreadyOver:
        return Turn(conversation, (over_notice(found[0].reminder),))
    except NotOwner:
        return Turn(conversation, (await _not_owner(found[0].reminder, scene),))


async def _not_owner(reminder: Reminder, scene: Scene) -> Notice:
    """Who may change it."""
    owner = await scene.uow.users.get(reminder.workspace_id, reminder.owner_id)
    name = owner.name if owner else ""
    return Notice("not_owner", {"label": reminder.label, "who": in_one_line(name, 60), "handle": handle(name)})


def over_notice(reminder: Reminder) -> Notice:
    return Notice("already_over", {"label": reminder.label})


async def _find(
    act: Act, target: Target, conversation: Conversation, scene: Scene, answering: bool
) -> tuple[ReminderView, ...] | Notice:
    if act.reminder is not None:
        return (await get_reminder_by_id(scene.uow, scene.user, act.reminder, scene.address),)
    if target.number is not None:
        return (await get_reminder(scene.uow, scene.user, target.number, scene.address),)
    if target.position is not None:
        return await _in_list(target.position, conversation, scene)
    if target.item is not None or target.words is not None or target.at is not None:
        return await _search(target, scene)
    return await _unnamed(conversation, scene, answering)


async def _in_list(position: int, conversation: Conversation, scene: Scene) -> tuple[ReminderView, ...] | Notice:
    """ "the first one": of those that are offered, else of what comes, the soonest first."""
    if isinstance(conversation.pending, Choosing):
        offered = conversation.pending.choices[position - 1 : position]
        return tuple(
            [await get_reminder_by_id(scene.uow, scene.user, each, scene.address) for each in offered]
        ) or Notice("no_focus")
    views = (await _page(ReminderQuery(limit=position), scene)).items
    return views[position - 1 : position] or Notice("no_focus")


async def _search(target: Target, scene: Scene) -> tuple[ReminderView, ...] | Notice:
    item = target.item.key if target.item else None
    query = ReminderQuery(item_key=item, words=target.words, limit=_SEARCHED)
    views = (await _page(query, scene)).items
    if item is not None and not views and target.words is None:
        views = (await _page(ReminderQuery(words=item, limit=_SEARCHED), scene)).items
    if target.at is not None:
        views = tuple(view for view in views if _is_at(view, target, scene))
    if views:
        return views
    if item is not None:
        return Notice("no_match_item", {"item": item})
    if target.words is not None:
        return Notice("no_match_words", {"words": in_one_line(target.words, 60)})
    return Notice("no_match_time")


def _is_at(view: ReminderView, target: Target, scene: Scene) -> bool:
    """ "the 5pm one": the clock counts, whatever the day."""
    if view.next_due is None or target.at is None:
        return False
    due, wanted = to_wall(view.next_due, scene.user.zone or "UTC"), target.at.time()
    return (due.hour, due.minute) == (wanted.hour, wanted.minute)


async def _unnamed(conversation: Conversation, scene: Scene, answering: bool) -> tuple[ReminderView, ...] | Notice:
    delivered = await latest_here(scene) if answering else None
    if delivered is not None:
        return (delivered,)
    if conversation.focus is not None:
        return (await get_reminder_by_id(scene.uow, scene.user, conversation.focus, scene.address),)
    if answering:
        return Notice("nothing_delivered")
    only = await _page(ReminderQuery(limit=2), scene)
    return only.items if len(only.items) == 1 else Notice("no_focus")


async def latest_here(scene: Scene) -> ReminderView | None:
    """The reminder delivered last and not answered: in this room, else wherever this person was told."""
    for room in (scene.address, None):
        view = await latest_delivered(scene.uow, scene.user, room, scene.now)
        if view is not None and not view.reminder.is_over:
            return view
    return None


async def _page(query: ReminderQuery, scene: Scene) -> Page[ReminderView]:
    return await find_reminders(scene.uow, scene.user, query)


async def all_own(scene: Scene, statuses: frozenset[ReminderStatus] = OPEN) -> tuple[ReminderView, ...]:
    """Every reminder of these statuses that this person has set."""
    return (await _page(ReminderQuery(statuses=statuses, own=True, limit=_ALL), scene)).items


def _offer(found: tuple[ReminderView, ...], act: Act, conversation: Conversation, scene: Scene) -> Turn:
    shown = found[:MOST_CHOICES]
    texts = tuple(f"{view.reminder.label} {in_one_line(view.reminder.text)}" for view in shown)
    card = scene.moment.card
    pending = Choosing(tuple(view.reminder.id for view in shown), act.typed, card, texts)
    choice = Choice(shown, card, more=len(found) > len(shown))
    return Turn(ask(conversation, pending, scene.moment), (*closed_by(conversation), choice))
