"""Replies completed from the store: what a card shows beside the draft is known there and not in the conversation."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from bot.actions.reminders import get_reminder_by_id
from bot.dialogue.scene import Scene
from bot.domain.reminder import people_in
from bot.wording.replies import Card, Company, Details, Listing, Outcome, Reply


async def dress(reply: Reply, scene: Scene) -> Reply:
    """A card gets the item that it is about and the reminder that it would change, and all get the people that they name."""
    concerned = _concerned(reply) - {scene.user.id}
    if concerned and isinstance(reply, Card | Outcome | Details | Listing):
        people = await scene.uow.users.get_many(scene.user.workspace_id, concerned)
        reply = replace(reply, company=Company(scene.user.id, people))
    return await _dress_card(reply, scene) if isinstance(reply, Card) else reply


def _concerned(reply: Reply) -> set[UUID]:
    """Owners and recipients of the reminders in it."""
    match reply:
        case Card():
            return people_in(reply.draft.recipients)
        case Outcome() | Details():
            reminders = [reply.view.reminder]
        case Listing():
            reminders = [view.reminder for view in reply.page.items]
        case _:
            return set()
    return {one for each in reminders for one in people_in(each.recipients) | {each.owner_id}}


async def _dress_card(reply: Card, scene: Scene) -> Card:
    draft = reply.draft
    if draft.item_key is not None:
        reply = replace(reply, item=await scene.uow.items.get(scene.user.workspace_id, draft.item_key))
    if draft.edits is not None:
        reminder = (await get_reminder_by_id(scene.uow, scene.user, draft.edits)).reminder
        reply = replace(reply, reminder=reminder)
    return reply
