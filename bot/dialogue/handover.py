"""Handing reminders over in words: whose, to whom, asked first; and giving back what was handed over."""

from __future__ import annotations

from uuid import UUID

from bot.actions.consents import refusing
from bot.actions.handover import give_back, hand_over
from bot.dialogue.consent import nobody
from bot.dialogue.naming import name_of
from bot.dialogue.pursuit import closed_by
from bot.dialogue.recipients import Trouble, find_user, missing_facts
from bot.dialogue.scene import Scene, remember
from bot.dialogue.targets import all_own, on_target
from bot.dialogue.turn import Act, HandOverMany, Turn, ask
from bot.domain.conversation import Conversation, HandingOver
from bot.domain.errors import NotOwner
from bot.domain.listing import ReminderView
from bot.domain.user import User
from bot.language.intents import HandOver
from bot.wording.replies import ConfirmHandOver, Notice
from bot.wording.typed import in_one_line


async def ask_to_hand_over(intent: HandOver, act: Act, conversation: Conversation, scene: Scene) -> Turn:
    """All of this person's own, or the one that is named; after a yes."""
    named = name_of(intent.recipient, scene.mentions)
    inquiries = missing_facts((named,), scene)
    if inquiries:
        return Turn(conversation, inquiries=inquiries)
    to = await find_user(named, scene)
    if isinstance(to, Trouble):
        return Turn(conversation, (nobody(intent.recipient, to),))
    if to.id == scene.user.id:
        return Turn(conversation, (Notice("hand_over.yourself"),))
    if await refusing(scene.uow, scene.user, [to.id]):
        return Turn(conversation, (Notice("hand_over.refused", {"who": in_one_line(to.name, 60)}),))
    if not intent.target.every or act.reminder is not None:
        return await _one(intent, act, to, conversation, scene)
    return _ask(tuple(view.reminder.id for view in await all_own(scene)), to, conversation, scene)


async def _one(intent: HandOver, act: Act, to: User, conversation: Conversation, scene: Scene) -> Turn:
    async def do(view: ReminderView, conversation: Conversation) -> Turn:
        if view.reminder.owner_id != scene.user.id:
            raise NotOwner
        ids = () if view.reminder.is_over else (view.reminder.id,)
        return _ask(ids, to, conversation, scene)

    return await on_target(act, intent.target, conversation, scene, do)


def _ask(ids: tuple[UUID, ...], to: User, conversation: Conversation, scene: Scene) -> Turn:
    if not ids:
        return Turn(conversation, (Notice("hand_over.none"),))
    card = scene.moment.card
    opened = ask(conversation, HandingOver(ids, to.id, card), scene.moment)
    return Turn(opened, (*closed_by(conversation), ConfirmHandOver(len(ids), in_one_line(to.name, 60), card)))


async def hand_over_many(command: HandOverMany, conversation: Conversation, scene: Scene) -> Turn:
    """Undone together."""
    to = await scene.uow.users.get(scene.user.workspace_id, command.to)
    changes = []
    if to is not None:
        changes = await hand_over(scene.uow, scene.user, to, command.reminders, scene.moment.card, scene.now)
    if to is None or not changes:
        return Turn(conversation, (Notice("hand_over.none"),))
    values: dict[str, str | int] = {"count": len(changes), "who": in_one_line(to.name, 60)}
    return Turn(remember(conversation, *changes), (Notice("hand_over.done", values),))


async def give_back_batch(batch: str, conversation: Conversation, scene: Scene) -> Turn | None:
    """The button; None where nothing of it is theirs any more."""
    giver, count = await give_back(scene.uow, scene.user, batch, scene.now)
    if giver is None or not count:
        return None
    return Turn(conversation, (Notice("hand_over.given_back", {"count": count, "who": in_one_line(giver.name, 60)}),))
